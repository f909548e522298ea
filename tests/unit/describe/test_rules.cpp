// SPDX-License-Identifier: MIT
#include "describe/evidence.hpp"
#include "describe/names.hpp"

#include <catch2/catch.hpp>

using namespace scribe;
using describe::ColumnEvidence;
using describe::TableEvidence;

namespace {

ColumnEvidence column(std::string const &name, std::string const &type) {
    ColumnEvidence evidence;
    evidence.column.name = name;
    evidence.column.type = type;
    return evidence;
}

/// A profile of all of 100 rows.
model::ColumnProfile profile(std::string const &value_class) {
    model::ColumnProfile profile;
    profile.value_class = value_class;
    profile.method = "full";
    profile.sampled = 100;
    return profile;
}

TableEvidence orders(std::vector<ColumnEvidence> columns) {
    TableEvidence table;
    table.ref = {"shop", "orders"};
    table.columns = std::move(columns);
    return table;
}

std::string text_of(ColumnEvidence const &evidence) { return write_by_rules(orders({evidence})).columns.at(0).text; }

} // namespace

TEST_CASE("a column that only has a name and a type is not described, with the reason") {
    auto const texts = write_by_rules(orders({column("remark", "text")}));
    CHECK(texts.columns[0].text.empty());
    CHECK(texts.columns[0].reasons ==
          std::vector<std::string>{"nothing is known beyond its name and type: it was not profiled"});
}

TEST_CASE("what a column refers to is said, and whether a key says so") {
    auto table = orders({column("customer_id", "integer"), column("ship_to_address_id", "integer")});
    table.parents.push_back({{"shop", "customer"}, {"customer_id"}, {"id"}, "N:1", true, false, 1});
    table.parents.push_back({{"geo", "address"}, {"ship_to_address_id"}, {"id"}, "N:1", false, false, 0.95});
    auto const texts = write_by_rules(table);
    CHECK(texts.columns[0].text == "Customer of the order: refers to a customer (customer.id).");
    CHECK(texts.columns[0].confidence == 0.95);
    CHECK(texts.columns[1].text ==
          "Ship to address: refers to an address (geo.address.id), which no foreign key declares.");
    CHECK(texts.columns[1].confidence == Approx(0.855));
}

TEST_CASE("values are listed where they are all known, and ranges where they are exact") {
    auto status = column("status", "text");
    status.profile = profile("text");
    status.profile->top = {{"paid", 60, 0.6}, {"new", 40, 0.4}};
    status.profile->top_complete = true;
    CHECK(text_of(status) == "Status of the order: either \"paid\" or \"new\".");

    auto total = column("total_amt", "numeric");
    total.profile = profile("decimal");
    total.profile->role = "measure";
    total.profile->number.scale = 2;
    total.profile->number.mean.value = 20.456;
    total.profile->min = "0.50";
    total.profile->max = "99.00";
    CHECK(text_of(total) == "Total amount of the order: between 0.50 and 99.00, 20.46 on average.");
    total.profile->method = "ctid";
    CHECK(text_of(total) ==
          "Total amount of the order: between 0.50 and 99.00 in the rows looked at, 20.46 on average.");
}

TEST_CASE("no value of a column that is personal or hidden is told") {
    auto email = column("email", "text");
    email.profile = profile("text");
    email.profile->top = {{"ann@example.org", 50, 0.5}, {"bob@example.org", 50, 0.5}};
    email.profile->top_complete = true;
    email.entity = "EMAIL";
    CHECK(text_of(email) == "Email of the order: holds an e-mail address (personal data).");
    // Nor what its definition has of it.
    email.column.default_value = "'root@example.org'::text";
    email.checks = {"(email <> 'ann.smith@example.org')", "(length(email) > 3)"};
    CHECK(text_of(email) == "Email of the order: at least 4 characters; holds an e-mail address (personal data).");
    email.column.default_value.reset();
    email.checks.clear();
    email.entity.clear();
    email.profile->hidden = "masked";
    CHECK(text_of(email).empty());
    email.column.default_value = "'hunter2hunter2'";
    CHECK(text_of(email).empty());
}

TEST_CASE("personal data is told where values or people say so, in words") {
    auto address = column("address", "text");
    address.entity = "ADDRESS";
    address.entity_proven = false;
    CHECK(text_of(address).empty());
    address.entity_proven = true;
    CHECK(text_of(address) == "Address of the order: holds a postal address (personal data).");
    for (auto const &[entity, words] :
         {std::pair{"US_SSN", "a US SSN"}, {"NATIONAL_ID", "a national ID"}, {"MARITAL_STATUS", "a marital status"}}) {
        address.entity = entity;
        CHECK(text_of(address) == std::string{"Address of the order: holds "} + words + " (personal data).");
    }
}

