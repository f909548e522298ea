// SPDX-License-Identifier: MIT
#include "diff/ddl/plan/unscanned.hpp"

#include "base/text.hpp"
#include "diff/ddl/names.hpp"
#include "diff/ddl/plan/read_all.hpp"
#include "diff/rights.hpp"
#include "model/serialize.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

namespace scribe::diff::ddl {

namespace {

using model::Kind;
using model::Record;

/// How SQL names them.
struct Sort {
    std::string_view word, before, after;
};
constexpr std::array k_sorts{Sort{"collation", "COLLATE ", ""}, Sort{"text search configuration", "'", "'::regconfig"},
                             Sort{"text search dictionary", "'", "'::regdictionary"},
                             Sort{"operator", "OPERATOR(", ")"}};

/// A name with its schema at the beginning of the text, as it stands there; empty: there is none.
std::string_view name_at(std::string_view text, bool is_operator) {
    constexpr std::string_view k_in_words = "abcdefghijklmnopqrstuvwxyz0123456789_$";
    constexpr std::string_view k_in_operators = "+-*/<>=~!@#%^&|`?";
    auto const skip = [&](std::size_t at, std::string_view letters) {
        if (at < text.size() && text[at] == '"' && letters == k_in_words) {
            auto const end = text.find('"', at + 1);
            return end == std::string_view::npos ? text.size() : end + 1;
        }
        return std::min(text.find_first_not_of(letters, at), text.size());
    };
    auto const dot = skip(0, k_in_words);
    if (dot == 0 || dot >= text.size() || text[dot] != '.') return {};
    auto const end = skip(dot + 1, is_operator ? k_in_operators : k_in_words);
    return end == dot + 1 ? std::string_view{} : text.substr(0, end);
}

void find_in(std::string_view sql, std::map<std::string, std::string> &found) {
    for (auto const &sort : k_sorts) {
        for (auto at = sql.find(sort.before); at != std::string_view::npos; at = sql.find(sort.before, at + 1)) {
            auto const rest = sql.substr(at + sort.before.size());
            auto const name = name_at(rest, sort.word == "operator");
            if (name.empty() || name.starts_with("pg_catalog.") || !rest.substr(name.size()).starts_with(sort.after))
                continue;
            found.emplace(name, sort.word);
        }
    }
}

/// Operator classes stand where anything may: those of the indexes that the statements make.
void find_operator_classes(std::vector<Statement> const &statements, model::ModelReader &after,
                           std::map<std::string, std::string> &found) {
    auto const is_named = [&](std::string const &name) {
        return std::any_of(statements.begin(), statements.end(), [&](Statement const &statement) {
            return statement.sql.find(" " + name) != std::string::npos;
        });
    };
    std::set<std::string> seen;
    auto const cursor = after.read(Kind::index);
    for (Record record; cursor->next(record);) {
        if (record.body.find("\"opclass\":\"") == std::string::npos) continue; // spares reading the others
        for (auto const &key : model::from_record<model::Index>(record).keys) {
            bool const own = key.opclass.find('.') != std::string::npos && !key.opclass.starts_with("pg_catalog.");
            if (own && seen.insert(key.opclass).second && is_named(key.opclass))
                found.emplace(key.opclass, "operator class");
        }
    }
}

/// As the body of a record has it.
std::string as_in_json(std::string const &name) {
    std::string text;
    for (auto const c : name) {
        if (c == '"' || c == '\\') text += '\\';
        text += c;
    }
    return text;
}

std::set<std::string> roles_of(Record const &record) {
    std::set<std::string> roles;
    auto const rights = rights_of(record);
    roles.insert(rights.owner);
    for (auto const &grant : rights.grants) roles.insert(grant.grantee);
    if (record.kind == Kind::policy) {
        auto const list = model::from_record<model::Policy>(record).roles;
        roles.insert(list.begin(), list.end());
    }
    roles.erase("");
    roles.erase("public");
    std::erase_if(roles, [](std::string const &role) { return role.starts_with("pg_"); });
    return roles;
}

/// Roles that the statements name and nothing of the old state does: they belong to no database. Where that names none,
/// nothing can be said.
std::vector<std::string> new_roles(std::vector<Change> const &changes, model::ModelReader &before) {
    std::set<std::string> roles;
    for (auto const &change : changes) {
        if (change.action != Action::removed) roles.merge(roles_of(change.after));
    }
    bool any = false;
    for (auto const kind : model::k_all_kinds) {
        if (roles.empty()) break;
        auto const cursor = before.read(kind);
        for (Record record; cursor->next(record) && !roles.empty();) {
            bool const may = !any || std::ranges::any_of(roles, [&](std::string const &role) {
                return record.body.find(as_in_json(role)) != std::string::npos;
            });
            if (!may) continue;
            auto const known = roles_of(record);
            any = any || !known.empty();
            for (auto const &role : known) roles.erase(role);
        }
    }
    if (!any) return {};
    std::vector<std::string> list;
    for (auto const &role : roles) list.push_back("role " + base::single_line(base::quote_ident(role)));
    return list;
}

} // namespace

std::vector<std::string> find_unscanned(std::vector<Change> const &changes, std::vector<Statement> const &statements,
                                        model::ModelReader &before, model::ModelReader &after) {
    auto list = new_roles(changes, before);
    std::map<std::string, std::string> found; // what it is, by its name
    for (auto const &statement : statements) find_in(statement.sql, found);
    find_operator_classes(statements, after, found);
    if (found.empty()) return list;
    std::set<std::string> of_extensions; // schemas with operators and their classes that come with these
    for (auto const &record : read_all(after, Kind::extension, [](Record const &) { return true; }))
        of_extensions.insert(base::quote_ident(model::from_record<model::Extension>(record).in_schema) + ".");
    std::erase_if(found, [&](auto const &one) {
        return one.second.starts_with("operator") &&
               std::any_of(of_extensions.begin(), of_extensions.end(),
                           [&](auto const &schema) { return one.first.starts_with(schema); });
    });
    for (auto const kind : model::k_all_kinds) {
        if (found.empty()) break;
        auto const cursor = before.read(kind);
        Record record;
        while (cursor->next(record))
            std::erase_if(
                found, [&](auto const &one) { return record.body.find(as_in_json(one.first)) != std::string::npos; });
    }
    for (auto const &[name, word] : found) list.push_back(word + " " + base::single_line(name));
    return list;
}

} // namespace scribe::diff::ddl
