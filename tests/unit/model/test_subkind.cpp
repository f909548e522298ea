// SPDX-License-Identifier: MIT
#include "model/serialize.hpp"
#include "model/subkind.hpp"

#include <catch2/catch.hpp>

#include <set>

using namespace scribe::model;

namespace {

/// The names of the subkinds that a record is of.
std::set<std::string_view> subkinds_of(Record const &record) {
    std::set<std::string_view> names;
    for (auto const &subkind : all_subkinds()) {
        if (subkind.kind == record.kind && record.body.find(subkind.body_part) != std::string::npos)
            names.insert(subkind.name);
    }
    return names;
}

using Names = std::set<std::string_view>;

Record constraint(std::string type) {
    Constraint object;
    object.type = std::move(type);
    object.columns = {R"("type":"check")"};
    object.definition = R"("type":"unique")";
    return to_record(object);
}

Record type(std::string type_kind) {
    Type object;
    object.type_kind = std::move(type_kind);
    object.labels = {R"("type_kind":"enum")"};
    return to_record(object);
}

Record routine(std::string routine_kind) {
    Routine object;
    object.routine_kind = std::move(routine_kind);
    object.body = R"(SELECT '"routine_kind":"aggregate"')";
    return to_record(object);
}

} // namespace

TEST_CASE("the body of a record tells its subkinds") {
    Table table;
    CHECK(subkinds_of(to_record(table)) == Names{});
    table.persistence = "unlogged";
    table.partition_of = {"public", "measurement"};
    CHECK(subkinds_of(to_record(table)) == Names{"partition", "unlogged-table"});
    table.table_kind = "partitioned";
    CHECK(subkinds_of(to_record(table)) == Names{"partition", "partitioned-table", "unlogged-table"});
    for (auto const *kind : {"foreign", "virtual", "shadow"}) {
        Table other;
        other.table_kind = kind;
        CHECK(subkinds_of(to_record(other)) == Names{subkind_from_word(std::string{kind} + "-table")->name});
    }
    View view;
    CHECK(subkinds_of(to_record(view)) == Names{});
    view.materialized = true;
    CHECK(subkinds_of(to_record(view)) == Names{"materialized-view"});
    CHECK(subkinds_of(constraint("primary key")) == Names{"primary-key"});
    CHECK(subkinds_of(constraint("foreign key")) == Names{"foreign-key"});
    CHECK(subkinds_of(constraint("unique")) == Names{"unique"});
    CHECK(subkinds_of(constraint("check")) == Names{"check"});
    CHECK(subkinds_of(constraint("exclusion")) == Names{"exclusion"});
    CHECK(subkinds_of(constraint("not null")) == Names{"not-null"});
    CHECK(subkinds_of(type("enum")) == Names{"enum"});
    CHECK(subkinds_of(type("domain")) == Names{"domain"});
    CHECK(subkinds_of(type("composite")) == Names{"composite-type"});
    CHECK(subkinds_of(type("range")) == Names{"range-type"});
    CHECK(subkinds_of(type("base")) == Names{"base-type"});
    CHECK(subkinds_of(routine("function")) == Names{"function"});
    CHECK(subkinds_of(routine("procedure")) == Names{"procedure"});
    CHECK(subkinds_of(routine("aggregate")) == Names{"aggregate"});
    CHECK(subkinds_of(routine("window")) == Names{"window-function"});
}

TEST_CASE("subkinds have a word, a plural and a short word") {
    auto const name = [](std::string_view word) {
        auto const *subkind = subkind_from_word(word);
        return subkind ? subkind->name : "";
    };
    CHECK(name("foreign-key") == "foreign-key");
    CHECK(name("foreign-keys") == "foreign-key");
    CHECK(name("materialized-views") == "materialized-view");
    CHECK(name("materialized") == "materialized-view");
    CHECK(name("composite") == "composite-type");
    CHECK(name("unlogged") == "unlogged-table");
    CHECK(name("table") == "");
    CHECK(name("") == "");
}
