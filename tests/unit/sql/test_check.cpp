// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "sql/check.hpp"

#include <catch2/catch.hpp>

#include <array>
#include <string>
#include <string_view>

using namespace scribe;

namespace {

/// The demands of a check on the column c: "one_of(1 2)", ~ for any case.
std::string demands(std::string_view check) {
    constexpr std::array<std::string_view, 14> k_kinds{"one_of",    "none_of",    "least",      "above",    "most",
                                                       "below",     "shortest",   "longest",    "not_null", "not_empty",
                                                       "not_blank", "upper_case", "lower_case", "accepted"};
    std::string text;
    for (auto const &one : sql::read_check(check, "c")) {
        if (!text.empty()) text += ' ';
        text += k_kinds[static_cast<std::size_t>(one.kind)];
        if (!one.values.empty()) text += "(" + base::join(one.values, " ") + ")";
        if (one.any_case) text += '~';
    }
    return text;
}

} // namespace

TEST_CASE("checks are read as servers and people write them", "[sql]") {
    CHECK(demands("(c = ANY (ARRAY['a'::text, 'b'::text]))") == "one_of(a b)");
    CHECK(demands("((c)::text = ANY ((ARRAY['a'::character varying, 'b'::character varying])::text[]))") ==
          "one_of(a b)");
    CHECK(demands("(upper((c)::text) = ANY (ARRAY['W'::text, 'S'::text]))") == "one_of(W S)~");
    CHECK(demands("c IN (1, 2, -3)") == "one_of(1 2 -3)");
    CHECK(demands("c NOT IN ('x')") == "none_of(x)");
    CHECK(demands("(c <> ALL (ARRAY[1, 2]))") == "none_of(1 2)");
    CHECK(demands("((c = 'a'::bpchar) OR (c = 'b'::bpchar) OR (c IS NULL))") == "one_of(a b)");
    CHECK(demands("((c > (0)::numeric) OR (c IS NULL))") == "above(0)");
    CHECK(demands("((c >= 0.00) AND (c <= '100'::numeric))") == "least(0.00) most(100)");
    CHECK(demands("c BETWEEN 1 AND 5") == "least(1) most(5)");
    CHECK(demands("(18 <= c)") == "least(18)");
    CHECK(demands("((c IS NOT NULL) AND (c <> ''::text))") == "not_null not_empty");
    CHECK(demands("(btrim(c) <> ''::text)") == "not_blank");
    CHECK(demands("(length(btrim(c)) > 0)") == "not_blank");
    CHECK(demands("(char_length((c)::text) <= 255)") == "longest(255)");
    CHECK(demands("(char_length(c) < 10)") == "longest(9)");
    CHECK(demands("(length(c) = 2)") == "shortest(2) longest(2)");
    CHECK(demands("(c = upper(c))").empty()); // as it is written the other way round
    CHECK(demands("(upper(c) = c)") == "upper_case");
    CHECK(demands("public.is_iban(c)") == "accepted(is_iban)");
    CHECK(demands("(\"C\" > 1)") == "above(1)");
}

TEST_CASE("a check that is more than its parts is not read", "[sql]") {
    for (auto const *const check :
         {"((c > 0) OR (c < -10))", "(NOT (c = 1))", "(c > d)", "(c ~ '^a'::text)", "((c > 0) AND (d > 0))",
          "(c = ANY (ARRAY[d, 1]))", "((c % 2) = 0)", "CASE WHEN c > 1 THEN true ELSE false END", "", "(((",
          "(c > now())", "(round(c, 2) = c)", "((c = 1) OR (d = 2))"})
        CHECK(demands(check).empty());
    CHECK(demands(std::string(70'000, '(')).empty());
}

TEST_CASE("code is told without the casts of servers", "[sql]") {
    CHECK(sql::tidy_code("((a)::text <> 'x::y'::character varying(10)) AND (b = '{}'::text[])") ==
          "((a) <> 'x::y') AND (b = '{}')");
    CHECK(sql::tidy_code("CASE\n            WHEN a.b THEN 'a  b'::text\n   END") == "CASE WHEN a.b THEN 'a  b' END");
    CHECK(sql::tidy_code("now()::timestamp without time zone + '1 day'::interval") == "now() + '1 day'");
    CHECK(sql::tidy_code("x::") == "x");
}
