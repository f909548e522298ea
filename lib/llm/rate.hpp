// SPDX-License-Identifier: MIT
#pragma once

#include "http/client.hpp"

#include <chrono>
#include <optional>
#include <string_view>

namespace scribe::llm {

/// How long the server wants to be left alone: Retry-After and retry-after-ms; and where x-ratelimit-remaining-* or
/// anthropic-ratelimit-*-remaining say that nothing is left, until the reset that stands beside it.
std::chrono::milliseconds wait_asked(http::Response const &response, std::chrono::system_clock::time_point now);

/// "1m30.5s", "20ms", "12" (seconds): as such headers have it.
std::optional<std::chrono::milliseconds> parse_wait(std::string_view text);

/// "2026-01-31T12:00:05Z" as a time; fractions are passed over.
std::optional<std::chrono::system_clock::time_point> parse_time(std::string_view text);

} // namespace scribe::llm
