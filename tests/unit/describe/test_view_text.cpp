// SPDX-License-Identifier: MIT
#include "describe/evidence.hpp"
#include "describe/view_text.hpp"

#include <catch2/catch.hpp>

using namespace scribe::describe;

TEST_CASE("a view's SELECT is taken apart", "[describe][views]") {
    auto const view = read_view(R"( SELECT c.name AS category,
    sum(p.amount) AS total_sales,
    c."Odd ""name""" AS plain,
    CASE WHEN a IS DISTINCT FROM b THEN 'from, where' ELSE ''::text END AS "a b",
    f.title
   FROM ((payment p
     JOIN rental r ON ((p.rental_id = r.rental_id)))
     JOIN category AS c ON (true))
  WHERE (p.amount > (0)::numeric)
  GROUP BY c.name
  ORDER BY (sum(p.amount)) DESC;)");
    CHECK(view.computed ==
          std::map<std::string, std::string>{{"total_sales", "sum(payment.amount)"},
                                             {"a b", "CASE WHEN a IS DISTINCT FROM b THEN 'from, where' ELSE '' END"}});
    CHECK(view.where == "payment.amount > (0)::numeric");
    CHECK(view.group_by == "category.name");
}

TEST_CASE("a number in GROUP BY stands for that column of the SELECT", "[describe][views]") {
    auto const grouped = [](char const *text) { return read_view(text).group_by; };
    CHECK(grouped("SELECT date_trunc('day', o.at) AS day, o.shop, count(*) FROM orders o GROUP BY 1, o.shop") ==
          "date_trunc('day', orders.at), orders.shop");
    CHECK(grouped("SELECT DISTINCT a, count(*) FROM t GROUP BY 1;") == "a");
    CHECK(grouped("SELECT a, b FROM t GROUP BY (a, b)") == "a, b");
    CHECK(grouped("SELECT a FROM t GROUP BY 7") == "7"); // no such column: the server refuses it
    CHECK(grouped("SELECT a FROM t GROUP BY a + 1") == "a + 1");
}

TEST_CASE("of other statements nothing is claimed", "[describe][views]") {
    for (auto const *text : {"WITH x AS (SELECT 1) SELECT count(*) AS n FROM x", "SELECT 1 AS a FROM t UNION SELECT 2",
                             "SELECT 1 AS one", "", "((('", "SELECT a AS", "CREATE VIEW v AS"}) {
        auto const view = read_view(text);
        CHECK(view.computed.empty());
        CHECK(view.where.empty());
        CHECK(view.group_by.empty());
    }
    auto const view = read_view("CREATE VIEW v AS SELECT id, a || b AS both FROM t WHERE a = 'x;'");
    CHECK(view.computed == std::map<std::string, std::string>{{"both", "a || b"}});
    CHECK(view.where == "a = 'x;'");
}

TEST_CASE("the text of a view says which rows it has, and what its columns compute", "[describe][views]") {
    TableEvidence table;
    table.ref = {"shop", "sales"};
    table.view = true;
    table.reads = {{"shop", "payment"}};
    table.where = "payment.amount > 0";
    table.group_by = "category.name";
    table.columns.resize(1);
    table.columns[0].column.name = "total";
    table.columns[0].column.type = "numeric";
    table.columns[0].computed = "sum(payment.amount)";
    auto const said = write_by_rules(table);
    CHECK(said.table.text == "Reads payment. One row for each category.name. Only rows where payment.amount > 0. "
                             "Gives total.");
    CHECK(said.columns[0].text == "Total of the sale: computed as sum(payment.amount).");
}
