// SPDX-License-Identifier: MIT
#pragma once

#include "options/cli_fwd.hpp"
#include "output/output.hpp"
#include "settings/project.hpp"

#include <string>
#include <vector>

namespace scribe::cli {

/// A setting as it counts now.
struct ShownSetting {
    config::Path path;
    config::Key const *key = nullptr;
    std::vector<std::string> values; ///< without passwords; empty: nothing is set
    config::Origin origin;
    std::string unset; ///< the environment variable that it needs and that is not set
};

/// All settings: what the files name, and what counts without them.
std::vector<ShownSetting> effective_settings(config::Config const &config, GlobalOptions const &global,
                                             CLI::App const &parser, Context const &context);

/// One a line, with its origin where that is asked for.
std::string settings_text(std::vector<ShownSetting> const &settings, bool with_origin);
std::string settings_json(std::vector<ShownSetting> const &settings, config::Config const &config);
/// A scribe.yml that says the same.
std::string settings_yaml(std::vector<ShownSetting> const &settings, bool with_origin);

/// What `scribe config init` writes.
std::string first_file(std::string_view version);

} // namespace scribe::cli
