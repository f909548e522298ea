// SPDX-License-Identifier: MIT
#include "output/output.hpp"

#include <catch2/catch.hpp>
#include <stdlib.h>

#include <fstream>
#include <sstream>

using namespace scribe;
using cli::Cell;

namespace {

/// A context on string streams.
struct Fixture {
    std::ostringstream out, err;
    std::istringstream in;
    bool no_color = false;
    cli::Context context{.out = out,
                         .err = err,
                         .in = in,
                         .environment =
                             [this](char const *name) {
                                 return no_color && std::string_view{name} == "NO_COLOR"
                                            ? std::optional<std::string>{"1"}
                                            : std::nullopt;
                             },
                         .working_folder = {}};

    std::string write(std::string const &format, std::vector<std::vector<Cell>> const &rows,
                      std::string const &file = {}) {
        cli::ListWriter writer{
            context,
            {format, file},
            {{"ref", "NAME", false, true}, {"bytes", "SIZE", true, false}, {"extra", "", false, false}}};
        for (auto const &row : rows) writer.row(row);
        writer.finish(7);
        return out.str();
    }
};

std::vector<std::vector<Cell>> const k_rows = {
    {"public.客户", Cell::bytes(2048), true},
    {"a\nb", Cell{}, Cell{}},
};

} // namespace

TEST_CASE("tables are aligned by display width, one line a row, without the columns that have no title") {
    CHECK(Fixture{}.write("table", k_rows) == "NAME           SIZE\n"
                                              "public.客户  2.0 kB\n"
                                              "a b\n");
    CHECK(Fixture{}.write("table", {}).empty());
}

TEST_CASE("only a terminal gets cut cells and bold headings") {
    Fixture f;
    f.context.out_is_terminal = true;
    f.context.terminal_width = 24;
    std::string const name(40, 'x');
    CHECK(f.write("table", {{name, 5, true}}) ==
          "\x1b[1mNAME                SIZE\x1b[0m\n" + std::string(17, 'x') + "…     5\n");
    Fixture plain;
    plain.context.out_is_terminal = true;
    plain.no_color = true;
    CHECK(plain.write("table", {{"a", 5, true}}) == "NAME  SIZE\na        5\n");
    CHECK(Fixture{}.write("table", {{name, 5, true}}).find(name) != std::string::npos);
}

TEST_CASE("a terminal that is too narrow for all columns gets those that cannot be spared", "[output]") {
    auto const lines = [](int width) {
        Fixture f;
        f.no_color = true;
        f.context.out_is_terminal = true;
        f.context.terminal_width = width;
        cli::ListWriter writer{f.context,
                               {},
                               {{.name = "a", .title = "QUERY"},
                                {.name = "b", .title = "SHARE", .number = true, .spare = 1},
                                {.name = "c", .title = "CALLS", .number = true, .spare = 2},
                                {.name = "d", .title = "STATEMENT", .elastic = true}}};
        writer.row({"0123456789", 50, 7, std::string(40, 'x')});
        writer.finish(1);
        return f.out.str();
    };
    CHECK(lines(37) == "QUERY       SHARE  CALLS  STATEMENT\n0123456789     50      7  xxxxxxxxxx…\n");
    CHECK(lines(32) == "QUERY       SHARE  STATEMENT\n0123456789     50  xxxxxxxxxxxx…\n");
    CHECK(lines(24) == "QUERY       STATEMENT\n0123456789  xxxxxxxxxxx…\n");
}

TEST_CASE("JSON has the total and stays JSON whatever the names hold") {
    CHECK(Fixture{}.write("json", k_rows) == "{\"format_version\":1,\"items\":[\n"
                                             "{\"ref\":\"public.客户\",\"bytes\":2048,\"extra\":true},\n"
                                             "{\"ref\":\"a\\nb\",\"bytes\":null,\"extra\":null}\n"
                                             "],\"total\":7}\n");
    CHECK(Fixture{}.write("json", {}) == "{\"format_version\":1,\"items\":[],\"total\":7}\n");
    CHECK(Fixture{}.write("jsonl", {{"\xff", 1, Cell::json("[1]")}}) ==
          "{\"ref\":\"\xef\xbf\xbd\",\"bytes\":1,\"extra\":[1]}\n");
}

TEST_CASE("CSV quotes as RFC 4180 and disarms formulas, not numbers") {
    CHECK(Fixture{}.write("csv", {{"a,\"b\"", -1, "=1+1"}, {"x\ny", 2, "@a,b"}}) == "ref,bytes,extra\r\n"
                                                                                    "\"a,\"\"b\"\"\",-1,'=1+1\r\n"
                                                                                    "\"x\ny\",2,\"'@a,b\"\r\n");
    CHECK(Fixture{}.write("csv", {}) == "ref,bytes,extra\r\n");
}

TEST_CASE("an output file appears whole or not at all") {
    std::string folder = "/tmp/scribe-output-XXXXXX";
    REQUIRE(mkdtemp(folder.data()));
    auto const path = folder + "/list.csv";
    {
        Fixture f;
        cli::ListWriter unfinished{f.context, {"csv", path}, {{"ref", "", false, false}}};
        unfinished.row({"a"});
        CHECK_FALSE(std::filesystem::exists(path));
    }
    CHECK(std::filesystem::is_empty(folder));
    CHECK(Fixture{}.write("csv", {{"a", 1, ""}}, path).empty());
    std::ifstream file{path};
    CHECK(std::string{std::istreambuf_iterator<char>{file}, {}} == "ref,bytes,extra\r\na,1,\r\n");
    CHECK_THROWS_AS(Fixture{}.write("csv", {}, folder + "/missing/list.csv"), base::Error);
    std::filesystem::remove_all(folder);
}
