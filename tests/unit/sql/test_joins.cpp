// SPDX-License-Identifier: MIT
#include "known_names.hpp"

#include <catch2/catch.hpp>

using namespace scribe;
using tests::in_words;
using Lines = std::vector<std::string>;

namespace {

tests::KnownNames const k_shop{
    "customers(id, name, referred_by, area)",
    "orders(id, customer_id, placed, area, seller_ids, status)",
    "order_lines(order_id, line, product_id)",
    "shipments(order_id, line, at)",
    "products(product_id, title, category_id)",
    "categories(id, parent_id, title)",
    "notes(id, owner_type, owner_id, text)",
    "posts(id, title)",
    "issues(id, title)",
    "hr.people(id, boss_id)",
    "hr.Teams(Id, LeadId)",
};

Lines joins(std::string_view text) {
    auto const use = sql::analyze(text, k_shop);
    INFO(text);
    CHECK(use.error == "");
    return in_words(use.joins);
}

} // namespace

TEST_CASE("joins of ON, WHERE, USING and NATURAL", "[sql]") {
    CHECK(joins("SELECT * FROM orders o JOIN customers c ON o.customer_id = c.id") ==
          Lines{"orders.customer_id = customers.id"});
    CHECK(joins("SELECT 1 FROM orders, customers WHERE customer_id = customers.id") ==
          Lines{"orders.customer_id = customers.id"});
    CHECK(joins("SELECT 1 FROM order_lines JOIN products USING (product_id)") ==
          Lines{"order_lines.product_id = products.product_id"});
    CHECK(joins("SELECT 1 FROM order_lines NATURAL LEFT JOIN shipments") ==
          Lines{"order_lines.order_id = shipments.order_id, order_lines.line = shipments.line"});
    CHECK(
        joins("SELECT 1 FROM public.orders JOIN public.customers ON public.orders.customer_id = public.customers.id") ==
        Lines{"orders.customer_id = customers.id"});
    CHECK(joins("SELECT 1 FROM hr.people p JOIN hr.people b ON b.id IS NOT DISTINCT FROM p.boss_id") ==
          Lines{"hr.people.boss_id = hr.people.id"});
}

TEST_CASE("a column of a USING join goes on to the next", "[sql]") {
    CHECK(
        joins("SELECT 1 FROM order_lines JOIN shipments USING (order_id, line) JOIN orders ON orders.id = order_id") ==
        Lines{"order_lines.order_id = shipments.order_id, order_lines.line = shipments.line",
              "order_lines.order_id = orders.id"});
}

TEST_CASE("casts and collations are looked through, computed values are not", "[sql]") {
    CHECK(joins("SELECT 1 FROM orders o JOIN customers c ON o.customer_id::text = CAST(c.id AS text) COLLATE \"C\"") ==
          Lines{"orders.customer_id = customers.id"});
    CHECK(joins("SELECT 1 FROM orders o JOIN customers c ON o.customer_id OPERATOR(public.=) c.id") ==
          Lines{"orders.customer_id = customers.id"});
    CHECK(joins("SELECT 1 FROM orders o JOIN customers c ON o.customer_id == c.id") ==
          Lines{"orders.customer_id = customers.id"});
    CHECK(joins("SELECT 1 FROM orders o JOIN customers c ON coalesce(o.customer_id, 0) = c.id") == Lines{});
    CHECK(joins("SELECT 1 FROM orders o JOIN customers c ON o.customer_id + 1 = c.id") == Lines{});
    CHECK(joins("SELECT 1 FROM orders o JOIN customers c ON o.customer_id > c.id") == Lines{});
    CHECK(joins("SELECT 1 FROM orders o JOIN customers c ON o.customer_id IS DISTINCT FROM c.id") == Lines{});
    CHECK(joins("SELECT 1 FROM orders o, customers c WHERE nullif(o.customer_id, c.id) IS NULL") == Lines{});
}

TEST_CASE("conditions under OR and NOT are no joins", "[sql]") {
    CHECK(joins("SELECT 1 FROM orders o JOIN customers c ON o.customer_id = c.id OR o.area = c.area") == Lines{});
    CHECK(joins("SELECT 1 FROM orders o, customers c WHERE NOT (o.customer_id = c.id)") == Lines{});
    CHECK(joins("SELECT 1 FROM orders o, customers c WHERE (o.id = 1 OR (o.customer_id = c.id AND o.area = c.area))") ==
          Lines{});
    CHECK(joins("SELECT 1 FROM orders o JOIN customers c ON o.customer_id = c.id AND (o.id = 1 OR o.id = 2)") ==
          Lines{"orders.customer_id = customers.id"});
    CHECK(joins("SELECT o.customer_id = c.id FROM orders o, customers c") == Lines{});
}

