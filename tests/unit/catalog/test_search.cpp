// SPDX-License-Identifier: MIT
#include "catalog/said/context.hpp"
#include "catalog/said/descriptions.hpp"
#include "catalog/said/glossary.hpp"
#include "catalog/scan_writer.hpp"
#include "catalog/search/postings.hpp"
#include "catalog/search/search.hpp"
#include "model/serialize.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace scribe;
using catalog::Field;
using catalog::SearchQuery;
using model::Kind;

namespace {

model::Record table(std::string name, std::string comment = {}, std::string schema = "public") {
    model::Table table;
    table.schema = std::move(schema);
    table.name = std::move(name);
    if (!comment.empty()) table.comment = comment;
    return to_record(table);
}

model::Record column(std::string table, std::string name, std::string type = "text") {
    model::Column column;
    column.schema = "public";
    column.table = std::move(table);
    column.name = std::move(name);
    column.type = std::move(type);
    column.position = 1;
    return to_record(column);
}

struct Fixture {
    catalog::Store store = catalog::Store::temporary();

    void scan(std::vector<model::Record> records, std::string const &source = "shop") {
        catalog::SourceRow row;
        row.name = source;
        row.url = "sqlite:" + source;
        catalog::ScanWriter writer{store, row, "test"};
        for (auto &record : records) writer.put(std::move(record));
        writer.finish({});
    }
    /// The names that are found, best first, and how many there are in all.
    std::string query(SearchQuery const &query) {
        if (catalog::search_is_stale(store)) catalog::refresh_search(store);
        auto const result = catalog::search(store, query);
        std::string text;
        for (auto const &hit : result.hits)
            text += (hit.record.table.empty() ? "" : hit.record.table + ".") + hit.record.name + " ";
        return text + std::to_string(result.total);
    }
    std::string find(std::string words) { return query(SearchQuery{.words = std::move(words)}); }
    /// A version of what is said of the object.
    void say(Kind kind, std::string const &table, std::string const &name, std::string text, std::string origin,
             std::string status) {
        model::Description one;
        one.text = std::move(text);
        one.origin = std::move(origin);
        one.status = std::move(status);
        auto const id = model::object_id("shop", kind, "public", table, name);
        auto const version = static_cast<std::int64_t>(catalog::text_versions(store, id).size()) + 1;
        catalog::restore_description(store, id, version, model::description_to_json(one), "ann");
    }
    /// The first hit: "type name field: snippet".
    std::string first(std::string words) {
        if (catalog::search_is_stale(store)) catalog::refresh_search(store);
        auto const result = catalog::search(store, {.words = std::move(words)});
        if (result.hits.empty()) return "nothing";
        auto const &hit = result.hits.front();
        return hit.type + " " + hit.record.name + " " + hit.field + ": " + hit.snippet;
    }
    std::int64_t count(std::string const &table) { return store.db().query_int("SELECT count(*) FROM " + table); }
};

} // namespace

TEST_CASE("a table called exactly as the word comes first of thousands that have it") {
    Fixture f;
    std::vector<model::Record> records;
    for (int i = 0; i < 3000; ++i) {
        records.push_back(table(fmt::format("customer_log_{:05}", i)));
        records.push_back(column(fmt::format("customer_log_{:05}", i), "customer"));
    }
    records.push_back(table("zz_customer"));
    records.push_back(table("zz customer note", "The customer"));
    records.push_back(table("Customer", {}, "zz"));
    f.scan(std::move(records));
    // Then columns of that name; pages go on where the one before ended.
    CHECK(f.query({.words = "customer", .limit = 2}) == "Customer customer_log_00000.customer 6003");
    CHECK(f.query({.words = "customer", .limit = 2, .offset = 2}) ==
          "customer_log_00001.customer customer_log_00002.customer 6003");
    // Of tables that have all words the one with the comment, then those with less else in their names.
    CHECK(f.query({.words = "customer", .kinds = {Kind::table}, .limit = 3}) ==
          "Customer zz customer note zz_customer 3003");
    CHECK(f.query({.words = "customer 02999", .limit = 1}) == "customer_log_02999 2");
    CHECK(f.query({.words = "02999 nosuch", .limit = 0}) == "customer_log_02999 customer_log_02999.customer 2");
}

