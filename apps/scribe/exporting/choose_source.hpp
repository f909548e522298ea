// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"
#include "model/filter.hpp"

#include <string>

namespace scribe::cli {

/// The source of that name, else the only one that the selection names, else the only one there is. Throws
/// base::Error(usage) when that is none, or not one alone.
catalog::SourceRow choose_source(catalog::Store &store, std::string const &name, model::ObjectFilter const &filter);

} // namespace scribe::cli
