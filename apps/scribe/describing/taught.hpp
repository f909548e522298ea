// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"
#include "command.hpp"
#include "output/output.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace scribe::cli {

/// What people did to drafts in the same way several times.
struct Taught {
    std::string kind;       ///< template: columns of those names got that text; word: those words became these
    std::string from, to;   ///< pattern of the columns' names and text of the template; words
    std::int64_t times = 0; ///< on how many objects
};

/// What was done at least so often, the most frequent first.
std::vector<Taught> find_taught(catalog::Store &store, std::int64_t least = 3);

/// The command that makes a rule of it: a template, or a term whose synonym the old word is; empty where there is none.
std::string command_of(Taught const &one);

/// Lists it, with the command that takes it over.
void list_taught(catalog::Store &store, OutputOptions const &output, Context &context);

} // namespace scribe::cli