TEST_CASE("pairs of the same two relations stay together", "[sql]") {
    CHECK(joins("SELECT 1 FROM shipments s JOIN order_lines l ON s.order_id = l.order_id AND l.line = s.line") ==
          Lines{"shipments.order_id = order_lines.order_id, shipments.line = order_lines.line"});
    CHECK(joins("SELECT 1 FROM shipments s, order_lines l, products p WHERE s.order_id = l.order_id "
                "AND l.product_id = p.product_id AND s.line = l.line") ==
          Lines{"shipments.order_id = order_lines.order_id, shipments.line = order_lines.line",
                "order_lines.product_id = products.product_id"});
    CHECK(joins("SELECT 1 FROM shipments s JOIN order_lines l ON (s.order_id, s.line) = (l.order_id, l.line)") ==
          Lines{"shipments.order_id = order_lines.order_id, shipments.line = order_lines.line"});
    CHECK(joins("SELECT 1 FROM customers c JOIN customers r ON c.referred_by = r.id AND c.area = r.area") ==
          Lines{"customers.referred_by = customers.id, customers.area = customers.area"});
}

TEST_CASE("a column that is compared with two is no part of one key", "[sql]") {
    CHECK(joins("SELECT 1 FROM categories c JOIN categories p ON c.id = p.id AND c.id = p.parent_id") ==
          Lines{"categories.id = categories.parent_id"});
    CHECK(joins("SELECT 1 FROM posts p, notes n WHERE p.id = n.id AND n.owner_id = p.id AND p.title = n.text") ==
          Lines{"posts.id = notes.id, posts.title = notes.text", "posts.id = notes.owner_id"});
}

TEST_CASE("a table with itself by the same column says nothing", "[sql]") {
    CHECK(joins("SELECT 1 FROM orders a JOIN orders b ON a.id = b.id") == Lines{});
    CHECK(joins("SELECT 1 FROM orders o WHERE o.customer_id = o.id") == Lines{});
    CHECK(joins("SELECT 1 FROM categories c JOIN categories p ON c.parent_id = p.id") ==
          Lines{"categories.parent_id = categories.id"});
}

TEST_CASE("IN, EXISTS and subqueries that depend on the query around them", "[sql]") {
    Lines const expected{"orders.customer_id = customers.id"};
    CHECK(joins("SELECT 1 FROM orders WHERE customer_id IN (SELECT id FROM customers)") == expected);
    CHECK(joins("SELECT 1 FROM orders WHERE customer_id NOT IN (SELECT c.id FROM customers c)") == expected);
    CHECK(joins("SELECT 1 FROM orders WHERE customer_id = ANY (SELECT id FROM customers)") == expected);
    CHECK(joins("SELECT 1 FROM orders WHERE customer_id = ANY (ARRAY(SELECT id FROM customers))") == expected);
    CHECK(joins("SELECT 1 FROM orders o WHERE EXISTS (SELECT 1 FROM customers WHERE customers.id = customer_id)") ==
          expected);
    CHECK(joins("SELECT 1 FROM orders o WHERE NOT EXISTS (SELECT FROM customers c WHERE c.id = o.customer_id)") ==
          expected);
    CHECK(joins("SELECT (SELECT name FROM customers c WHERE o.customer_id = c.id) FROM orders o") == expected);
    CHECK(joins("SELECT 1 FROM orders WHERE customer_id = (SELECT id FROM customers WHERE name = 'x')") ==
          Lines{"orders.customer_id = customers.id; customers.name 'x'"});
    CHECK(
        joins(
            "SELECT 1 FROM orders WHERE status = 'a' OR EXISTS (SELECT 1 FROM customers c WHERE c.id = customer_id)") ==
        expected);
    CHECK(joins("SELECT 1 FROM orders WHERE id = 1 OR customer_id IN (SELECT id FROM customers)") == Lines{});
    CHECK(joins("SELECT 1 FROM orders WHERE customer_id > ANY (SELECT id FROM customers)") == Lines{});
    CHECK(joins("SELECT 1 FROM orders WHERE customer_id <> ALL (SELECT id FROM customers)") == Lines{});
    CHECK(joins("SELECT 1 FROM orders WHERE customer_id = (SELECT max(id) FROM customers)") == Lines{});
    CHECK(joins("SELECT 1 FROM shipments WHERE (order_id, line) IN (SELECT order_id, line FROM order_lines)") ==
          Lines{"shipments.order_id = order_lines.order_id, shipments.line = order_lines.line"});
}

