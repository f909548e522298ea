// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace scribe::catalog {

/// How many objects of a kind there are and how many of them are documented.
struct Coverage {
    std::int64_t objects = 0;
    std::int64_t commented = 0; ///< with a comment in the database
    std::int64_t described = 0; ///< with a text of any origin: today the comments
    std::int64_t profiled = 0;  ///< tables, views and columns whose rows or statistics were looked at

    Coverage &operator+=(Coverage const &other);
    /// Share of what is described, in per cent, cut to one decimal; nothing when there are no objects.
    std::optional<double> percent() const;
    /// True when at least `least` per cent are described; false when there is nothing.
    bool reaches(double least) const;
};

/// The coverage of one group of objects.
struct CoverageGroup {
    std::string source, schema;
    std::string owner; ///< role that owns the table, view, type or routine; empty in SQLite
    model::Kind kind = model::Kind::table;
    Coverage coverage;
};

/// Tables, views, columns, types and routines by source, schema, owner and kind, sorted by these. Partitions count with
/// the table that they are of; objects of extensions are left out.
std::vector<CoverageGroup> coverage(Store &store, std::string const &source, model::ObjectFilter const &filter);

/// The mean quality of the tables that were profiled, each by its newest profile, 0 to 1; nothing when none was. Of one
/// source (empty: of all).
std::optional<double> mean_quality(Store &store, std::string const &source);

/// Numbers of objects by kind, of one source (empty: of all).
std::vector<std::pair<model::Kind, std::int64_t>> object_counts(Store &store, std::string const &source);

} // namespace scribe::catalog
