// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"

#include <chrono>
#include <functional>
#include <optional>
#include <string>

namespace scribe::catalog {

/// One scan of a source: a version of what is known of it.
struct ScanRow {
    std::int64_t id = 0;
    std::string source;
    std::string started_at, finished_at; ///< UTC, ISO 8601
    double seconds = 0;
    std::string author;
    std::string version; ///< of the server
    std::string filter;  ///< JSON object: what the scan was limited to; {} for all
    std::int64_t added = 0, changed = 0, removed = 0;
    std::string notes; ///< JSON array: what could not be read
};

/// Gives the scans of a source (empty: of all), the newest first, at most `limit` (0: all) from `offset` on. Returns
/// how many there are in all.
std::int64_t list_scans(Store &store, std::string const &source, std::int64_t limit, std::int64_t offset,
                        std::function<void(ScanRow &&)> const &row);

/// What a source was scanned for: the filter that all its scans up to number `until` (0: all) had in common. Nothing
/// where they had several; the empty one where any of them had none.
std::optional<model::ObjectFilter> scanned_for(sqlite::Db &db, std::int64_t source_id, std::int64_t until);

/// Which scans prune() leaves: the newest `scans` of each source, or those younger than `age`. The newest scan of a
/// source always stays.
struct Keep {
    std::int64_t scans = 0; ///< 0: by age
    std::chrono::seconds age{0};
};

/// What prune() took away, or would.
struct PruneSummary {
    std::int64_t scans = 0;    ///< versions
    std::int64_t states = 0;   ///< earlier states of objects
    std::int64_t objects = 0;  ///< objects that had vanished before the oldest scan kept
    std::int64_t kept = 0;     ///< of those, how many stay because people said something about them
    std::int64_t jobs = 0;     ///< that had begun before the oldest scan kept
    std::int64_t profiles = 0; ///< of tables, made before the oldest scan kept; the newest of each stays
    std::int64_t freed_bytes = 0;
};

/// Forgets versions older than those to keep, of one source (empty: of all), in one transaction. What people or models
/// said is never deleted, nor is the object that they said it about. With `dry_run` nothing is written.
PruneSummary prune(Store &store, std::string const &source, Keep const &keep, bool dry_run);

} // namespace scribe::catalog
