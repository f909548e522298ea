// SPDX-License-Identifier: MIT
#pragma once

#include "model/profile.hpp"
#include "model/sample.hpp"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::profile {

/// What is known of a column besides the rows.
struct ColumnFacts {
    std::optional<std::string> min, max; ///< of all rows, from an index, as the database prints them
    std::optional<model::PlannerStatistics> statistics;
};

/// What is known of a table besides the rows.
struct TableFacts {
    std::int64_t bytes = 0;           ///< its size
    std::vector<ColumnFacts> columns; ///< one a column, or none
};

/// What a profile depends on besides the rows and facts.
struct ProfileOptions {
    std::string table;     ///< its name: a hint for the roles of columns
    std::string today;     ///< ISO date that counts as today; future and age are not judged without it
    std::uint64_t key = 0; ///< of the hashes in the sketches: sketches of one key can be compared
    std::size_t memory = std::size_t{48} << 20; ///< bytes for counting distinct values, of all columns together
};

/// The hashes that a bottom-k sketch holds.
inline constexpr std::size_t k_sketch_size = 256;

/// What the rows of a table told.
struct Profile {
    model::TableProfile table;
    std::vector<model::ColumnProfile> columns;
    /// A column each: its smallest keyed hashes (XXH3, 64 bits) of distinct values as the database prints them, at most
    /// k_sketch_size, ascending, 8 bytes each, little-endian. Empty where values are not given (binary).
    std::vector<std::string> sketches;
};

/// Counts rows, one pass, none kept; memory is bounded whatever their number. The same rows and options give the same
/// profile. No value makes it throw.
class TableProfiler {
public:
    using Result = Profile;

    TableProfiler(std::vector<model::SampleColumn> columns, ProfileOptions options);
    ~TableProfiler();
    TableProfiler(TableProfiler &&) noexcept;
    TableProfiler &operator=(TableProfiler &&) noexcept;

    /// A row, one value a column.
    void row(model::SampleRow values);
    /// The profile of all rows so far; `given` tells how they were chosen, `facts` what else is known. Call it once.
    Result finish(model::SampleInfo const &given, TableFacts facts = {});

private:
    struct State;
    std::unique_ptr<State> m_state;
};

/// What it takes at most, in bytes, to count so many rows of so many columns: `memory` as in ProfileOptions.
std::size_t memory_needed(std::size_t columns, std::int64_t rows, std::size_t memory);

/// A value that is listed, and how often it counts.
struct ListedValue {
    std::string_view text;
    int times = 1;
};

/// The values that the planner lists of a column, which must outlive them: each bound of the histogram once and the
/// most common values as often as they weigh against those. Together a small sample with the column's distribution.
std::vector<ListedValue> listed_values(model::PlannerStatistics const &statistics);

/// The profile of a column by the planner's figures, which `facts` holds, and the bounds there, of a table with `rows`
/// rows.
model::ColumnProfile from_statistics(model::SampleColumn const &column, ColumnFacts const &facts, std::int64_t rows,
                                     ProfileOptions const &options);

} // namespace scribe::profile
