// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace scribe::base {

/// The whole file, or nothing when it does not exist. Throws Error(output) when it cannot be read.
std::optional<std::string> read_file(std::filesystem::path const &path);

/// Replaces the file in one step: a reader sees the old or the new content, never a part.
/// Throws Error(output) and leaves the old file when it cannot be written.
void write_file_atomic(std::filesystem::path const &path, std::string_view content);

/// Creates the folder and its parents. Throws Error(output).
void make_folder(std::filesystem::path const &path);

} // namespace scribe::base
