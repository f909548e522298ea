// SPDX-License-Identifier: MIT
#include "model/object_text.hpp"

#include "base/parse/code_line.hpp"
#include "base/text.hpp"
#include "model/filter.hpp"
#include "model/serialize.hpp"

#include <fmt/format.h>

namespace scribe::model {

namespace {

std::string table_label(Table const &table) {
    std::string label = table.table_kind == "table" ? "table" : table.table_kind + " table";
    if (!table.partition_of.empty()) label = table.table_kind == "table" ? "partition" : label + ", partition";
    return table.persistence.empty() ? label : table.persistence + " " + label;
}

std::string type_summary(Type const &type) {
    std::vector<std::string> names;
    if (type.type_kind == "enum") {
        for (auto const &label : type.labels) names.push_back(base::value_text(label));
        return base::join(names, ", ");
    }
    if (!type.base_type.empty()) return "of " + type.base_type;
    for (auto const &attribute : type.attributes) names.push_back(attribute.name + " " + attribute.type);
    return base::join(names, ", ");
}

std::string routine_summary(Routine const &routine) {
    auto text = routine.result.empty() ? std::string{} : "returns " + routine.result + ", ";
    return text + routine.language + (routine.security_definer ? ", security definer" : "");
}

} // namespace

std::string kind_label(Type const &type) {
    return type.type_kind == "domain" || type.type_kind == "enum" ? type.type_kind : type.type_kind + " type";
}

std::string kind_label(Routine const &routine) {
    return routine.routine_kind == "window" ? "window function" : routine.routine_kind;
}

std::string kind_label(Record const &record) {
    switch (record.kind) {
    case Kind::table: return table_label(from_record<Table>(record));
    case Kind::view: return from_record<View>(record).materialized ? "materialized view" : "view";
    case Kind::routine: return kind_label(from_record<Routine>(record));
    case Kind::type: return kind_label(from_record<Type>(record));
    case Kind::constraint: return from_record<Constraint>(record).type;
    default: return std::string{kind_text(record.kind)};
    }
}

std::string more_of_extensions(std::int64_t number) {
    if (number == 0) return {};
    return fmt::format(" ({} more {} to extensions)", base::group_digits(number), number == 1 ? "belongs" : "belong");
}

std::string counted(std::int64_t number, Kind kind) {
    if (kind == Kind::statistics) return base::counted(number, "extended statistics object");
    if (kind == Kind::server) return base::counted(number, "foreign server");
    if (kind == Kind::privileges) return base::counted(number, "set of privileges", "sets of privileges");
    return base::counted(number, kind_text(kind), kind_plural(kind));
}

std::string column_facts(Column const &column) {
    std::vector<std::string> facts;
    if (column.hidden) facts.emplace_back("hidden");
    if (column.not_null) facts.emplace_back("not null");
    if (column.identity == "autoincrement") facts.push_back(column.identity);
    else if (!column.identity.empty()) facts.push_back("identity " + column.identity);
    if (!column.generated.empty())
        facts.push_back(fmt::format("generated {}: {}", column.generated,
                                    column.expression.empty() ? "not read" : column.expression));
    if (column.default_value) facts.push_back("default " + *column.default_value);
    if (!column.collation.empty()) facts.push_back("collation " + column.collation);
    return base::join(facts, ", ");
}

bool is_default_not_null_name(std::string_view name, std::string_view owner, std::string_view column) {
    constexpr std::size_t k_most_bytes = 63;
    constexpr std::string_view k_label = "_not_null";
    auto const end = name.find_last_not_of("0123456789");
    if (end == std::string_view::npos || !name.substr(0, end + 1).ends_with(k_label)) return false;
    auto const label = k_label.size() + (name.size() - end - 1);
    auto const room = k_most_bytes - label - (column.empty() ? 0 : 1);
    auto owner_bytes = owner.size();
    auto column_bytes = column.size();
    while (owner_bytes + column_bytes > room) --(owner_bytes > column_bytes ? owner_bytes : column_bytes);
    auto expected = std::string{base::utf8_head(owner, owner_bytes)};
    if (!column.empty()) expected.append("_").append(base::utf8_head(column, column_bytes));
    return name.substr(0, name.size() - label) == expected;
}

bool is_plain_not_null(Constraint const &constraint) {
    if (constraint.type != "not null" || constraint.comment || constraint.not_valid || constraint.no_inherit)
        return false;
    // What is inherited has the parent's name.
    return constraint.inherited || constraint.columns.size() != 1 ||
           is_default_not_null_name(constraint.name, constraint.table, constraint.columns.front());
}

namespace {

/// The statement; of SQLite's own indexes, which have none, what it would say of the keys.
std::string index_text(Index const &index) {
    if (!index.definition.empty()) return index.definition;
    std::vector<std::string> keys;
    for (auto const &key : index.keys) {
        keys.push_back((key.column.empty() ? key.expression : base::quote_ident(key.column)) +
                       (key.descending ? " DESC" : ""));
    }
    return fmt::format("{}({})", index.unique ? "UNIQUE " : "", base::join(keys, ", "));
}

} // namespace

std::string summary_line(Record const &record) {
    switch (record.kind) {
    case Kind::column: {
        auto const column = from_record<Column>(record);
        auto const facts = column_facts(column);
        return facts.empty() ? column.type : column.type + (column.type.empty() ? "" : ", ") + facts;
    }
    case Kind::constraint: return from_record<Constraint>(record).definition;
    case Kind::index: return index_text(from_record<Index>(record));
    case Kind::trigger: return from_record<Trigger>(record).definition;
    case Kind::rule: return from_record<Rule>(record).definition;
    case Kind::statistics: return from_record<Statistics>(record).definition;
    case Kind::policy: {
        auto const policy = from_record<Policy>(record);
        return fmt::format("for {} to {}", policy.command, base::join(policy.roles, ", "));
    }
    case Kind::routine: return routine_summary(from_record<Routine>(record));
    case Kind::type: return type_summary(from_record<Type>(record));
    case Kind::sequence: {
        auto const sequence = from_record<Sequence>(record);
        if (sequence.owned_by.empty()) return sequence.data_type;
        return fmt::format("{}, owned by {}.{}", sequence.data_type,
                           format_ref(sequence.owned_by.schema, sequence.owned_by.name), sequence.owned_column);
    }
    case Kind::extension: return "version " + from_record<Extension>(record).version;
    case Kind::event_trigger: return "on " + from_record<EventTrigger>(record).event;
    case Kind::server: return from_record<Server>(record).wrapper;
    case Kind::privileges: {
        std::vector<std::string> roles;
        for (auto const &grant : from_record<Privileges>(record).grants)
            roles.push_back(grant.grantee + ": " + base::join(grant.privileges, ", "));
        return roles.empty() ? "nothing granted" : base::join(roles, "; ");
    }
    default: return {};
    }
}

namespace {

/// "numeric, about 128 bytes"
std::string state_text(std::string const &type, std::string const &space) {
    return space.empty() ? type : fmt::format("{}, about {} bytes", type, space);
}

/// "app.result, also gets nulls for the arguments, read_write"
std::string final_text(std::string const &function, bool extra, std::string const &modify) {
    if (function.empty()) return {};
    return function + (extra ? ", also gets nulls for the arguments" : "") + (modify.empty() ? "" : ", " + modify);
}

/// An empty text is a value, too.
std::string initial_text(std::optional<std::string> const &value) {
    return value ? base::quote_literal(*value) : std::string{};
}

} // namespace

std::vector<std::pair<std::string_view, std::string>> aggregate_facts(Routine const &routine) {
    std::vector<std::pair<std::string_view, std::string>> facts;
    auto const fact = [&facts](std::string_view label, std::string value) {
        if (!value.empty()) facts.emplace_back(label, std::move(value));
    };
    fact("kind of aggregate", routine.aggregate_kind);
    fact("transition function", routine.transition_function);
    fact("transition type", state_text(routine.transition_type, routine.state_space));
    fact("initial value", initial_text(routine.initial_value));
    fact("final function", final_text(routine.final_function, routine.final_extra, routine.final_modify));
    fact("combine function", routine.combine_function);
    fact("serialization function", routine.serial_function);
    fact("deserialization function", routine.deserial_function);
    fact("moving transition function", routine.moving_transition_function);
    fact("moving inverse function", routine.moving_inverse_function);
    fact("moving transition type", state_text(routine.moving_transition_type, routine.moving_state_space));
    fact("moving initial value", initial_text(routine.moving_initial_value));
    fact("moving final function",
         final_text(routine.moving_final_function, routine.moving_final_extra, routine.moving_final_modify));
    fact("sort operator", routine.sort_operator);
    return facts;
}

} // namespace scribe::model