TEST_CASE("arrays of keys", "[sql]") {
    Lines const expected{"orders.seller_ids[] = hr.people.id"};
    CHECK(joins("SELECT 1 FROM orders o JOIN hr.people p ON p.id = ANY (o.seller_ids)") == expected);
    CHECK(joins("SELECT 1 FROM orders o JOIN hr.people p ON o.seller_ids @> ARRAY[p.id]") == expected);
    CHECK(joins("SELECT 1 FROM orders o JOIN hr.people p ON ARRAY[p.id] <@ o.seller_ids") == expected);
    CHECK(joins("SELECT 1 FROM orders o CROSS JOIN unnest(o.seller_ids) AS s(seller) JOIN hr.people p ON p.id = "
                "s.seller") == expected);
    CHECK(joins("SELECT 1 FROM orders o, unnest(o.seller_ids) AS seller JOIN hr.people p ON p.id = seller") ==
          expected);
    CHECK(joins("SELECT 1 FROM (SELECT unnest(seller_ids) AS s FROM orders) x JOIN hr.people p ON p.id = x.s") ==
          expected);
    CHECK(
        joins("SELECT 1 FROM orders o, orders p, customers c WHERE c.id = ANY (ARRAY[o.customer_id, p.customer_id])") ==
        Lines{});
    CHECK(joins("SELECT 1 FROM orders o, customers c WHERE c.id IN (o.customer_id)") ==
          Lines{"orders.customer_id = customers.id"});
    CHECK(joins("SELECT 1 FROM orders o, customers c WHERE c.id IN (o.customer_id, 5)") == Lines{});
}

TEST_CASE("columns are followed through subqueries to their tables", "[sql]") {
    Lines const expected{"orders.customer_id = customers.id"};
    CHECK(joins("SELECT 1 FROM (SELECT customer_id AS who FROM orders) o JOIN customers c ON o.who = c.id") ==
          expected);
    CHECK(joins("SELECT 1 FROM (SELECT * FROM orders) o JOIN (SELECT c.* FROM customers c) c ON customer_id = c.id") ==
          expected);
    CHECK(joins("SELECT 1 FROM (SELECT id, customer_id FROM orders) o(a, b) JOIN customers c ON b = c.id") == expected);
    CHECK(joins("SELECT 1 FROM orders AS o(a, b) JOIN customers c ON o.b = c.id") == expected);
    CHECK(joins("SELECT 1 FROM (SELECT customer_id, count(*) FROM orders GROUP BY 1) o JOIN customers c ON "
                "o.customer_id = c.id") == expected);
    CHECK(joins("SELECT 1 FROM (SELECT max(customer_id) AS who FROM orders) o JOIN customers c ON o.who = c.id") ==
          Lines{});
    CHECK(joins("SELECT 1 FROM orders o, LATERAL (SELECT * FROM customers c WHERE c.id = o.customer_id) x") ==
          expected);
    CHECK(joins("SELECT 1 FROM orders id JOIN (SELECT 1 FROM customers c WHERE c.id = o.customer_id) x ON true") ==
          Lines{});
    CHECK(joins("SELECT 1 FROM (orders o JOIN order_lines l ON l.order_id = o.id) AS j JOIN customers c ON "
                "j.customer_id = c.id") ==
          Lines{"orders.id = order_lines.order_id", "orders.customer_id = customers.id"});
}

TEST_CASE("common table expressions, recursive ones too", "[sql]") {
    CHECK(joins("WITH o AS (SELECT customer_id FROM orders), c AS MATERIALIZED (SELECT id AS key FROM customers) "
                "SELECT 1 FROM o JOIN c ON o.customer_id = c.key") == Lines{"orders.customer_id = customers.id"});
    CHECK(joins("WITH RECURSIVE tree AS (SELECT id, parent_id FROM categories WHERE parent_id IS NULL UNION ALL "
                "SELECT c.id, c.parent_id FROM categories c JOIN tree t ON c.parent_id = t.id) SELECT * FROM tree") ==
          Lines{"categories.id = categories.parent_id"});
    CHECK(joins("WITH RECURSIVE tree(node) AS (SELECT id FROM categories UNION "
                "SELECT c.id FROM categories c, tree WHERE c.parent_id = node) "
                "SELECT 1 FROM products p JOIN tree ON p.category_id = tree.node") ==
          Lines{"categories.id = products.category_id", "categories.id = categories.parent_id"});
    CHECK(joins("WITH gone AS (DELETE FROM orders RETURNING customer_id) "
                "SELECT 1 FROM gone JOIN customers ON customers.id = gone.customer_id") ==
          Lines{"orders.customer_id = customers.id"});
    CHECK(joins("WITH orders AS (SELECT 1 AS customer_id) SELECT 1 FROM orders o JOIN customers c ON o.customer_id = "
                "c.id") == Lines{});
}

