// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "diagrams.hpp"
#include "every_kind.hpp"
#include "export/erd/communities.hpp"
#include "export/erd/erd.hpp"
#include "export/erd/split.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <mutex>
#include <numeric>
#include <set>

using namespace scribe;
using namespace exporter::erd;

namespace {

/// Two groups of five tables, each linked to all of its own, and one link between the groups.
std::vector<Link> two_groups() {
    std::vector<Link> links{{0, 5}};
    for (std::size_t i = 0; i < 5; ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            links.push_back({i, j});
            links.push_back({5 + i, 5 + j});
        }
    }
    return links;
}

/// A model of `count` tables, each of which refers to the one `step` before it.
void add_chain(test::MemoryReader &reader, int count, int step) {
    for (int i = 0; i < count; ++i) {
        auto const name = "t" + std::to_string(1000 + i);
        reader.add(test::make<model::Table>("public", name));
        reader.add(test::column(name, "id", 1, "bigint", true));
        reader.add(test::column(name, "before", 2, "bigint", false));
        if (i < step) continue;
        auto key = test::make<model::Constraint>("public", name + "_fkey", name);
        key.type = "foreign key";
        key.columns = {"before"};
        key.references = {"public", "t" + std::to_string(1000 + i - step)};
        key.referenced_columns = {"id"};
        reader.add(key);
    }
}

/// Pictures that are their own text, kept by name.
struct Folder final : exporter::Sink {
    void file(std::string_view path, std::string content) override { files.emplace(path, std::move(content)); }
    std::map<std::string, std::string> files;
};

Options picture_options(Layout layout) {
    Options options;
    options.form = forms().front();
    options.layout = std::move(layout);
    return options;
}

} // namespace

TEST_CASE("communities are what is linked more within than to others") {
    CHECK(communities(10, two_groups()) == std::vector<std::size_t>{0, 0, 0, 0, 0, 1, 1, 1, 1, 1});
    auto reversed = two_groups();
    std::ranges::reverse(reversed);
    CHECK(communities(10, reversed) == communities(10, two_groups()));
    CHECK(communities(3, {}) == std::vector<std::size_t>{0, 1, 2});
    CHECK(communities(2, {{0, 0}, {1, 1}}) == std::vector<std::size_t>{0, 1});
    CHECK(communities(0, {}).empty());
    auto const finer = communities(10, two_groups(), 20);
    CHECK(*std::ranges::max_element(finer) > 1);
}

TEST_CASE("each table stands on one page, and no page is too large") {
    Diagram diagram;
    auto const hub = test::add_star(diagram, "users", 180); // nothing but a hub divides it
    for (auto const *const name : {"orders", "items"}) {
        auto const centre = test::add_star(diagram, name, 30);
        test::refer(diagram, centre, "centre", hub);
    }
    for (int i = 0; i < 70; ++i) test::add_table(diagram, "alone_" + std::to_string(i));
    for (auto const grouping : {Grouping::none, Grouping::community, Grouping::schema, Grouping::prefix}) {
        std::vector<std::size_t> placed;
        for (auto const &page : divide(diagram, grouping)) {
            CHECK(page.size() <= 50);
            CHECK(std::ranges::is_sorted(page));
            placed.insert(placed.end(), page.begin(), page.end());
        }
        std::ranges::sort(placed);
        std::vector<std::size_t> all(diagram.tables.size());
        std::iota(all.begin(), all.end(), std::size_t{0});
        CHECK(placed == all);
    }
    auto const pages = divide(diagram, Grouping::none);
    auto const orders = std::ranges::find_if(pages, [&](auto const &page) {
        return std::ranges::any_of(page, [&](auto table) { return diagram.tables[table].ref.name == "orders"; });
    });
    REQUIRE(orders != pages.end());
    CHECK(std::ranges::count_if(
              *orders, [&](auto table) { return diagram.tables[table].ref.name.starts_with("orders_"); }) == 30);
}

