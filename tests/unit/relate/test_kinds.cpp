// SPDX-License-Identifier: MIT
#include "tables.hpp"

#include <catch2/catch.hpp>

using namespace scribe;
using namespace scribe::relate;

namespace {

Column of_type(std::string name, std::string type) {
    auto column = integer(std::move(name));
    column.type = std::move(type);
    return column;
}

/// A table whose key is called `key`, 1 to `rows`.
Table keyed(std::string name, std::string key, std::size_t rows, std::vector<Column> columns = {}) {
    auto result = table(std::move(name), rows, std::move(columns));
    result.columns[0] = filled(std::move(key), count_from(1, rows), result.rows);
    result.columns[0].not_null = true;
    return result;
}

/// A table of which only structure is known.
Table bare(std::string name, std::vector<Column> columns, std::vector<Key> keys) {
    Table result;
    result.schema = "public";
    result.name = std::move(name);
    result.columns = std::move(columns);
    result.keys = std::move(keys);
    return result;
}

bool has(std::vector<std::string> const &pairs, std::string const &pair) { return std::ranges::count(pairs, pair) > 0; }

} // namespace

TEST_CASE("a table is called after the one that its key refers to", "[relate]") {
    // All keys are called alike, and no row tells which is a kind of what.
    Facts facts;
    for (auto const *const name : {"party", "person", "vendor", "employee"})
        facts.tables.push_back(bare(name, {integer("partyid")}, {{{0}, true, true}}));
    facts.tables.push_back(bare("personphone", {integer("partyid"), integer("line")}, {{{0, 1}, true, true}}));
    facts.tables.push_back(bare("productvendor", {integer("line"), integer("partyid")}, {{{0, 1}, true, true}}));
    auto const pairs = found(std::move(facts));
    CHECK(has(pairs, "personphone.partyid>person.partyid"));
    CHECK(has(pairs, "productvendor.partyid>vendor.partyid"));
}

TEST_CASE("what says more about persons is not what others refer to", "[relate]") {
    // Each person has a password: who holds all keys of the one holds those of the other.
    Facts facts;
    facts.tables.push_back(keyed("passwords", "person_no", 990));
    facts.tables.push_back(keyed("clients", "person_no", 1000));
    facts.tables.push_back(table("contract", 400, {filled("client_no", count_from(1, 300), 400)}));
    facts.tables.push_back(table("mail", 900, {filled("person_no", count_from(1, 300), 900)}));
    auto const pairs = found(std::move(facts));
    CHECK(has(pairs, "mail.person_no>clients.person_no"));
    CHECK_FALSE(has(pairs, "mail.person_no>passwords.person_no"));
}

TEST_CASE("of tables that a name means alike the one of the same schema is meant", "[relate]") {
    Facts facts;
    for (auto const *const schema : {"clinic", "ward"}) {
        facts.tables.push_back(bare("stays", {integer("stay_no")}, {{{0}, true, true}}));
        facts.tables.back().schema = schema;
    }
    facts.tables.push_back(bare("vital_sign", {integer("id"), integer("stay_no")}, {{{0}, true, true}}));
    facts.tables.back().schema = "ward";
    Search search{std::move(facts)};
    for (auto const &one : search.judge())
        if (one.from.columns[0] == "stay_no" && one.confidence >= 0.5) CHECK(one.to.schema == "ward");
    CHECK(search.explain(2, 1, 1, 0).confidence > 0.5);
}

TEST_CASE("a table of another schema takes nothing from the one of the same that a key is called as", "[relate]") {
    Facts facts;
    for (auto const *const schema : {"clinic", "ward", "ward"}) {
        static constexpr std::array k_names = {"icustays", "edstays", "triage"};
        facts.tables.push_back(
            bare(k_names.at(facts.tables.size()), {integer("stay_no"), integer("score")}, {{{0}, true, true}}));
        facts.tables.back().schema = schema;
    }
    Search search{std::move(facts)};
    search.judge();
    CHECK(search.explain(2, 0, 1, 0).confidence > 0.5);
    CHECK(search.explain(2, 0, 0, 0).confidence < 0.5);
}

TEST_CASE("a number of a smaller type than the key is a kind, and refers to nothing", "[relate]") {
    auto const pairs = [](std::string const &type) {
        Facts facts;
        facts.tables.push_back(bare("features", {of_type("id", "bigint")}, {{{0}, true, true}}));
        facts.tables.push_back(
            bare("settings", {of_type("id", "bigint"), of_type("feature", type)}, {{{0}, true, true}}));
        return found(std::move(facts));
    };
    CHECK(pairs("bigint") == std::vector<std::string>{"settings.feature>features.id"});
    CHECK(pairs("smallint").empty());
}

TEST_CASE("the way something goes is a reference, when something was sent is no person", "[relate]") {
    Facts facts;
    facts.tables.push_back(table("shippers", 6));
    facts.tables.push_back(table("editor", 200));
    facts.tables.push_back(
        table("parcel", 400, {filled("ship_via", {1, 2, 3}, 400), filled("last_edit_sent", count_from(1, 90), 400)}));
    auto const pairs = found(std::move(facts));
    CHECK(pairs == std::vector<std::string>{"parcel.ship_via>shippers.id"});
}

