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
}

TEST_CASE("columns of the tables of a subquery are not the condition's", "[sql]") {
    using Columns = std::vector<std::vector<std::string>>;
    auto const columns = [](std::string_view text) { return sql::read_expression(text).columns; };
    CHECK(columns("a.id IN (SELECT b_id FROM links l)") == Columns{{"a", "id"}});
    CHECK(
        columns("EXISTS (SELECT 1 FROM links l JOIN s.other ON l.x = other.y WHERE l.a = child.id AND other.z > 0)") ==
        Columns{{"child", "id"}});
    CHECK(columns("EXISTS (SELECT 1 FROM (SELECT k.id FROM k) AS q, far.away WHERE q.id = parent.id AND far.away.i = "
                  "child.i AND k.id = 1)") == Columns{{"parent", "id"}, {"child", "i"}, {"k", "id"}});
    // Without tables a subquery's columns are those around it, and what is behind it is none of its own.
    CHECK(columns("a.x = (SELECT b.y) AND l.x = (SELECT max(l.z) FROM l)") ==
          Columns{{"a", "x"}, {"b", "y"}, {"l", "x"}});
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
