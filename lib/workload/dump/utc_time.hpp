// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace scribe::workload {

/// "2026-01-31 14:00:00.12+02", as PostgreSQL and ISO 8601 write times, in UTC as the catalog keeps them, with so many
/// digits of a second: "2026-01-31T12:00:00.120Z". Without a zone it is UTC, and hours, minutes and seconds may be left
/// out. Nothing for another text.
std::optional<std::string> utc_time(std::string_view text, int digits);

} // namespace scribe::workload
