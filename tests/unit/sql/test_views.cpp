// SPDX-License-Identifier: MIT
#include "sql/views.hpp"

#include "known_names.hpp"

#include <catch2/catch.hpp>

using namespace scribe;
using tests::in_words;
using Lines = std::vector<std::string>;

namespace {

tests::KnownNames const k_shop{
    "customers(id, name, area)", "orders(id, customer_id, area, kind)", "posts(id, title)",
    "issues(id, title)",         "open_orders(nr, who, area, kind)",    "busy(who, area, n)",
    "things(id, kind)",
};

sql::Views shop_views() {
    sql::Views views;
    auto const add = [&](std::string const &name, std::string_view text) {
        auto const use = sql::analyze(text, k_shop);
        CHECK(use.error == "");
        views.add({"public", name}, use.result);
    };
    add("open_orders", "CREATE VIEW open_orders (nr, who) AS SELECT id, customer_id, area, kind FROM orders");
    add("busy", "SELECT who, area, count(*) AS n FROM open_orders GROUP BY 1, 2");
    add("things", "SELECT p.id, 'post' AS kind FROM posts p UNION ALL SELECT id, title FROM issues");
    return views;
}

} // namespace

TEST_CASE("what the columns of a query's result are copies of", "[sql]") {
    auto const words = [](std::string_view text) {
        Lines lines;
        for (auto const &column : sql::analyze(text, k_shop).result) {
            auto line = column.name + ":";
            for (auto const &copy : column.copies) line += " " + in_words(copy);
            lines.push_back(line);
        }
        return lines;
    };
    CHECK(words("SELECT o.*, c.name AS who, o.id + 1, c.id::text FROM orders o JOIN customers c ON true") ==
          Lines{"id: orders.id", "customer_id: orders.customer_id", "area: orders.area", "kind: orders.kind",
                "who: customers.name", "?column?:", "id: customers.id"});
    CHECK(words("CREATE VIEW v (a) AS SELECT id, title FROM posts UNION SELECT id, 'x' FROM issues") ==
          Lines{"a: posts.id issues.id", "title: posts.title"});
    CHECK(words("UPDATE orders SET area = 1 RETURNING id") == Lines{"id: orders.id"});
    CHECK(words("DROP TABLE orders") == Lines{});
}

TEST_CASE("joins with views come down to their tables", "[sql]") {
    auto const views = shop_views();
    auto const lines = [&](std::string_view text) { return in_words(views.follow(sql::analyze(text, k_shop).joins)); };
    CHECK(lines("SELECT 1 FROM busy b JOIN customers c ON b.who = c.id AND b.area = c.area") ==
          Lines{"orders.customer_id = customers.id, orders.area = customers.area"});
    CHECK(lines("SELECT 1 FROM open_orders o JOIN customers c ON o.who = c.id WHERE o.kind = 'x'") ==
          Lines{"orders.customer_id = customers.id; orders.kind 'x'"});
    CHECK(lines("SELECT 1 FROM busy b JOIN customers c ON b.n = c.id") == Lines{});
    CHECK(lines("SELECT 1 FROM open_orders o JOIN orders p ON o.nr = p.id") == Lines{});
    CHECK(lines("SELECT 1 FROM orders o JOIN things t ON o.customer_id = t.id") ==
          Lines{"orders.customer_id = posts.id", "orders.customer_id = issues.id"});
    CHECK(lines("SELECT 1 FROM orders o JOIN customers c ON o.customer_id = c.id") ==
          Lines{"orders.customer_id = customers.id"});
}

TEST_CASE("views that show each other have an end", "[sql]") {
    sql::Views views;
    views.add({"", "a"}, {{"x", {{"", "b", "x"}, {"", "b", "x"}}}});
    views.add({"", "b"}, {{"x", {{"", "a", "x"}, {"", "t", "x"}}}});
    CHECK(views.follow({"", "a", "x"}) == std::vector<sql::ColumnName>{{"", "t", "x"}});
}
