// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "catalog/audit/undo.hpp"
#include "catalog/profiles/labels.hpp"
#include "catalog/relations/relations.hpp"
#include "catalog/renames/renames.hpp"
#include "catalog/scan_writer.hpp"
#include "catalog/source_changes.hpp"
#include "temporary_catalog.hpp"

#include <catch2/catch.hpp>

#include <algorithm>

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

/// A catalog of the table customer with two columns.
struct Shop {
    TemporaryCatalog place;
    Store store = place.open();
    SourceRow source;

    Shop() { scan("customer"); }

    void scan(std::string const &table) {
        SourceRow row;
        row.name = "shop";
        row.url = "sqlite:/shop.db";
        ScanWriter writer{store, row, "ann"};
        writer.put(record(model::Kind::table, "", table));
        writer.put(record(model::Kind::column, table, "email"));
        writer.put(record(model::Kind::column, table, "name"));
        writer.finish({});
        source = *store.find_source("shop");
    }

    LabelKey column(std::string const &name) const {
        return {model::object_id("shop", model::Kind::column, "main", "customer", name), source.id};
    }

    std::string entity(std::string const &name) {
        auto const label = find_label(store, column(name).column_id);
        return label ? label->decision + ":" + label->entity : "none";
    }

    void decide(std::string const &name, std::string const &entity, std::string_view author = "ann") {
        decide_labels(store, {column(name)}, {"set", entity, "personal"}, author);
    }

    Reverted revert(Direction direction, std::string const &id = {}, std::string const &author = "ann",
                    bool dry_run = false) {
        return catalog::revert(store, {direction, id, author, dry_run}, [](Event &&) {});
    }
    Reverted undo(std::string const &id = {}, std::string const &author = "ann") {
        return revert(Direction::undo, id, author);
    }
    Reverted redo(std::string const &id = {}, std::string const &author = "ann") {
        return revert(Direction::redo, id, author);
    }

    /// The message, when that is refused with this code.
    template <typename Run> std::string refused(base::ExitCode code, Run const &run) {
        auto const before = store.db().query_int("SELECT count(*) FROM event");
        try {
            run();
        } catch (base::Error const &error) {
            CHECK(error.code() == code);
            CHECK(store.db().query_int("SELECT count(*) FROM event") == before);
            return std::string{error.what()} + "\n" + error.hint();
        }
        FAIL("it was not refused");
        return {};
    }

    std::vector<ChangeSetRow> log(AuditQuery const &query = {}) {
        std::vector<ChangeSetRow> rows;
        list_change_sets(store, query, [&](ChangeSetRow &&row) { rows.push_back(std::move(row)); });
        return rows;
    }
};

using base::ExitCode;

bool has(std::string const &text, std::string_view part) { return text.find(part) != std::string::npos; }

} // namespace

TEST_CASE("undo and redo walk back and forth over an author's changes") {
    Shop shop;
    shop.decide("email", "EMAIL");
    shop.decide("email", "USERNAME");
    shop.decide("name", "PERSON", "bob");
    CHECK(shop.undo().events == 1);
    CHECK(shop.entity("email") == "set:EMAIL");
    shop.undo();
    CHECK(shop.entity("email") == ":");
    CHECK(shop.entity("name") == "set:PERSON"); // bob's
    CHECK(has(shop.refused(ExitCode::usage, [&] { shop.undo(); }), "ann has nothing to undo"));
    shop.redo();
    CHECK(shop.entity("email") == "set:EMAIL");
    shop.redo();
    CHECK(shop.entity("email") == "set:USERNAME");
    CHECK(has(shop.refused(ExitCode::usage, [&] { shop.redo(); }), "ann has nothing to redo"));
    shop.undo();
    CHECK(shop.entity("email") == "set:EMAIL");

    auto const log = shop.log();
    REQUIRE(log.size() == 8);
    CHECK(log[0].command == "undo");
    CHECK(log[0].reverts == log[6].id);
    CHECK(log[6].undone_by == log[0].id);
    CHECK(log[7].undone_by.empty()); // undone, and brought back
    CHECK(log[5].author == "bob");
    CHECK(log[1].command == "redo");
    CHECK(log[4].undone_by == log[1].id);
}

