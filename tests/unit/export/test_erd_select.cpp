// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "diagrams.hpp"
#include "every_kind.hpp"
#include "export/erd/read.hpp"
#include "export/erd/select.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

using namespace scribe;
using namespace exporter::erd;

namespace {

std::vector<std::string> names(Diagram const &diagram) {
    std::vector<std::string> list;
    for (auto const &table : diagram.tables) list.push_back(table.ref.name);
    return list;
}

/// order_line -> order -> customer -> country, and shop_log alone.
Diagram chain() {
    Diagram diagram;
    auto const country = test::add_table(diagram, "country", {"name"});
    auto const customer = test::add_table(diagram, "customer", {"country_id", "name"});
    auto const order = test::add_table(diagram, "order", {"customer_id", "note"});
    auto const line = test::add_table(diagram, "order_line", {"order_id"});
    test::add_table(diagram, "shop_log", {"text"});
    test::refer(diagram, customer, "country_id", country);
    test::refer(diagram, order, "customer_id", customer).status = Status::inferred;
    test::refer(diagram, line, "order_id", order);
    return diagram;
}

Diagram focused(std::string const &ref, int distance) {
    auto diagram = chain();
    Selection selection;
    selection.focus = model::parse_ref(ref);
    selection.distance = distance;
    select(diagram, selection);
    return diagram;
}

model::Constraint key(std::string const &table, std::string const &column, std::string const &to) {
    auto constraint = test::make<model::Constraint>("public", table + "_" + column, table);
    constraint.type = "foreign key";
    constraint.columns = {column};
    constraint.references = {"public", to};
    return constraint;
}

} // namespace

TEST_CASE("the focus is one table and those at most so many relationships away") {
    CHECK(names(focused("order", 0)) == std::vector<std::string>{"order"});
    CHECK(names(focused("public.order", 1)) == std::vector<std::string>{"customer", "order", "order_line"});
    CHECK(names(focused("ORDER", 2)) == std::vector<std::string>{"country", "customer", "order", "order_line"});
    CHECK(names(focused("shop_log", 9)) == std::vector<std::string>{"shop_log"});
    auto const diagram = focused("order", 1);
    CHECK(std::ranges::count(diagram.tables, true, &Table::focus) == 1);
    CHECK(diagram.edges.size() == 2);
    try {
        focused("ordr", 1);
        FAIL("it was found");
    } catch (base::Error const &error) {
        CHECK(std::string{error.what()} == "no table \"ordr\" to focus on");
        CHECK(error.hint() == "did you mean order?");
    }
}

TEST_CASE("columns are all, those of keys, or none") {
    auto diagram = chain();
    Selection selection;
    select(diagram, selection);
    auto const &customer = diagram.tables[1];
    REQUIRE(customer.columns.size() == 2);
    CHECK(customer.columns[0].name == "id");
    CHECK(customer.columns[1].name == "country_id");
    CHECK(customer.columns[1].foreign);
    CHECK(customer.hidden == 1);
    diagram = chain();
    selection.columns = Columns::all;
    select(diagram, selection);
    CHECK(diagram.tables[1].columns.size() == 3);
    diagram = chain();
    test::refer(diagram, 1, "name", 0);
    selection.columns = Columns::none;
    select(diagram, selection);
    CHECK(diagram.tables[1].columns.empty());
    CHECK(diagram.tables[1].hidden == 3);
    CHECK(diagram.edges.size() == 3); // the two to the same table are one
    CHECK(diagram.edges[0].label == "country_id_fkey; name_fkey");
}

TEST_CASE("relationships are all, the declared or the others") {
    for (auto const &[show, count] : {std::pair{Show::all, 3U}, {Show::declared, 2U}, {Show::inferred, 1U}}) {
        auto diagram = chain();
        Selection selection;
        selection.show = show;
        select(diagram, selection);
        CHECK(diagram.edges.size() == count);
        CHECK(diagram.tables.size() == 5);
    }
}

TEST_CASE("tables are grouped by schema, prefix and community") {
    auto diagram = chain();
    test::add_table(diagram, "orderItem", {}, "sales");
    CHECK(groups(diagram, Grouping::none) == std::vector<std::string>(6));
    CHECK(groups(diagram, Grouping::schema).back() == "sales");
    CHECK(groups(diagram, Grouping::prefix) == std::vector<std::string>{"", "", "order", "order", "", "order"});
    auto const communities = groups(diagram, Grouping::community);
    CHECK(communities[0] == communities[1]);
    CHECK(communities[2] == communities[3]);
    CHECK(communities[0] != communities[2]);
    CHECK(communities[4].empty());
}

