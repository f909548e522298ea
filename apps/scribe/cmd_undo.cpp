// SPDX-License-Identifier: MIT
#include "changes/commands.hpp"
#include "changes/revert.hpp"

#include <CLI/CLI.hpp>

namespace scribe::cli {

namespace {

class UndoCommand final : public RevertCommand {
public:
    UndoCommand() : RevertCommand(catalog::Direction::undo) {}
    std::string_view name() const override { return "undo"; }
    std::string_view summary() const override { return "Takes back what a command changed"; }

    void bind(CLI::App &app) override {
        RevertCommand::bind(app);
        app.footer("scribe undo\nscribe undo --dry-run\nscribe undo 01KA5XH2V8");
    }
};

} // namespace

std::unique_ptr<Command> make_undo_command() { return std::make_unique<UndoCommand>(); }

} // namespace scribe::cli
