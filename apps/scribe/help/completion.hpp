// SPDX-License-Identifier: MIT
#pragma once

#include "command.hpp"

#include <string>
#include <vector>

namespace scribe::cli {

/// What may stand as a value: a file, one of some words, a source of the catalog, or something that no shell can know.
enum class Completes { nothing, words, files, folders, sources };

/// One value as completion sees it.
struct CompletionValue {
    Completes what = Completes::nothing;
    std::vector<std::string> words;
};

struct CompletionOption {
    std::vector<std::string> letters, names; ///< "q", "quiet"
    std::string description;
    bool takes_value = false;
    CompletionValue value;
};

struct CompletionWord {
    std::string name, description;
};

/// One place on the command line: behind `path`.
struct CompletionLevel {
    std::string path; ///< "scribe source add"
    std::vector<CompletionWord> commands;
    std::vector<CompletionOption> options;
    CompletionValue argument;
};

/// All levels, read from the parsers of the commands; the program itself is the first.
std::vector<CompletionLevel> completion_levels(CommandList const &commands);

/// Scripts that complete the levels in a shell.
std::string bash_completion(std::vector<CompletionLevel> const &levels);
std::string zsh_completion(std::vector<CompletionLevel> const &levels);
std::string fish_completion(std::vector<CompletionLevel> const &levels);

} // namespace scribe::cli
