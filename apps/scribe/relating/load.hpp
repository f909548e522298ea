// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"
#include "relate/facts.hpp"

namespace scribe::cli {

/// What the catalog knows of a source, as the search for relationships takes it: its tables without partitions, with
/// what profiles found of their columns.
relate::Facts load_facts(catalog::Store &store, catalog::SourceRow const &source);

} // namespace scribe::cli