TEST_CASE("tables that have the words in their name come before whatever else has them") {
    Fixture f;
    std::vector<model::Record> records;
    for (auto const *const name : {"purchaseorderdetail", "xpurchaseorderheader"}) {
        records.push_back(table(name));
        records.push_back(column(name, "purchaseorderid"));
        for (int i = 0; i < 30; ++i) {
            model::Constraint check;
            check.schema = "public";
            check.table = name;
            check.name = fmt::format("CK_PurchaseOrder_{}", i);
            check.type = "check";
            check.expression = "purchaseorderid > 0 AND purchase_order IS NOT NULL";
            records.push_back(to_record(check));
        }
    }
    // More words that end in "order" and are shorter.
    for (char c = 'a'; c <= 'z'; ++c) records.push_back(table(fmt::format("a{}order", c)));
    records.push_back(table("reorder", "the order of a purchase"));
    records.push_back(table("notes", "a purchase order, purchase order"));
    f.scan(std::move(records));
    auto const first = [&](char const *const words) { return f.query({.words = words, .limit = 4}); };
    auto const tables = "purchaseorderdetail xpurchaseorderheader purchaseorderdetail.purchaseorderid "
                        "xpurchaseorderheader.purchaseorderid 66";
    CHECK(first("purchase order") == tables);
    CHECK(first("purchaseorder") == "purchaseorderdetail xpurchaseorderheader purchaseorderdetail.purchaseorderid "
                                    "xpurchaseorderheader.purchaseorderid 64");
    CHECK(first("order purchase") == tables);
    // A part of the words in the name, then the comment, which has all of them, then the definition.
    CHECK(f.query({.words = "purchase order", .limit = 2, .offset = 64}) == "reorder notes 66");
}

TEST_CASE("words are found as beginnings, across separators and cases, with and without accents and signs") {
    Fixture f;
    f.scan({table("customerAddress", "“Größe”—of naïve people…"),
            column("customerAddress", "HTTPServer", "varchar(120)"), table("custom_er")});
    CHECK(f.find("cust addr") == "customerAddress customerAddress.HTTPServer 2");
    CHECK(f.find("customeradd") == "customerAddress customerAddress.HTTPServer 2");
    CHECK(f.find("customer") == "custom_er customerAddress customerAddress.HTTPServer 3");
    CHECK(f.find("customeraddz") == "customerAddress customerAddress.HTTPServer 2"); // a slip
    CHECK(f.find("customerzzz") == "0");
    CHECK(f.find("CUSTOMER_ADDRESS") == "customerAddress customerAddress.HTTPServer 2");
    CHECK(f.find("httpserv") == "customerAddress.HTTPServer 1");
    CHECK(f.find("grosse") == "customerAddress 1");
    CHECK(f.find("people") == "customerAddress 1");
    CHECK(f.find("NAÏVE") == "customerAddress 1");
    CHECK(f.find("of people") == "customerAddress 1");
    CHECK(f.find("“…”") == "0");
    CHECK(f.find("120") == "customerAddress.HTTPServer 1");
}

TEST_CASE("what people say ranks below names and above drafts, and drafts above definitions") {
    Fixture f;
    f.scan({table("a_definition"), column("a_definition", "x", "zebra_type"), table("b_draft"), table("c_human"),
            table("d_approved"), table("e_comment", "About a zebra."), table("f_hidden", "A comment."),
            table("g_rejected"), table("zebra_h")});
    f.say(Kind::table, "", "b_draft", "A zebra of the rules.", "rules", "draft");
    f.say(Kind::table, "", "c_human", "A zebra of a person.", "human", "approved");
    f.say(Kind::table, "", "d_approved", "An approved zebra.", "model", "approved");
    f.say(Kind::table, "", "f_hidden", "A zebra that the comment hides.", "rules", "draft");
    f.say(Kind::table, "", "g_rejected", "No zebra.", "rules", "rejected");
    CHECK(f.find("zebra") == "zebra_h c_human d_approved e_comment b_draft a_definition.x 6");
    CHECK(f.first("zebra person") == "table c_human description: A zebra of a person.");
    CHECK(f.first("zebra rules") == "table b_draft draft: A zebra of the rules.");
    CHECK(f.first("about") == "table e_comment comment: About a zebra.");
    CHECK(f.first("zebra_type") == "column x definition: zebra_type");
    // What is approved takes the place of a comment, which is found all the same.
    f.say(Kind::table, "", "f_hidden", "Now it counts.", "human", "approved");
    CHECK(f.first("counts") == "table f_hidden description: Now it counts.");
    CHECK(f.first("a comment.") == "table e_comment comment: About a zebra.");
    CHECK(f.count("search_changed") == 0);
}

