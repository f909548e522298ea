// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/queries/queries.hpp"
#include "workload/log/tally.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace scribe::cli {

/// What is kept of the values in a log.
struct KeptValues {
    std::string body;          ///< of the snapshot, as JSON
    std::int64_t queries = 0;  ///< whose values are in it
    std::int64_t withheld = 0; ///< whose values are not
};

/// Takes the values of those queries of which every column is known to hold no personal data: a value may belong to any
/// of the columns that a statement names, and to any of a table that it writes.
KeptValues keep_values(catalog::Store &store, catalog::SourceRow const &source, workload::Tally const &tally);

/// The values that calls of a query had, the slowest first, as they stand for the parameters of its text. Nothing where
/// they may not be kept any more.
std::vector<std::vector<std::optional<std::string>>> kept_values(catalog::Store &store,
                                                                 catalog::SourceRow const &source,
                                                                 catalog::QueryRow const &query);

/// Forgets the values of queries of which a column turned out to hold personal data.
void forget_personal_values(catalog::Store &store, catalog::SourceRow const &source);

} // namespace scribe::cli
