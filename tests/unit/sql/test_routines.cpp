// SPDX-License-Identifier: MIT
#include "known_names.hpp"

#include <catch2/catch.hpp>

using namespace scribe;
using tests::in_words;
using Lines = std::vector<std::string>;

namespace {

tests::KnownNames const k_shop{"customers(id, name)", "orders(id, customer_id, placed)", "order_lines(order_id, line)"};

Lines joins(sql::RoutineText const &routine) {
    auto const use = sql::analyze_routine(routine, k_shop);
    INFO(routine.body);
    CHECK(use.error == "");
    return in_words(use.joins);
}

} // namespace

TEST_CASE("bodies of functions in SQL", "[sql]") {
    Lines const expected{"orders.customer_id = customers.id"};
    CHECK(joins({"which integer", "SETOF text", "sql",
                 "DELETE FROM order_lines WHERE line = which; SELECT c.name FROM orders o, customers c WHERE "
                 "o.customer_id = c.id"}) == expected);
    CHECK(joins({"", "bigint", "SQL",
                 "BEGIN ATOMIC\n SELECT 1; SELECT count(*) FROM (orders o JOIN customers c ON ((o.customer_id = "
                 "c.id)));\nEND"}) == expected);
    CHECK(joins({"", "bigint", "sql",
                 "RETURN (SELECT count(*) FROM orders o JOIN customers c ON o.customer_id = c.id)"}) == expected);
    CHECK(in_words(
              sql::analyze("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1 FROM orders o JOIN customers c "
                           "ON o.customer_id = c.id $$; CREATE TABLE x (a int)",
                           k_shop)
                  .joins) == expected);
}

TEST_CASE("bodies of functions in PL/pgSQL", "[sql]") {
    CHECK(joins({"who integer, INOUT n integer DEFAULT 5", "integer", "plpgsql", R"(
DECLARE
    total bigint := (SELECT count(*) FROM orders o JOIN customers c ON o.customer_id = c.id);
    text_with_quote text := 'it''s \ here';
BEGIN
    IF EXISTS (SELECT 1 FROM order_lines l WHERE l.order_id = (SELECT max(id) FROM orders)) THEN
        total := total + 1;
    END IF;
    n := (SELECT count(*) FROM order_lines l, orders o WHERE l.order_id = o.id AND o.customer_id = who);
    FOR i IN 1 .. 10 LOOP
        UPDATE orders SET placed = now() FROM customers c WHERE c.id = orders.customer_id AND c.name = text_with_quote;
    END LOOP;
EXCEPTION WHEN others THEN
    RAISE NOTICE '%', total;
END)"}) == Lines{"orders.customer_id = customers.id", "order_lines.order_id = orders.id"});
    CHECK(joins({"", "void", "plpgsql",
                 "DECLARE selected boolean := true; BEGIN selected := NOT selected; IF selected THEN selected := "
                 "delete_it(1); END IF; END"}) == Lines{});
    CHECK(joins({"", "", "plpgsql",
                 "BEGIN PERFORM 1 FROM orders o JOIN customers c ON c.id = o.customer_id; COMMIT; END"}) ==
          Lines{"orders.customer_id = customers.id"});
}

TEST_CASE("rows in variables of PL/pgSQL", "[sql]") {
    CHECK(joins({"", "void", "plpgsql", R"(
DECLARE
    o record;
    c record;
BEGIN
    FOR o IN SELECT id, customer_id AS who FROM orders LOOP
        SELECT * INTO c FROM customers WHERE customers.id = o.who;
        DELETE FROM order_lines WHERE order_id = o.id;
    END LOOP;
END)"}) == Lines{"orders.customer_id = customers.id", "orders.id = order_lines.order_id"});
}

TEST_CASE("NEW and OLD are rows of the trigger's table", "[sql]") {
    sql::RoutineText routine{
        "", "trigger", "plpgsql",
        "BEGIN IF NOT EXISTS (SELECT 1 FROM customers WHERE id = NEW.customer_id) THEN RETURN NULL; "
        "END IF; RETURN NEW; END"};
    CHECK(joins(routine) == Lines{});
    routine.trigger_table = {"public", "orders"};
    CHECK(joins(routine) == Lines{"orders.customer_id = customers.id"});
    CHECK(sql::analyze_routine(routine, k_shop).tables == std::vector<sql::TableName>{{"public", "customers"}});
}

TEST_CASE("what cannot be read of a body is told, the rest counts", "[sql]") {
    auto const use = sql::analyze_routine({"", "void", "plpgsql",
                                           "BEGIN PERFORM 1 FROM orders o JOIN customers c ON c.id = o.customer_id; "
                                           "DELETE FROM orders WHERE id IS JSON; END"},
                                          k_shop);
    CHECK(use.error != "");
    CHECK(sql::analyze_routine({"", "void", "plpgsql", "this is no code"}, k_shop).error != "");
    CHECK(sql::analyze_routine({"", "internal", "c", "symbol"}, k_shop).error == "");
    CHECK(sql::analyze_routine({"a nonsense(", "void", "plpgsql", "BEGIN END"}, k_shop).error != "");
}

TEST_CASE("a block without a name", "[sql]") {
    CHECK(in_words(sql::analyze("DO $$ BEGIN PERFORM 1 FROM orders o JOIN customers c ON c.id = o.customer_id; END $$",
                                k_shop)
                       .joins) == Lines{"orders.customer_id = customers.id"});
}

TEST_CASE("what a routine changes is told from what it reads") {
    auto const use = sql::analyze("INSERT INTO customers SELECT * FROM orders; UPDATE orders SET id = 1; DELETE FROM "
                                  "nowhere.t; INSERT INTO customers DEFAULT VALUES; SELECT * FROM customers",
                                  k_shop);
    CHECK(use.writes == std::vector<sql::TableName>{{"public", "customers"}, {"public", "orders"}, {"nowhere", "t"}});
    CHECK(sql::analyze("SELECT * FROM orders", k_shop).writes.empty());
}