TEST_CASE("set operations, column by column", "[sql]") {
    CHECK(joins("SELECT 1 FROM (SELECT id AS key FROM posts UNION ALL SELECT id FROM issues) x JOIN notes n ON "
                "n.owner_id = x.key") == Lines{"posts.id = notes.owner_id", "issues.id = notes.owner_id"});
    CHECK(
        joins("SELECT 1 FROM orders o WHERE o.customer_id IN (SELECT id FROM customers EXCEPT SELECT id FROM posts)") ==
        Lines{"orders.customer_id = customers.id"});
    CHECK(joins("SELECT o.id FROM orders o JOIN customers c ON o.customer_id = c.id UNION "
                "SELECT p.product_id FROM products p JOIN categories k ON k.id = p.category_id") ==
          Lines{"orders.customer_id = customers.id", "products.category_id = categories.id"});
}

TEST_CASE("constants that hold with a join", "[sql]") {
    CHECK(joins("SELECT 1 FROM notes n JOIN posts p ON p.id = n.owner_id AND n.owner_type::text = 'Post'::text") ==
          Lines{"notes.owner_id = posts.id; notes.owner_type 'Post'"});
    CHECK(joins("SELECT 1 FROM notes n JOIN posts p ON p.id = n.owner_id WHERE 'Post' = n.owner_type") ==
          Lines{"notes.owner_id = posts.id; notes.owner_type 'Post'"});
    CHECK(joins("SELECT 1 FROM notes n LEFT JOIN posts p ON n.owner_id = p.id AND n.owner_type = 'Post' "
                "LEFT JOIN issues i ON n.owner_id = i.id AND n.owner_type = 'Issue'") ==
          Lines{"notes.owner_id = posts.id; notes.owner_type 'Post'",
                "notes.owner_id = issues.id; notes.owner_type 'Issue'"});
    CHECK(joins("SELECT 1 FROM (SELECT * FROM notes WHERE owner_type = 'Post') n JOIN posts p ON n.owner_id = p.id") ==
          Lines{"notes.owner_id = posts.id; notes.owner_type 'Post'"});
    CHECK(joins("SELECT 1 FROM notes n WHERE (owner_type = 'Post' AND EXISTS (SELECT 1 FROM posts p WHERE p.id = "
                "owner_id)) "
                "OR (owner_type = 'Issue' AND EXISTS (SELECT 1 FROM issues i WHERE i.id = owner_id))") ==
          Lines{"notes.owner_id = posts.id; notes.owner_type 'Post'",
                "notes.owner_id = issues.id; notes.owner_type 'Issue'"});
    CHECK(joins("SELECT CASE n.owner_type WHEN 'Post' THEN (SELECT title FROM posts p WHERE p.id = n.owner_id) END, "
                "CASE WHEN n.owner_type = 'Issue' THEN (SELECT title FROM issues i WHERE i.id = n.owner_id) END FROM "
                "notes n") == Lines{"notes.owner_id = posts.id; notes.owner_type 'Post'",
                                    "notes.owner_id = issues.id; notes.owner_type 'Issue'"});
    CHECK(joins("SELECT 1 FROM notes n JOIN posts p ON p.id = n.owner_id JOIN issues i ON i.title = p.title "
                "WHERE i.id = 7 AND n.id = -2.5 AND p.title = $1") ==
          Lines{"notes.owner_id = posts.id; notes.id '-2.5'", "posts.title = issues.title; issues.id '7'"});
}

