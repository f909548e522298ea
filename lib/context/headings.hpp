// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace scribe::context {

/// What headings are compared by: their words in lower case and singular, without accents and punctuation:
/// "Business_Rules:" is "business rule".
std::string heading_key(std::string_view heading);

} // namespace scribe::context
