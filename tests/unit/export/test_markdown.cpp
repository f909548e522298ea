// SPDX-License-Identifier: MIT
#include "base/files.hpp"
#include "every_kind.hpp"
#include "export/exporter.hpp"
#include "golden_file.hpp"

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include <filesystem>

namespace fs = std::filesystem;
using namespace scribe;

namespace {

struct MapSink final : exporter::Sink {
    void file(std::string_view path, std::string content) override {
        CHECK(files.emplace(path, std::move(content)).second); // each path once
    }
    std::map<std::string, std::string> files;
};

std::map<std::string, std::string> exported(test::MemoryReader &reader) {
    MapSink sink;
    for (auto const &format : exporter::formats()) {
        if (format.name == "markdown") format.make()->write(reader, sink);
    }
    return sink.files;
}

} // namespace

TEST_CASE("Markdown of every kind of object is as the golden files have it") {
    test::MemoryReader reader;
    add_orders(reader);
    add_others(reader);
    auto const files = exported(reader);
    CHECK(files == exported(reader));
    auto const golden = test::golden_path("markdown");
    if (test::accepts()) {
        fs::remove_all(golden);
        for (auto const &[path, content] : files) test::write_golden("markdown/" + path, content);
        return;
    }
    std::map<std::string, std::string> expected;
    for (auto const &entry : fs::recursive_directory_iterator{golden}) {
        if (entry.is_regular_file())
            expected.emplace(fs::relative(entry.path(), golden).string(), *base::read_file(entry.path()));
    }
    for (auto const &[path, content] : expected) {
        INFO(path);
        REQUIRE(files.contains(path));
        CHECK(files.at(path) == content);
    }
    CHECK(files.size() == expected.size());
}

TEST_CASE("the page of a type names all that uses it") {
    test::MemoryReader reader;
    auto amount = test::make<model::Type>("app", "Amount");
    amount.type_kind = "domain";
    amount.base_type = "numeric";
    reader.add(amount);
    auto price = test::make<model::Type>("app", "price");
    price.type_kind = "domain";
    price.base_type = "app.\"Amount\"";
    reader.add(price);
    reader.add(test::make<model::Table>("public", "bill"));
    auto total = test::column("bill", "total", 1, "app.\"Amount\"", true);
    total.user_type = {"app", "Amount"};
    total.default_value = "(0)::app.\"Amount\"";
    reader.add(total);
    reader.add(test::column("bill", "app", 2, "text", true));
    auto check = test::make<model::Constraint>("public", "positive", "bill");
    check.type = "check";
    check.definition = "CHECK (((total)::text <> (0)::app.price::text) AND app.price('x'))";
    reader.add(check);
    auto view = test::make<model::View>("public", "sums");
    view.definition = " SELECT 'app.price' AS a, (1)::app.price AS b;";
    reader.add(view);
    auto routine = test::make<model::Routine>("public", "pay(app.price)");
    routine.routine_name = "pay";
    routine.routine_kind = "function";
    routine.arguments = "app.price";
    routine.body = "SELECT 1 -- app.\"Amount\"";
    reader.add(routine);
    auto const files = exported(reader);
    std::string const head = "## Used by\n\n| Kind | Object | Part |\n| --- | --- | --- |\n";
    CHECK_THAT(files.at("types/app.Amount.md"),
               Catch::Contains(head + "| column | [`public.bill`](../public.bill.md) | `total` |\n"
                                      "| domain | [`app.price`](app.price.md) | |\n\n"));
    CHECK_THAT(files.at("types/app.price.md"),
               Catch::Contains(head + "| check | [`public.bill`](../public.bill.md) | `positive` |\n"
                                      "| function | [`public.pay`](../routines/public.pay.md) | `pay(app.price)` |\n"
                                      "| view | [`public.sums`](../public.sums.md) | |\n\n"));
    CHECK_THAT(files.at("types/app.price.md"), Catch::Contains("| Base type | [`app.\"Amount\"`](app.Amount.md) |\n"));
}

