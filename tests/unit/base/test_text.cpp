// SPDX-License-Identifier: MIT
#include "base/text.hpp"

#include <catch2/catch.hpp>

using namespace scribe::base;

TEST_CASE("globs match runs and single characters") {
    CHECK(glob_match("*", ""));
    CHECK(glob_match("a*c", "abbbc"));
    CHECK(glob_match("a?c", "abc"));
    CHECK_FALSE(glob_match("a?c", "ac"));
    CHECK_FALSE(glob_match("A*", "abc"));
    CHECK(glob_match("*_log", "audit_log"));
    CHECK_FALSE(glob_match("*_log", "audit_logs"));
}

TEST_CASE("identifiers are quoted as quote_ident does") {
    CHECK(quote_ident("orders") == "orders");
    CHECK(quote_ident("Order") == "\"Order\"");
    CHECK(quote_ident("select") == "\"select\"");
    CHECK(quote_ident("a\"b") == "\"a\"\"b\"");
    CHECK(quote_ident("") == "\"\"");
}

TEST_CASE("text that is no UTF-8 is repaired, other text stays") {
    CHECK(is_valid_utf8("größe"));
    CHECK_FALSE(is_valid_utf8("\xff"));
    CHECK(sanitize_utf8("a\xff\x62") == "a\xef\xbf\xbd\x62");
    CHECK(display_width("客户") == 4);
    CHECK(fit_width("customers", 4) == "cus…");
}

TEST_CASE("times are told in units that a person would choose") {
    CHECK(human_seconds(0.4) == "0 s");
    CHECK(human_seconds(119.4) == "119 s");
    CHECK(human_seconds(120) == "2 min");
    CHECK(human_seconds(7'199) == "119 min");
    CHECK(human_seconds(7'200 + 7 * 60 + 59) == "2 h 07 min");
    CHECK(human_seconds(-1) == "0 s");
    CHECK(human_time("2026-01-31T12:00:05.123Z") == "2026-01-31 12:00:05");
    CHECK(human_time("").empty());
}
