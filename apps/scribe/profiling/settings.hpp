// SPDX-License-Identifier: MIT
#pragma once

#include "classify/rules.hpp"
#include "config/config.hpp"
#include "profiling/worker.hpp"

#include <string>
#include <vector>

namespace scribe::cli {

/// classify.entities.NAME of scribe.yml. Throws base::Error(config).
std::vector<classify::OwnEntity> own_entities(config::Config const &config);

/// profile.tables.REF of scribe.yml. Throws base::Error(config).
std::vector<TableSettings> table_settings(config::Config const &config);

/// "none", "masked" or "all"; throws base::Error(internal) for another word: the option was checked.
profile::StoreValues store_values_from_name(std::string const &name);

/// What a job keeps of its settings, so that it is resumed as it was begun: a JSON object.
std::string settings_to_json(ProfileSettings const &settings);
/// The reverse, as far as the job tells.
void settings_from_json(catalog::Store &store, std::string const &json, ProfileSettings &settings);

} // namespace scribe::cli