TEST_CASE("tables that are not logged are in no publication of all tables") {
    test::MemoryReader reader;
    auto everything = test::make<model::Publication>("", "everything");
    everything.all_tables = true;
    reader.add(everything);
    auto of_schema = test::make<model::Publication>("", "some");
    of_schema.schemas = {"app"};
    reader.add(of_schema);
    for (std::string const name : {"kept", "unlogged", "foreign"}) {
        auto table = test::make<model::Table>("app", name);
        if (name == "unlogged") table.persistence = name;
        if (name == "foreign") table.table_kind = name;
        reader.add(table);
    }
    auto const files = exported(reader);
    CHECK(files.at("app.kept.md").find("| Published in | `everything`; `some` |") != std::string::npos);
    CHECK(files.at("app.unlogged.md").find("Published") == std::string::npos);
    CHECK(files.at("app.foreign.md").find("Published") == std::string::npos);
}

TEST_CASE("a multirange stands on the page of its range") {
    test::MemoryReader reader;
    auto span = test::make<model::Type>("app", "span");
    span.type_kind = "range";
    span.base_type = "double precision";
    span.multirange = "Spans";
    reader.add(span);
    reader.add(test::make<model::Table>("public", "visit"));
    auto pauses = test::column("visit", "pauses", 1, "app.\"Spans\"", true);
    pauses.user_type = {"app", "Spans"};
    pauses.default_value = "'{}'::app.\"Spans\"";
    reader.add(pauses);
    auto view = test::make<model::View>("public", "none");
    view.definition = " SELECT '{}'::app.\"Spans\" AS a;";
    reader.add(view);
    auto const files = exported(reader);
    CHECK(files.at("public.visit.md").find("| `pauses` | [`app.\"Spans\"`](types/app.span.md) |") != std::string::npos);
    auto const &page = files.at("types/app.span.md");
    CHECK(page.find("| Multirange | `Spans` |") != std::string::npos);
    CHECK(page.find("| column | [`public.visit`](../public.visit.md) | `pauses` |") != std::string::npos);
    CHECK(page.find("| view | [`public.none`](../public.none.md) |") != std::string::npos);
}

TEST_CASE("a diagram has what views read and what belongs together, keys first") {
    test::MemoryReader reader;
    for (auto const *name : {"account", "bill", "parent"}) reader.add(test::make<model::Table>("public", name));
    auto key = test::make<model::Constraint>("public", "bill_fkey", "bill");
    key.type = "foreign key";
    key.columns = {"account_id"};
    key.references = {"public", "account"};
    reader.add(key);
    for (int i = 10; i < 40; ++i) {
        auto view = test::make<model::View>("public", fmt::format("view{}", i));
        view.uses = {{{"public", "account"}, {}}};
        if (i == 11) view.uses.push_back({{"public", "view10"}, {}});
        reader.add(view);
    }
    auto heir = test::make<model::Table>("public", "heir");
    heir.inherits = {{"public", "parent"}};
    reader.add(heir);
    auto log = test::make<model::Table>("public", "log");
    log.table_kind = "partitioned";
    reader.add(log);
    for (int i = 10; i < 19; ++i) {
        auto partition = test::make<model::Table>("public", fmt::format("log{}", i));
        partition.partition_of = {"public", "log"};
        reader.add(partition);
    }
    auto const files = exported(reader);
    auto const diagram = [&](std::string const &page) {
        auto const &text = files.at("public." + page + ".md");
        auto const from = text.find("```mermaid\n"), to = text.find("```\n", from + 3);
        return from == std::string::npos ? std::string{} : text.substr(from, to - from);
    };
    // A key comes before 30 views, and the limit holds for both together.
    auto const account = diagram("account");
    CHECK_THAT(account, Catch::Contains("t1[\"public.bill\"]") && Catch::Contains("t1 }o--o| t0 : \"account_id\""));
    CHECK_THAT(account, Catch::Contains("t20[\"public.view28\"]") && !Catch::Contains("t21"));
    CHECK_THAT(files.at("public.account.md"), Catch::Contains("The diagram shows 20 of 31 neighbours."));
    CHECK(diagram("view10") == "```mermaid\nerDiagram\n    t0[\"public.view10\"]\n    t1[\"public.account\"]\n"
                               "    t2[\"public.view11\"]\n    t0 }o..o{ t1 : \"reads\"\n"
                               "    t2 }o..o{ t0 : \"reads\"\n");
    CHECK_THAT(diagram("heir"), Catch::Contains("t0 }o..o{ t1 : \"inherits\""));
    CHECK_THAT(diagram("parent"), Catch::Contains("t1 }o..o{ t0 : \"inherits\""));
    // Many partitions tell nothing; each of them names its table.
    CHECK(diagram("log").empty());
    CHECK_THAT(diagram("log18"), Catch::Contains("t0 }o..o{ t1 : \"partition of\""));
}

