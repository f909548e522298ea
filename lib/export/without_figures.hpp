// SPDX-License-Identifier: MIT
#pragma once

#include "model/reader.hpp"

#include <memory>

namespace scribe::exporter {

/// What `reader` gives, without rows, sizes and activity: what is written of it changes only where the structure does,
/// or what is said of it. `reader` outlives the result.
std::unique_ptr<model::ModelReader> without_figures(model::ModelReader &reader);

} // namespace scribe::exporter
