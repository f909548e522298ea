// SPDX-License-Identifier: MIT
#pragma once

#include "model/objects.hpp"

#include <optional>
#include <string_view>

/// What the definitions in a schema.json say beyond the members beside them. Each function gives nothing for a text
/// that it does not understand from beginning to end (names without quotes that need them, another database's form).
namespace scribe::source::tbls {

/// Columns, the referenced table (its schema only when it is written) and the clauses of PRIMARY KEY, UNIQUE,
/// FOREIGN KEY and CHECK.
std::optional<model::Constraint> parse_constraint(std::string_view definition);

/// Method, keys, INCLUDE and predicate of CREATE INDEX.
std::optional<model::Index> parse_index(std::string_view definition);

/// Timing, events, level, condition and function of CREATE TRIGGER; what it does otherwise is not looked at.
std::optional<model::Trigger> parse_trigger(std::string_view definition);

} // namespace scribe::source::tbls