TEST_CASE("databases and terms of the glossary are found, and only once each") {
    Fixture f;
    f.scan({table("orders")});
    CHECK(f.first("shop") == "nothing");
    {
        catalog::ContextWriter context{f.store, "ann", "test"};
        catalog::GlossaryWriter glossary{f.store, "ann", "test"};
        auto const id = model::database_id("shop");
        sqlite::Txn txn{f.store.db()};
        context.save({id, f.store.find_source("shop")->id, "shop"}, "usage", "The northern webshop.", "test");
        glossary.save({.name = "Churn rate",
                       .definition = "Who left.",
                       .synonyms = {"attrition"},
                       .author = {},
                       .said_at = {},
                       .origin = {}});
        txn.commit();
    }
    CHECK(f.first("northern") == "database shop usage: The northern webshop.");
    CHECK(f.first("churn") == "term Churn rate definition: Who left.");
    CHECK(f.first("churnrate") == "term Churn rate definition: Who left.");
    CHECK(f.first("attrition") == "term Churn rate synonyms: attrition");
    CHECK(f.query({.words = "left northern", .databases = false}) == "Churn rate 1");
    CHECK(f.query({.words = "left", .source = "shop"}) == "0");
    CHECK(f.query({.words = "left", .schemas = {"*"}}) == "0");
    f.scan({table("orders"), table("churn")});
    CHECK(f.query({.words = "churn"}) == "churn Churn rate 2");
    catalog::GlossaryWriter{f.store, "ann", "test"}.remove("churn rate", "test");
    CHECK(f.query({.words = "churn"}) == "churn 1");
    f.store.remove_source(f.store.find_source("shop")->id);
    CHECK(f.first("northern") == "nothing");
}

TEST_CASE("a slip is forgiven within words, in words written as one and in words of definitions") {
    Fixture f;
    f.scan({table("salesorderheader"), table("productreview"), table("StudentAssessment"), table("head"),
            table("order_part"), column("order_part", "state", "received_state")});
    CHECK(f.find("SalesOrderHeadr") == "salesorderheader 1");
    CHECK(f.find("prodcutReview") == "productreview 1");
    CHECK(f.find("studntassessment") == "StudentAssessment 1");
    CHECK(f.find("orderprat") == "order_part order_part.state 2");
    CHECK(f.find("ordr part") == "order_part order_part.state 2");
    CHECK(f.find("recieved") == "order_part.state 1");
}

TEST_CASE("what ends words of types only is a slip all the same") {
    Fixture f;
    f.scan({table("film_actor"), table("film"), column("film", "title", "character varying"), table("subheader")});
    CHECK(f.query({.words = "film_acter", .limit = 1}) == "film_actor 2");
    CHECK(f.find("acter") == "film_actor film.title 2");
    CHECK(f.find("header") == "subheader 1");
}

TEST_CASE("words of what is gone are in the way of no correction") {
    Fixture f;
    f.scan({table("orders"), column("orders", "custmer_name"), table("customer"), table("widget")});
    CHECK(f.find("custmer") == "orders.custmer_name 1");
    f.scan({table("orders"), column("orders", "client_name"), table("customer"), table("widgot")});
    CHECK(f.find("custmer") == "customer 1");
    CHECK(f.find("widget") == "widgot 1");
    f.scan({table("orders"), table("salesorderheader"), table("customer")});
    CHECK(f.find("sales order headr") == "salesorderheader 1");
    f.scan({table("orders"), table("customer")});
    CHECK(f.find("headr") == "0");
}

