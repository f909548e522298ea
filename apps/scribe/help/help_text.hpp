// SPDX-License-Identifier: MIT
#pragma once

#include "command.hpp"

#include <string>

namespace scribe::cli {

/// The help that is about no command.
inline constexpr std::string_view k_exit_codes = "exit-codes";

/// The words that call a parser: "scribe source add".
std::string command_path(CLI::App const &app);

/// The values that an option takes when it is limited to a set of words, else empty.
std::vector<std::string> allowed_values(CLI::Option const &option);

/// Words that an option offers for completion although it takes others, too, or says itself what is wrong with them.
void offer_values(CLI::Option &option, std::vector<std::string> const &words);

/// The words of allowed_values() or offer_values(), else empty.
std::vector<std::string> offered_values(CLI::Option const &option);

/// What an option calls its value: "FILE". Empty for a flag.
std::string value_name(CLI::Option const &option);

/// Help of one command or nested command: usage, arguments, options by group, examples (the parser's footer, one a
/// line). No line is wider than `width` columns, unless it is one word.
std::string command_help(CLI::App const &app, std::size_t width);

/// Help of the program: all commands, each with its summary.
std::string program_help(CommandList const &commands, std::size_t width);

/// The table of exit codes.
std::string exit_code_help(std::size_t width);

/// The width that help is written for: the terminal's within reason, else 80.
std::size_t help_width(Context const &context);

} // namespace scribe::cli