TEST_CASE("a change set is undone by its id, whoever made it, and only once") {
    Shop shop;
    shop.decide("email", "EMAIL", "bob");
    shop.decide("name", "PERSON", "bob");
    auto const first = shop.log().back().id;
    auto const undone = shop.undo(first);
    CHECK(undone.target.id == first);
    CHECK(shop.entity("email") == ":");
    CHECK(shop.entity("name") == "set:PERSON");
    CHECK(shop.log().front().author == "ann");
    CHECK(has(shop.refused(ExitCode::usage, [&] { shop.undo(first); }), "undone already, by " + undone.id));
    // An undo is a change set as others are; redo takes either id.
    auto const again = shop.undo(undone.id);
    CHECK(shop.entity("email") == "set:EMAIL");
    CHECK(has(shop.refused(ExitCode::usage, [&] { shop.redo(first); }), "is not undone"));
    shop.undo(again.id);
    CHECK(shop.entity("email") == ":");
    CHECK(shop.redo(first).target.id == undone.id);
    CHECK(shop.entity("email") == "set:EMAIL");
    CHECK(has(shop.refused(ExitCode::usage, [&] { shop.undo("0000"); }), "no change set"));
    CHECK(has(shop.refused(ExitCode::usage, [&] { shop.undo("01"); }), "several change sets"));
}

TEST_CASE("what was changed since is not undone, and nothing else of the set either") {
    Shop shop;
    decide_labels(shop.store, {shop.column("email"), shop.column("name")}, {"rejected", "", "none"}, "ann");
    shop.decide("email", "EMAIL", "bob");
    auto const why = shop.refused(ExitCode::differs, [&] { shop.undo(); });
    CHECK(has(why, "label main.customer.email is \"EMAIL (personal)\" now, not \"rejected\""));
    CHECK(has(why, "classify by bob"));
    CHECK(has(why, shop.log().front().id));
    CHECK(shop.entity("name") == "rejected:");
    // The way that the hint shows.
    shop.undo(shop.log().front().id);
    shop.undo();
    CHECK(shop.entity("name") == ":");
    CHECK(shop.entity("email") == ":");
    // Redo keeps the same rule.
    shop.decide("name", "PERSON", "bob");
    CHECK(has(shop.refused(ExitCode::differs, [&] { shop.redo(shop.log()[1].id); }), "now, not \"as the rules say\""));
}

TEST_CASE("a judgement by the rules is no change since") {
    Shop shop;
    shop.decide("email", "USERNAME");
    model::Label judged;
    judged.entity = "EMAIL";
    judged.sensitivity = "personal";
    LabelSaver{shop.store}.save(shop.column("email"), judged);
    shop.undo();
    CHECK(shop.entity("email") == ":EMAIL");
}

TEST_CASE("a dry run of undo tells and writes nothing") {
    Shop shop;
    shop.decide("email", "EMAIL");
    std::vector<Event> told;
    auto const would = revert(shop.store, {Direction::undo, {}, "ann", true},
                              [&](Event &&event) { told.push_back(std::move(event)); });
    CHECK(would.id.empty());
    REQUIRE(told.size() == 1);
    CHECK(told[0].label == "main.customer.email");
    CHECK(told[0].before == R"({"decision":"set","entity":"EMAIL","sensitivity":"personal"})");
    CHECK_FALSE(told[0].after);
    CHECK(shop.entity("email") == "set:EMAIL");
    CHECK(shop.log().size() == 1);
}

TEST_CASE("changes of sources are not undone") {
    Shop shop;
    SourceRow row;
    row.name = "other";
    row.url = "sqlite:/other.db";
    add_source(shop.store, row, false, "ann");
    auto const why = shop.refused(ExitCode::usage, [&] { shop.undo(); });
    CHECK(has(why, "changes of sources cannot be undone"));
    CHECK(shop.store.find_source("other"));
}

TEST_CASE("a label of a column that is gone is not redone") {
    Shop shop;
    shop.decide("email", "EMAIL");
    shop.undo();
    remove_source(shop.store, "shop", "bob");
    CHECK(
        has(shop.refused(ExitCode::usage, [&] { shop.redo(); }), "main.customer.email is not in the catalog any more"));
}

