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
    std::int64_t described = 0; ///< with a text of any origin: a person, the comment, a writer's draft
    std::int64_t approved = 0;  ///< with a text that a person approved; comments of the database do not count
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
    std::string owner; ///< whom people named, else the role that owns the table, view, type or routine; may be empty
    model::Kind kind = model::Kind::table;
    Coverage coverage;
};

/// Tables, views, columns, types and routines by source, schema, owner and kind, sorted by these. Partitions count with
/// the table that they are of; objects of extensions are left out.
std::vector<CoverageGroup> coverage(Store &store, std::string const &source, model::ObjectFilter const &filter);

/// Which figures of Coverage something was written for yet: the others are not known rather than none.
struct FilledStages {
    bool texts = false;    ///< somebody, or a writer, said what something is
    bool profiles = false; ///< somebody looked at rows or statistics
};
FilledStages filled_stages(Store &store);

/// The mean quality of the tables that were profiled, each by its newest profile, 0 to 1; nothing when none was. Of one
/// source (empty: of all), what the filter selects.
std::optional<double> mean_quality(Store &store, std::string const &source, model::ObjectFilter const &filter);

/// What people made of the texts of writers, and how good the texts are that count.
struct TextFigures {
    std::int64_t reviewed = 0; ///< versions of rules and models that a person approved, rejected or replaced by an edit
    std::int64_t accepted = 0; ///< of these approved as they were
    std::int64_t stale = 0;    ///< texts that count and are
    std::int64_t pending = 0;  ///< that wait for a decision
    /// Mean over tables, views and columns, partitions left out: 1 for a text of a person, an approved one or a
    /// comment, the confidence of a draft, half of it all for one that is stale, 0 for none. Nothing when there are no
    /// objects.
    std::optional<double> quality;

    /// Share of the reviewed ones that were accepted, in per cent; nothing when none was reviewed.
    std::optional<double> approval() const;
};

/// Of one source (empty: of all), what the filter selects.
TextFigures text_figures(Store &store, std::string const &source, model::ObjectFilter const &filter);

/// Numbers of objects by kind, of one source (empty: of all).
std::vector<std::pair<model::Kind, std::int64_t>> object_counts(Store &store, std::string const &source);

} // namespace scribe::catalog
