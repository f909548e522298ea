// SPDX-License-Identifier: MIT
#pragma once

#include "model/objects.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scribe::model {

/// What the object is, more exactly than its kind: "materialized view", "partitioned table", "procedure", "enum".
std::string kind_label(Record const &record);
std::string kind_label(Type const &type);
std::string kind_label(Routine const &routine);

/// "1 table", "2 extended statistics objects"
std::string counted(std::int64_t number, Kind kind);

/// " (253 more belong to extensions)", behind the number of the others; empty for none.
std::string more_of_extensions(std::int64_t number);

/// The most telling thing about the object in one line: a column's type, an index's definition ... may be empty.
std::string summary_line(Record const &record);

/// "character varying(40), not null, default 'x'" without the type's name: what \d+ shows beside a column.
std::string column_facts(Column const &column);

/// What an aggregate is made of, besides what all routines have: label and SQL, in the order of CREATE AGGREGATE.
std::vector<std::pair<std::string_view, std::string>> aggregate_facts(Routine const &routine);

/// True for the name that PostgreSQL gives to a NOT NULL constraint that gets none: "table_column_not_null", cut to 63
/// bytes, with a number where another object has it. `column` is empty for domains.
bool is_default_not_null_name(std::string_view name, std::string_view owner, std::string_view column);

/// True for a NOT NULL constraint that says no more than its column: no comment, no mark, no name that a person chose.
bool is_plain_not_null(Constraint const &constraint);

} // namespace scribe::model
