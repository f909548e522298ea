// SPDX-License-Identifier: MIT
#pragma once

#include "model/column_template.hpp"

#include <concepts>
#include <type_traits>

/// The members that a template has in JSON, in their order.
namespace scribe::model {

// clang-format off
template <typename Visit, typename T>
    requires std::same_as<std::remove_const_t<T>, ColumnTemplate>
void fields(Visit &&visit, T &o) {
    visit("name", o.name); visit("column", o.column); visit("table", o.table); visit("type", o.type);
    visit("role", o.role); visit("semantic_type", o.semantic_type); visit("text", o.text);
    visit("priority", o.priority); visit("alone", o.alone); visit("tells", o.tells);
}
// clang-format on

} // namespace scribe::model