TEST_CASE("a key says what it identifies and who refers to it") {
    auto id = column("id", "integer");
    id.column.identity = "always";
    auto table = orders({id});
    table.primary_key = {"id"};
    table.children.push_back({{"shop", "order_line"}, {"id"}, {"order_id"}, "N:1", true, false, 1});
    CHECK(write_by_rules(table).columns[0].text ==
          "Identifies an order; numbered by the database; order_line refers to it.");
    table.children.push_back({{"shop", "order_archive"}, {"id"}, {"id"}, "1:1", false, false, 0.8});
    auto const both = write_by_rules(table).columns[0];
    CHECK(both.text ==
          "Identifies an order; numbered by the database; order_line refers to it; order_archive refers to "
          "it, which no foreign key declares.");
}

TEST_CASE("columns of the trade's conventions are told by name and type together") {
    CHECK(text_of(column("updated_at", "timestamp with time zone")) == "When the row was last changed.");
    CHECK(text_of(column("created_by", "text")) == "Who created the row.");
    CHECK(text_of(column("updated_at", "text")).empty());
}

TEST_CASE("defaults, checks, labels and expressions are told") {
    auto state = column("state", "order_state");
    state.labels = {"new", "paid"};
    state.column.default_value = "'new'::order_state";
    state.checks = {"(state <> 'void')"};
    CHECK(text_of(state) == "State of the order: one of the labels \"new\" and \"paid\"; never \"void\"; \"new\" "
                            "unless given.");
    auto total = column("total", "numeric");
    total.column.generated = "stored";
    total.column.expression = "price * quantity";
    CHECK(text_of(total) == "Total of the order: computed as price * quantity.");
}

TEST_CASE("tables that link, extend or are parts of others say so") {
    auto table = orders({column("order_id", "integer"), column("tag_id", "integer")});
    table.ref.name = "order_tag";
    table.primary_key = {"order_id", "tag_id"};
    table.parents.push_back({{"shop", "orders"}, {"order_id"}, {"id"}, "N:1", true, false, 1});
    table.parents.push_back({{"shop", "tag"}, {"tag_id"}, {"id"}, "N:1", true, false, 1});
    CHECK(write_by_rules(table).table.text == "Links orders and tag: one row for each pair of them.");

    auto part = orders({column("order_id", "integer"), column("line_no", "integer"), column("qty", "integer")});
    part.ref.name = "order_line";
    part.primary_key = {"order_id", "line_no"};
    part.parents.push_back({{"shop", "orders"}, {"order_id"}, {"id"}, "N:1", true, false, 1});
    CHECK(write_by_rules(part).table.text ==
          "One row for each order line of an order, told apart by line no. Has quantity. Refers to orders.");

    auto extension = orders({column("order_id", "integer"), column("note", "text")});
    extension.ref.name = "order_note";
    extension.primary_key = {"order_id"};
    extension.parents.push_back({{"shop", "orders"}, {"order_id"}, {"id"}, "1:1", true, false, 1});
    CHECK(write_by_rules(extension).table.text == "Adds to orders: at most one row for each order. Has note.");
    extension.parents[0].declared = false;
    CHECK(write_by_rules(extension).table.text == "One row for each order note: its note. Refers to orders.");
    table.parents[0].declared = false;
    table.parents[0].confidence = 0.8;
    auto const links = write_by_rules(table).table;
    CHECK(links.text == "Links orders and tag: one row for each pair of them, which foreign keys do not all declare.");
    CHECK(links.confidence == Approx(0.72));
}

TEST_CASE("names are taken apart and abbreviations spelled out") {
    CHECK(describe::phrase_of("cust_acct_nbr").text() == "customer account number");
    CHECK(describe::phrase_of("orderQty").text() == "order quantity");
    CHECK(describe::entity_of("tbl_customers") == "customer");
    CHECK(describe::entity_of("addresses") == "address");
    CHECK(describe::entity_of("payment_p2022_01") == "payment");
    CHECK(describe::entity_of("order_2") == "order");
    CHECK(describe::with_article("order") == "an order");
}

TEST_CASE("a column that a view shows is an attribute of what the view has it from") {
    auto last_name = column("last_name", "text");
    last_name.source = {"shop", "actors"};
    TableEvidence view;
    view.ref = {"shop", "nicer_list"};
    view.view = true;
    view.columns = {last_name};
    CHECK(write_by_rules(view).columns[0].text == "Last name of the actor: read from actors.last_name.");
    view.columns[0].computed = "((a || (')' || b)))";
    CHECK(write_by_rules(view).columns[0].text == "Last name of the nicer list: computed as a || (')' || b).");
}