TEST_CASE("statements that change rows", "[sql]") {
    Lines const expected{"orders.customer_id = customers.id"};
    CHECK(joins("UPDATE orders SET area = c.area FROM customers c WHERE c.id = orders.customer_id") == expected);
    CHECK(joins("UPDATE orders o SET area = (SELECT area FROM customers c WHERE c.id = o.customer_id)") == expected);
    CHECK(
        joins("UPDATE orders o SET (area, status) = (SELECT area, name FROM customers c WHERE c.id = o.customer_id)") ==
        expected);
    CHECK(joins("DELETE FROM orders o USING customers c WHERE c.id = o.customer_id AND c.name = $1") == expected);
    CHECK(joins("INSERT INTO shipments SELECT l.order_id FROM order_lines l JOIN orders o ON o.id = l.order_id") ==
          Lines{"order_lines.order_id = orders.id"});
    CHECK(joins("INSERT INTO orders VALUES (1, 2) ON CONFLICT (id) DO UPDATE SET area = excluded.area "
                "WHERE orders.customer_id = excluded.customer_id") == Lines{});
    CHECK(joins("MERGE INTO orders o USING customers c ON o.customer_id = c.id WHEN MATCHED THEN DELETE") == expected);
}

TEST_CASE("definitions of views, rules and policies", "[sql]") {
    Lines const expected{"orders.customer_id = customers.id"};
    CHECK(joins("CREATE VIEW v AS SELECT 1 FROM orders o JOIN customers c ON o.customer_id = c.id") == expected);
    CHECK(joins("CREATE MATERIALIZED VIEW v AS SELECT 1 FROM orders o JOIN customers c ON o.customer_id = c.id") ==
          expected);
    CHECK(joins("EXPLAIN ANALYZE SELECT 1 FROM orders o JOIN customers c ON o.customer_id = c.id") == expected);
    CHECK(joins("COPY (SELECT 1 FROM orders o JOIN customers c ON o.customer_id = c.id) TO STDOUT") == expected);
    CHECK(joins("PREPARE p AS SELECT 1 FROM orders o JOIN customers c ON o.customer_id = c.id") == expected);
    CHECK(joins("CREATE RULE r AS ON DELETE TO customers DO ALSO (DELETE FROM orders WHERE customer_id = OLD.id; "
                "NOTIFY x)") == Lines{"customers.id = orders.customer_id"});
    CHECK(
        joins(
            "CREATE POLICY p ON orders USING (customer_id IN (SELECT id FROM customers WHERE name = current_user))") ==
        expected);
    CHECK(joins("SELECT 1; SELECT 2 FROM orders o JOIN customers c ON o.customer_id = c.id;") == expected);
}

TEST_CASE("tables that are read", "[sql]") {
    auto const tables = [](std::string_view text) {
        Lines names;
        for (auto const &table : sql::analyze(text, k_shop).tables) names.push_back(table.schema + "." + table.table);
        return names;
    };
    CHECK(tables("SELECT 1 FROM orders, hr.people, orders o, elsewhere, far.away") ==
          Lines{"public.orders", "hr.people", ".elsewhere", "far.away"});
    CHECK(tables("INSERT INTO orders SELECT * FROM customers") == Lines{"public.customers"});
    CHECK(tables("WITH x AS (SELECT * FROM posts) DELETE FROM orders USING x") ==
          Lines{"public.posts", "public.orders"});
}

TEST_CASE("tables that are not known", "[sql]") {
    tests::KnownNames const nothing{};
    auto const lines = [&](std::string_view text) { return in_words(sql::analyze(text, nothing).joins); };
    CHECK(lines("SELECT 1 FROM far.a JOIN b ON a.x = b.y") == Lines{"far.a.x = b.y"});
    CHECK(lines("SELECT 1 FROM a JOIN b ON x = b.y") == Lines{});
    CHECK(lines("SELECT 1 FROM a WHERE x IN (SELECT y FROM b)") == Lines{"a.x = b.y"});
    CHECK(lines("SELECT 1 FROM (SELECT * FROM a) s JOIN b USING (x)") == Lines{"a.x = b.x"});
    CHECK(joins("SELECT 1 FROM orders JOIN unknown u ON customer_id = u.id") ==
          Lines{"orders.customer_id = unknown.id"});
    CHECK(joins("SELECT 1 FROM unknown, customers c WHERE c.id = who") == Lines{"unknown.who = customers.id"});
    CHECK(joins("SELECT 1 FROM orders o JOIN customers c ON o.no_such_column = c.id") == Lines{});
}

TEST_CASE("names as the database spells them", "[sql]") {
    CHECK(joins("SELECT 1 FROM hr.\"Teams\" t JOIN hr.people p ON p.id = t.leadid") ==
          Lines{"hr.Teams.LeadId = hr.people.id"});
    CHECK(joins("SELECT 1 FROM Orders O JOIN CUSTOMERS ON o.Customer_ID = Customers.ID") ==
          Lines{"orders.customer_id = customers.id"});
}