TEST_CASE("the index tells whose a schema is and who may use it") {
    test::MemoryReader reader;
    auto schema = test::make<model::Schema>("app", "app");
    schema.owner = "a|b";
    schema.grants = {{"clerk", {"CREATE", "USAGE"}, {"USAGE"}}, {"public", {"USAGE"}, {}}};
    reader.add(schema);
    reader.add(test::make<model::Table>("app", "t"));
    auto const rights = std::string{"`clerk`: CREATE, USAGE (may grant on: USAGE); `public`: USAGE"};
    CHECK(exported(reader).at("README.md").find("\n| `a\\|b` | " + rights + " |\n") != std::string::npos);
    reader.add(test::make<model::Schema>("other", "other"));
    auto const several = exported(reader).at("README.md");
    CHECK(several.find("| app | 1 | 0 | 0 | 0 | `a\\|b` | " + rights + " |\n") != std::string::npos);
    CHECK(several.find("\n| Owner | Grants |\n") == std::string::npos);
}

TEST_CASE("an index that GitHub would not render is split") {
    test::MemoryReader reader;
    for (int i = 0; i < 6'000; ++i) {
        auto table = test::make<model::Table>("public", "table_with_a_rather_long_name_" + std::to_string(i));
        table.comment = "what it is for, said in some words";
        reader.add(table);
    }
    auto const files = exported(reader);
    CHECK(files.contains("schemas/public.md"));
    CHECK(files.contains("schemas/public.2.md"));
    CHECK(files.at("README.md").find("(schemas/public.md)") != std::string::npos);
    std::string lists;
    for (auto const &[path, content] : files) {
        CHECK(content.size() < 300'000);
        if (path.starts_with("schemas/")) lists += content;
    }
    for (int i = 0; i < 6'000; i += 599) {
        CHECK(lists.find("(../public.table_with_a_rather_long_name_" + std::to_string(i) + ".md)") !=
              std::string::npos);
    }
}

TEST_CASE("names in links and lists can be seen, and take no link over") {
    test::MemoryReader reader;
    auto const add = [&reader](std::string name, std::string column) {
        model::Table table;
        table.schema = "public";
        table.name = std::move(name);
        model::Column one;
        one.schema = table.schema;
        one.table = table.name;
        one.name = std::move(column);
        one.position = 1;
        one.type = "text";
        reader.add(table);
        reader.add(one);
    };
    add("   ", "  ");
    add("[x](http://evil/a_b)", "c");
    add("rtl\u202eevil", "b\u202ec");
    auto const files = exported(reader);
    auto const &index = files.at("README.md");
    CHECK(index.find("[\"   \"](") != std::string::npos);
    CHECK(index.find("<http://evil") == std::string::npos);
    CHECK(index.find("[\\[x\\](http&#58;//evil/a\\_b)](") != std::string::npos);
    CHECK(index.find("[U&amp;\"rtl\\\\202eevil\"](") != std::string::npos);
    bool blank = false, turned = false;
    for (auto const &[path, content] : files) {
        blank = blank || content.find("| `\"  \"` |") != std::string::npos;
        turned = turned || content.find("| `U&\"b\\202ec\"` |") != std::string::npos;
    }
    CHECK(blank);
    CHECK(turned);
}
