// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/secret.hpp"
#include "command.hpp"

#include <string>
#include <string_view>

/// Questions to a person; standard input must be a terminal.
namespace scribe::cli {

/// True when the person says yes. Throws base::Error(interrupted) when they press Ctrl-C.
bool confirm(std::string_view question, Context &context);

/// Asks for a password without showing it. Throws base::Error(interrupted) when the person gives none.
catalog::Secret prompt_password(Context &context, std::string_view question);

} // namespace scribe::cli
