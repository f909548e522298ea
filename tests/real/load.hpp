// SPDX-License-Identifier: MIT
#pragma once

#include "postgres_server.hpp"

#include <string>

namespace scribe::conformance {

/// Runs a script with psql in the database; `input` is empty or a command whose output is the script, then `options`
/// need no -f. Fails the test for a statement that the server refuses, unless its version cannot have it: those are
/// counted. What a dump says of roles that are not here does not matter.
int load(Database &db, std::string const &input, std::string const &options);

/// The command that prints a compressed dump.
std::string unpacked(std::string const &file);

/// The text as one word of a shell command.
std::string shell_quoted(std::string const &text);

} // namespace scribe::conformance
