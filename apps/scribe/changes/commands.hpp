// SPDX-License-Identifier: MIT
#pragma once

#include "command.hpp"

// The factories of the commands about changes.
namespace scribe::cli {

std::unique_ptr<Command> make_undo_command();
std::unique_ptr<Command> make_redo_command();
std::unique_ptr<Command> make_audit_command();

} // namespace scribe::cli
