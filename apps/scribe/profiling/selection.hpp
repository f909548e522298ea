// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/jobs/work.hpp"
#include "catalog/store.hpp"
#include "profiling/target.hpp"

#include <functional>
#include <string>
#include <vector>

namespace scribe::cli {

/// Which tables and views a run profiles.
struct ProfileSelection {
    std::vector<model::RefPattern> patterns; ///< empty: all
    model::ObjectFilter filter;
    bool views = false;      ///< also views and foreign tables
    bool partitions = false; ///< also partitions on their own, besides the tables they belong to
    std::string older_than;  ///< only tables not profiled since this time (UTC, ISO 8601); empty: all
    bool changed = false;    ///< only tables that a scan found changed since they were profiled
};

/// What of the selection is not profiled.
struct LeftOut {
    std::int64_t recent = 0; ///< its profile is recent
    std::int64_t other = 0;  ///< a view or a partition that was not asked for, or scribe.yml skips it
};

/// Calls `each` for the tables and views that the selection means, in the order of their names.
LeftOut for_each_selected(catalog::Store &store, catalog::SourceRow const &source, ProfileSelection const &selection,
                          std::vector<TableSettings> const &settings,
                          std::function<void(catalog::ObjectRow const &)> const &each);

/// Warns of each of the settings that is of no table of the catalog: a misspelt pattern leaves nothing out.
void warn_of_unmatched(catalog::Store &store, std::vector<TableSettings> const &settings);

/// The source that a run is about: the one that is named, else the one that the patterns name, else the only one.
/// Throws base::Error(usage).
catalog::SourceRow profile_source(catalog::Store &store, std::string const &name,
                                  std::vector<model::RefPattern> const &patterns);

} // namespace scribe::cli
