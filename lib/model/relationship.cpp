// SPDX-License-Identifier: MIT
#include "model/relationship.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "model/filter.hpp"
#include "model/json/field_json.hpp"

#include <fmt/format.h>

#include <tuple>

namespace scribe::model {

// Found by name lookup where they are used (field_json.hpp), so not in an unnamed namespace.
// clang-format off
template <typename Visit, typename T>
    requires std::same_as<std::remove_const_t<T>, RelationshipEnd>
void fields(Visit &&visit, T &o) {
    visit("schema", o.schema); visit("table", o.table); visit("columns", o.columns);
}

template <typename Visit, typename T>
    requires std::same_as<std::remove_const_t<T>, FanOut>
void fields(Visit &&visit, T &o) {
    visit("minimum", o.minimum); visit("average", o.average); visit("maximum", o.maximum);
}

template <typename Visit, typename T>
    requires std::same_as<std::remove_const_t<T>, Relationship>
void fields(Visit &&visit, T &o) {
    visit("from", o.from); visit("to", o.to); visit("status", o.status); visit("decision", o.decision);
    visit("confidence", o.confidence); visit("cardinality", o.cardinality); visit("optional", o.optional);
    visit("parent_mandatory", o.parent_mandatory); visit("type_column", o.type_column);
    visit("type_value", o.type_value); visit("array", o.array); visit("name", o.name);
    visit("condition", o.condition); visit("rule", o.rule); visit("evidence", o.evidence);
    visit("against", o.against); visit("probed", o.probed); visit("missed", o.missed); visit("orphans", o.orphans);
    visit("orphans_known", o.orphans_known); visit("fan_out", o.fan_out);
}
// clang-format on

namespace {

std::string end_text(RelationshipEnd const &end) {
    std::vector<std::string> columns;
    for (auto const &column : end.columns) columns.push_back(format_ref("", column));
    return fmt::format("{}({})", format_ref(end.schema, end.table), base::join(columns, ", "));
}

} // namespace

bool operator<(Relationship const &a, Relationship const &b) {
    return std::tie(a.from, a.to, a.type_column, a.type_value) < std::tie(b.from, b.to, b.type_column, b.type_value);
}

std::string relationship_to_json(Relationship const &relationship) {
    base::JsonWriter out;
    write_value(out, relationship);
    return out.take();
}

Relationship relationship_from_json(std::string_view json) {
    Relationship relationship;
    std::string why;
    try {
        read_text(json, relationship);
        return relationship;
    } catch (simdjson::simdjson_error const &error) {
        why = error.what();
    } catch (base::json::Misfit const &misfit) {
        why = fmt::format("expected {} where it has another value", misfit.expected);
    }
    throw base::Error(base::ExitCode::catalog, fmt::format("a relationship in the catalog is damaged: {}", why));
}

std::string relationship_text(Relationship const &relationship) {
    return end_text(relationship.from) + " -> " + end_text(relationship.to);
}

} // namespace scribe::model
