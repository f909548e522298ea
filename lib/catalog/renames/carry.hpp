// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"

namespace scribe::catalog {

/// Gives an object what is known of another one, which is the same under another name: what people said (texts,
/// labels, relationships at either end) and what was measured (profiles, sketches). What a person already said of `to`
/// stays. Of tables and views their columns are carried one by one. In the transaction that the caller has open.
void carry_over(Store &store, SourceRow const &source, model::Record const &from, model::Record const &to);

} // namespace scribe::catalog