TEST_CASE("an accepted rename is undone and redone with its parts") {
    Shop shop;
    shop.scan("client");
    auto const changes = last_changes(shop.store, shop.source.id, 100);
    REQUIRE(changes.removed.size() == 3);
    auto const find = [](std::vector<model::Record> const &list) {
        return &*std::ranges::find(list, model::Kind::table, &model::Record::kind);
    };
    accept_renames(shop.store, shop.source, {{changes, {{find(changes.removed), find(changes.added)}}}}, "ann");
    auto const rows = "SELECT group_concat(old_table || old_name || '>' || new_table || new_name || scan, ' ') "
                      "FROM (SELECT * FROM v_renames ORDER BY kind, new_name)";
    auto const renames = [&] {
        sqlite::Stmt select{shop.store.db(), rows};
        select.step();
        return std::string{select.get_text(0)};
    };
    auto const accepted = renames();
    CHECK(accepted == "customeremail>clientemail2 customername>clientname2 customer>client2");
    CHECK(shop.undo().events == 3);
    CHECK(renames().empty());
    CHECK(shop.redo().events == 3);
    CHECK(renames() == accepted);
    shop.undo();
    // Undone, the offer stands again: the old name may go on elsewhere.
    shop.store.db().exec(
        "INSERT INTO rename (new_id, old_id, source_id, scan_id, change_set_id, kind, old_schema, old_table, old_name, "
        "new_schema, new_table, new_name) SELECT 7, id, source_id, 2, (SELECT max(id) FROM change_set), 'table', "
        "'main', '', 'customer', 'main', '', 'buyer' FROM object WHERE name = 'customer'");
    CHECK(has(shop.refused(ExitCode::differs, [&] { shop.redo(); }),
              "rename main.client is \"main.buyer\" now, not \"main.customer\""));
}

namespace {

model::Relationship orders() {
    model::Relationship one;
    one.from = {"main", "orders", {"customer"}};
    one.to = {"main", "customer", {"id"}};
    one.status = "inferred";
    one.decision = "open";
    one.confidence = 0.8;
    one.cardinality = "N:1";
    return one;
}

} // namespace

TEST_CASE("what people say of a relationship is undone; what relate found since stays") {
    Shop shop;
    save_found(shop.store, shop.source, {orders()});
    auto accepted = orders();
    accepted.decision = "accepted";
    accepted.rule = "an order has one customer";
    change_relationships(shop.store, {{shop.source, orders(), accepted}}, "ann", "relate accept");
    auto found = orders();
    found.confidence = 0.9;
    found.status = "observed";
    save_found(shop.store, shop.source, {found});
    auto const id = relationship_id("shop", orders());
    auto const now = [&] { return find_relationship(shop.store, id)->relationship; };
    CHECK(now().decision == "accepted");
    shop.undo();
    CHECK(now() == found);
    shop.redo();
    CHECK(now().decision == "accepted");
    CHECK(now().rule == "an order has one customer");
    CHECK(now().confidence == 0.9);

    // Another word on it is a change since.
    auto const before = now();
    auto rejected = before;
    rejected.decision = "rejected";
    change_relationships(shop.store, {{shop.source, before, rejected}}, "bob", "relate reject");
    auto const why = shop.refused(ExitCode::differs, [&] { shop.undo(); });
    CHECK(has(why, "relationship main.orders"));
    CHECK(has(why, "relate reject by bob"));
    CHECK(now() == rejected);
}

TEST_CASE("two people who change one relationship at once both have their word") {
    Shop shop;
    save_found(shop.store, shop.source, {orders()});
    auto const id = relationship_id("shop", orders());
    auto const now = [&] { return find_relationship(shop.store, id)->relationship; };
    auto accepted = orders();
    accepted.decision = "accepted";
    auto ruled = orders();
    ruled.rule = "an order has one customer";
    // Both read it before either wrote.
    change_relationships(shop.store, {{shop.source, orders(), accepted}}, "ann", "relate accept");
    change_relationships(shop.store, {{shop.source, orders(), ruled}}, "ann", "relate edit");
    CHECK(now().decision == "accepted");
    CHECK(now().rule == "an order has one customer");
    shop.undo();
    CHECK(now() == accepted);
    shop.undo();
    CHECK(now() == orders());
    // What was made, declared or removed meanwhile is another thing than was meant.
    auto const why = shop.refused(ExitCode::differs, [&] {
        change_relationships(shop.store, {{shop.source, std::nullopt, accepted}}, "bob", "relate add");
    });
    CHECK(has(why, "changed by another command"));
    auto key = orders();
    key.status = "declared";
    save_found(shop.store, shop.source, {key});
    shop.refused(ExitCode::differs, [&] {
        change_relationships(shop.store, {{shop.source, orders(), accepted}}, "bob", "relate accept");
    });
    CHECK(now() == key);
}

