// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"

#include <memory>

namespace scribe::catalog {

/// Writes what one scan finds, in one transaction: until finish() the catalog keeps its earlier state, and keeps it
/// when the writer is destroyed without it. Objects that did not change are not written.
class ScanWriter {
public:
    ScanWriter(Store &store, SourceRow const &source, std::string author);
    ~ScanWriter();

    /// Adds one object. The same object twice in one scan is an error of the connector.
    void put(model::Record &&record);
    /// Marks what the scope covers and the scan did not see as removed, and commits.
    ScanSummary finish(ScanScope const &scope);

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace scribe::catalog
