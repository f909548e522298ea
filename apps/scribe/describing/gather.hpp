// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"
#include "describe/evidence.hpp"

#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

namespace scribe::cli {

/// Gives what the catalog knows of each table and view of a source by schema and name. Memory
/// grows with the number of tables and keys, not with their columns.
void for_each_evidence(catalog::Store &store, catalog::SourceRow const &source,
                       std::function<void(describe::TableEvidence &&)> const &visit);

/// Gives the same of one table at a time, in any order. For any thread.
class EvidenceReader {
public:
    EvidenceReader(std::filesystem::path const &catalog, catalog::SourceRow const &source);
    EvidenceReader(EvidenceReader const &) = delete;
    EvidenceReader &operator=(EvidenceReader const &) = delete;
    ~EvidenceReader();

    /// Nothing when the catalog has no such table or view (any more).
    std::optional<describe::TableEvidence> find(model::Kind kind, model::Ref const &table);

private:
    struct Reading;
    std::unique_ptr<Reading> m_reading;
};

} // namespace scribe::cli
