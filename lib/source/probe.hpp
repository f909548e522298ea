// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace scribe::source {

/// Columns of the child whose values are looked up in columns of a parent, pair by pair.
struct Lookup {
    std::vector<std::string> columns;
    std::string parent_schema, parent_name;
    std::vector<std::string> parent_columns;
    bool array = false;                  ///< the one column is an array: its elements are looked up
    std::string type_column, type_value; ///< only rows where that column has this value; empty: all
    bool parent_only = false;            ///< rows of tables that inherit from the parent are none of it
};

/// Values of one table that are looked up in others.
struct ProbeRequest {
    std::string schema, name;
    std::vector<Lookup> lookups;
    std::int64_t rows = 10'000;  ///< of the child that values are taken from, about
    std::int64_t values = 300;   ///< distinct ones a lookup, at most: half of them the most frequent, half by chance
    std::int64_t table_rows = 0; ///< in the child, as far as is known: tells whether to sample
};

/// What was found of a lookup: values looked up, and how many of them the parent has not. The values stay on the
/// server.
struct LookupAnswer {
    std::int64_t tested = 0, missed = 0;
    /// Rows that were taken and have a value, and those whose value the parent has not: where there are more values
    /// than were looked up, as many as those that were let expect.
    std::int64_t rows = 0, rows_missed = 0;
    bool complete = false; ///< all rows were taken and all values looked up
    /// Rows of a value, over all values; 0 where only some of the table's rows were taken.
    double fewest = 0, average = 0, most = 0;
};

struct ProbeReport {
    std::vector<std::optional<LookupAnswer>> answers; ///< one a lookup; nothing where it could not be done
    std::vector<std::string> notes;                   ///< why not, for the user
};

} // namespace scribe::source