TEST_CASE("what is only called as the table is not listed as if it told more") {
    auto table = orders({column("order", "text")});
    CHECK(write_by_rules(table).table.text.empty());
    table.children.push_back({{"shop", "line"}, {"id"}, {"order_id"}, "N:1", true, false, 1});
    CHECK(write_by_rules(table).table.text == "One row for each order. Is referred to by line.");
}

TEST_CASE("a parent of the same kind is called so, and what letters stand for is written large") {
    auto parent = column("parent_id", "integer"), gid = column("gid", "text");
    gid.semantic_type = "uuid";
    auto table = orders({parent, gid});
    table.parents.push_back({{"shop", "orders"}, {"parent_id"}, {"id"}, "N:1", true, false, 1});
    auto const texts = write_by_rules(table);
    CHECK(texts.columns[0].text == "The parent order that the order belongs to: refers to another order (orders.id).");
    CHECK(texts.columns[1].text == "Gid of the order: each value is a UUID.");
    CHECK(describe::entity_of("instrument_alias") == "instrument alias");
}

TEST_CASE("checks are told in words, and their lists once", "[describe]") {
    auto const text = [](std::string const &check, std::string const &name = "state") {
        TableEvidence table;
        table.ref = {"public", "orders"};
        ColumnEvidence column;
        column.column.name = name;
        column.checks = {check};
        column.profile.emplace();
        column.profile->sampled = 40;
        column.profile->method = "full";
        column.profile->value_class = "text";
        column.profile->top = {{"W", 20, 0.5}, {"S", 20, 0.5}};
        column.profile->top_complete = true;
        table.columns.push_back(column);
        return write_by_rules(table).columns[0].text;
    };
    CHECK(text("(upper(state) = ANY (ARRAY['W'::text, 'S'::text, 'P'::text]))") ==
          "State of the order: one of \"W\", \"S\" and \"P\" in any case.");
    CHECK(text("(state <> ''::text)") == "State of the order: never an empty text; either \"W\" or \"S\".");
    CHECK(
        text("((total >= 0.5) AND (total <= 9))", "total").starts_with("Total of the order: allowed from 0.5 to 9; "));
    CHECK(text("(total >= 0)", "total").starts_with("Total of the order: not negative; "));
    CHECK(text("(is_fine(state) AND (length(state) = 2))").starts_with("State of the order: 2 characters; "));
    CHECK(
        text("((state)::text ~ '^[A-Z]'::text)").starts_with("State of the order: must satisfy (state) ~ '^[A-Z]'; "));
    CHECK(text("is_fine(reports_to)", "reports_to").starts_with("Reports to: accepted by is_fine(); "));
}

TEST_CASE("lexemes of a tsvector are no text to read", "[describe]") {
    auto const text = [](std::string const &type) {
        TableEvidence table;
        table.ref = {"public", "film"};
        ColumnEvidence column;
        column.column.name = "fulltext";
        column.column.type = type;
        column.profile.emplace();
        column.profile->sampled = 40;
        column.profile->method = "full";
        column.profile->value_class = "text";
        column.profile->text.mean_length.value = 133;
        column.profile->text.words = 9;
        table.columns.push_back(column);
        return write_by_rules(table).columns[0].text;
    };
    CHECK(text("text") == "Fulltext of the film: free text of some 133 characters.");
    CHECK(text("tsvector").empty());
}

TEST_CASE("bounds of partitions by personal columns are not told", "[describe]") {
    auto const text = [](std::string const &bound, std::string const &entity) {
        TableEvidence table;
        table.ref = {"public", "p1"};
        table.partition_of = model::Ref{"public", "p"};
        table.partition_bound = bound;
        ColumnEvidence column;
        column.column.name = "email";
        column.entity = entity;
        table.columns.push_back(column);
        return write_by_rules(table).table.text;
    };
    CHECK(text("FOR VALUES IN ('ann.smith@example.com')", "EMAIL") == "Partition of p.");
    CHECK(text("FOR VALUES IN ('ann.smith@example.com')", "") ==
          "Partition of p: FOR VALUES IN ('ann.smith@example.com').");
    CHECK(text("FOR VALUES FROM ('2024-01-01') TO ('2024-02-01 00:00:00+00')", "EMAIL") ==
          "Partition of p: FOR VALUES FROM ('2024-01-01') TO ('2024-02-01 00:00:00+00').");
    CHECK(text("FOR VALUES WITH (modulus 4, remainder 1)", "EMAIL") ==
          "Partition of p: FOR VALUES WITH (modulus 4, remainder 1).");
    CHECK(text("FOR VALUES FROM ('1980-01-01') TO ('1990-01-01')", "BIRTHDATE") == "Partition of p.");
    CHECK(text("FOR VALUES IN ('4111111111111111')", "CREDIT_CARD") == "Partition of p.");
    CHECK(text("FOR VALUES IN (491701234567)", "PHONE") == "Partition of p.");
}
