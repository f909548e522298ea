// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "diff/ddl/names.hpp"
#include "diff/ddl/writers.hpp"

#include <fmt/format.h>

namespace scribe::diff::ddl {

namespace {

std::string without_semicolon(std::string sql) {
    while (sql.ends_with(';')) sql.pop_back();
    return sql;
}

/// ALTER TABLE t DISABLE TRIGGER n
void write_enabled(model::Object const &part, std::string_view word, std::string const &enabled, Script &script) {
    auto const action = enabled == "disabled"  ? "DISABLE"
                        : enabled == "replica" ? "ENABLE REPLICA"
                        : enabled == "always"  ? "ENABLE ALWAYS"
                                               : "ENABLE";
    script.add(Phase::actions,
               fmt::format("ALTER TABLE {} {} {} {}", owner_of(part), action, word, base::quote_ident(part.name)));
}

/// Drops it, or makes it and sets whether it is enabled.
void write_action(Plan const &plan, Change const &change, std::string const &definition, std::string_view word,
                  std::string const &enabled, Script &script) {
    auto const &object = change.object();
    if (change.action == Action::removed) {
        if (!plan.owner_removed(object)) script.add(Phase::drop_actions, "DROP " + sql_object(object));
        return;
    }
    if (change.action == Action::added) script.add(Phase::actions, without_semicolon(definition));
    bool const by_default = change.action == Action::added && enabled == "origin";
    if (!by_default && (change.action == Action::added || differs(change, "enabled")))
        write_enabled(object, word, enabled, script);
}

} // namespace

void write_trigger(Plan const &plan, Change const &change, Script &script) {
    auto const trigger = model::from_record<model::Trigger>(change.object());
    if (change.action != Action::changed && plan.is_cloned_trigger(trigger, change.action == Action::removed)) return;
    write_action(plan, change, trigger.definition, "TRIGGER", trigger.enabled, script);
}

void write_rule(Plan const &plan, Change const &change, Script &script) {
    auto const rule = model::from_record<model::Rule>(change.object());
    write_action(plan, change, rule.definition, "RULE", rule.enabled, script);
}

void write_policy(Plan const &plan, Change const &change, Script &script) {
    auto const policy = model::from_record<model::Policy>(change.object());
    auto sql = fmt::format("CREATE {} AS {} FOR {} TO ", sql_object(change.object()),
                           policy.restrictive ? "RESTRICTIVE" : "PERMISSIVE",
                           policy.command == "all" ? "ALL" : policy.command);
    for (std::size_t i = 0; i < policy.roles.size(); ++i) sql += (i > 0 ? ", " : "") + role(policy.roles[i]);
    if (!policy.using_expression.empty()) sql += " USING (" + policy.using_expression + ")";
    if (!policy.check_expression.empty()) sql += " WITH CHECK (" + policy.check_expression + ")";
    write_action(plan, change, sql, "POLICY", "origin", script);
}

} // namespace scribe::diff::ddl