TEST_CASE("a diagram is read from foreign keys, with partitions as their root") {
    test::MemoryReader reader;
    reader.add(test::make<model::Table>("public", "parent"));
    reader.add(test::column("parent", "id", 1, "bigint", true));
    auto primary = test::make<model::Constraint>("public", "parent_pkey", "parent");
    primary.type = "primary key";
    primary.columns = {"id"};
    reader.add(primary);
    auto root = test::make<model::Table>("public", "child");
    root.table_kind = "partitioned";
    reader.add(root);
    for (auto const *const name : {"child", "child_1", "child_2"}) {
        reader.add(test::column(name, "parent_id", 1, "bigint", false));
        reader.add(key(name, "parent_id", "parent"));
        if (std::string_view{name} == "child") continue;
        auto part = test::make<model::Table>("public", name);
        part.partition_of = {"public", "child"};
        reader.add(part);
    }
    reader.add(test::make<model::Table>("public", "note"));
    reader.add(test::column("note", "child_id", 1, "bigint", true));
    auto unique = test::make<model::Constraint>("public", "note_key", "note");
    unique.type = "unique";
    unique.columns = {"child_id"};
    reader.add(unique);
    reader.add(key("note", "child_id", "child_2"));
    reader.add(key("note", "child_id", "elsewhere"));
    reader.add(test::make<model::View>("public", "seen"));

    auto const diagram = read_diagram(reader);
    CHECK(diagram.title == "shop");
    CHECK(names(diagram) == std::vector<std::string>{"child", "note", "parent"});
    CHECK(diagram.tables[0].link == "public.child.md");
    REQUIRE(diagram.edges.size() == 2);
    CHECK(diagram.edges[0].from == 0);
    CHECK(diagram.edges[0].to == 2);
    CHECK(diagram.edges[0].to_columns == std::vector<std::string>{"id"}); // not said: the primary key
    CHECK(diagram.edges[0].optional);
    CHECK(diagram.edges[0].cardinality == Cardinality::many_to_one);
    CHECK(diagram.edges[1].from == 1);
    CHECK(diagram.edges[1].to == 0);
    CHECK_FALSE(diagram.edges[1].optional);
    CHECK(diagram.edges[1].cardinality == Cardinality::one_to_one);
}

TEST_CASE("relationships that no foreign key declares are drawn once, with what is known of them") {
    test::MemoryReader reader;
    for (auto const *const name : {"a", "b"}) {
        reader.add(test::make<model::Table>("public", name));
        reader.add(test::column(name, "id", 1, "bigint", true));
        reader.add(test::column(name, "b_id", 2, "bigint", true));
        reader.add(test::column(name, "kind", 3, "text", true));
    }
    auto declared = key("a", "b_id", "b");
    declared.referenced_columns = {"id"};
    reader.add(declared);
    model::Relationship relationship;
    relationship.from = {"public", "a", {"b_id"}};
    relationship.to = {"public", "b", {"id"}};
    relationship.status = "inferred";
    reader.add_relationship(relationship); // declared since
    relationship.from.columns = {"id"};
    relationship.cardinality = "1:1";
    relationship.confidence = 0.876;
    relationship.optional = relationship.parent_mandatory = true;
    relationship.type_column = "kind";
    relationship.type_value = "b";
    reader.add_relationship(relationship);
    relationship.to = {"public", "elsewhere", {"id"}};
    reader.add_relationship(relationship);
    relationship.to = {"public", "a", {"b_id"}};
    relationship.cardinality = "N:M";
    relationship.status = "manual";
    relationship.type_column = "";
    reader.add_relationship(relationship);

    auto const diagram = read_diagram(reader);
    REQUIRE(diagram.edges.size() == 3);
    CHECK(diagram.edges[0].status == Status::declared);
    auto const &inferred = diagram.edges[1];
    CHECK(inferred.status == Status::inferred);
    CHECK(inferred.from_columns == std::vector<std::string>{"id"});
    CHECK(inferred.to == 1);
    CHECK(inferred.cardinality == Cardinality::one_to_one);
    CHECK(inferred.optional);
    CHECK(inferred.mandatory);
    CHECK(inferred.label == "inferred 0.88, where kind is b");
    CHECK(diagram.edges[2].status == Status::manual);
    CHECK(diagram.edges[2].cardinality == Cardinality::many_to_many);
}
