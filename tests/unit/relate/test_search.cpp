// SPDX-License-Identifier: MIT
#include "tables.hpp"

#include <catch2/catch.hpp>

using namespace scribe;
using namespace scribe::relate;

TEST_CASE("a database whose keys all count from 1 keeps its precision", "[relate]") {
    // Every column is included in every key that is as long: only names tell them apart.
    Facts facts;
    facts.tables.push_back(table("customer", 200));
    facts.tables.push_back(table("product", 300));
    facts.tables.push_back(table("store", 250));
    facts.tables.push_back(table("supplier", 180));
    facts.tables.push_back(
        table("orders", 400,
              {filled("customer_id", count_from(1, 150), 400), filled("store_id", count_from(1, 100), 400),
               filled("quantity", count_from(1, 40), 400), filled("position", count_from(1, 12), 400),
               filled("points", count_from(1, 170), 400)}));
    facts.tables.push_back(
        table("line", 900,
              {filled("order_id", count_from(1, 390), 900), filled("product_id", count_from(1, 280), 900),
               filled("amount", count_from(1, 90), 900)}));
    auto const pairs = found(std::move(facts));
    CHECK(pairs == std::vector<std::string>{"line.order_id>orders.id", "line.product_id>product.id",
                                            "orders.customer_id>customer.id", "orders.store_id>store.id"});
}

TEST_CASE("a name that says so is not believed when the values are elsewhere", "[relate]") {
    Facts facts;
    facts.tables.push_back(table("customer", 50));
    facts.tables.push_back(table("visit", 300, {filled("customer_id", count_from(7000, 250), 300)}));
    CHECK(found(std::move(facts)).empty());
}

