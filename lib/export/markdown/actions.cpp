// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "export/markdown/escape.hpp"
#include "export/markdown/relation.hpp"
#include "export/markdown/writing.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::exporter::markdown {

namespace {

std::string enabled_note(std::string const &enabled) {
    if (enabled == "origin") return {};
    return enabled == "disabled" ? "**disabled**" : fmt::format("enabled: {}", cell(enabled));
}

std::string firing(model::Trigger const &trigger) {
    auto out = cell(trigger.timing) + " " + cell(base::join(trigger.events, " or "));
    if (!trigger.update_columns.empty()) out += " of " + code_list(trigger.update_columns);
    if (!trigger.level.empty()) out += ", each " + cell(trigger.level);
    if (!trigger.condition.empty()) out += ", when " + cell_code(trigger.condition);
    return out;
}

/// The place after the quoted name that starts at `at`; quotes inside are doubled.
std::size_t after_quoted(std::string_view text, std::size_t at) {
    auto const end = text.find('"', at + 1);
    return end == std::string_view::npos ? text.size() : end + 1;
}

/// The table of "CREATE CONSTRAINT TRIGGER ... ON table FROM other_table ...", as it is written there.
std::string other_table(model::Trigger const &trigger) {
    constexpr std::string_view k_from = " FROM ";
    std::string_view text = trigger.definition;
    if (!trigger.constraint_trigger) return {};
    std::size_t at = 0;
    while (at < text.size() && !text.substr(at).starts_with(k_from)) {
        if (text.substr(at).starts_with(" FOR EACH ")) return {};
        at = text[at] == '"' ? after_quoted(text, at) : at + 1;
    }
    if (at >= text.size()) return {};
    text.remove_prefix(at + k_from.size());
    for (at = 0; at < text.size() && text[at] != ' ';) at = text[at] == '"' ? after_quoted(text, at) : at + 1;
    return std::string{text.substr(0, at)};
}

std::string trigger_notes(model::Trigger const &trigger) {
    auto const other = other_table(trigger);
    return joined({trigger.inherited ? "inherited" : "", enabled_note(trigger.enabled),
                   trigger.arguments.empty() ? "" : fmt::format("arguments {}", cell_code(trigger.arguments)),
                   trigger.constraint_trigger ? "constraint trigger" : "",
                   other.empty() ? "" : fmt::format("from table {}", cell_code(other)),
                   trigger.initially_deferred ? "initially deferred"
                   : trigger.deferrable       ? "deferrable"
                                              : "",
                   trigger.old_table.empty() ? "" : fmt::format("old rows as {}", cell_code(trigger.old_table)),
                   trigger.new_table.empty() ? "" : fmt::format("new rows as {}", cell_code(trigger.new_table))});
}

void write_triggers(std::string &out, Relation const &relation, Survey const &survey, std::string const &page) {
    if (relation.triggers.empty()) return;
    section(out, "Triggers");
    auto const &triggers = relation.triggers;
    bool const functions =
        std::any_of(triggers.begin(), triggers.end(), [](auto const &t) { return !t.function.empty(); });
    if (functions) {
        TableWriter table{out, {"Name", "Fires", "Function", "Notes", "Comment"}};
        for (auto const &trigger : triggers) {
            table.row({cell_code(shown_name(trigger.name)), firing(trigger),
                       link(survey.routines, trigger.function, page), trigger_notes(trigger),
                       cell(trigger.comment.value_or(""))});
        }
        return;
    }
    {
        TableWriter table{out, {"Name", "Fires"}};
        for (auto const &trigger : triggers) table.row({cell_code(shown_name(trigger.name)), firing(trigger)});
    }
    for (auto const &trigger : triggers) { // SQLite keeps what a trigger does in the trigger itself
        if (!trigger.definition.empty()) out += fmt::format("\n{}", fence(trigger.definition, "sql"));
    }
}

void write_rules(std::string &out, Relation const &relation) {
    if (relation.rules.empty()) return;
    section(out, "Rules");
    {
        TableWriter table{out, {"Name", "On", "Notes", "Comment"}};
        for (auto const &rule : relation.rules) {
            auto const notes = joined({rule.instead ? "instead" : "", enabled_note(rule.enabled)});
            table.row({cell_code(shown_name(rule.name)), cell(rule.event), notes, cell(rule.comment.value_or(""))});
        }
    }
    for (auto const &rule : relation.rules) {
        if (!rule.definition.empty()) out += fmt::format("\n{}", fence(rule.definition, "sql"));
    }
}

void write_policies(std::string &out, Relation const &relation) {
    if (relation.policies.empty()) return;
    section(out, "Policies");
    if (relation.table && !relation.table->row_security)
        out += "Row level security is off: these policies do not apply.\n\n";
    TableWriter table{out, {"Name", "For", "Kind", "Roles", "Using", "With check", "Comment"}};
    for (auto const &policy : relation.policies) {
        table.row({cell_code(shown_name(policy.name)), cell(policy.command),
                   policy.restrictive ? "restrictive" : "permissive", code_list(policy.roles),
                   cell_code(policy.using_expression), cell_code(policy.check_expression),
                   cell(policy.comment.value_or(""))});
    }
}

} // namespace

void write_actions(std::string &out, Relation const &relation, Survey const &survey, std::string const &page) {
    write_triggers(out, relation, survey, page);
    write_rules(out, relation);
    write_policies(out, relation);
}

} // namespace scribe::exporter::markdown
