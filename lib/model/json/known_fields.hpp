// SPDX-License-Identifier: MIT
#pragma once

#include "model/label.hpp"
#include "model/relationship.hpp"

#include <concepts>
#include <type_traits>

/// The members that what is known of objects has in JSON, in their order.
namespace scribe::model {

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
    visit("against", o.against); visit("probed", o.probed); visit("missed", o.missed); visit("rows_probed", o.rows_probed);
    visit("complete", o.complete); visit("orphans", o.orphans); visit("orphans_known", o.orphans_known);
    visit("fan_out", o.fan_out); visit("said", o.said);
}

template <typename Visit, typename T>
    requires std::same_as<std::remove_const_t<T>, ColumnDecision>
void fields(Visit &&visit, T &o) {
    visit("schema", o.schema); visit("table", o.table); visit("column", o.column); visit("decision", o.decision);
    visit("entity", o.entity); visit("sensitivity", o.sensitivity);
}
// clang-format on

} // namespace scribe::model
