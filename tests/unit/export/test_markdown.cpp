// SPDX-License-Identifier: MIT
#include "base/files.hpp"
#include "every_kind.hpp"
#include "export/exporter.hpp"
#include "golden_file.hpp"

#include <catch2/catch.hpp>

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
