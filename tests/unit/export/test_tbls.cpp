// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "every_kind.hpp"
#include "export/exporter.hpp"
#include "golden_file.hpp"
#include "source/source.hpp"
#include "temporary_file.hpp"

#include <catch2/catch.hpp>

using namespace scribe;
using model::Kind;

namespace {

std::string exported(model::ModelReader &reader) {
    std::string text;
    for (auto const &format : exporter::formats()) {
        if (format.name == "tbls") format.write(reader, [&text](std::string_view piece) { text += piece; });
    }
    return text;
}

struct Scanned {
    std::vector<model::Record> records;
    source::ScanReport report;
    source::SourceInfo info;

    template <typename T> T get(std::string const &table, std::string const &name) const {
        for (auto const &record : records) {
            if (record.kind == T::k_kind && record.table == table && record.name == name)
                return model::from_record<T>(record);
        }
        FAIL("no " << model::kind_name(T::k_kind) << " " << table << " " << name);
        return {};
    }
    std::size_t count(Kind kind) const {
        return static_cast<std::size_t>(
            std::count_if(records.begin(), records.end(), [kind](auto const &record) { return record.kind == kind; }));
    }
};

Scanned scanned(std::string const &text) {
    test::TemporaryFile const file{"schema.json", text};
    Scanned result;
    auto const source = source::open("tbls:" + file.path(), {});
    result.info = source->info();
    result.report = source->scan({}, [&result](model::Record &&record) { result.records.push_back(record); });
    return result;
}

} // namespace

TEST_CASE("tbls' JSON of every kind of object is as the golden file has it") {
    test::MemoryReader reader;
    add_orders(reader);
    add_others(reader);
    auto const text = exported(reader);
    test::check_golden("tbls/schema.json", text);
}

TEST_CASE("a scan of what was exported for tbls finds tables, columns, keys, views, routines and enums") {
    test::MemoryReader reader;
    add_orders(reader);
    add_others(reader);
    auto const got = scanned(exported(reader));
    // The two routines differ in arguments that the model has only in their names.
    CHECK(got.report.notes == std::vector<std::string>{"left out: objects that are there twice"});
    CHECK(got.info.name == "shop");
    CHECK(got.info.product == "PostgreSQL");
    CHECK(got.info.version == "15.4");
    CHECK(got.count(Kind::table) == 3);
    CHECK(got.count(Kind::view) == 1);
    CHECK(got.count(Kind::column) == 4);
    CHECK(got.count(Kind::constraint) == 2); // the relation of the foreign key adds none
    CHECK(got.count(Kind::index) == 1);
    CHECK(got.count(Kind::trigger) == 1);
    CHECK(got.count(Kind::schema) == 1);
    auto const status = got.get<model::Column>("orders", "sta|tus");
    CHECK(status.position == 2);
    CHECK(status.default_value == "'a|b`'::status");
    CHECK(status.comment == test::k_nasty);
    CHECK_FALSE(status.not_null);
    auto const total = got.get<model::Column>("orders", "total");
    CHECK(total.generated == "stored");
    CHECK(total.expression == "price * 2");
    auto const key = got.get<model::Constraint>("orders", "orders_parent_fkey");
    CHECK(key.type == "foreign key");
    CHECK(key.references == model::Ref{"public", "Odd \"name\" 🎉"});
    CHECK(key.referenced_columns == std::vector<std::string>{"id"});
    CHECK(got.get<model::Index>("orders", "orders_pkey").primary);
    CHECK(got.get<model::Type>("", "status").labels == std::vector<std::string>{"new", "do|ne"});
    CHECK(got.get<model::View>("", "open_orders").uses.size() == 1);
}

TEST_CASE("a schema.json of another tool's hand is read: null lists, virtual relations, older names") {
    auto const got = scanned(R"json({"name":"blog","desc":"","tables":[
      {"name":"users","type":"BASE TABLE","comment":"","columns":[
        {"name":"id","type":"int","nullable":false,"default":null,"extra_def":"auto_increment"}],
       "indexes":null,"constraints":null,"triggers":null,"def":"CREATE TABLE users (...)","labels":null},
      {"name":"app.posts","type":"BASE TABLE","columns":[{"name":"user_id","type":"int","nullable":true}],
       "constraints":[{"name":"fk","type":"FOREIGN KEY","table":"app.posts","columns":["user_id"],
         "def":"FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE SET NULL ON UPDATE CASCADE",
         "reference_table":"users","reference_columns":["id"]}],
       "triggers":[{"name":"t","def":"CREATE TRIGGER t BEFORE INSERT OR UPDATE ON posts FOR EACH ROW EXECUTE f()"}]},
      {"name":"logs","type":"BASE TABLE","columns":[{"name":"user_id","type":"int","nullable":true}]}],
     "relations":[
      {"table":"app.posts","columns":["user_id"],"parent_table":"users","parent_columns":["id"],"def":"x","virtual":false},
      {"table":"logs","columns":["user_id"],"parent_table":"users","parent_columns":["id"],"def":"logs->users","virtual":true}],
     "driver":{
    "name" : "postgres", "database_version" : "PostgreSQL 14.2 on x", "meta" : { "current_schema" : "site" }
}
})json");
    CHECK(got.get<model::Table>("", "users").schema == "site");
    CHECK(got.get<model::Table>("", "posts").schema == "app");
    auto const key = got.get<model::Constraint>("posts", "fk");
    CHECK(key.references == model::Ref{"site", "users"});
    CHECK(key.on_delete == "set null");
    CHECK(key.on_update == "cascade");
    CHECK(got.count(Kind::constraint) == 2);
    auto const relation = got.get<model::Constraint>("logs", "users(user_id)");
    CHECK(relation.not_enforced);
    CHECK(relation.definition == "logs->users");
    auto const trigger = got.get<model::Trigger>("posts", "t");
    CHECK(trigger.timing == "before");
    CHECK(trigger.events == std::vector<std::string>{"insert", "update"});
    REQUIRE(got.report.notes.size() == 1);
    CHECK(got.report.notes[0] == "left out: extra definitions of columns");
}

TEST_CASE("what is no schema.json of tbls is refused with its place") {
    auto const message = [](std::string const &text) {
        try {
            scanned(text);
        } catch (base::Error const &error) {
            CHECK(error.code() == base::ExitCode::config);
            auto const what = std::string{error.what()};
            return what.substr(what.find(".json:") + 6);
        }
        return std::string{"it was read"};
    };
    CHECK(message("[]") == "1:1: expected a JSON object, {...}, found []");
    CHECK(message("{}") == "1:1: expected a schema.json of tbls: there is no member \"tables\"");
    CHECK(message("{\"format\":\"scribe\"}") == "1:2: expected a schema.json of tbls, found \"format\"");
    CHECK(message("{\"tables\":[\n {\"name\":7}]}") == "2:10: expected a string, found 7");
    CHECK(message("{\"tables\":[{}]}") == "1:12: expected a table with a \"name\"");
    CHECK(message("{\"tables\":[{\"name\":\"t\",\"columns\":[{\"name\":\"c\",\"nullable\":\"no\"}]}]}") ==
          "1:58: expected true or false, found \"no\"");
    CHECK(message("{\"tables\":[],\"relations\":[{}]}") ==
          "1:27: expected a relation with a \"table\" and a \"parent_table\"");
}
