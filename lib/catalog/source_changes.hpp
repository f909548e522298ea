// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"

#include <string>
#include <string_view>

// What people do to sources: each call is one transaction and one change set.
namespace scribe::catalog {

/// What a source takes with it when it is removed.
struct SourceUse {
    std::int64_t objects = 0; ///< those that are there; removed ones are not counted
    std::int64_t scans = 0;
    std::string last_scan; ///< UTC, ISO 8601; empty: never scanned
};

SourceUse source_use(Store &store, std::int64_t source_id);

/// The source as events keep it: JSON without secrets.
std::string source_to_json(SourceRow const &row);

/// Saves a new source, or with `replace` another URL or password for a known one, and the catalog forgets which
/// database it was: the next scan takes what is there, restored or created anew, for the same source. Throws
/// base::Error(usage) when the name is taken and `replace` is not set.
void add_source(Store &store, SourceRow const &row, bool replace, std::string_view author);

/// Removes the source with all that scans found. Throws base::Error(usage) when it is not there.
SourceUse remove_source(Store &store, std::string_view name, std::string_view author);

/// Encrypts all stored passwords under another key: all of them or, when one does not open, none.
/// Returns how many there were. Throws as open_secret does.
int rekey_sources(Store &store, std::string_view old_key, std::string_view new_key, std::string_view author);

} // namespace scribe::catalog
