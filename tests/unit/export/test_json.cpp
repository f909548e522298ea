// SPDX-License-Identifier: MIT
#include "base/files.hpp"
#include "every_kind.hpp"
#include "export/exporter.hpp"
#include "golden_file.hpp"
#include "model/json/fields.hpp"
#include "model/json/known_fields.hpp"
#include "model/json/said_fields.hpp"
#include "source/source.hpp"
#include "temporary_file.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

namespace fs = std::filesystem;
using namespace scribe;

namespace {

std::string exported(model::ModelReader &reader) {
    std::string text;
    for (auto const &format : exporter::formats()) {
        if (format.name == "json") format.write(reader, [&text](std::string_view piece) { text += piece; });
    }
    return text;
}

/// What a scan of the text gives.
test::MemoryReader scanned(std::string const &text, source::ScanRequest const &request = {}) {
    test::TemporaryFile const file{"model.json", text};
    test::MemoryReader reader;
    source::open("json:" + file.path(), {})->scan(request, [&reader](model::Record &&record) {
        reader.add_record(std::move(record));
    });
    return reader;
}

std::vector<model::Record> all(test::MemoryReader &reader, model::Kind kind) {
    std::vector<model::Record> records;
    auto const cursor = reader.read(kind);
    for (model::Record record; cursor->next(record);) records.push_back(record);
    return records;
}

// ---- objects with every member set

constexpr char const *k_odd = "a.b \"c\" \\ 'd'\n\t\x01 \x7f é שלום 🎉 \xe2\x80\xae{}[],:";

void fill(std::string &text) { text = k_odd; }
void fill(bool &flag) { flag = true; }
void fill(std::int64_t &number) { number = 9'223'372'036'854'775'807; }
template <typename T> void fill(T &object);
template <typename T> void fill(std::optional<T> &maybe) { fill(maybe.emplace()); }
template <typename T> void fill(std::vector<T> &list) {
    for (int i = 0; i < 2; ++i) fill(list.emplace_back());
}
template <typename T> void fill(T &object) {
    fields([](char const *, auto &member) { fill(member); }, object);
}

template <typename T> T full() {
    T object;
    fill(object);
    if (!model::is_database_wide(T::k_kind)) object.schema = k_odd;
    if (model::is_table_part(T::k_kind)) object.table = k_odd;
    object.name = k_odd;
    object.position = T::k_kind == model::Kind::column ? 7 : 0;
    fill(object.comment);
    fill(object.extension);
    fill(object.stats);
    return object;
}

template <typename... T> void add_full(test::MemoryReader &reader) { (reader.add(full<T>()), ...); }

template <typename... T> void check_same(test::MemoryReader &got) {
    auto const check = [&got](model::Record const &expected) {
        auto const found = all(got, expected.kind);
        INFO(model::kind_name(expected.kind));
        REQUIRE(found.size() == 1);
        CHECK(found[0].schema == expected.schema);
        CHECK(found[0].table == expected.table);
        CHECK(found[0].name == expected.name);
        CHECK(found[0].position == expected.position);
        CHECK(found[0].comment == expected.comment);
        CHECK(found[0].extension == expected.extension);
        CHECK(found[0].stats == expected.stats);
        CHECK(found[0].body == expected.body);
    };
    (check(model::to_record(full<T>())), ...);
}

} // namespace

TEST_CASE("JSON of every kind of object is as the golden file has it") {
    test::MemoryReader reader;
    add_orders(reader);
    add_others(reader);
    auto const text = exported(reader);
    CHECK(text == exported(reader));
    test::check_golden("json/model.json", text);
}

TEST_CASE("a scan of exported JSON finds the same model") {
    test::MemoryReader reader;
    add_orders(reader);
    add_others(reader);
    auto const text = exported(reader);
    auto again = scanned(text);
    CHECK(exported(again) == text);
}

TEST_CASE("no member of any kind of object is lost in JSON, whatever it holds") {
    using namespace model;
    test::MemoryReader reader;
    add_full<Schema, Table, Column, Constraint, Index, Sequence, Type, Routine, Trigger, Rule, Policy, Statistics,
             Extension, Publication, EventTrigger, Server, Privileges>(reader);
    auto got = scanned(exported(reader));
    check_same<Schema, Table, Column, Constraint, Index, Sequence, Type, Routine, Trigger, Rule, Policy, Statistics,
               Extension, Publication, EventTrigger, Server, Privileges>(got);

    test::MemoryReader views;
    add_full<View, Column, Trigger, Rule>(views);
    auto got_views = scanned(exported(views));
    check_same<View, Column, Trigger, Rule>(got_views);
}

