// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>

namespace scribe::pg {

/// True when the server's words for a SQLSTATE can quote data: malformed and refused values, what functions raise,
/// broken pages, anything unknown. What concerns objects, rights, limits and connections names no value.
bool may_quote_values(std::string_view sqlstate);

/// What a SQLSTATE means, "invalid text representation" (postgresql.org/docs/current/errcodes-appendix.html); the
/// meaning of its class, or "error", where it has no name here.
std::string_view condition_name(std::string_view sqlstate);

} // namespace scribe::pg
