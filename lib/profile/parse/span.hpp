// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace scribe::profile {

/// Seconds of a time of day ("23:59:59.5", its offset aside) or of an interval as PostgreSQL prints it in its standard
/// style ("1 year -2 mons +3 days 04:05:06.7"), a month counted as 30 days, as the server compares intervals. Nothing
/// for other text.
std::optional<double> parse_span(std::string_view text);

/// Seconds as "3 days 04:05:06".
std::string span_text(double seconds);

} // namespace scribe::profile
