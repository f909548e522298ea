// SPDX-License-Identifier: MIT
#pragma once

#include "command.hpp"

// The factories of the commands about what is said of objects.
namespace scribe::cli {

std::unique_ptr<Command> make_review_command();
std::unique_ptr<Command> make_template_command();

} // namespace scribe::cli
