// SPDX-License-Identifier: MIT
#include "help/completion.hpp"

#include <CLI/CLI.hpp>

#include <ostream>

namespace scribe::cli {

namespace {

class CompletionCommand final : public Command {
public:
    std::string_view name() const override { return "completion"; }
    std::string_view summary() const override {
        return "Writes the script that completes scribe's command line in a shell";
    }

    void bind(CLI::App &app) override {
        app.add_option("shell", m_shell, "The shell: bash, zsh or fish")
            ->type_name("SHELL")
            ->required()
            ->check(CLI::IsMember({"bash", "zsh", "fish"}));
        app.footer("scribe completion bash > ~/.local/share/bash-completion/completions/scribe\n"
                   "scribe completion zsh > ~/.zfunc/_scribe     # a folder of $fpath\n"
                   "scribe completion fish > ~/.config/fish/completions/scribe.fish");
    }

    bool needs_project() const override { return false; }

    base::ExitCode run(Context &context) override {
        auto const levels = completion_levels(all_commands());
        if (m_shell == "bash") context.out << bash_completion(levels);
        else if (m_shell == "zsh") context.out << zsh_completion(levels);
        else context.out << fish_completion(levels);
        return base::ExitCode::ok;
    }

private:
    std::string m_shell;
};

} // namespace

std::unique_ptr<Command> make_completion_command() { return std::make_unique<CompletionCommand>(); }

} // namespace scribe::cli
