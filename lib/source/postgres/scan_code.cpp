// SPDX-License-Identifier: MIT
#include "model/code/object_code.hpp"
#include "postgres_sql.hpp"
#include "source/postgres/acl.hpp"
#include "source/postgres/enabled.hpp"
#include "source/postgres/scan.hpp"

#include <fmt/format.h>

namespace scribe::source::postgres {

using model::Kind;

namespace {

std::string_view routine_kind(char kind) {
    switch (kind) {
    case 'p': return "procedure";
    case 'a': return "aggregate";
    case 'w': return "window";
    default: return "function";
    }
}

// Bits of pg_trigger.tgtype (pg_trigger.h).
constexpr int k_row = 1;
constexpr int k_before = 2;
constexpr int k_insert = 4;
constexpr int k_delete = 8;
constexpr int k_update = 16;
constexpr int k_truncate = 32;
constexpr int k_instead = 64;

/// The place after the quoted name or literal that starts at `at`; quotes inside are doubled.
std::size_t after_quoted(std::string_view text, std::size_t at) {
    auto const end = text.find(text[at], at + 1);
    return end == std::string_view::npos ? text.size() : end + 1;
}

/// The place after the first `word` that stands outside of quotes, from `at` on; npos when there is none.
std::size_t after_word(std::string_view definition, std::string_view word, std::size_t at = 0) {
    while (at < definition.size() && !definition.substr(at).starts_with(word)) {
        bool const quote = definition[at] == '"' || definition[at] == '\'';
        at = quote ? after_quoted(definition, at) : at + 1;
    }
    return at < definition.size() ? at + word.size() : std::string_view::npos;
}

/// The condition of "... WHEN (condition) EXECUTE FUNCTION ...". The server offers no function for it alone, because it
/// holds the two rows OLD and NEW.
std::string trigger_condition(std::string_view definition) {
    auto const start = after_word(definition, " WHEN (");
    if (start == std::string_view::npos) return {};
    auto at = start;
    int depth = 1;
    while (at < definition.size()) {
        char const c = definition[at];
        if (c == '(') ++depth;
        if (c == ')' && --depth == 0) break;
        at = c == '"' || c == '\'' ? after_quoted(definition, at) : at + 1;
    }
    return std::string{definition.substr(start, at - start)};
}

/// The arguments of "... EXECUTE FUNCTION name(arguments)".
std::string trigger_arguments(std::string_view definition) {
    auto const start = after_word(definition, "(", after_word(definition, " EXECUTE FUNCTION "));
    if (start == std::string_view::npos || !definition.ends_with(')')) return {};
    return std::string{definition.substr(start, definition.size() - 1 - start)};
}

/// How an aggregate's final function treats the state (pg_aggregate.aggfinalmodify); empty for what CREATE AGGREGATE
/// takes when nothing is said.
std::string modify_word(char code, char kind) {
    if (code == 0 || code == (kind == 'n' ? 'r' : 'w')) return {};
    return code == 'r' ? "read_only" : code == 's' ? "shareable" : "read_write";
}

void read_aggregate(model::Routine &r, pg::BinaryRow &row) {
    auto const kind = row.character();
    r.aggregate_kind = kind == 'o' ? "ordered-set" : kind == 'h' ? "hypothetical-set" : "";
    r.transition_function = row.text();
    r.transition_type = row.text();
    r.state_space = row.text();
    r.final_function = row.text();
    r.final_extra = row.boolean();
    auto const modify = row.character();
    if (!r.final_function.empty()) r.final_modify = modify_word(modify, kind);
    r.initial_value = row.optional_text();
    r.combine_function = row.text();
    r.serial_function = row.text();
    r.deserial_function = row.text();
    r.moving_transition_function = row.text();
    r.moving_inverse_function = row.text();
    r.moving_transition_type = row.text();
    r.moving_state_space = row.text();
    r.moving_final_function = row.text();
    r.moving_final_extra = row.boolean();
    auto const moving_modify = row.character();
    if (!r.moving_final_function.empty()) r.moving_final_modify = modify_word(moving_modify, kind);
    r.moving_initial_value = row.optional_text();
    r.sort_operator = row.text();
}

} // namespace

std::string enabled_word(char code) {
    switch (code) {
    case 'D': return "disabled";
    case 'R': return "replica";
    case 'A': return "always";
    default: return "origin";
    }
}

void Scan::read_routines() {
    copy("routines", sql::k_routines, {Kind::routine}, [this](pg::BinaryRow &row) { add_routine(row); });
}

void Scan::add_routine(pg::BinaryRow &row) {
    auto const oid = row.oid();
    model::Routine r;
    r.schema = m_names.schema(row.oid());
    r.routine_name = row.text();
    r.routine_kind = routine_kind(row.character());
    r.name = fmt::format("{}({})", r.routine_name, row.text());
    r.arguments = row.text();
    r.result = row.text();
    r.language = row.text();
    auto const volatility = row.character();
    r.volatility = volatility == 'i' ? "immutable" : volatility == 's' ? "stable" : "volatile";
    auto const parallel = row.character();
    r.parallel = parallel == 's' ? "safe" : parallel == 'r' ? "restricted" : "unsafe";
    r.cost = row.text();
    r.rows = row.text();
    r.support = row.text();
    r.strict = row.boolean();
    r.leakproof = row.boolean();
    r.security_definer = row.boolean();
    r.config = without_secret_settings(row.text_array());
    r.body = row.text();
    r.library = row.text();
    r.owner = m_names.role(row.oid());
    r.grants = parse_object_acl(row.optional_text_array());
    read_aggregate(r, row);
    // From version 14 on a body may be parsed SQL instead of text.
    bool const partial = is_locked(oid) && r.body.empty();
    auto sql_body = row.optional_text();
    // Unchecked, a text can begin so as well; as SQL in a script it could run anything.
    if (!sql_body && r.language == "sql" && model::is_parsed_body(r.body)) r.body.insert(0, "\n");
    if (sql_body) r.body = std::move(*sql_body);
    if (r.routine_kind == "aggregate") r.body.clear();
    emit(std::move(r), SystemCatalog::pg_proc, oid, partial);
}

void Scan::read_triggers() {
    copy("triggers", sql::k_triggers, {Kind::trigger}, [this](pg::BinaryRow &row) { add_trigger(row); },
         {sql::k_columns});
}

void Scan::add_trigger(pg::BinaryRow &row) {
    auto const oid = row.oid();
    auto const table = row.oid();
    auto const *relation = m_names.relation(table);
    if (!relation) return;
    model::Trigger t;
    t.schema = relation->name.schema;
    t.table = relation->name.name;
    t.name = row.text();
    auto const type = row.int2();
    t.timing = (type & k_before) != 0 ? "before" : (type & k_instead) != 0 ? "instead of" : "after";
    t.level = (type & k_row) != 0 ? "row" : "statement";
    if ((type & k_insert) != 0) t.events.emplace_back("insert");
    if ((type & k_delete) != 0) t.events.emplace_back("delete");
    if ((type & k_update) != 0) t.events.emplace_back("update");
    if ((type & k_truncate) != 0) t.events.emplace_back("truncate");
    t.enabled = enabled_word(row.character());
    t.function.schema = row.text();
    t.function.name = row.text();
    t.update_columns = m_names.columns(table, row.int2_array());
    t.constraint_trigger = row.boolean();
    t.deferrable = row.boolean();
    t.initially_deferred = row.boolean();
    t.old_table = row.text();
    t.new_table = row.text();
    auto definition = row.optional_text();
    t.inherited = row.boolean();
    bool const partial = !definition && is_locked(table);
    if (!partial) t.definition = definition_of(std::move(definition), t.name);
    t.condition = trigger_condition(t.definition);
    t.arguments = trigger_arguments(t.definition);
    emit_part(std::move(t), SystemCatalog::pg_trigger, oid, table, partial);
}

void Scan::read_rules() {
    copy("rules", sql::k_rules, {Kind::rule}, [this](pg::BinaryRow &row) {
        auto const oid = row.oid();
        auto const table = row.oid();
        auto const *relation = m_names.relation(table);
        if (!relation) return;
        model::Rule r;
        r.schema = relation->name.schema;
        r.table = relation->name.name;
        r.name = row.text();
        auto const event = row.character();
        r.event = event == '1' ? "select" : event == '2' ? "update" : event == '3' ? "insert" : "delete";
        r.instead = row.boolean();
        r.enabled = enabled_word(row.character());
        bool const partial = is_locked(oid);
        if (!partial) r.definition = definition_of(row.optional_text(), r.name);
        emit_part(std::move(r), SystemCatalog::pg_rewrite, oid, table, partial);
    });
}

void Scan::read_policies() {
    copy("policies", sql::k_policies, {Kind::policy}, [this](pg::BinaryRow &row) {
        auto const oid = row.oid();
        auto const table = row.oid();
        auto const *relation = m_names.relation(table);
        if (!relation) return;
        model::Policy p;
        p.schema = relation->name.schema;
        p.table = relation->name.name;
        p.name = row.text();
        auto const command = row.character();
        p.command = command == 'r'   ? "select"
                    : command == 'a' ? "insert"
                    : command == 'w' ? "update"
                    : command == 'd' ? "delete"
                                     : "all";
        p.restrictive = !row.boolean();
        for (auto const role : row.oid_array()) p.roles.push_back(role == 0 ? "public" : m_names.role(role));
        p.using_expression = row.text();
        p.check_expression = row.text();
        emit_part(std::move(p), SystemCatalog::pg_policy, oid, table, is_locked(oid));
    });
}

} // namespace scribe::source::postgres
