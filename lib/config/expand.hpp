// SPDX-License-Identifier: MIT
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>

namespace scribe::config {

/// The value of an environment variable, or nothing.
using Environment = std::function<std::optional<std::string>(char const *)>;

/// A text whose references to the environment are replaced.
struct Expanded {
    std::string text;
    std::string unset; ///< a variable that is not set and has no default; the text is of no use then
    std::string fault; ///< what is wrong with a reference, or empty
};

/// `${NAME}` is the value of the variable, `${NAME:-TEXT}` the text where it is not set or empty, `$${` means `${`; any
/// other `$` is itself.
Expanded expand(std::string_view text, Environment const &environment);

} // namespace scribe::config
