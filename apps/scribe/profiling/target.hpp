// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"
#include "model/sample.hpp"
#include "source/sample.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace scribe::cli {

/// A table or view that is profiled, as the catalog knows it.
struct ProfileTarget {
    std::string name; ///< as people write it, without the source
    std::vector<model::SampleColumn> columns;
    std::vector<std::int64_t> column_ids; ///< one a column
    std::optional<std::int64_t> rows;     ///< by the last scan
};

/// What the catalog knows of the columns of a table or view: types with the domains behind them resolved, keys,
/// indexes.
ProfileTarget profile_target(catalog::Store &store, catalog::SourceRow const &source, std::string const &schema,
                             std::string const &table);

/// What scribe.yml says about some tables: profile.tables.REF.
struct TableSettings {
    model::RefPattern pattern;
    std::string place; ///< in the file, and the pattern, for messages
    std::optional<std::int64_t> full_threshold, sample_size;
    bool skip = false;
};

/// What the most specific of the settings say about a table.
TableSettings settings_of(std::vector<TableSettings> const &settings, std::string const &source,
                          std::string const &schema, std::string const &table);

/// 0 stands for no limit.
std::int64_t no_limit_for_zero(std::int64_t limit);

} // namespace scribe::cli
