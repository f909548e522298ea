// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "diff/ddl/names.hpp"
#include "diff/ddl/plan/replace.hpp"
#include "diff/ddl/writers.hpp"
#include "diff/grants.hpp"
#include "model/code/object_code.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <iterator>

namespace scribe::diff::ddl {

namespace {

using model::Kind;
using model::Routine;

/// Settings that are lists of names: PostgreSQL keeps them quoted one by one (guc.h, GUC_LIST_QUOTE).
constexpr std::array<std::string_view, 6> k_list_settings{"search_path",
                                                          "temp_tablespaces",
                                                          "local_preload_libraries",
                                                          "session_preload_libraries",
                                                          "shared_preload_libraries",
                                                          "unix_socket_directories"};

std::vector<std::string> list_items(std::string_view text) {
    std::vector<std::string> items;
    while (!text.empty()) {
        std::string item;
        if (text.starts_with('"')) {
            std::size_t at = 1;
            for (; at < text.size(); ++at) {
                if (text[at] != '"') item += text[at];
                else if (at + 1 < text.size() && text[at + 1] == '"') item += text[at++];
                else break;
            }
            text.remove_prefix(std::min(at + 1, text.size()));
            text.remove_prefix(
                std::min(text.find(',') == std::string_view::npos ? text.size() : text.find(','), text.size()));
        } else {
            item = std::string{base::trim(text.substr(0, text.find(',')))};
            text.remove_prefix(std::min(text.find(','), text.size()));
        }
        items.push_back(std::move(item));
        if (text.starts_with(',')) text.remove_prefix(1);
        text = base::trim(text);
    }
    return items;
}

/// "my.Var" as `my."Var"`. Servers before 14 take any text with a dot for the name of a setting of one's own.
std::string quoted_setting(std::string const &name) {
    if (name.find('.') == std::string::npos) return name;
    std::vector<std::string> parts;
    for (auto const &part : base::split(name, '.')) parts.push_back(base::quote_ident(part));
    return base::join(parts, ".");
}

std::string setting(std::string const &config) {
    auto const equal = config.find('=');
    auto const name = quoted_setting(config.substr(0, equal));
    auto const value = config.substr(equal + 1);
    if (std::find(k_list_settings.begin(), k_list_settings.end(), name) == k_list_settings.end())
        return fmt::format("SET {} TO {}", name, base::quote_literal(value));
    std::vector<std::string> items;
    for (auto const &item : list_items(value)) items.push_back(base::quote_literal(item));
    return fmt::format("SET {} TO {}", name, items.empty() ? "''" : base::join(items, ", "));
}

std::string body_clause(Routine const &routine) {
    auto const &body = routine.body;
    if (routine.language == "sql" && model::is_parsed_body(body)) return body;
    if (!routine.library.empty())
        return fmt::format("AS {}, {}", base::quote_literal(routine.library), base::quote_literal(body));
    std::string tag = "$function$";
    for (int i = 1; body.find(tag.substr(0, tag.size() - 1)) != std::string::npos; ++i)
        tag = fmt::format("$function{}$", i);
    return "AS " + tag + body + tag;
}

std::string create_aggregate(Routine const &routine) {
    auto sql = fmt::format(
        "CREATE AGGREGATE {}({}) (\n    SFUNC = {},\n    STYPE = {}", qualified(routine.schema, routine.routine_name),
        routine.arguments.empty() ? "*" : routine.arguments, routine.transition_function, routine.transition_type);
    auto const clause = [&sql](std::string_view word, std::string const &value) {
        if (!value.empty()) sql += fmt::format(",\n    {} = {}", word, value);
    };
    auto const literal = [](std::optional<std::string> const &text) {
        return text ? base::quote_literal(*text) : std::string{};
    };
    auto const flag = [&sql](std::string_view word, bool set) {
        if (set) sql += fmt::format(",\n    {}", word);
    };
    clause("SSPACE", routine.state_space);
    clause("FINALFUNC", routine.final_function);
    flag("FINALFUNC_EXTRA", routine.final_extra);
    clause("FINALFUNC_MODIFY", routine.final_modify);
    clause("COMBINEFUNC", routine.combine_function);
    clause("SERIALFUNC", routine.serial_function);
    clause("DESERIALFUNC", routine.deserial_function);
    clause("INITCOND", literal(routine.initial_value));
    clause("MSFUNC", routine.moving_transition_function);
    clause("MINVFUNC", routine.moving_inverse_function);
    clause("MSTYPE", routine.moving_transition_type);
    clause("MSSPACE", routine.moving_state_space);
    clause("MFINALFUNC", routine.moving_final_function);
    flag("MFINALFUNC_EXTRA", routine.moving_final_extra);
    clause("MFINALFUNC_MODIFY", routine.moving_final_modify);
    clause("MINITCOND", literal(routine.moving_initial_value));
    clause("SORTOP", routine.sort_operator);
    if (routine.parallel != "unsafe") clause("PARALLEL", routine.parallel);
    flag("HYPOTHETICAL", routine.aggregate_kind == "hypothetical-set");
    return sql + "\n)";
}

/// True when scans leave the value of the setting out: it may be a secret.
bool is_hidden(std::string const &config) { return config.ends_with("=(hidden)"); }

/// The server makes these with their range type.
bool belongs_to_range(Routine const &routine) {
    return routine.language == "internal" && routine.body.find("range_constructor") != std::string::npos;
}

/// As DROP names it once tables have their new names.
std::string name_after_renames(Plan const &plan, Routine const &routine) {
    auto name = routine_name(routine);
    for (auto const &change : plan.changes()) {
        if (change.action != Action::renamed || change.after.kind != Kind::table) continue;
        auto const old_name = own_name(change.before);
        auto const at = name.find(old_name, own_name(routine).size() - routine.name.size());
        if (at != std::string::npos && holds_name(name, old_name))
            name.replace(at, old_name.size(), own_name(change.after));
    }
    return name;
}

void drop_routines(Plan const &plan, Script &script) {
    // Those with rows of relations that go have to go before them, and so do those that others replace.
    std::vector<std::string> early_names;
    std::vector<Routine> rest;
    auto const drop = [&](Phase phase, Routine const &routine) {
        script.add(phase, "DROP ROUTINE " + name_after_renames(plan, routine))
            .taking(calls_of(routine))
            .ending(needs_of(routine));
    };
    auto const drop_early = [&](Phase phase, Routine const &routine) {
        drop(phase, routine);
        early_names.push_back(qualified(routine.schema, routine.routine_name) + "(");
    };
    for (auto const &change : plan.changes()) {
        if (change.action != Action::removed || change.before.kind != Kind::routine) continue;
        auto const routine = model::from_record<Routine>(change.before);
        if (belongs_to_range(routine)) continue;
        if (plan.needs_removed(Kind::view, routine)) drop_early(Phase::drop_views, routine);
        else if (plan.needs_removed(Kind::table, routine) || plan.is_routine_replaced(routine) ||
                 plan.reads_gone_columns(routine))
            drop_early(Phase::drop_replaced, routine);
        else rest.push_back(routine);
    }
    for (bool more = !early_names.empty(); more;) {
        more = std::erase_if(rest, [&](Routine const &routine) {
                   bool const calls = names_any(needs_of(routine), early_names);
                   if (calls) drop_early(Phase::drop_replaced, routine);
                   return calls;
               }) != 0;
    }
    for (auto const &routine : rest) drop(Phase::drop_rest, routine);
}

std::string routine_statement(Routine const &routine) {
    if (routine.routine_kind == "aggregate") return create_aggregate(routine);
    bool const procedure = routine.routine_kind == "procedure";
    auto sql = fmt::format("CREATE OR REPLACE {} {}({})", procedure ? "PROCEDURE" : "FUNCTION",
                           qualified(routine.schema, routine.routine_name), routine.arguments);
    if (!procedure) sql += "\nRETURNS " + routine.result;
    sql += "\nLANGUAGE " + base::quote_ident(routine.language);
    if (routine.routine_kind == "window") sql += " WINDOW";
    if (!procedure) {
        sql += " " + routine.volatility + (routine.strict ? " STRICT" : "") + (routine.leakproof ? " LEAKPROOF" : "");
        sql += " PARALLEL " + routine.parallel;
        if (!routine.cost.empty()) sql += " COST " + routine.cost;
        if (!routine.rows.empty()) sql += " ROWS " + routine.rows;
        if (!routine.support.empty()) sql += " SUPPORT " + routine.support;
    }
    if (routine.security_definer) sql += " SECURITY DEFINER";
    for (auto const &config : routine.config) {
        if (!is_hidden(config)) sql += "\n" + setting(config);
    }
    return sql + "\n" + body_clause(routine);
}

/// The server asks for the key that the body groups by, as of a view.
bool comes_late(Routine const &routine) {
    return model::is_parsed_body(routine.body) && routine.body.find("GROUP BY") != std::string::npos;
}

/// Any role may call a new routine, and more with default privileges. Where not all shall, that is taken back at once;
/// nor may they call as whoever runs the script what runs with the rights of another owner.
std::vector<Statement> making_statements(Change const &change, Routine const &routine) {
    if (change.action != Action::added) return {{routine_statement(routine), {}}};
    std::vector<Statement> statements{{"BEGIN", {}}, {routine_statement(routine), {}}};
    auto const alone = statements.size();
    if (is_owned_at_once(change.after)) statements.push_back({owner_statement(change.after, routine.owner), {}});
    if (is_closed_at_once(routine)) {
        auto closing = closed_at_once(change.after);
        std::move(closing.begin(), closing.end(), std::back_inserter(statements));
    }
    if (statements.size() == alone) return {std::move(statements.back())};
    statements.push_back({"COMMIT", {}});
    return statements;
}

} // namespace

void write_routines(Plan const &plan, Script &script) {
    drop_routines(plan, script);
    for (auto const &change : plan.changes()) {
        if (change.action == Action::removed || change.after.kind != Kind::routine) continue;
        bool const is_new = change.action == Action::added ||
                            std::any_of(change.fields.begin(), change.fields.end(), [](FieldChange const &field) {
                                return field.field != "comment" && field.field != "owner" && field.field != "grants";
                            });
        if (!is_new) continue;
        auto const routine = model::from_record<Routine>(change.after);
        auto const hidden = std::find_if(routine.config.begin(), routine.config.end(), is_hidden);
        if (hidden != routine.config.end()) {
            script.not_done(fmt::format("{}: the value of its setting {} is not known", described(change.after),
                                        hidden->substr(0, hidden->find('='))));
            if (change.action == Action::changed) continue; // replacing it would take the setting away
        }
        if (belongs_to_range(routine)) continue;
        auto &made =
            script
                .together(comes_late(routine) ? Phase::late_views : Phase::routines, making_statements(change, routine))
                .making(calls_of(routine));
        made.reading(needs_of(routine));
        if (change.action == Action::changed) made.ending(needs_of(model::from_record<Routine>(change.before)));
    }
}

} // namespace scribe::diff::ddl
