// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "help/help_text.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <ostream>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;

[[noreturn]] void unknown(std::string const &what, std::string const &word, std::vector<std::string> const &names) {
    auto hint = names.empty() ? std::string{} : fmt::format("there are: {}", base::join(names, ", "));
    if (auto const near = base::nearest(word, names)) hint = fmt::format("did you mean {}?", *near);
    throw Error(ExitCode::usage, fmt::format("{} \"{}\"", what, word), hint);
}

class HelpCommand final : public Command {
public:
    std::string_view name() const override { return "help"; }
    std::string_view summary() const override { return "Shows the help of a command, or all commands"; }

    void bind(CLI::App &app) override {
        app.add_option("words", m_words, "A command, with its nested command where it has some, or exit-codes")
            ->type_name("COMMAND");
        app.footer("scribe help scan\nscribe help exit-codes");
    }

    bool needs_project() const override { return false; }

    ExitCode run(Context &context) override {
        auto const commands = all_commands();
        auto const width = help_width(context);
        if (m_words.empty()) context.out << program_help(commands, width);
        else if (m_words.front() == k_exit_codes) context.out << exit_code_help(width);
        else show_command(commands, context, width);
        return ExitCode::ok;
    }

private:
    void show_command(CommandList const &commands, Context &context, std::size_t width) const {
        auto const at = std::find_if(commands.begin(), commands.end(),
                                     [this](auto const &command) { return command->name() == m_words.front(); });
        if (at == commands.end()) {
            std::vector<std::string> names{std::string{k_exit_codes}};
            for (auto const &command : commands) names.emplace_back(command->name());
            unknown("there is no help about", m_words.front(), names);
        }
        auto const parser = make_parser(**at);
        CLI::App const *shown = parser.get();
        for (std::size_t i = 1; i < m_words.size(); ++i) {
            std::vector<std::string> names;
            CLI::App const *found = nullptr;
            for (auto const *sub : shown->get_subcommands([](CLI::App const *) { return true; })) {
                names.push_back(sub->get_name());
                if (sub->get_name() == m_words[i]) found = sub;
            }
            if (!found && names.empty())
                throw Error(ExitCode::usage,
                            fmt::format("there is no help about \"{}\" of {}", m_words[i], command_path(*shown)),
                            fmt::format("{} --help tells all that it takes", command_path(*shown)));
            if (!found) unknown(fmt::format("{} has no command", command_path(*shown)), m_words[i], names);
            shown = found;
        }
        context.out << command_help(*shown, width);
    }

    std::vector<std::string> m_words;
};

} // namespace

std::unique_ptr<Command> make_help_command() { return std::make_unique<HelpCommand>(); }

} // namespace scribe::cli
