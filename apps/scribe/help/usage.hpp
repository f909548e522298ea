// SPDX-License-Identifier: MIT
#pragma once

#include "command.hpp"

#include <string>
#include <vector>

namespace scribe::cli {

/// Throws base::Error(usage) that says what is wrong with the command line in scribe's words, and what helps.
[[noreturn]] void usage_error(CLI::App const &app, CLI::ParseError const &error);

/// Throws base::Error(usage) where an option took the next one for its value.
void check_values(CLI::App const &app, std::vector<std::string> const &arguments);

/// How many words stand before the command: common options and their values. Throws base::Error(usage) for an option
/// that is none of `common`, a parser of the common options.
std::size_t words_before_command(CLI::App const &common, std::vector<std::string> const &arguments);

} // namespace scribe::cli
