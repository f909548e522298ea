// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/changes.hpp"
#include "catalog/known.hpp"

// Descriptions, what people say and terms that a file brings: shared by the files of this module, not part of its
// surface.
namespace scribe::catalog {

/// Stores what differs and may follow the file, with the author and time that it names, in the transaction that the
/// caller has open; adds to the numbers of `taken`.
void take_over_texts(Store &store, SourceRow const &source, model::Known const &known, ChangeSet &changes,
                     TakenOver &taken);
/// Only counts.
void preview_texts(Store &store, SourceRow const &source, model::Known const &known, TakenOver &taken);

} // namespace scribe::catalog
