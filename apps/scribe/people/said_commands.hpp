// SPDX-License-Identifier: MIT
#pragma once

#include "command.hpp"

// The factories of the commands about what people say.
namespace scribe::cli {

std::unique_ptr<Command> make_context_command();
std::unique_ptr<Command> make_glossary_command();

} // namespace scribe::cli
