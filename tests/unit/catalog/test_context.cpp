// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "catalog/audit/undo.hpp"
#include "catalog/renames/renames.hpp"
#include "catalog/said/context.hpp"
#include "catalog/said/glossary.hpp"
#include "catalog/scan_writer.hpp"
#include "catalog/scans.hpp"
#include "temporary_catalog.hpp"

#include <catch2/catch.hpp>

using namespace scribe;
using namespace scribe::catalog;
using scribe::test::TemporaryCatalog;

namespace {

model::Record record(model::Kind kind, std::string table, std::string name) {
    model::Record made;
    made.kind = kind;
    made.schema = "main";
    made.table = std::move(table);
    made.name = std::move(name);
    made.body = "{}";
    return made;
}

/// A catalog of a table with one column.
struct Shop {
    TemporaryCatalog place;
    Store store = place.open();

    Shop() { scan("customer"); }

    void scan(std::string const &table) {
        SourceRow row;
        row.name = "shop";
        row.url = "sqlite:/shop.db";
        ScanWriter writer{store, row, "ann"};
        writer.put(record(model::Kind::table, "", table));
        writer.put(record(model::Kind::column, table, "email"));
        writer.finish({});
    }

    static std::int64_t table_id(std::string const &table = "customer") {
        return model::object_id("shop", model::Kind::table, "main", "", table);
    }

    bool say(std::int64_t id, std::string const &field, std::string const &text, std::string const &author = "ann") {
        sqlite::Txn txn{store.db()};
        ContextWriter writer{store, author, "context set"};
        bool const changed = writer.save({id, *source_of(store, id), "it"}, field, text, "here");
        txn.commit();
        return changed;
    }

    std::string said(std::int64_t id, std::string const &field) {
        for (auto const &entry : context_of(store, id)) {
            if (entry.field == field) return entry.text + " (" + entry.author + ")";
        }
        return "nothing";
    }

    std::vector<std::string> history(std::int64_t id) {
        std::vector<std::string> texts;
        for (auto const &[entry, counts] : context_history(store, id))
            texts.push_back((counts ? "*" : "") + (entry.text.empty() ? "-" : entry.text));
        return texts;
    }

    void revert(Direction direction, std::string const &author = "ann") {
        catalog::revert(store, {direction, "", author, false}, [](Event &&) {});
    }
};

using Texts = std::vector<std::string>;

} // namespace

TEST_CASE("what people say are versions, and undo makes another one", "[context]") {
    Shop shop;
    auto const id = Shop::table_id();
    CHECK(shop.say(id, "rules", "one"));
    CHECK_FALSE(shop.say(id, "rules", "one", "bob"));
    CHECK(shop.say(id, "rules", "two", "bob"));
    CHECK(shop.said(id, "rules") == "two (bob)");
    shop.revert(Direction::undo, "bob");
    CHECK(shop.said(id, "rules") == "one (bob)");
    shop.revert(Direction::redo, "bob");
    CHECK(shop.said(id, "rules") == "two (bob)");
    CHECK(shop.say(id, "rules", "", "cid"));
    CHECK(shop.said(id, "rules") == "nothing");
    CHECK(shop.history(id) == Texts{"-", "two", "one", "two", "one"});
    shop.revert(Direction::undo, "cid");
    CHECK(shop.history(id).front() == "*two");
}

TEST_CASE("undo refuses what somebody changed since", "[context]") {
    Shop shop;
    auto const id = Shop::table_id();
    shop.say(id, "owner", "Ann");
    shop.say(id, "owner", "Bob", "bob");
    CHECK_THROWS_AS(shop.revert(Direction::undo), base::Error);
    CHECK(shop.said(id, "owner") == "Bob (bob)");
}

TEST_CASE("a description of a person is an approved version", "[context]") {
    Shop shop;
    auto const id = Shop::table_id();
    shop.say(id, "description", "first");
    shop.say(id, "description", "second", "bob");
    CHECK(shop.said(id, "description") == "second (bob)");
    CHECK(shop.history(id) == Texts{"*second", "first"});
    // Taken back, the first one does not count again.
    shop.say(id, "description", "");
    CHECK(shop.said(id, "description") == "nothing");
    CHECK(shop.store.db().query_int("SELECT count(*) FROM description") == 2);
    shop.revert(Direction::undo);
    CHECK(shop.said(id, "description").starts_with("second"));
}

