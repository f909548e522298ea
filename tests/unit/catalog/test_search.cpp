// SPDX-License-Identifier: MIT
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

TEST_CASE("words are found as beginnings, across separators and cases, with and without accents and signs") {
    Fixture f;
    f.scan({table("customerAddress", "“Größe”—of naïve people…"),
            column("customerAddress", "HTTPServer", "varchar(120)"), table("custom_er")});
    CHECK(f.find("cust addr") == "customerAddress customerAddress.HTTPServer 2");
    CHECK(f.find("customeradd") == "customerAddress customerAddress.HTTPServer 2");
    CHECK(f.find("customer") == "custom_er customerAddress customerAddress.HTTPServer 3");
    CHECK(f.find("customeraddz") == "0");
    CHECK(f.find("CUSTOMER_ADDRESS") == "customerAddress customerAddress.HTTPServer 2");
    CHECK(f.find("httpserv") == "customerAddress.HTTPServer 1");
    CHECK(f.find("grosse") == "customerAddress 1");
    CHECK(f.find("people") == "customerAddress 1");
    CHECK(f.find("NAÏVE") == "customerAddress 1");
    CHECK(f.find("of people") == "customerAddress 1");
    CHECK(f.find("“…”") == "0");
    CHECK(f.find("120") == "customerAddress.HTTPServer 1");
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
    db.exec("INSERT INTO search_object VALUES (2097152, 1)");
    catalog::PostingReader reader{db};
    auto const word = reader.word(Field::text, "word");
    CHECK(word.count() == static_cast<std::int64_t>(given.size()));
    for (auto const at : given) CHECK(word.has(at));
    auto both = reader.none();
    reader.add_beginning(both, Field::text, "wor");
    CHECK((both -= word).empty());
    CHECK(reader.word(Field::name, "word").empty());
    CHECK(reader.word(Field::text, "wor").empty());
    catalog::bury(db, "SELECT 1");
    CHECK(catalog::PostingReader{db}.word(Field::fact, catalog::k_dead).has(2'097'152));
}