TEST_CASE("a page names the tables of others that it refers to, and the overview leads to all pages") {
    Diagram diagram;
    diagram.title = "shop";
    auto const users = test::add_star(diagram, "users", 40, "crm");
    auto const orders = test::add_star(diagram, "orders", 40);
    diagram.tables[orders].columns.push_back(diagram.tables[orders + 1].columns.back());
    test::refer(diagram, orders, "centre", users);
    for (std::size_t i = 1; i <= 6; ++i) { // more than are drawn: these are told in words
        diagram.tables[orders + i].columns.emplace_back().name = "user_id";
        test::refer(diagram, orders + i, "user_id", users + 1);
    }
    for (int i = 0; i < 80; ++i) test::add_table(diagram, "alone_" + std::to_string(i), {}, "misc");
    auto const pages = split(diagram, Grouping::schema, ".svg");
    REQUIRE(pages.size() == 5);
    CHECK(pages[0].stem == "overview");
    CHECK(pages[0].diagram.overview);
    std::set<std::string> stems, links;
    for (auto const &page : pages) stems.insert(page.stem + ".svg");
    for (auto const &node : pages[0].diagram.tables) links.insert(node.link);
    stems.erase("overview.svg");
    CHECK(links == stems);
    REQUIRE(pages[0].diagram.edges.size() == 1);
    CHECK(pages[0].diagram.edges[0].count == 7);

    auto const page = std::ranges::find(pages, "public.orders", &Page::stem);
    REQUIRE(page != pages.end());
    auto const &tables = page->diagram.tables;
    auto const outside = std::ranges::find(tables, true, &Table::outside);
    REQUIRE(outside != tables.end());
    CHECK(outside->ref.name == "users");
    CHECK(outside->link == "crm.users.svg");
    CHECK(outside->columns.empty());
    CHECK(std::ranges::count(tables, true, &Table::outside) == 1);
    auto const first = std::ranges::find(tables, model::Ref{"public", "orders_0"}, &Table::ref);
    CHECK(first->columns.back().target == "crm.users_0");
    CHECK(first->columns.back().link == "crm.users.svg");
    auto const referred = std::ranges::find(pages, "crm.users", &Page::stem);
    auto const target = std::ranges::find(referred->diagram.tables, model::Ref{"crm", "users_0"}, &Table::ref);
    CHECK(target->note == "← 6 on other pages");
}

TEST_CASE("pictures of many tables are a folder with an overview; of few tables one file") {
    std::mutex mutex;
    int drawn = 0;
    auto const options = picture_options([&](std::string const &dot, std::string_view form, auto) {
        std::lock_guard const lock{mutex};
        ++drawn;
        CHECK(form == "svg");
        return std::optional{"<svg>" + dot + "</svg>"};
    });
    test::MemoryReader few, many;
    add_chain(few, 150, 1);
    add_chain(many, 151, 1);
    Folder one, several;
    make_pages(options)->write(few, one);
    CHECK(one.files.size() == 1);
    CHECK(one.files.contains("erd.svg"));
    drawn = 0;
    make_pages(options)->write(many, several);
    CHECK(several.files.size() > 4);
    CHECK(several.files.contains("overview.svg"));
    CHECK(static_cast<std::size_t>(drawn) == several.files.size());
}

TEST_CASE("what cannot be drawn in layers in time is spread; what cannot be drawn at all is an error") {
    test::MemoryReader reader;
    add_chain(reader, 3, 1);
    std::vector<std::string> asked;
    bool never = false;
    auto const options = picture_options([&](std::string const &dot, std::string_view, auto) {
        asked.push_back(dot);
        bool const spread = dot.find("layout=sfdp") != std::string::npos;
        return spread && !never ? std::optional<std::string>{"<svg></svg>"} : std::nullopt;
    });
    std::string out;
    write_one(reader, options, [&out](std::string_view text) { out += text; });
    CHECK(asked.size() == 2);
    CHECK(out.find("<svg>") != std::string::npos);
    never = true;
    try {
        write_one(reader, options, [](std::string_view) {});
        FAIL("it was drawn");
    } catch (base::Error const &error) {
        CHECK(error.code() == base::ExitCode::output);
        CHECK(std::string{error.what()} == "Graphviz did not draw 3 tables within 60 seconds");
    }
}

TEST_CASE("an error of one page ends the export") {
    test::MemoryReader reader;
    add_chain(reader, 400, 1);
    auto const options = picture_options([](std::string const &, std::string_view, auto) -> std::optional<std::string> {
        throw base::Error(base::ExitCode::output, "no dot");
    });
    Folder folder;
    CHECK_THROWS_AS(make_pages(options)->write(reader, folder), base::Error);
    CHECK(folder.files.empty());
}
