// SPDX-License-Identifier: MIT
#pragma once

#include <string_view>

namespace scribe::model {

/// What the fingerprint of a query begins with whose text nobody read yet: "queryid:" and the server's id.
inline constexpr std::string_view k_unread = "queryid:";

} // namespace scribe::model
