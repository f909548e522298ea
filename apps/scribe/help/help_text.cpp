// SPDX-License-Identifier: MIT
#include "help/help_text.hpp"

#include "base/text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace scribe::cli {

namespace {

constexpr std::size_t k_name_column = 28; // where the explanations begin

/// Appends the words of `text`, which begin in column `at`; further lines begin in column `indent`.
void append_wrapped(std::string &out, std::string_view text, std::size_t at, std::size_t indent, std::size_t width) {
    auto column = at;
    bool first = true;
    for (auto const &word : base::split(text, ' ')) {
        if (word.empty()) continue;
        auto const size = base::display_width(word);
        if (!first && column + 1 + size > width) {
            out += '\n';
            out.append(indent, ' ');
            column = indent;
            first = true;
        }
        if (!first) {
            out += ' ';
            ++column;
        }
        out += word;
        column += size;
        first = false;
    }
    out += '\n';
}

/// One line of a list: the name, and its explanation in a column of its own.
void append_entry(std::string &out, std::string_view name, std::string_view text, std::size_t width) {
    out += name;
    auto column = base::display_width(name);
    if (column + 2 > k_name_column) {
        out += '\n';
        column = 0;
    }
    out.append(k_name_column - column, ' ');
    append_wrapped(out, text, k_name_column, k_name_column, width);
}

/// "  -q, --quiet", "      --as NAME"
std::string option_name(CLI::Option const &option) {
    std::string name;
    for (auto const &letter : option.get_snames()) name += fmt::format("{}-{}", name.empty() ? "  " : ", ", letter);
    for (auto const &word : option.get_lnames()) name += fmt::format("{}--{}", name.empty() ? "      " : ", ", word);
    if (auto const value = value_name(option); !value.empty()) name += ' ' + value;
    return name;
}

std::string option_text(CLI::Option const &option) {
    auto text = option.get_description();
    auto const values = allowed_values(option);
    auto const told = std::all_of(values.begin(), values.end(),
                                  [&text](auto const &value) { return text.find(value) != std::string::npos; });
    if (!told) text += fmt::format(": {}", base::join(values, ", "));
    return text;
}

/// CLI11 appends what a validator says of itself to the name of the type: "FORMAT:{text,json}".
std::vector<std::string> words_between(CLI::Option const &option, char open, char close) {
    auto const type = option.get_type_name();
    auto const begin = type.find(open);
    auto const end = type.find(close, begin);
    if (begin == std::string::npos || end == std::string::npos) return {};
    return base::split(std::string_view{type}.substr(begin + 1, end - begin - 1), ',');
}

bool repeats(CLI::Option const &option) {
    return option.get_items_expected_max() >= CLI::detail::expected_max_vector_size;
}

std::string argument_usage(CLI::Option const &option) {
    auto const name = value_name(option);
    return (option.get_required() ? name : "[" + name + "]") + (repeats(option) ? "..." : "");
}

std::vector<CLI::App const *> nested_commands(CLI::App const &app) {
    return app.get_subcommands(
        [](CLI::App const *sub) { return !sub->get_name().empty() && !sub->get_group().empty(); });
}

std::vector<CLI::Option const *> arguments_of(CLI::App const &app) {
    return app.get_options(
        [](CLI::Option const *option) { return option->get_positional() && !option->get_group().empty(); });
}

void append_usage(std::string &out, CLI::App const &app, std::size_t width) {
    auto usage = fmt::format("usage: {}", command_path(app));
    if (!nested_commands(app).empty()) usage += app.get_require_subcommand_min() > 0 ? " COMMAND" : " [COMMAND]";
    for (auto const *argument : arguments_of(app)) usage += " " + argument_usage(*argument);
    append_wrapped(out, usage + " [OPTIONS]", 0, 7, width);
}

/// The options of the command and of those above it, since an option may stand behind a nested command, too.
void append_options(std::string &out, CLI::App const &app, std::size_t width) {
    std::vector<std::pair<std::string, std::vector<CLI::Option const *>>> groups;
    for (auto const *level = &app; level; level = level->get_parent()) {
        for (auto const *option : level->get_options()) {
            if (!option->nonpositional() || option->get_group().empty()) continue;
            if (level != &app && option == level->get_help_ptr()) continue;
            auto const group = base::to_lower_ascii(option->get_group());
            auto at = std::find_if(groups.begin(), groups.end(),
                                   [&group](auto const &known) { return known.first == group; });
            if (at == groups.end()) at = groups.insert(groups.end(), {group, {}});
            at->second.push_back(option);
        }
    }
    std::stable_partition(groups.begin(), groups.end(), [](auto const &group) { return group.first == "options"; });
    std::stable_partition(groups.begin(), groups.end(),
                          [](auto const &group) { return group.first != "common options"; });
    for (auto const &[name, options] : groups) {
        out += fmt::format("\n{}:\n", name);
        for (auto const *option : options) append_entry(out, option_name(*option), option_text(*option), width);
    }
}

} // namespace