TEST_CASE("foreign keys that come, go and change their names are in no undo's way") {
    Shop shop;
    auto const id = relationship_id("shop", orders());
    auto const now = [&] { return find_relationship(shop.store, id)->relationship; };
    auto key = orders();
    key.status = "declared";
    key.decision = "accepted";
    key.name = "k";
    auto accepted = orders();
    accepted.decision = "accepted";

    // Declared since.
    save_found(shop.store, shop.source, {orders()});
    change_relationships(shop.store, {{shop.source, orders(), accepted}}, "ann", "relate accept");
    save_found(shop.store, shop.source, {key});
    shop.undo();
    CHECK(now() == key);
    shop.redo();
    save_found(shop.store, shop.source, {orders()});
    CHECK(now() == accepted);
    shop.undo();
    CHECK(now() == orders());

    // Renamed since.
    save_found(shop.store, shop.source, {key});
    auto ruled = key;
    ruled.rule = "an order has one customer";
    change_relationships(shop.store, {{shop.source, key, ruled}}, "ann", "relate edit");
    key.name = "k2";
    save_found(shop.store, shop.source, {key});
    shop.undo();
    CHECK(now() == key);
    shop.redo();
    CHECK(now().rule == ruled.rule);
    CHECK(now().name == "k2");

    // Dropped since, and still found or not.
    save_found(shop.store, shop.source, {orders()});
    CHECK(now().rule == ruled.rule);
    shop.undo();
    CHECK(now() == orders());
    save_found(shop.store, shop.source, {key});
    ruled = key;
    ruled.rule = "an order has one customer";
    change_relationships(shop.store, {{shop.source, key, ruled}}, "ann", "relate edit");
    save_found(shop.store, shop.source, {});
    CHECK(now().status == "manual");
    shop.undo();
    CHECK_FALSE(find_relationship(shop.store, id));
}

TEST_CASE("a relationship that a person made goes and comes back with undo and redo") {
    Shop shop;
    auto made = orders();
    made.status = "manual";
    made.decision = "accepted";
    change_relationships(shop.store, {{shop.source, std::nullopt, made}}, "ann", "relate add");
    auto const id = relationship_id("shop", made);
    auto edited = made;
    edited.cardinality = "1:1";
    change_relationships(shop.store, {{shop.source, made, edited}}, "ann", "relate edit");
    shop.undo();
    CHECK(find_relationship(shop.store, id)->relationship == made);
    shop.undo();
    CHECK_FALSE(find_relationship(shop.store, id));
    shop.redo();
    shop.redo();
    CHECK(find_relationship(shop.store, id)->relationship == edited);
    shop.undo();
    shop.undo();
    remove_source(shop.store, "shop", "bob");
    CHECK(has(shop.refused(ExitCode::usage, [&] { shop.redo(); }), "not in the catalog any more"));
}

TEST_CASE("audit finds change sets by author, subject, time and object") {
    Shop shop;
    shop.decide("email", "EMAIL");
    shop.decide("name", "PERSON", "bob");
    change_relationships(shop.store, {{shop.source, std::nullopt, orders()}}, "ann", "relate add");
    auto const commands = [&](AuditQuery const &query) {
        std::string text;
        for (auto const &set : shop.log(query)) text += set.author + " " + set.command + ";";
        return text;
    };
    CHECK(commands({}) == "ann relate add;bob classify;ann classify;");
    CHECK(commands({.author = "bob"}) == "bob classify;");
    CHECK(commands({.subjects = {"relationship", "rename"}}) == "ann relate add;");
    CHECK(commands({.since = utc_before(std::chrono::hours{1})}) == "ann relate add;bob classify;ann classify;");
    CHECK(commands({.since = "2999"}).empty());
    auto const named = [](std::string_view ref) { return AuditQuery{.patterns = {model::parse_ref(ref)}}; };
    CHECK(commands(named("customer.email")) == "ann classify;");
    CHECK(commands(named("shop:main.customer.email")) == "ann classify;");
    CHECK(commands(named("other:customer.email")).empty());
    CHECK(commands(named("customer")) == "ann relate add;bob classify;ann classify;"); // and its columns
    CHECK(commands(named("orders.customer")) == "ann relate add;");
    std::int64_t seen = 0;
    auto const total = list_events(shop.store, {.limit = 1, .offset = 1}, [&](ChangeSetRow const &set, Event &&event) {
        CHECK(set.author == "bob");
        CHECK(event.label == "main.customer.name");
        ++seen;
    });
    CHECK(total == 3);
    CHECK(seen == 1);
}

TEST_CASE("every subject that this program records is one that undo knows") {
    for (auto const *const name : {"label", "relationship", "rename", "source"}) CHECK(find_subject(name));
    Shop shop;
    shop.decide("email", "EMAIL");
    shop.store.db().exec("UPDATE event SET subject = 'wisdom'");
    CHECK(has(shop.refused(ExitCode::usage, [&] { shop.undo(); }), "does not know what a \"wisdom\" is"));
    CHECK(shop.entity("email") == "set:EMAIL");
}