TEST_CASE("parts whose table is not in the model are in the JSON, and read again") {
    test::MemoryReader reader;
    for (auto const *table : {"a", "b", "c", "d"}) reader.add(test::column(table, "id", 1, "integer", true));
    reader.add(test::make<model::Table>("public", "b"));
    reader.add(test::make<model::View>("public", "c"));
    reader.add(test::make<model::Trigger>("public", "t", "d"));
    auto const text = exported(reader);
    CHECK(text.find("\"other_parts\":[\n"
                    R"({"kind":"column","schema":"public","table":"a","name":"id","position":1,"type":"integer",)"
                    R"("not_null":true},)"
                    "\n"
                    R"({"kind":"column","schema":"public","table":"d")") != std::string::npos);
    auto again = scanned(text);
    CHECK(all(again, model::Kind::column).size() == 4);
    CHECK(all(again, model::Kind::trigger).size() == 1);
    CHECK(exported(again) == text);
}

TEST_CASE("JSON in another order and layout is the same model") {
    // As jq -S writes it: members sorted, so that parts come before the name of their table.
    auto reader = scanned(R"({
      "format": "scribe", "tables": [ { "columns": [ { "type": "text", "name": "a\u0062", "not_null": false } ],
      "colour": { "deep": ["}", 1] }, "comment": null, "name": "t", "schema": "s" } ], "zebra": [1, 2],
      "source": { "name": "shop", "product": "PostgreSQL" }, "format_version": 1 }  )");
    auto const columns = all(reader, model::Kind::column);
    REQUIRE(columns.size() == 1);
    CHECK(columns[0].schema == "s");
    CHECK(columns[0].table == "t");
    CHECK(columns[0].name == "ab");
    CHECK(columns[0].body == R"({"type":"text"})");
    REQUIRE(all(reader, model::Kind::table).size() == 1);
    CHECK(all(reader, model::Kind::table)[0].comment == std::nullopt);
}

TEST_CASE("a scan of JSON keeps to its filter") {
    test::MemoryReader reader;
    add_orders(reader);
    add_others(reader);
    source::ScanRequest request;
    request.filter.include = {model::parse_ref("orders")};
    auto got = scanned(exported(reader), request);
    CHECK(all(got, model::Kind::table).size() == 1);
    CHECK(all(got, model::Kind::column).size() == 4);
    CHECK(all(got, model::Kind::view).empty());
    CHECK(all(got, model::Kind::extension).size() == 1);
}

namespace {

/// The text of the definition `name` in the published schema.
std::string schema_definition(std::string const &name) {
    static auto const schema = *base::read_file(fs::path{SCRIBE_SOURCE_FOLDER} / "docs/scribe.schema.json");
    auto const begin = schema.find("\n    \"" + name + "\": {", schema.find("\"$defs\""));
    REQUIRE(begin != std::string::npos);
    return schema.substr(begin, schema.find("\n    \"", begin + 1) - begin);
}

template <typename T> void check_definition(std::string const &name) {
    auto const definition = schema_definition(name);
    T object{};
    fields(
        [&](char const *member, auto const &) {
            INFO(name << "." << member);
            CHECK(definition.find("\"" + std::string{member} + "\": {") != std::string::npos);
        },
        object);
}

} // namespace

TEST_CASE("the schema of the JSON has every member of every kind of object") {
    using namespace model;
    check_definition<Schema>("schema");
    check_definition<Table>("table");
    check_definition<View>("view");
    check_definition<Column>("column");
    check_definition<Constraint>("constraint");
    check_definition<Index>("index");
    check_definition<Sequence>("sequence");
    check_definition<Type>("type");
    check_definition<Routine>("routine");
    check_definition<Trigger>("trigger");
    check_definition<Rule>("rule");
    check_definition<Policy>("policy");
    check_definition<Statistics>("statistics");
    check_definition<Extension>("extension");
    check_definition<Publication>("publication");
    check_definition<EventTrigger>("event_trigger");
    check_definition<Server>("server");
    check_definition<Stats>("stats");
    check_definition<Grant>("grant");
    check_definition<ViewUse>("view_use");
    check_definition<DomainCheck>("domain_check");
    check_definition<TypeAttribute>("type_attribute");
    check_definition<PublicationTable>("publication_table");
    check_definition<IndexKey>("index_key");
    check_definition<Ref>("ref");
    check_definition<Relationship>("relationship");
    check_definition<RelationshipEnd>("relationship_end");
    check_definition<FanOut>("fan_out");
    check_definition<ColumnDecision>("column_decision");
    check_definition<SaidText>("said_text");
    check_definition<SaidEntry>("said_entry");
    check_definition<SaidTemplate>("template");
    check_definition<DocumentTerm>("term");
}
