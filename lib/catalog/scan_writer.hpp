// SPDX-License-Identifier: MIT
#pragma once

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
    /// Without a store (there is no catalog yet) everything is new. Throws as ScanWriter does.
    ScanPreview(Store *store, SourceRow const &source);
    ~ScanPreview();

    void put(model::Record const &record);
    ScanSummary finish(ScanScope const &scope);

private:
    Store *m_store;
    std::unique_ptr<KnownObjects> m_known;
};

/// Throws base::Error(usage) when both are known and one is another server or database than the other.
void check_same_server(SourceRow const &known, SourceRow const &now);

} // namespace scribe::catalog
