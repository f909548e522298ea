// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace scribe::config {

/// Why the text is no condition on versions, or nothing. A condition is ">= 0.1, < 2": comparisons that must all hold;
/// a number alone means just that version.
std::optional<std::string> misfit_version(std::string_view condition);

/// True when `version` ("0.1.0") meets the condition; parts that are not written are 0.
bool meets_version(std::string_view version, std::string_view condition);

} // namespace scribe::config
