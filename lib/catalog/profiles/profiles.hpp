// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"
#include "model/label.hpp"
#include "model/profile.hpp"

#include <functional>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

// What rows told of tables and columns. Outside of undo: a profile is measured, not said.
namespace scribe::catalog {

/// What a run found of one column.
struct ProfiledColumn {
    std::int64_t id = 0; ///< of the column
    model::ColumnProfile profile{};
    std::string sketch{};                           ///< bytes; empty when no row was looked at
    std::optional<model::ClassEvidence> evidence{}; ///< nothing when no row was looked at
    model::Label label{};
};

/// What a run found of one table or view.
struct ProfiledTable {
    std::int64_t id = 0; ///< of the table
    std::int64_t source_id = 0;
    std::string job;
    std::string profiled_at; ///< UTC, ISO 8601
    model::TableProfile profile{};
    std::vector<std::string> notes{}; ///< what limits the figures
    std::vector<ProfiledColumn> columns{};
    std::vector<std::pair<std::int64_t, model::Label>> unread{}; ///< columns that were only labelled, by their id
};

/// Stores a run's findings in the transaction that the caller has open. What people decided about labels stays.
void save_profile(Store &store, ProfiledTable const &table);

/// The newest profile of a table, or the newest one older than the time `before`; evidence, sketches and labels are
/// not filled in.
std::optional<ProfiledTable> find_profile(Store &store, std::int64_t table_id, std::string_view before = {});
/// The one made at that time.
std::optional<ProfiledTable> find_profile_at(Store &store, std::int64_t table_id, std::string_view profiled_at);

/// One run over one table.
struct ProfileRow {
    std::string source;
    std::string schema, table;
    std::int64_t table_id = 0;
    std::string profiled_at;
    std::string method;
    std::int64_t rows = 0;
    bool rows_exact = false;
    std::int64_t sampled = 0;
    std::vector<std::string> notes{};
    model::TableProfile profile{};
};

/// Gives the runs over the tables that `wanted` names (nothing: over all tables), a table's newest first. Returns how
/// many there are in all.
std::int64_t list_profiles(Store &store, std::optional<std::int64_t> table_id, bool newest_only, std::int64_t limit,
                           std::int64_t offset, std::function<void(ProfileRow &&)> const &row);

/// The newest profile of one column, by the ids of table and column, and when it was made.
std::optional<std::pair<std::string, model::ColumnProfile>> find_column_profile(Store &store, std::int64_t table_id,
                                                                                std::int64_t column_id);

/// Changes all that runs stored of a column with raw values (those of documents keep their paths even where values are
/// hidden), and the tables' figures beside it, in the transaction that the caller has open. Returns the table's id, 0
/// when there was nothing to change.
std::int64_t rewrite_raw_profiles(Store &store, std::int64_t column_id,
                                  std::function<void(model::TableProfile &, model::ColumnProfile &)> const &change);

/// Forgets the hashes of a column's values, in the transaction that the caller has open.
void forget_sketch(Store &store, std::int64_t column_id);

/// What the newest run found of each column of a source, table by table; the sketch is empty when no row was looked at
/// or its hashes were forgotten.
void for_each_profiled_column(Store &store, std::int64_t source_id,
                              std::function<void(std::int64_t column_id, model::ColumnProfile const &profile,
                                                 std::string_view sketch)> const &each);

/// Of the tables of a source: when each was profiled last, by table id.
std::vector<std::pair<std::int64_t, std::string>> last_profiled(Store &store, std::int64_t source_id);

/// The tables of a source that a scan found changed, in their columns too, after they were profiled last.
std::set<std::int64_t> changed_since_profile(Store &store, std::int64_t source_id);

/// The key of this catalog's sketches; the first call makes it.
std::uint64_t sketch_key(Store &store);

} // namespace scribe::catalog
