// SPDX-License-Identifier: MIT
#include "help/usage.hpp"

#include "base/text.hpp"
#include "help/help_text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;

/// The parser of the nested command that the words reached.
CLI::App const &innermost(CLI::App const &app) {
    auto const nested = app.get_subcommands();
    return nested.empty() ? app : innermost(*nested.front());
}

/// "scribe source add" as "scribe help source add".
std::string help_command(CLI::App const &app) {
    std::string_view constexpr program = "scribe";
    return "scribe help" + command_path(app).substr(program.size());
}

/// Options of the command and of those above it: "--catalog", "-q".
std::vector<std::string> option_names(CLI::App const &app) {
    std::vector<std::string> names;
    for (auto const *level = &app; level; level = level->get_parent()) {
        for (auto const *option : level->get_options()) {
            for (auto const &name : option->get_lnames()) names.push_back("--" + name);
        }
    }
    return names;
}

[[noreturn]] void unknown_option(CLI::App const &app, std::string const &word) {
    auto const name = word.substr(0, word.find('='));
    auto const near = base::nearest(name, option_names(app));
    throw Error(ExitCode::usage, fmt::format("unknown option {}", base::single_line(name)),
                near ? fmt::format("did you mean {}?", *near) : fmt::format("{} lists the options", help_command(app)));
}

std::vector<std::string> nested_names(CLI::App const &app) {
    std::vector<std::string> names;
    for (auto const *sub : app.get_subcommands([](CLI::App const *) { return true; })) names.push_back(sub->get_name());
    return names;
}

/// A word that no option and no argument takes.
[[noreturn]] void unexpected_word(CLI::App const &app, std::string const &word) {
    if (word.starts_with("-") && word != "-") unknown_option(app, word);
    auto const shown = base::single_line(word);
    if (auto const names = nested_names(app); !names.empty()) {
        auto const near = base::nearest(word, names);
        throw Error(ExitCode::usage, fmt::format("{} has no command \"{}\"", command_path(app), shown),
                    near ? fmt::format("did you mean: {} {}", command_path(app), *near)
                         : "its commands: " + base::join(names, ", "));
    }
    throw Error(ExitCode::usage, fmt::format("{}: one argument too many: \"{}\"", command_path(app), shown),
                fmt::format("{} tells what it takes", help_command(app)));
}

/// What is required and was not given: "FORMAT and -o DIR".
std::string missing(CLI::App const &app) {
    std::vector<std::string> names;
    for (auto const *option : app.get_options()) {
        if (!option->get_required() || option->count() > 0) continue;
        auto const flag = option->get_positional()       ? ""
                          : option->get_snames().empty() ? "--" + option->get_lnames().front() + " "
                                                         : "-" + option->get_snames().front() + " ";
        names.push_back(flag + value_name(*option));
    }
    return base::join(names, " and ");
}

/// The option that CLI11's message begins with: "--limit: ..."; and what follows.
std::pair<CLI::Option const *, std::string> option_of(CLI::App const &app, std::string const &message) {
    auto const end = message.find(": ");
    for (auto const *level = &app; level && end != std::string::npos; level = level->get_parent()) {
        if (auto const *option = level->get_option_no_throw(message.substr(0, end)))
            return {option, message.substr(end + 2)};
    }
    return {nullptr, message};
}

std::string shown_name(CLI::Option const &option) {
    return option.get_lnames().empty() ? value_name(option) : "--" + option.get_lnames().front();
}

[[noreturn]] void bad_value(CLI::App const &app, CLI::ParseError const &error) {
    auto const [option, why] = option_of(app, error.what());
    auto const help = fmt::format("{} tells what it takes", help_command(app));
    if (!option) throw Error(ExitCode::usage, why, help);
    auto const name = shown_name(*option);
    auto const allowed = allowed_values(*option);
    auto const words = allowed.empty() ? help : fmt::format("{} takes {}", name, base::join(allowed, ", "));
    if (error.get_name() == "ArgumentMismatch")
        throw Error(ExitCode::usage, fmt::format("{} needs a value: {}", name, value_name(*option)), words);
    // Of a word that is not in a list CLI11's message repeats the list.
    auto const end = allowed.empty() ? std::string::npos : why.rfind(" not in {");
    if (end == std::string::npos) throw Error(ExitCode::usage, fmt::format("{}: {}", name, why), help);
    auto const word = why.substr(0, end);
    auto const near = base::nearest(word, allowed);
    throw Error(ExitCode::usage, fmt::format("{}: unknown value \"{}\"", name, base::single_line(word)),
                near ? fmt::format("did you mean {}? {}", *near, words) : words);
}

} // namespace

void usage_error(CLI::App const &app, CLI::ParseError const &error) {
    auto const &at = innermost(app);
    auto const path = command_path(at);
    auto const rest = app.remaining(true);
    for (auto const &word : rest) {
        if (word.starts_with("-") && word != "--" && word != "-") unknown_option(at, word);
    }
    if (!rest.empty()) unexpected_word(at, rest.front());
    auto const help = fmt::format("{} tells what it takes", help_command(at));
    if (error.get_name() == "RequiredError") {
        auto const names = nested_names(at);
        if (!names.empty())
            throw Error(ExitCode::usage, fmt::format("{} needs a command", path), "one of: " + base::join(names, ", "));
        throw Error(ExitCode::usage, fmt::format("{} needs {}", path, missing(at)), help);
    }
    if (error.get_name() == "ExcludesError") {
        std::string text = error.what();
        auto const middle = text.find(" excludes ");
        throw Error(ExitCode::usage, text.replace(middle, 10, " and ") + " exclude each other", help);
    }
    bad_value(at, error);
}

void check_values(CLI::App const &app, std::vector<std::string> const &arguments) {
    for (auto const *option : app.get_options()) {
        if (!option->nonpositional()) continue;
        for (auto const &value : option->results()) {
            // "--rule=--x" is meant so, and stands in one word.
            bool const is_word = std::ranges::find(arguments, value) != arguments.end();
            if (is_word && value.starts_with("--") && app.get_option_no_throw(value) != nullptr)
                throw Error(ExitCode::usage, fmt::format("{} needs a value", option->get_name()),
                            fmt::format("{0}={1} if {1} is meant to be that", option->get_name(), value));
        }
    }
    for (auto const *sub : app.get_subcommands()) check_values(*sub, arguments);
}

std::size_t words_before_command(CLI::App const &common, std::vector<std::string> const &arguments) {
    std::size_t at = 0;
    while (at < arguments.size() && arguments[at].starts_with("-") && arguments[at] != "-") {
        auto const &word = arguments[at];
        bool const single = !word.starts_with("--");
        // Of letters in one word ("-qv") none takes a value.
        auto const name = single ? word.substr(0, 2) : word.substr(0, word.find('='));
        auto const *option = common.get_option_no_throw(name);
        if (!option) unknown_option(common, word);
        bool const value_follows = option->get_items_expected_min() > 0 && word == name;
        at += value_follows ? 2 : 1;
    }
    return std::min(at, arguments.size());
}

} // namespace scribe::cli
