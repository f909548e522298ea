// SPDX-License-Identifier: MIT
#include "llm/rate.hpp"

#include <catch2/catch.hpp>

using namespace scribe;
using namespace scribe::llm;
using std::chrono::milliseconds;
using std::chrono::seconds;

TEST_CASE("waits are read as providers write them", "[llm]") {
    CHECK(parse_wait("12") == seconds{12});
    CHECK(parse_wait("1m30.5s") == milliseconds{90'500});
    CHECK(parse_wait("20ms") == milliseconds{20});
    CHECK(parse_wait("2h0m0s") == seconds{7'200});
    CHECK(parse_wait("1e300") == seconds{7 * 86'400});
    for (auto const *bad : {"", "soon", "-1", "3d", "2026-01-31T12:00:05Z"}) CHECK_FALSE(parse_wait(bad));
}

TEST_CASE("a server that has nothing left is not asked before it says", "[llm]") {
    auto const now = *parse_time("2026-01-31T12:00:00Z");
    http::Response ok{.status = 200, .body = {}};
    ok.headers = {{"x-ratelimit-remaining-tokens", "0"},
                  {"x-ratelimit-reset-tokens", "6m0s"},
                  {"x-ratelimit-remaining-requests", "0"},
                  {"x-ratelimit-reset-requests", "1s"}};
    CHECK(wait_asked(ok, now) == seconds{360});
    ok.headers[0].second = "100";
    CHECK(wait_asked(ok, now) == seconds{1});
    http::Response claude{.status = 200, .body = {}};
    claude.headers = {{"anthropic-ratelimit-requests-remaining", "0"},
                      {"anthropic-ratelimit-requests-reset", "2026-01-31T12:00:07Z"}};
    CHECK(wait_asked(claude, now) == seconds{7});
    http::Response busy{.status = 429, .body = {}, .retry_after = seconds{3}};
    CHECK(wait_asked(busy, now) == seconds{3});
    busy.headers = {{"retry-after-ms", "1500"}};
    CHECK(wait_asked(busy, now) == milliseconds{1'500});
    CHECK(wait_asked({.status = 200, .body = {}}, now) == milliseconds{0});
}