TEST_CASE("the database itself has words, too", "[context]") {
    Shop shop;
    auto const id = model::database_id("shop");
    for (char const *const field : {"usage", "description"}) {
        CHECK(shop.say(id, field, "a shop"));
        CHECK(shop.said(id, field) == "a shop (ann)");
        shop.revert(Direction::undo);
        CHECK(shop.said(id, field) == "nothing");
        shop.revert(Direction::redo);
        CHECK(shop.said(id, field) == "a shop (ann)");
    }
    Texts rows;
    list_context(shop.store, {}, [&](ContextRow &&row) {
        CHECK_FALSE(row.kind);
        rows.push_back(row.entry.field);
    });
    CHECK(rows == Texts{"description", "usage"});
    CHECK_FALSE(source_of(shop.store, 42));
}

TEST_CASE("words follow an accepted rename, behind what the new name has", "[context]") {
    Shop shop;
    shop.say(Shop::table_id(), "rules", "old one");
    shop.say(Shop::table_id(), "rules", "old two");
    shop.say(Shop::table_id(), "description", "old text");
    shop.scan("client");
    auto const id = Shop::table_id("client");
    shop.say(id, "rules", "new one");
    shop.say(id, "rules", "new two");
    auto const source = *shop.store.find_source("shop");
    auto const changes = last_changes(shop.store, source.id, 100);
    std::vector<RenamedPair> pairs;
    for (auto const &gone : changes.removed) {
        for (auto const &fresh : changes.added) {
            if (gone.kind == model::Kind::table && fresh.kind == gone.kind) pairs.emplace_back(&gone, &fresh);
        }
    }
    REQUIRE(pairs.size() == 1);
    accept_renames(shop.store, source, {{changes, pairs}}, "ann");
    CHECK(shop.said(id, "rules") == "new two (ann)");
    CHECK(shop.said(id, "description") == "old text (ann)");
    CHECK(shop.history(id).size() == 5);
    CHECK(shop.history(Shop::table_id()).empty());
}

TEST_CASE("prune keeps what people said of what is gone", "[context]") {
    Shop shop;
    shop.say(Shop::table_id(), "owner", "Ann");
    shop.scan("other");
    shop.scan("other");
    prune(shop.store, "", {1, {}}, false);
    CHECK(shop.said(Shop::table_id(), "owner") == "Ann (ann)");
    ContextQuery query;
    CHECK(list_context(shop.store, query, [](ContextRow &&) {}) == 0);
    query.removed = true;
    CHECK(list_context(shop.store, query, [](ContextRow &&row) { CHECK(row.name == "customer"); }) == 1);
    // Of the column nobody said anything.
    CHECK(shop.store.db().query_int("SELECT count(*) FROM object WHERE table_name = 'customer'") == 0);
}

TEST_CASE("a text has a bound", "[context]") {
    Shop shop;
    CHECK_THROWS_AS(shop.say(Shop::table_id(), "rules", std::string(model::k_most_context + 1, 'x')), base::Error);
    CHECK(shop.say(Shop::table_id(), "rules", std::string(model::k_most_context, 'x')));
}

TEST_CASE("terms are found where they occur", "[context]") {
    Shop shop;
    GlossaryWriter writer{shop.store, "ann", "glossary add"};
    sqlite::Txn txn{shop.store.db()};
    CHECK(writer.save({"Customers", "who buys", {"client"}, "", "", "here"}));
    CHECK_FALSE(writer.save({"Customers", "who buys", {"client"}, "", "", "elsewhere"}));
    CHECK(writer.save({"mail", "post", {}, "", "", "here"}));
    txn.commit();
    shop.say(model::object_id("shop", model::Kind::column, "main", "customer", "email"), "terms", "MAIL\nunknown");
    Texts uses;
    auto const terms = all_terms(shop.store);
    find_term_uses(shop.store, terms, [&](TermUse &&use) {
        uses.push_back(terms[use.term].name + " " + use.record.name + " " + use.where);
    });
    CHECK(uses == Texts{"Customers customer name", "mail email said"});
    CHECK(find_term(shop.store, "CLIENT")->name == "Customers");
    shop.revert(Direction::undo);
    shop.revert(Direction::undo);
    CHECK(all_terms(shop.store).empty());
    CHECK(term_history(shop.store, "customers").size() == 2);
}