std::string command_path(CLI::App const &app) {
    return app.get_parent() ? command_path(*app.get_parent()) + " " + app.get_name() : app.get_name();
}

std::vector<std::string> allowed_values(CLI::Option const &option) { return words_between(option, '{', '}'); }

void offer_values(CLI::Option &option, std::vector<std::string> const &words) {
    option.check([](std::string const &) { return std::string{}; }, "[" + base::join(words, ",") + "]");
}

std::vector<std::string> offered_values(CLI::Option const &option) {
    auto words = allowed_values(option);
    return words.empty() ? words_between(option, '[', ']') : words;
}

std::string value_name(CLI::Option const &option) {
    if (option.get_type_size() == 0) return {};
    auto const type = option.get_type_name();
    return type.substr(0, type.find(':'));
}

std::string command_help(CLI::App const &app, std::size_t width) {
    std::string out;
    append_wrapped(out, app.get_description(), 0, 0, width);
    out += '\n';
    append_usage(out, app, width);
    if (auto const commands = nested_commands(app); !commands.empty()) {
        out += "\ncommands:\n";
        for (auto const *sub : commands) append_entry(out, "  " + sub->get_name(), sub->get_description(), width);
    }
    if (auto const arguments = arguments_of(app); !arguments.empty()) {
        out += "\narguments:\n";
        for (auto const *argument : arguments) {
            append_entry(out, "  " + value_name(*argument), option_text(*argument), width);
        }
    }
    append_options(out, app, width);
    if (auto const examples = app.get_footer(); !examples.empty()) {
        out += "\nexamples:\n";
        for (auto const &line : base::split(examples, '\n')) out += fmt::format("  {}\n", line);
    }
    auto const *top = &app;
    while (top->get_parent()) top = top->get_parent();
    auto page = command_path(*top);
    std::replace(page.begin(), page.end(), ' ', '-');
    out += fmt::format("\nMore: man {}; exit codes: scribe help exit-codes\n", page);
    return out;
}

std::string program_help(CommandList const &commands, std::size_t width) {
    std::string out = "scribe: documents, explains and tunes databases\n\n"
                      "usage: scribe COMMAND [ARGUMENTS] [OPTIONS]\n\ncommands:\n";
    for (auto const &command : commands)
        append_entry(out, fmt::format("  {}", command->name()), command->summary(), width);
    out += "\noptions:\n";
    append_entry(out, "  -h, --help", "This help; behind a command, the command's", width);
    append_entry(out, "  -V, --version", "The version; with -v also those of the libraries in use", width);
    out += "\nexamples:\n"
           "  scribe scan postgresql://user@host/database    # read its structure\n"
           "  scribe list --search customer                  # find your way in it\n"
           "  scribe export markdown -o docs                 # write its documentation\n\n"
           "Options and examples of a command: scribe help COMMAND\n";
    return out;
}

std::string exit_code_help(std::size_t width) {
    std::string out = "The exit codes of scribe:\n\n";
    for (auto const code : base::k_all_exit_codes) {
        auto const name = fmt::format("  {:>3}  {}", static_cast<int>(code), base::exit_code_name(code));
        append_entry(out, name, base::exit_code_meaning(code), width);
    }
    return out;
}

std::size_t help_width(Context const &context) {
    if (!context.out_is_terminal) return 80;
    return static_cast<std::size_t>(std::clamp(context.terminal_width, 60, 100));
}

} // namespace scribe::cli
