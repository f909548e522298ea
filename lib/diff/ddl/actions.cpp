// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "diff/ddl/names.hpp"
#include "diff/ddl/plan/replace.hpp"
#include "diff/ddl/writers.hpp"

#include <fmt/format.h>

#include <iterator>
#include <map>

namespace scribe::diff::ddl {

namespace {

std::string without_semicolon(std::string sql) {
    while (sql.ends_with(';')) sql.pop_back();
    return sql;
}

using model::Kind;
using model::Policy;
using model::Rule;
using model::Trigger;

/// What is done to the actions of one table or view. Statements that take away and give go together, so that the table
/// is never without.
struct Actions {
    std::vector<std::string> early; ///< policies that go before
    bool closed = false;            ///< while these are not there, nobody sees a row: one of them kept rows from people
    std::vector<std::string> drops, makes;
    std::vector<Name> names; ///< of those that are made
    std::string old_code;    ///< of those that go or become others
    std::string early_code;  ///< of those that go before
    bool together = false;
};

/// ALTER TABLE t DISABLE TRIGGER n
std::string enable(model::Object const &part, std::string_view word, std::string const &enabled) {
    auto const *const action = enabled == "disabled"  ? "DISABLE"
                               : enabled == "replica" ? "ENABLE REPLICA"
                               : enabled == "always"  ? "ENABLE ALWAYS"
                                                      : "ENABLE";
    return fmt::format("ALTER TABLE {} {} {} {}", owner_of(part), action, word, base::quote_ident(part.name));
}

std::string role_list(Policy const &policy) {
    std::string roles;
    for (auto const &name : policy.roles) roles += (roles.empty() ? "" : ", ") + role(name);
    return roles;
}

std::string create_policy(Policy const &policy) {
    auto sql = fmt::format("CREATE POLICY {} ON {} AS {} FOR {} TO {}", base::quote_ident(policy.name),
                           owner_of(policy), policy.restrictive ? "RESTRICTIVE" : "PERMISSIVE",
                           policy.command == "all" ? "ALL" : policy.command, role_list(policy));
    if (!policy.using_expression.empty()) sql += " USING (" + policy.using_expression + ")";
    if (!policy.check_expression.empty()) sql += " WITH CHECK (" + policy.check_expression + ")";
    return sql;
}

/// ALTER POLICY with what differs; empty: it cannot say that.
std::string alter_policy(Policy const &before, Policy const &after) {
    bool const loses = (after.using_expression.empty() && !before.using_expression.empty()) ||
                       (after.check_expression.empty() && !before.check_expression.empty());
    if (loses || before.command != after.command || before.restrictive != after.restrictive) return {};
    auto sql = fmt::format("ALTER POLICY {} ON {}", base::quote_ident(after.name), owner_of(after));
    if (before.roles != after.roles) sql += " TO " + role_list(after);
    if (before.using_expression != after.using_expression) sql += " USING (" + after.using_expression + ")";
    if (before.check_expression != after.check_expression) sql += " WITH CHECK (" + after.check_expression + ")";
    return sql;
}

std::string definition_of(model::Record const &action) {
    switch (action.kind) {
    case Kind::trigger: return without_semicolon(model::from_record<Trigger>(action).definition);
    case Kind::rule: return without_semicolon(model::from_record<Rule>(action).definition);
    default: return create_policy(model::from_record<Policy>(action));
    }
}

std::string enabled_of(model::Record const &record) {
    if (record.kind == Kind::trigger) return model::from_record<Trigger>(record).enabled;
    return record.kind == Kind::rule ? model::from_record<Rule>(record).enabled : "origin";
}

/// The statement that makes it another in one step; empty: there is none.
std::string replacement(Plan const &plan, Change const &change) {
    constexpr int k_replaces_triggers = 14;
    constexpr std::string_view k_create = "CREATE ";
    auto const before = change.before.kind;
    if (before == Kind::policy)
        return alter_policy(model::from_record<Policy>(change.before), model::from_record<Policy>(change.after));
    bool const unknown = before == Kind::trigger && (plan.server_version() < k_replaces_triggers ||
                                                     model::from_record<Trigger>(change.before).constraint_trigger ||
                                                     model::from_record<Trigger>(change.after).constraint_trigger);
    if (unknown) return {};
    return definition_of(change.after).replace(0, k_create.size(), "CREATE OR REPLACE ");
}

void make(Change const &change, Actions &actions) {
    auto statements = action_statements(change.after);
    actions.together = actions.together || statements.size() > 1;
    std::move(statements.begin(), statements.end(), std::back_inserter(actions.makes));
    actions.names.push_back(part_of(change.after));
    actions.names.push_back(state_of(change.after));
}

void alter(Plan const &plan, Change const &change, Actions &actions) {
    auto const &record = change.after;
    auto const *const word = record.kind == Kind::rule ? "RULE" : "TRIGGER";
    bool const other = must_replace(change);
    auto const in_one = other ? replacement(plan, change) : std::string{};
    if (other && in_one.empty()) {
        actions.drops.push_back("DROP " + sql_object(record));
        make(change, actions);
        if (record.comment)
            actions.makes.push_back(
                fmt::format("COMMENT ON {} IS {}", sql_object(record), base::quote_literal(*record.comment)));
        return;
    }
    if (other) actions.makes.push_back(in_one);
    // A trigger that is replaced is enabled as a new one is.
    bool const reset = other && record.kind == Kind::trigger && enabled_of(record) != "origin";
    if (other || differs(change, "enabled")) actions.names.push_back(state_of(record));
    if (!reset && !differs(change, "enabled")) return;
    actions.makes.push_back(enable(record, word, enabled_of(record)));
    actions.together = actions.together || reset;
}

void write(Plan const &plan, Change const &change, Actions &actions, Script &script) {
    auto const &record = change.object();
    bool const gone = change.action == Action::removed;
    if (plan.is_carried(record)) return;
    if (record.kind == Kind::trigger && plan.is_cloned_trigger(model::from_record<Trigger>(record), gone)) return;
    // A view of that name is made anew: what the old one had under another name goes with it.
    if (gone && plan.owner_added(record) && !plan.owner_removed(record)) return;
    if (change.action == Action::added) return make(change, actions);
    // Policies do not name their own table.
    auto const old_code = " " + owner_of(record) + " " + code_of(change.before);
    if (change.action == Action::changed) {
        actions.old_code += old_code;
        alter(plan, change, actions);
    } else if (plan.is_in_the_way(record) && record.kind == Kind::policy) {
        actions.early.push_back("DROP " + sql_object(record));
        actions.early_code += old_code;
        actions.closed = actions.closed || model::from_record<Policy>(record).restrictive;
    } else if (plan.is_in_the_way(record)) {
        script.add(Phase::drop_actions, "DROP " + sql_object(record)).ending(old_code);
    } else if (!plan.owner_removed(record)) {
        actions.old_code += old_code;
        actions.drops.push_back("DROP " + sql_object(record));
    }
}

/// Policies that hinder something. Where one of them kept rows from people, all rows are closed until the others are
/// there: a script may stop in between.
void drop_early(Plan const &plan, model::Ref const &table, Actions &actions, Script &script) {
    if (actions.early.empty()) return;
    std::vector<Statement> statements;
    bool const goes = plan.is_removed(Kind::table, table.schema, table.name);
    if (actions.closed && (goes || !actions.makes.empty()) && !plan.is_closed(table)) {
        auto const policy = fmt::format("POLICY {} ON {}", plan.closing_name(table), qualified(table));
        statements.push_back({"BEGIN", "together: no row is open to those from whom a policy keeps it"});
        statements.push_back({"CREATE " + policy + " AS RESTRICTIVE USING (false)", {}});
        if (!goes) actions.drops.push_back("DROP " + policy);
    }
    bool const together = !statements.empty();
    for (auto &sql : actions.early) statements.push_back({std::move(sql), {}});
    if (together) statements.push_back({"COMMIT", {}});
    script.together(Phase::drop_actions, std::move(statements)).ending(actions.early_code);
}

} // namespace

std::vector<std::string> action_statements(model::Record const &action) {
    std::vector<std::string> statements{definition_of(action)};
    if (auto const enabled = enabled_of(action); enabled != "origin")
        statements.push_back(enable(action, action.kind == Kind::rule ? "RULE" : "TRIGGER", enabled));
    return statements;
}

void write_actions(Plan const &plan, Script &script) {
    std::map<std::pair<model::Ref, bool>, Actions> tables; // policies apart: they come sooner
    for (auto const &change : plan.changes()) {
        auto const &record = change.object();
        if (record.kind == Kind::trigger || record.kind == Kind::rule || record.kind == Kind::policy)
            write(plan, change, tables[{{record.schema, record.table}, record.kind == Kind::policy}], script);
    }
    for (auto &[key, actions] : tables) {
        auto const &[table, policies] = key;
        drop_early(plan, table, actions, script);
        bool const together = actions.together || (!actions.drops.empty() && !actions.makes.empty());
        std::vector<Statement> statements;
        if (together) statements.push_back({"BEGIN", "together: the table is never without"});
        for (auto const *list : {&actions.drops, &actions.makes}) {
            for (auto const &sql : *list) statements.push_back({sql, {}});
        }
        if (together) statements.push_back({"COMMIT", {}});
        if (statements.empty()) continue;
        auto const *const view = plan.find(Kind::view, table.schema, {}, table.name);
        bool const soon = view != nullptr && !comes_late(model::from_record<model::View>(view->after));
        auto const phase = policies ? Phase::policies : soon ? Phase::view_actions : Phase::actions;
        script.together(phase, std::move(statements)).ending(actions.old_code).makes = actions.names;
    }
    for (auto const &trigger : plan.cloned_triggers_to_set()) {
        auto &step = script.add(Phase::actions, enable(trigger, "TRIGGER", trigger.enabled)).making(state_of(trigger));
        auto above = trigger;
        auto const table = plan.parent({trigger.schema, trigger.table});
        above.schema = table.schema;
        above.table = table.name;
        step.needing(state_of(above));
    }
}

} // namespace scribe::diff::ddl
