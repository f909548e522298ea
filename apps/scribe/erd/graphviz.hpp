// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace scribe::cli {

/// Has Graphviz draw what is written in its language as `form` (svg, png, pdf), in a child process; nothing when that
/// takes longer than the limit. Throws base::Error(output) when Graphviz is missing or fails.
std::optional<std::string> draw_with_graphviz(std::string const &dot, std::string_view form,
                                              std::chrono::seconds limit);

} // namespace scribe::cli
