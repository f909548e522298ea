// SPDX-License-Identifier: MIT
#include "changes/commands.hpp"
#include "changes/revert.hpp"

#include <CLI/CLI.hpp>

namespace scribe::cli {

namespace {

class RedoCommand final : public RevertCommand {
public:
    RedoCommand() : RevertCommand(catalog::Direction::redo) {}
    std::string_view name() const override { return "redo"; }
    std::string_view summary() const override { return "Takes back an undo"; }

    void bind(CLI::App &app) override {
        RevertCommand::bind(app);
        app.footer("scribe redo\nscribe redo --dry-run\nscribe redo 01KA5XH2V8");
    }
};

} // namespace

std::unique_ptr<Command> make_redo_command() { return std::make_unique<RedoCommand>(); }

} // namespace scribe::cli
