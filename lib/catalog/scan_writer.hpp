// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/renames/renames.hpp"
#include "catalog/store.hpp"

#include <memory>

namespace scribe::catalog {

/// Writes what one scan finds, in one transaction: until finish() the catalog keeps its earlier state, and keeps it
/// when the writer is destroyed without it. Objects that did not change are not written. The source's row is part of
/// that transaction: a first scan that fails leaves no source behind.
class ScanWriter {
public:
    /// `source` is known by its name; its stored password stays as it is. Throws base::Error(usage) when another
    /// server has that name.
    ScanWriter(Store &store, SourceRow const &source, std::string author);
    ~ScanWriter();

    /// Adds one object. The same object twice in one scan is an error of the connector.
    void put(model::Record &&record);
    /// Marks what the scope covers and the scan did not see as removed, and commits.
    ScanSummary finish(ScanScope const &scope);

private:
    struct State;
    std::unique_ptr<State> m_state;
    bool m_restore_wal = false;
};

class KnownObjects;

/// Tells what a scan would change, and writes nothing.
class ScanPreview {
public:
    /// Without a store (there is no catalog yet) everything is new. Of a source that is known, what would be added and
    /// removed is kept unless that is more than `most` objects. Throws as ScanWriter does.
    ScanPreview(Store *store, SourceRow const &source, std::int64_t most);
    ~ScanPreview();

    void put(model::Record const &record);
    ScanSummary finish(ScanScope const &scope);
    /// What would be added and removed, as last_changes() gives it after the scan.
    ScanChanges const &changes() const { return m_changes; }

private:
    /// Forgets what would change where it is too much.
    void keep_bounded(std::size_t removed);

    Store *m_store;
    std::unique_ptr<KnownObjects> m_known;
    ScanChanges m_changes;
    std::int64_t m_most;
    bool m_is_known = false;
};

/// Throws base::Error(usage) when both are known and one is another server or database than the other.
void check_same_server(SourceRow const &known, SourceRow const &now);

} // namespace scribe::catalog
