// SPDX-License-Identifier: MIT
#include "base/parse/code_line.hpp"
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

TEST_CASE("code on one line keeps what stands in quotes") {
    CHECK(code_line("a\n  + 'b c'") == "a   + 'b c'");
    CHECK(code_line("'a\nb'::text") == "E'a\\nb'::text");
    CHECK(code_line("(x <> ALL (ARRAY['a b', 'a\tb', 'a\r\nb']))") ==
          "(x <> ALL (ARRAY['a b', E'a\\tb', E'a\\r\\nb']))");
    // Backslashes are themselves in '', and escapes in E''.
    CHECK(code_line("'a\\n\nb'") == "E'a\\\\n\\nb'");
    CHECK(code_line("E'a\\'\nb'") == "E'a\\'\\nb'");
    CHECK(code_line("'it''s\n'") == "E'it''s\\n'");
    CHECK(code_line("'\xe2\x80\xae \xe2\x80\xa8 \x07'") == "E'\\u202e \\u2028 \\u0007'");
    CHECK(code_line("\"new\nline\" || 'x'") == "U&\"new\\000aline\" || 'x'");
    CHECK(code_line("\"a'b\" = 'c\nd'") == "\"a'b\" = E'c\\nd'");
    CHECK(code_line("a -- it's\n= 'b\nc' /* don't */") == "a -- it's = E'b\\nc' /* don't */");
    CHECK(code_line("'not\nclosed") == "E'not\\nclosed");
    CHECK(code_line("'\xff\n'") == "E'\xef\xbf\xbd\\n'");
    CHECK(code_line("").empty());
    CHECK(value_text("l x") == "l x");
    CHECK(value_text("l\nx") == "E'l\\nx'");
    CHECK(value_text("it's\\\n") == "E'it''s\\\\\\n'");
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
