// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace scribe::cli {

/// Gives a file piece by piece, however long it is. Of one that is moved away meanwhile the rest is read, too; one that
/// is emptied meanwhile ends there, with a warning. Throws base::Error(config) when it cannot be read, and
/// Error(interrupted).
void each_piece(std::string const &path, std::function<void(std::string_view)> const &use);

/// The same by lines, without their ends. False for a file that others are writing to: it grew while it was read, or
/// its last line is not ended yet, which is left for the next time.
bool each_line(std::string const &path, std::function<void(std::string_view)> const &use);

/// The beginning of a file: 64 kB at most. Throws base::Error(config).
std::string first_piece(std::string const &path);

/// When the file was written last, UTC, ISO 8601 with milliseconds; now for what is no file. Throws
/// base::Error(config).
std::string written_at(std::string const &path);

} // namespace scribe::cli
