// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

namespace scribe::config {

/// The text of a settings file. Throws base::Error(config), beginning with `shown`: it is missing, no ordinary file,
/// too large, or cannot be read.
std::string read_text_file(std::filesystem::path const &path, std::string const &shown);

/// The path as people would write it from the folder.
std::string shown_path(std::filesystem::path const &path, std::filesystem::path const &folder);

} // namespace scribe::config
