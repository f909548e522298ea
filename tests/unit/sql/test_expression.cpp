// SPDX-License-Identifier: MIT
#include "sql/expression.hpp"

#include <catch2/catch.hpp>

using namespace scribe;

TEST_CASE("a condition and the columns that it mentions", "[sql]") {
    using Columns = std::vector<std::vector<std::string>>;
    auto const columns = [](std::string_view text) {
        auto const expression = sql::read_expression(text);
        CHECK(expression.error == "");
        return expression.columns;
    };
    CHECK(columns("o.customer_id = c.id AND c.valid @> o.placed AND o.customer_id > 0") ==
          Columns{{"o", "customer_id"}, {"c", "id"}, {"c", "valid"}, {"o", "placed"}});
    CHECK(columns("lower(\"Odd Name\") = sales.orders.code -- why\n") ==
          Columns{{"Odd Name"}, {"sales", "orders", "code"}});
    CHECK(columns("a.id IN (SELECT b_id FROM links l)") == Columns{{"a", "id"}, {"b_id"}});
}

TEST_CASE("what is one boolean expression", "[sql]") {
    std::string error;
    for (auto const *text :
         {"true", "a = b", "NOT a.deleted", "is_valid(a.x, b.y)", "(a = 1) OR b IS NULL", "x BETWEEN 1 AND 2",
          "a LIKE 'x%'", "EXISTS (SELECT 1)", "CASE WHEN a THEN b ELSE c END", "(a, b) = (c, d)", "NULL",
          "a.x::text = b.y", "a = ANY (b.list)", "a && b", "a -> 'x' = '1'"}) {
        INFO(text);
        CHECK(sql::is_expression(text, error));
        CHECK(error == "");
    }
    for (auto const *text : {"",
                             " ",
                             "1",
                             "'text'",
                             "a + b",
                             "a || b",
                             "(a, b)",
                             "ARRAY[true]",
                             "a = b;",
                             "a = b; DROP TABLE x",
                             "a = b) OR (c = d",
                             "true GROUP BY a",
                             "true ORDER BY a",
                             "true LIMIT 1",
                             "true UNION SELECT 1",
                             "true FOR UPDATE",
                             "a = b, c = d",
                             "SELECT 1",
                             "a = b -- and no more",
                             "a = (b",
                             "true /* open",
                             "true) -- ",
                             "a = 'b"}) {
        INFO(text);
        CHECK_FALSE(sql::is_expression(text, error));
        CHECK(error != "");
    }
    CHECK_FALSE(sql::is_expression("a = = b", error));
    CHECK(error == "syntax error at or near \"=\" at character 5");
    CHECK_FALSE(sql::is_expression(std::string(70'000, '('), error));
    CHECK_FALSE(sql::is_expression(std::string(60'000, '('), error));
    CHECK_FALSE(sql::is_expression(std::string_view{"true\0", 5}, error));
}
