// SPDX-License-Identifier: MIT
#include "base/json.hpp"
#include "base/text.hpp"
#include "catalog/objects.hpp"
#include "catalog/references.hpp"
#include "model/code_names.hpp"
#include "model/objects.hpp"
#include "model/serialize.hpp"

#include <algorithm>
#include <cctype>

namespace scribe::catalog {

namespace {

using model::Kind;

/// How expressions of PostgreSQL name the object: with its schema, since scans run with an empty search_path.
std::string name_in_code(model::Record const &object) {
    if (object.kind == Kind::sequence) {
        std::string literal = "'"; // a backslash is only itself in it: the server never writes E''
        for (char const c : base::quote_ident(object.schema) + "." + base::quote_ident(object.name))
            literal.append(c == '\'' ? 2 : 1, c);
        return literal + "'";
    }
    if (object.kind == Kind::type) return base::quote_ident(object.schema) + "." + base::quote_ident(object.name);
    auto const routine = model::from_record<model::Routine>(object);
    return base::quote_ident(routine.schema) + "." + base::quote_ident(routine.routine_name) + "(";
}

/// The text as it stands within a JSON string.
std::string in_json(std::string_view text) {
    std::string json;
    base::append_json_string(json, text);
    return json.substr(1, json.size() - 2);
}

/// The expressions and the code of the object: nothing of what only names other objects, as a foreign key does.
std::vector<std::string> code_of(model::Record const &record) {
    switch (record.kind) {
    case Kind::table: return {model::from_record<model::Table>(record).partition_key};
    case Kind::view: return {model::from_record<model::View>(record).definition};
    case Kind::column: {
        auto const column = model::from_record<model::Column>(record);
        return {column.default_value.value_or(""), column.expression};
    }
    case Kind::constraint: {
        auto const constraint = model::from_record<model::Constraint>(record);
        if (constraint.type == "foreign key") return {};
        return {constraint.definition};
    }
    case Kind::index: {
        auto const index = model::from_record<model::Index>(record);
        std::vector<std::string> code{index.predicate};
        for (auto const &key : index.keys) code.push_back(key.expression);
        return code;
    }
    case Kind::type: {
        auto const type = model::from_record<model::Type>(record);
        std::vector<std::string> code{type.default_value.value_or("")};
        for (auto const &check : type.checks) code.push_back(check.definition);
        return code;
    }
    case Kind::routine: {
        auto const routine = model::from_record<model::Routine>(record);
        // The functions of an aggregate stand there without parentheses.
        return {routine.body, routine.arguments, routine.transition_function + "(", routine.final_function + "(",
                routine.support + "("};
    }
    case Kind::trigger: return {model::from_record<model::Trigger>(record).definition};
    case Kind::rule: return {model::from_record<model::Rule>(record).definition};
    case Kind::policy: {
        auto const policy = model::from_record<model::Policy>(record);
        return {policy.using_expression, policy.check_expression};
    }
    default: return {};
    }
}

/// True when the code ends with a word after which a table is named, be it one with columns in parentheses.
bool names_table_next(std::string_view code) {
    auto const spaces = code.find_last_not_of(" \t\r\n");
    if (spaces == std::string_view::npos || spaces + 1 == code.size()) return false;
    auto word = code.substr(0, spaces + 1);
    auto const start = word.find_last_of(" \t\r\n;(");
    if (start != std::string_view::npos) word = word.substr(start + 1);
    auto const lower = base::to_lower_ascii(word);
    return lower == "into" || lower == "references" || lower == "table";
}

/// True when `text` stands in the code as a name of its own: not as the end of a longer one, not as a table's.
bool uses(std::string_view code, std::string_view text) {
    for (auto at = code.find(text); at != std::string_view::npos; at = code.find(text, at + 1)) {
        auto const before = static_cast<unsigned char>(at > 0 ? code[at - 1] : ' ');
        bool const in_name =
            before >= 0x80 || std::isalnum(before) != 0 || before == '_' || before == '$' || before == '"';
        if (!in_name && !names_table_next(code.substr(0, at))) return true;
    }
    return false;
}

/// True when the record has the type in its signature, or in code.
bool uses_type(model::Record const &record, model::Record const &type) {
    std::vector<std::string> names, casts = code_of(record);
    if (record.kind == Kind::type) {
        auto const other = model::from_record<model::Type>(record);
        names.push_back(other.base_type);
        for (auto const &attribute : other.attributes) names.push_back(attribute.type);
    } else if (record.kind == Kind::routine) {
        auto const routine = model::from_record<model::Routine>(record);
        names = {routine.arguments, routine.result, routine.transition_type, routine.body};
    }
    auto const any = [&type](std::vector<std::string> const &texts, bool casts_only) {
        return std::ranges::any_of(
            texts, [&](auto const &text) { return model::names_type(text, type.schema, type.name, casts_only); });
    };
    return any(names, false) || any(casts, true);
}

} // namespace

std::vector<model::Record> uses_in_code(sqlite::Db &db, std::int64_t source_id, model::Record const &object,
                                        std::int64_t limit) {
    std::vector<model::Record> found;
    bool const is_type = object.kind == Kind::type;
    if (object.kind != Kind::sequence && object.kind != Kind::routine && !is_type) return found;
    // NOT INDEXED: nearly every row is looked at, and in the table's own order that is much faster.
    sqlite::Stmt select{db, "SELECT " + std::string{k_record_columns} +
                                " FROM object o NOT INDEXED LEFT JOIN statistic s ON s.object_id = o.id "
                                "WHERE instr(o.body, ?1) AND o.source_id = ?2 AND o.removed_scan IS NULL"};
    auto const text = name_in_code(object);
    // Without the parenthesis, which does not follow the functions of an aggregate.
    select.bind(1, in_json(text.ends_with('(') ? text.substr(0, text.size() - 1) : text));
    select.bind(2, source_id);
    model::Record record;
    while (static_cast<std::int64_t>(found.size()) < limit && select.step()) {
        read_record(select, record, 0);
        bool const itself = record.kind == object.kind && record.schema == object.schema && record.name == object.name;
        if (itself) continue;
        bool const uses_it =
            is_type ? uses_type(record, object)
                    : std::ranges::any_of(code_of(record), [&](auto const &code) { return uses(code, text); });
        if (uses_it) found.push_back(record);
    }
    return found;
}

} // namespace scribe::catalog
