// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/scan_writer.hpp"

#include <unordered_map>

// What the catalog held of a source before a scan: shared by the files of this module, not part of its surface.
namespace scribe::catalog {

/// How an object that a scan found stands to what the catalog held. kept: what the catalog holds says more than what
/// this scan could read of it. marked: it says the same, and only one of the two was read in full.
enum class Found { added, returned, changed, same, kept, marked };

class KnownObjects {
public:
    struct Match {
        std::int64_t id, hash;
        Found found;
    };

    explicit KnownObjects(std::string source_name) : m_source_name(std::move(source_name)) {}
    /// Reads what the catalog holds of the source.
    void load(sqlite::Db &db, std::int64_t source_id);
    /// Compares one object and counts it. Throws base::Error(internal) for the same object twice.
    Match see(model::Record const &record);
    /// The ids of those that the scope covers and that were not seen; counts them.
    std::vector<std::int64_t> missing(sqlite::Db &db, ScanScope const &scope);
    ScanSummary const &summary() const { return m_summary; }

private:
    struct State {
        std::int64_t hash;
        bool removed, seen;
    };
    std::string m_source_name;
    std::unordered_map<std::int64_t, State> m_states;
    ScanSummary m_summary;
};

} // namespace scribe::catalog
