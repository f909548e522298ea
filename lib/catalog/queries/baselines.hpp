// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What later snapshots of a source are compared with.
namespace scribe::catalog {

struct BaselineRow {
    std::string name, made_at; ///< UTC, ISO 8601
    std::string body;          ///< JSON
};

/// Stores it in place of one of the same name.
void put_baseline(Store &store, std::int64_t source_id, BaselineRow const &row);
std::optional<BaselineRow> find_baseline(Store &store, std::int64_t source_id, std::string_view name);
std::vector<std::string> baseline_names(Store &store, std::int64_t source_id);

} // namespace scribe::catalog
