// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "diff/ddl/names.hpp"
#include "diff/ddl/writers.hpp"
#include "diff/grants.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

// Who may do what: with objects, the database, and what is made from now on.
namespace scribe::diff::ddl {

namespace {

using model::Grant;
using model::Privileges;

std::vector<std::string> without(std::vector<std::string> const &words, std::vector<std::string> const &others) {
    std::vector<std::string> left;
    for (auto const &word : words) {
        if (std::find(others.begin(), others.end(), word) == others.end()) left.push_back(word);
    }
    return left;
}

Grant of_grantee(std::vector<Grant> const &grants, std::string const &grantee) {
    for (auto const &grant : grants) {
        if (grant.grantee == grantee) return grant;
    }
    return {grantee, {}, {}};
}

std::vector<Grant> rights(Privileges const &privileges) {
    return effective_grants(model::Kind::privileges, privileges.owner, privileges.grants);
}

std::string in_capitals(std::string text) {
    for (auto &c : text) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return text;
}

/// The database has another name elsewhere.
std::string on_this_database(std::string const &statement) {
    constexpr std::string_view k_here = "ON DATABASE ";
    auto const end = statement.find(k_here) + k_here.size();
    auto const escape = [](std::string text) {
        for (auto at = text.find('%'); at != std::string::npos; at = text.find('%', at + 2)) text.insert(at, 1, '%');
        return text;
    };
    auto const format = escape(statement.substr(0, end)) + "%I" + escape(statement.substr(end));
    return "DO " + base::quote_literal(
                       fmt::format("BEGIN EXECUTE format({}, current_database()); END", base::quote_literal(format)));
}

} // namespace

std::vector<RightsStatement> grant_statements(std::function<std::string(std::vector<std::string> const &)> const &on,
                                              std::vector<Grant> const &before, std::vector<Grant> const &after) {
    std::vector<RightsStatement> statements;
    std::set<std::string> grantees, losers, passed_on;
    // Who may give a right may have given it, which only goes together; whoever keeps it gets it anew.
    auto const revoke = [&](std::string_view what, std::vector<std::string> const &lost, Grant const &had,
                            std::string const &from) {
        auto const given = without(lost, without(lost, had.grantable));
        passed_on.insert(given.begin(), given.end());
        losers.insert(had.grantee);
        statements.push_back(
            {fmt::format("REVOKE {}{} FROM {}{}", what, on(lost), from, given.empty() ? "" : " CASCADE"), true,
             !given.empty()});
    };
    auto const grant_to = [&](std::vector<std::string> const &words, std::string const &to, bool grantable) {
        if (!words.empty())
            statements.push_back(
                {fmt::format("GRANT {} TO {}{}", on(words), to, grantable ? " WITH GRANT OPTION" : "")});
    };
    for (auto const *list : {&before, &after}) {
        for (auto const &grant : *list) grantees.insert(grant.grantee);
    }
    for (auto const &grantee : grantees) {
        auto const had = of_grantee(before, grantee);
        auto const has = of_grantee(after, grantee);
        auto const to = role(grantee);
        if (auto const lost = without(had.privileges, has.privileges); !lost.empty()) revoke("", lost, had, to);
        auto const option_lost =
            without(without(had.grantable, has.grantable), without(had.privileges, has.privileges));
        if (!option_lost.empty()) revoke("GRANT OPTION FOR ", option_lost, had, to);
        grant_to(without(without(has.privileges, had.privileges), has.grantable), to, false);
        grant_to(without(has.grantable, had.grantable), to, true);
    }
    std::vector<std::string> const taken{passed_on.begin(), passed_on.end()};
    for (auto const &grant : after) {
        if (losers.contains(grant.grantee)) continue;
        auto const kept = without(grant.grantable, without(grant.grantable, taken));
        grant_to(without(without(grant.privileges, without(grant.privileges, taken)), kept), role(grant.grantee),
                 false);
        grant_to(kept, role(grant.grantee), true);
    }
    return statements;
}

void write_privileges(Plan const &plan, Change const &change, Script &script) {
    auto const privileges = model::from_record<Privileges>(change.object());
    auto const &schema = privileges.in_schema;
    if (plan.is_removed(model::Kind::schema, schema, schema)) return; // they go with it
    auto was = change.action == Action::added ? privileges : model::from_record<Privileges>(change.before);
    auto is = change.action == Action::removed ? privileges : model::from_record<Privileges>(change.after);
    if (change.action == Action::added) was.grants = default_grants(was);
    if (change.action == Action::removed) is.grants = default_grants(is);
    bool const database = privileges.on == "database";
    auto const on = [&](std::vector<std::string> const &words) {
        return base::join(words, ", ") + " ON " + (database ? "DATABASE " : in_capitals(privileges.on));
    };
    if (was.owner != is.owner) {
        script.not_done(fmt::format("the database: owner is {}, should be {}", was.owner, is.owner));
        // What the owner may do goes with the owner.
        for (auto &grant : is.grants) {
            if (grant.grantee == is.owner) grant.grantee = was.owner;
        }
        is.owner = was.owner;
    }
    auto prefix = "ALTER DEFAULT PRIVILEGES FOR ROLE " + base::quote_ident(is.owner);
    if (!schema.empty()) prefix += " IN SCHEMA " + base::quote_ident(schema);
    for (auto const &statement : grant_statements(on, rights(was), rights(is)))
        script.add(Phase::grants, database ? on_this_database(statement.sql) : prefix + " " + statement.sql);
}

} // namespace scribe::diff::ddl
