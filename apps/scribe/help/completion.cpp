// SPDX-License-Identifier: MIT
#include "help/completion.hpp"

#include "help/help_text.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <iterator>

namespace scribe::cli {

namespace {

/// The name of the value says what it is.
CompletionValue value_of(CLI::Option const &option) {
    if (auto words = offered_values(option); !words.empty()) {
        // The shells would take such a word for two.
        std::erase_if(words, [](std::string const &word) { return word.find(' ') != std::string::npos; });
        return {Completes::words, std::move(words)};
    }
    auto const name = value_name(option);
    if (name == "DIR") return {Completes::folders, {}};
    // OLD and NEW of diff begin with one.
    if (name == "SOURCE" || name == "OLD" || name == "NEW" || option.check_lname("source"))
        return {Completes::sources, {}};
    if (name == "FILE" || name == "PATH") return {Completes::files, {}};
    return {};
}

CompletionOption option_of(CLI::Option const &option) {
    CompletionOption result;
    result.letters = option.get_snames();
    result.names = option.get_lnames();
    result.description = option.get_description();
    result.takes_value = option.get_type_size() != 0;
    if (result.takes_value) result.value = value_of(option);
    return result;
}

void append_level(std::vector<CompletionLevel> &levels, CLI::App const &app) {
    auto &level = levels.emplace_back();
    level.path = command_path(app);
    // Options of the levels above may stand here, too.
    for (auto const *at = &app; at; at = at->get_parent()) {
        for (auto const *option : at->get_options()) {
            if (option->get_group().empty()) continue;
            if (option->nonpositional()) {
                if (at != &app && option == at->get_help_ptr()) continue;
                level.options.push_back(option_of(*option));
            } else if (at == &app && level.argument.what == Completes::nothing) {
                level.argument = value_of(*option);
            }
        }
    }
    auto const nested = app.get_subcommands([](CLI::App const *sub) { return !sub->get_group().empty(); });
    for (auto const *sub : nested) level.commands.push_back({sub->get_name(), sub->get_description()});
    for (auto const *sub : nested) append_level(levels, *sub); // `level` is no longer valid from here on
}

/// Behind `scribe help` stand the commands, and nested ones behind theirs.
void append_help_words(std::vector<CompletionLevel> &levels) {
    static std::string const k_program = "scribe", k_help = "scribe help";
    auto const help = std::ranges::find(levels, k_help, &CompletionLevel::path);
    help->commands = levels.front().commands;
    help->commands.push_back({std::string{k_exit_codes}, "What scribe ends with"});
    std::vector<CompletionLevel> nested;
    for (auto const &level : levels) {
        if (level.path == k_program || level.path == k_help || level.commands.empty()) continue;
        auto &words = nested.emplace_back();
        words.path = k_help + level.path.substr(k_program.size());
        words.commands = level.commands;
    }
    std::ranges::move(nested, std::back_inserter(levels));
}

} // namespace

std::vector<CompletionLevel> completion_levels(CommandList const &commands) {
    std::vector<CompletionLevel> levels(1);
    auto &program = levels.front();
    program.path = "scribe";
    for (auto const &command : commands)
        program.commands.push_back({std::string{command->name()}, std::string{command->summary()}});
    program.options.push_back({{"h"}, {"help"}, "The help of the program", false, {}});
    program.options.push_back({{"V"}, {"version"}, "The version", false, {}});
    for (auto const &command : commands) append_level(levels, *make_parser(*command));
    append_help_words(levels);
    return levels;
}

} // namespace scribe::cli