TEST_CASE("two orphans in a hundred do not hide a relationship", "[relate]") {
    Facts facts;
    facts.tables.push_back(table("customer", 200));
    auto values = count_from(1, 98);
    values.push_back(100'000);
    values.push_back(100'001);
    facts.tables.push_back(table("visit", 300, {filled("customer_id", values, 300)}));
    Search search{std::move(facts)};
    auto const all = search.judge();
    REQUIRE(all.size() == 1);
    CHECK(all[0].confidence >= 0.5);
    CHECK(all[0].missed == 2);
    // Sketches do not tell how many rows have those values.
    CHECK_FALSE(all[0].orphans_known);
    CHECK(all[0].cardinality == "N:1");
    CHECK(all[0].optional);
}

TEST_CASE("orphans are counted in rows, not in values", "[relate]") {
    auto const judged = [](std::vector<std::uint64_t> const &orphans, Probe const &probe) {
        Facts facts;
        facts.tables.push_back(table("customer", 145));
        auto values = count_from(1, 145);
        values.insert(values.end(), orphans.begin(), orphans.end());
        facts.tables.push_back(table("visit", 20'000, {filled("customer_id", values, 20'000)}));
        Search search{std::move(facts)};
        auto const wishes = search.wishes();
        auto const about_visit = std::ranges::find(wishes, std::size_t{1}, &ProbeWish::table);
        REQUIRE(about_visit != wishes.end());
        search.answer(*about_visit, probe);
        auto const all = search.judge();
        REQUIRE(all.size() == 1);
        return all[0];
    };
    SECTION("many orphans, each of another value") {
        auto const one = judged(count_from(100'000, 400), {300, 155, 20'000, 400, false, {}});
        CHECK(one.confidence >= 0.5);
        CHECK(one.orphans_known);
        CHECK(one.orphans == Approx(0.02));
        CHECK_FALSE(one.complete);
        CHECK(one.against.empty());
        CHECK(one.evidence[0] == "155 of 300 values looked up, of 2 % of the rows, are not in customer.id");
    }
    SECTION("many orphans of one value") {
        auto const one = judged({100'000}, {146, 1, 20'000, 400, true, {1, 137, 400}});
        CHECK(one.confidence >= 0.5);
        CHECK(one.orphans == Approx(0.02));
        CHECK(one.complete);
        CHECK(one.rows_probed == 20'000);
    }
}

TEST_CASE("an empty parent says nothing, the name decides", "[relate]") {
    Facts facts;
    auto parent = table("customer", 1);
    parent.rows = 0;
    parent.columns[0].distinct = 0;
    parent.columns[0].sketch = {};
    facts.tables.push_back(std::move(parent));
    facts.tables.push_back(table("visit", 300, {filled("customer_id", count_from(1, 250), 300)}));
    CHECK(found(std::move(facts)) == std::vector<std::string>{"visit.customer_id>customer.id"});
}

TEST_CASE("what a key of several columns says is not said again of its parts", "[relate]") {
    Facts facts;
    facts.tables.push_back(table("tenant", 10));
    Table session;
    session.schema = "public";
    session.name = "session";
    session.columns = {integer("tenant_id"), integer("session_no")};
    session.keys.push_back({{0, 1}, true, true});
    facts.tables.push_back(session);
    Table note;
    note.schema = "public";
    note.name = "session_note";
    note.columns = {integer("tenant_id"), integer("session_no"), integer("line")};
    note.keys.push_back({{0, 1, 2}, true, true});
    facts.tables.push_back(note);
    Search search{std::move(facts)};
    std::vector<std::string> list;
    for (auto const &one : search.judge())
        if (one.confidence >= 0.5) list.push_back(model::relationship_text(one));
    CHECK(list == std::vector<std::string>{
                      "public.session(tenant_id) -> public.tenant(id)",
                      "public.session_note(tenant_id, session_no) -> public.session(tenant_id, session_no)"});
}

TEST_CASE("the values of a type column tell which tables an id refers to", "[relate]") {
    Facts facts;
    facts.tables.push_back(table("post", 100));
    facts.tables.push_back(table("video", 80));
    Column type;
    type.name = "owner_type";
    type.type = "text";
    type.profiled = type.exact = true;
    type.distinct = 2;
    type.values = {"App\\Models\\Post", "Blog::Video"};
    facts.tables.push_back(table("remark", 300, {type, filled("owner_id", count_from(1, 70), 300)}));
    CHECK(found(std::move(facts)) == std::vector<std::string>{"remark.owner_id>post.id=App\\Models\\Post",
                                                              "remark.owner_id>video.id=Blog::Video"});
}

TEST_CASE("a name that is known to point somewhere points there elsewhere", "[relate]") {
    Facts facts;
    facts.tables.push_back(table("namespace", 500));
    for (int i = 0; i < 4; ++i) {
        auto one = table("thing" + std::to_string(i), 100, {integer("group_id")});
        if (i < 3) one.foreign_keys.push_back({"fk", {1}, 0, {0}});
        facts.tables.push_back(std::move(one));
    }
    CHECK(found(std::move(facts)) == std::vector<std::string>{"thing3.group_id>namespace.id"});
}

TEST_CASE("an explanation says what spoke for a pair, or why it was not looked at", "[relate]") {
    Facts facts;
    facts.tables.push_back(table("customer", 50));
    Column text;
    text.name = "note";
    text.type = "text";
    facts.tables.push_back(table("visit", 300, {filled("customer_id", count_from(1, 40), 300), text}));
    Search search{std::move(facts)};
    search.judge();
    auto const pair = search.explain(1, 1, 0, 0);
    CHECK(pair.considered);
    CHECK(pair.compared);
    CHECK(pair.chosen == "public.customer.id");
    CHECK_FALSE(pair.parts.empty());
    auto const other = search.explain(1, 2, 0, 0);
    CHECK_FALSE(other.considered);
    REQUIRE(other.reasons.size() == 1);
    CHECK(other.reasons[0] == "text and integer cannot be compared");
}

TEST_CASE("an explanation knows of parts of longer keys and of type columns", "[relate]") {
    Facts facts;
    facts.tables.push_back(table("post", 100));
    Column type;
    type.name = "owner_type";
    type.type = "text";
    type.profiled = type.exact = true;
    type.distinct = 1;
    type.values = {"Post"};
    facts.tables.push_back(table("remark", 300, {type, filled("owner_id", count_from(1, 70), 300)}));
    Table session;
    session.schema = "public";
    session.name = "session";
    session.columns = {integer("tenant_id"), integer("session_no")};
    session.keys.push_back({{0, 1}, true, true});
    facts.tables.push_back(session);
    auto note = session;
    note.name = "session_note";
    note.columns.push_back(integer("line"));
    note.keys = {{{0, 1, 2}, true, true}};
    facts.tables.push_back(note);
    Search search{std::move(facts)};
    search.judge();
    auto const by_type = search.explain(1, 2, 0, 0);
    REQUIRE(by_type.others.size() == 1);
    CHECK(by_type.others[0].text == "where owner_type is Post");
    CHECK(by_type.others[0].confidence >= 0.5);
    CHECK_FALSE(by_type.others[0].reasons.empty());
    auto const part = search.explain(3, 0, 2, 0);
    REQUIRE(part.others.size() == 1);
    CHECK(part.others[0].text ==
          "as part of public.session_note(tenant_id, session_no) -> public.session(tenant_id, session_no)");
    CHECK(search.explain(3, 0, 2, 1).others.empty());
}

TEST_CASE("orphans do not stand for parents that nothing refers to", "[relate]") {
    auto const mandatory = [](std::vector<std::uint64_t> const &values, std::size_t customers = 100) {
        Facts facts;
        facts.tables.push_back(table("customer", customers));
        facts.tables.push_back(table("visit", 900, {filled("customer_id", values, 900)}));
        Search search{std::move(facts)};
        auto const all = search.judge();
        REQUIRE(all.size() == 1);
        return all[0].parent_mandatory;
    };
    CHECK(mandatory(count_from(1, 100)));
    CHECK_FALSE(mandatory(count_from(1, 99)));
    auto orphans = count_from(1, 98);
    orphans.push_back(7000);
    orphans.push_back(7001);
    CHECK_FALSE(mandatory(orphans));
    // Of more values than sketches have nobody knows.
    CHECK_FALSE(mandatory(count_from(1, 400), 400));
}

TEST_CASE("where a parent is rejected the next best one shows", "[relate]") {
    auto const made = [] {
        Facts facts;
        facts.tables.push_back(table("party", 100));
        facts.tables.push_back(table("crm_party", 100));
        facts.tables.push_back(table("vip", 300, {filled("party_id", count_from(1, 70), 300)}));
        return facts;
    };
    auto const target = [](Facts of) {
        Search search{std::move(of)};
        for (auto const &one : search.judge())
            if (one.from.table == "vip") return one.to.table;
        return std::string{};
    };
    CHECK(target(made()) == "party");
    auto rejected = made();
    rejected.rejected.push_back({2, 0, {1}, {0}, {}});
    CHECK(target(rejected) == "crm_party");
    auto other = made();
    other.rejected.push_back({2, 1, {1}, {0}, {}});
    CHECK(target(other) == "party");
    auto both = rejected;
    both.rejected.push_back({2, 1, {1}, {0}, {}});
    CHECK(target(both).empty());
    Search search{rejected};
    search.judge();
    CHECK(search.explain(2, 1, 0, 0).reasons[0] == "somebody rejected it; scribe relate reopen takes that back");
}

TEST_CASE("a rejected key of several columns does not hide its parts", "[relate]") {
    Facts facts;
    Table session;
    session.schema = "public";
    session.name = "session";
    session.columns = {integer("tenant_id"), integer("session_no")};
    session.keys.push_back({{0, 1}, true, true});
    facts.tables.push_back(table("tenant", 10));
    facts.tables.push_back(session);
    auto note = session;
    note.name = "session_note";
    note.columns.push_back(integer("line"));
    note.keys = {{{0, 1, 2}, true, true}};
    facts.tables.push_back(note);
    facts.rejected.push_back({2, 1, {0, 1}, {0, 1}, {}});
    CHECK(found(std::move(facts)) ==
          std::vector<std::string>{"session.tenant_id>tenant.id", "session_note.tenant_id>tenant.id"});
}

TEST_CASE("a type column beside it holds a role back that nothing else speaks for", "[relate]") {
    auto const confidence = [](std::vector<Column> columns) {
        Facts facts;
        facts.tables.push_back(table("users", 100));
        facts.tables.push_back(table("remark", 300, std::move(columns)));
        Search search{std::move(facts)};
        for (auto const &one : search.judge())
            if (one.from.columns[0] == "owner_id" || one.from.columns[0] == "users_id") return one.confidence;
        return 0.0;
    };
    Column type;
    type.name = "owner_type";
    type.type = "text";
    auto const alone = confidence({integer("owner_id")});
    CHECK(alone >= 0.5);
    CHECK(confidence({type, integer("owner_id")}) == Approx(0.4 * alone));
    // Where values were compared they tell, and a column that is called as a table means it.
    CHECK(confidence({type, filled("owner_id", count_from(1, 70), 300)}) >= 0.5);
    type.name = "users_type";
    CHECK(confidence({type, integer("users_id")}) >= 0.5);
}

TEST_CASE("what refers to a kind of a thing refers to the kind, not to the thing", "[relate]") {
    // An employee is a person, a seller an employee; all keys are called person_id.
    auto const keyed = [](std::string name, std::vector<std::uint64_t> const &keys) {
        auto result = table(std::move(name), keys.size());
        result.columns[0] = filled("person_id", keys, result.rows);
        result.columns[0].not_null = true;
        return result;
    };
    auto const employees = count_from(1, 60);
    auto const payees = count_from(10, 40);
    Facts facts;
    facts.tables.push_back(keyed("person", count_from(1, 900)));
    facts.tables.push_back(keyed("employee", employees));
    facts.tables.push_back(keyed("guest", count_from(61, 700)));
    facts.tables.push_back(table("payment", 400, {filled("person_id", payees, 400)}));
    facts.tables.push_back(table("visit", 400, {filled("person_id", count_from(30, 500), 400)}));
    auto const pairs = found(facts);
    CHECK(pairs == std::vector<std::string>{"employee.person_id>person.person_id", "guest.person_id>person.person_id",
                                            "payment.person_id>employee.person_id",
                                            "visit.person_id>person.person_id"});
    // One value of sixty in nine hundred may lie there by chance.
    facts.tables[3].columns[1] = filled("person_id", {12}, 400);
    auto const fewer = found(facts);
    CHECK(std::ranges::count(fewer, "payment.person_id>employee.person_id") == 0);
}

TEST_CASE("a column that nothing points from is not explained by the column behind it", "[relate]") {
    Facts facts;
    facts.tables.push_back(table("customer", 200));
    auto rest = integer("note");
    rest.type = "text";
    rest.value_class = model::ValueClass::text;
    facts.tables.push_back(table("orders", 400, {rest, filled("customer_id", count_from(1, 150), 400)}));
    Search search{std::move(facts)};
    search.judge();
    CHECK(search.explain(1, 2, 0, 0).considered);
    auto const nothing = search.explain(1, 1, 0, 0);
    CHECK_FALSE(nothing.considered);
    CHECK(nothing.chosen.empty());
}

TEST_CASE("a table does not refer to the table that it inherits from", "[relate]") {
    auto const heir = [](bool inherits) {
        Facts facts;
        facts.tables.push_back(table("animal", 300));
        auto dog = table("dog", 250, {filled("animal_id", count_from(1, 250), 250)});
        if (inherits) dog.inherits = {{facts.tables[0].schema, "animal"}};
        facts.tables.push_back(std::move(dog));
        return found(std::move(facts));
    };
    CHECK(heir(false) == std::vector<std::string>{"dog.animal_id>animal.id"});
    CHECK(heir(true).empty());
}