TEST_CASE("without keys and rows names tell the key of a table", "[relate]") {
    Facts facts;
    auto key = integer("salesorderid");
    key.generated_key = true;
    auto row = integer("rowguid");
    row.type = "uuid";
    row.value_class = model::ValueClass::uuid;
    row.generated_key = true;
    // Profiled while there were no rows.
    for (auto *const one : {&key, &row}) one->profiled = one->exact = true;
    facts.tables.push_back(bare("salesorder", {row, key}, {}));
    facts.tables.back().rows = 0;
    facts.tables.push_back(bare("salesorderdetail", {integer("salesorderid"), integer("line")}, {}));
    facts.tables.back().rows = 0;
    auto const pairs = found(std::move(facts));
    CHECK(has(pairs, "salesorderdetail.salesorderid>salesorder.salesorderid"));
}

TEST_CASE("without keys what counts up in front of the others is the key", "[relate]") {
    Facts facts;
    auto key = integer("studentusi");
    key.generated_key = true;
    facts.tables.push_back(bare("student", {key, integer("grade")}, {}));
    facts.tables.push_back(bare("absence", {integer("day"), integer("studentusi")}, {}));
    auto const pairs = found(std::move(facts));
    CHECK(has(pairs, "absence.studentusi>student.studentusi"));
}

TEST_CASE("without keys a column of the table that another is called after is part of a longer key", "[relate]") {
    auto const confidence = [](std::string const &other) {
        Facts facts;
        facts.tables.push_back(bare("school", {integer("school_id"), integer("size")}, {}));
        facts.tables.push_back(bare(other, {integer("code"), integer("school_id"), integer("term")}, {}));
        facts.tables.push_back(
            bare("offering_grade", {integer("code"), integer("grade"), integer("school_id"), integer("term")}, {}));
        Search search{std::move(facts)};
        search.judge();
        return search.explain(2, 2, 0, 0).confidence;
    };
    CHECK(confidence("lesson") > 0.85);
    CHECK(confidence("offering") < 0.75);
}

TEST_CASE("an id that names the parent tells which of the keys called alike is meant", "[relate]") {
    Facts facts;
    auto const parted = [](std::string name) {
        return bare(std::move(name), {integer("id"), integer("part_id")}, {{{0, 1}, true, true}});
    };
    facts.tables.push_back(parted("builds"));
    facts.tables.push_back(parted("stages"));
    facts.tables.push_back(parted("jobs"));
    facts.tables.push_back(bare("source_builds", {integer("id")}, {{{0}, true, true}}));
    auto build = integer("build_id"), part = integer("part_id");
    build.not_null = part.not_null = true;
    facts.tables.push_back(bare("needs", {integer("id"), build, part}, {{{0}, true, true}}));
    Search search{std::move(facts)};
    std::vector<std::string> list;
    for (auto const &one : search.judge())
        if (one.confidence >= 0.5 && one.from.table == "needs") list.push_back(model::relationship_text(one));
    CHECK(list == std::vector<std::string>{"public.needs(build_id, part_id) -> public.builds(id, part_id)"});
}

TEST_CASE("tuples that chance would not make tell a key of several columns", "[relate]") {
    // A key of two columns, of which each refers to another table by itself.
    auto const sure = [](double rows) {
        Facts facts;
        facts.tables.push_back(keyed("offer", "offer_id", 40));
        facts.tables.push_back(keyed("product", "product_id", 100));
        auto pair = bare("offer_product",
                         {filled("offer_id", count_from(1, 40), rows), filled("product_id", count_from(1, 100), rows)},
                         {{{0, 1}, true, true}});
        pair.rows = rows;
        facts.tables.push_back(std::move(pair));
        facts.tables.push_back(table(
            "line", 900, {filled("offer_id", count_from(1, 40), 900), filled("product_id", count_from(1, 100), 900)}));
        Search search{std::move(facts)};
        for (auto const &wish : search.wishes())
            if (wish.kind == ProbeWish::Kind::composite) search.answer(wish, {100, 0, 900, 0, false, {}});
        for (auto const &one : search.judge())
            if (one.from.table == "line" && one.from.columns.size() == 2) return one.confidence;
        return 0.0;
    };
    CHECK(sure(480) > 0.5);
    CHECK(sure(4000) < sure(480)); // all pairs there are
}

TEST_CASE("an array is no part of a key of several columns", "[relate]") {
    Facts facts;
    facts.tables.push_back(bare("album_kind", {integer("album"), integer("kind_no")}, {{{0, 1}, true, true}}));
    auto kinds = integer("kind_no");
    kinds.type = "integer[]";
    kinds.element_class = model::ValueClass::integer;
    kinds.value_class = model::ValueClass::array;
    facts.tables.push_back(bare("release", {integer("id"), integer("album"), kinds}, {{{0}, true, true}}));
    for (auto const &wish : Search{std::move(facts)}.wishes()) CHECK(wish.columns.size() == 1);
}
