// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace scribe::base {

/// The text with *** for what reads as a password: between user and host of a URL (what a password holds of / and @
/// included), and behind password= of a connection string or URL.
std::string hide_passwords(std::string_view text);

} // namespace scribe::base
