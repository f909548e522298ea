// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"
#include "describing/model/options.hpp"
#include "model/filter.hpp"

#include <string>
#include <vector>

namespace scribe::cli {

/// What a job keeps of its settings, so that it is resumed as it was begun: a JSON object. No command, address or key
/// is in it.
std::string settings_to_json(ModelOptions const &options, std::vector<model::RefPattern> const &patterns);

/// The id of the newest unfinished job of the source; `options` and `patterns` become what it was begun with.
/// Throws base::Error(usage) when there is none, or when it was begun with a writer that must be given again.
std::string resumed_job(catalog::Store &store, catalog::SourceRow const &source, ModelOptions &options,
                        std::vector<model::RefPattern> &patterns);

} // namespace scribe::cli