TEST_CASE("a column is known by its table's name and its own, before what is called after both") {
    Fixture f;
    model::Index index;
    index.schema = "public";
    index.table = "users";
    index.name = "users_email";
    auto longer = index;
    longer.name = "idx_users_email_lower";
    f.scan({table("users"), column("users", "email"), column("users", "id"), to_record(index), to_record(longer),
            table("orders"), column("orders", "email"), column("orders", "users")});
    CHECK(f.find("users.email") == "users.email users.users_email users.idx_users_email_lower 3");
    CHECK(f.find("user email") == "users.email users.users_email users.idx_users_email_lower 3");
    CHECK(f.find("users_email") == "users.email users.users_email users.idx_users_email_lower 3");
}

TEST_CASE("a migration that makes a table anew does not leave the index behind") {
    Fixture f;
    f.scan({table("orders")});
    CHECK(f.find("zebra") == "0");
    f.store.db().exec("DROP TRIGGER search_description_insert");
    f.say(Kind::table, "", "orders", "A zebra.", "human", "approved");
    CHECK(f.find("zebra") == "orders 1");
}

TEST_CASE("the index follows the scans; what is gone is not found and in the way of nothing") {
    Fixture f;
    f.scan({table("orders"), table("payment"), column("payment", "amount")});
    CHECK(f.find("payment") == "payment payment.amount 2");
    f.scan({table("orders", "now with a payment"), table("invoice")});
    CHECK(f.find("payment") == "orders 1");
    CHECK(f.find("amount") == "0");
    f.scan({table("orders", "now with a payment"), table("payment"), column("payment", "amount", "integer")});
    CHECK(f.find("payment") == "payment orders payment.amount 3");
    CHECK(f.find("integer") == "payment.amount 1");
    CHECK(f.find("text") == "0");
    CHECK(f.count("search_object") == 3);
    model::Schema archive;
    archive.schema = archive.name = "archive";
    f.scan({table("ledger", {}, "archive"), to_record(archive)}, "old");
    CHECK(f.query({.words = "ledger", .source = "old"}) == "ledger 1");
    CHECK(f.query({.words = "ledger", .source = "shop"}) == "0");
    CHECK(f.query({.words = "ledger", .schemas = {"arch*"}}) == "ledger 1");
    CHECK(f.query({.words = "ledger", .schemas = {"!arch*"}}) == "0");
}

TEST_CASE("an index of more that is gone than is there is made anew") {
    Fixture f;
    std::vector<model::Record> many;
    for (int i = 0; i < 1500; ++i) many.push_back(table(fmt::format("t{}", i)));
    f.scan(std::move(many));
    CHECK(f.find("t1499") == "t1499 1");
    f.scan({table("kept")});
    CHECK(f.find("kept") == "kept 1");
    CHECK(f.find("t1499") == "0");
    CHECK(f.store.db().query_int("SELECT max(ordinal) FROM search_object") == 0);
}

TEST_CASE("ordinals of a word survive being written in several parts") {
    Fixture f;
    f.scan({table("a")});
    f.find("a");
    auto &db = f.store.db();
    std::vector<catalog::Ordinal> const given = {1, 2, 127, 128, 129, 300, 16'384, 2'097'152};
    for (std::size_t from = 0; from < given.size(); from += 3) {
        catalog::PostingWriter writer{db};
        for (auto i = from; i < std::min(from + 3, given.size()); ++i) {
            writer.add(Field::text, "word", given[i]);
            writer.add(Field::text, "word", given[i]); // once more in the same object
            writer.add(Field::text, "wordy", given[i]);
        }
        writer.save();
    }
    db.exec("INSERT INTO search_object VALUES (2097152, 1, '')");
    catalog::PostingReader reader{db};
    auto const word = reader.word(Field::text, "word");
    CHECK(word.count() == static_cast<std::int64_t>(given.size()));
    for (auto const at : given) CHECK(word.has(at));
    auto both = reader.none();
    reader.add_beginning(both, Field::text, "wor");
    CHECK((both -= word).empty());
    CHECK(reader.word(Field::name, "word").empty());
    CHECK(reader.word(Field::text, "wor").empty());
    catalog::bury(db, "object_id = 1");
    CHECK(catalog::PostingReader{db}.word(Field::fact, catalog::k_dead).has(2'097'152));
}
