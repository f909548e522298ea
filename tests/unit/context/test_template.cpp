// SPDX-License-Identifier: MIT
#include "base/files.hpp"
#include "base/text.hpp"
#include "context/template.hpp"
#include "statements.hpp"

#include <catch2/catch.hpp>
#include <unistd.h>

#include <filesystem>

using namespace scribe;
using context::Field;
using context::TemplateRow;
using context::TemplateWriter;

namespace {

/// A folder that is gone with this.
struct Folder {
    std::filesystem::path path = std::filesystem::temp_directory_path() / fmt::format("scribe-template-{}", ::getpid());
    Folder() { std::filesystem::create_directories(path); }
    Folder(Folder const &) = delete;
    Folder &operator=(Folder const &) = delete;
    ~Folder() { std::filesystem::remove_all(path); }
    std::string file(std::string const &name) const { return (path / name).string(); }
};

std::vector<TemplateRow> odd_rows() {
    std::vector<TemplateRow> rows{{"shop", "", "", "", {{Field::description, "The shop"}}},
                                  {"shop", "public", "", "", {{Field::owner, "Ann"}}},
                                  {"shop", "public", "=1+1", "", {{Field::rules, "-never"}}},
                                  {"shop", "public", "Order \"items\"", "a,b;c\td\n😀", {{Field::usage, "x"}}}};
    std::map<Field, std::string> all;
    for (auto const field : context::all_fields()) all[field] = fmt::format("{} of it", context::field_name(field));
    rows.push_back({"shop", "s", "t", "all", all});
    int number = 0;
    for (std::string const text : {"=cmd|'/c calc'!A1",
                                   "+1",
                                   "-1",
                                   "@SUM(A1)",
                                   "'=1",
                                   "''@",
                                   "'quoted'",
                                   "two\nlines",
                                   "say \"yes\"",
                                   "a;=1",
                                   "a,b",
                                   "_x000D_ stays",
                                   "_x005F_",
                                   "０＝",
                                   "＝1",
                                   "5",
                                   "2026-01-31",
                                   "TRUE",
                                   "<b>&amp;</b>",
                                   "0123",
                                   "1e5",
                                   "\xE2\x80\xAEreversed"})
        rows.push_back({"shop", "s", "t", fmt::format("c{}", number++), {{Field::description, text}}});
    return rows;
}

void write(std::string const &path, std::vector<TemplateRow> const &rows) {
    TemplateWriter writer{path};
    for (auto const &row : rows) writer.row(row);
    writer.finish();
}

} // namespace

TEST_CASE("What a template holds is read back as it was", "[context][template]") {
    Folder const folder;
    for (char const *const name : {"t.csv", "t.XLSX"}) {
        auto const path = folder.file(name);
        auto const rows = odd_rows();
        write(path, rows);
        std::vector<context::Statement> read;
        context::read_statements(path, {}, [&](context::Statement &&one) { read.push_back(std::move(one)); });
        REQUIRE(read.size() == rows.size());
        for (std::size_t i = 0; i < rows.size(); ++i) {
            INFO(name << " " << i);
            CHECK(read[i].source == rows[i].source);
            CHECK(read[i].schema == rows[i].schema);
            CHECK(read[i].table == rows[i].table);
            CHECK(read[i].name == rows[i].column);
            CHECK(read[i].fields == rows[i].fields);
        }
        // Same rows, same bytes.
        auto const first = base::read_file(path);
        write(path, rows);
        CHECK(base::read_file(path) == first);
    }
}

TEST_CASE("An empty template is a header that reads as no statement", "[context][template]") {
    Folder const folder;
    for (char const *const name : {"t.csv", "t.xlsx"}) {
        write(folder.file(name), {{"shop", "public", "orders", "id", {}}});
        CHECK(scribe::test::statements_of(*base::read_file(folder.file(name)), name).empty());
    }
    CHECK(base::read_file(folder.file("t.csv")) ==
          "\xEF\xBB\xBFsource,schema,table,column,description,rules,sources,usage,"
          "examples,terms,owner,tags,sensitivity\r\n"
          "shop,public,orders,id,,,,,,,,,\r\n");
}

TEST_CASE("A template that is not finished leaves the old file as it was", "[context][template]") {
    Folder const folder;
    for (char const *const name : {"t.csv", "t.xlsx"}) {
        auto const path = folder.file(name);
        base::write_file_atomic(path, "old");
        {
            TemplateWriter writer{path};
            writer.row({"shop", "public", "orders", "", {}});
        }
        CHECK(base::read_file(path) == "old");
        {
            TemplateWriter writer{path};
            TemplateRow const large{"shop", "s", "t", "c", {{Field::description, std::string(40'000, 'x')}}};
            if (path.ends_with("csv")) writer.row(large);
            else
                CHECK_THROWS_WITH(writer.row(large),
                                  Catch::Contains("what is said of shop s t c has more than 32,767 characters"));
        }
        CHECK(base::read_file(path) == "old");
        CHECK(std::distance(std::filesystem::directory_iterator{folder.path}, {}) >= 1);
        std::filesystem::remove(path);
        CHECK(std::filesystem::is_empty(folder.path));
    }
    CHECK_THROWS_WITH(TemplateWriter{folder.file("t.ods")}, Catch::Contains("a template is CSV or XLSX"));
    CHECK_THROWS_WITH(TemplateWriter{folder.file("no/t.csv")}, Catch::Contains("cannot write"));
    CHECK_THROWS_WITH(TemplateWriter{folder.file("no/t.xlsx")}, Catch::Contains("cannot write"));
}

TEST_CASE("Glossaries are read from CSV", "[context][csv]") {
    Folder const folder;
    auto const read = [&](std::string const &text) {
        base::write_file_atomic(folder.file("g.csv"), text);
        std::string lines;
        context::read_terms(folder.file("g.csv"), {}, [&](context::TermStatement &&one) {
            lines +=
                fmt::format("{}={} [{}]\n", one.name, one.definition, base::join(base::split(one.synonyms, '\n'), "|"));
        });
        return lines;
    };
    CHECK(read("Term,Definition,Synonyms\nOrder,What a customer wants,\"Purchase; Sale\"\nSKU,Stock unit,\n") ==
          "Order=What a customer wants [Purchase|Sale]\nSKU=Stock unit []\n");
    CHECK(read("parent,name*,displayName,description,synonyms,relatedTerms,references,tags,reviewers,owner,"
               "glossaryStatus\n"
               ",Order,An order,What is wanted,a;b,,,,,user:ann,Approved\n") == "Order=What is wanted [a|b]\n");
    CHECK_THROWS_WITH(read("a,b\n1,2\n"), Catch::Contains("expected a header with the columns term and definition"));
    CHECK_THROWS_WITH(read("term,definition\n,2\n"), Catch::Contains("g.csv:2: a definition without its term"));
}
