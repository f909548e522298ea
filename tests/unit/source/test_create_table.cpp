// SPDX-License-Identifier: MIT
#include "source/clean_names.hpp"
#include "source/sqlite/create_parts.hpp"
#include "source/sqlite/create_table.hpp"
#include "source/sqlite/names.hpp"
#include "source/sqlite/tokens.hpp"

#include <catch2/catch.hpp>

using namespace scribe::source::sqlite;
using scribe::source::clean_names;
using Type = ConstraintText::Type;
using Names = std::vector<std::string>;

TEST_CASE("tokens: four quotes, comments, numbers and blobs") {
    auto const tokens =
        tokenize("\"a\"\"b\" `c``d` [e\"f] 'g''h' -- no 'token\n /* nor ( this */ x'0f' 1.5e-3 .5 0xFFe w$1");
    Names names;
    for (auto const &token : tokens) names.push_back(token.name());
    CHECK(names == Names{"a\"b", "c`d", "e\"f", "g'h", "x'0f'", "1.5e-3", ".5", "0xFFe", "w$1"});
    CHECK(tokens[4].kind == Token::Kind::other);
    CHECK(tokens[8].is("W$1"));
    CHECK(tokenize("'open").at(0).name() == "open");
    CHECK(tokenize("a /* open").size() == 1);
    CHECK(tokenize("").empty());
}

TEST_CASE("column constraints are read") {
    auto const t = read_create_table(R"(CREATE TABLE IF NOT EXISTS main."t (" (
        "key" INTEGER CONSTRAINT k PRIMARY KEY ASC ON CONFLICT FAIL AUTOINCREMENT,
        [check] VARCHAR(10, 2) NOT NULL ON CONFLICT IGNORE DEFAULT (1 + (2)) COLLATE [no case],
        `c` DEFAULT -1.5 CONSTRAINT c_min CHECK (c > ')' AND "c" <> (1)) CHECK(c<9),
        'd' DEFAULT 'x, y' CONSTRAINT d_once UNIQUE ON CONFLICT REPLACE,
        e UNSIGNED BIG INT REFERENCES p(x) ON DELETE SET NULL ON UPDATE NO ACTION MATCH full NOT DEFERRABLE,
        f AS (a || ')') STORED, g INT GENERATED ALWAYS AS (1) VIRTUAL CONSTRAINT g_set NOT NULL,
        h CONSTRAINT h_p REFERENCES p DEFERRABLE INITIALLY DEFERRED,
        i DEFAULT current_timestamp NULL, j))");
    Names names;
    for (auto const &c : t.columns) names.push_back(c.name);
    CHECK(names == Names{"key", "check", "c", "d", "e", "f", "g", "h", "i", "j"});
    CHECK(t.columns[0].autoincrement);
    CHECK(t.columns[1].collation == "no case");
    CHECK(t.columns[5].expression == "a || ')'");
    CHECK(t.columns[6].expression == "1");
    REQUIRE(t.constraints.size() == 8);
    CHECK(t.constraints[0].name == "k");
    CHECK(t.constraints[0].conflict == "fail");
    CHECK(t.constraints[1].type == Type::not_null);
    CHECK(t.constraints[2].name == "c_min");
    CHECK(t.constraints[2].expression == "c > ')' AND \"c\" <> (1)");
    CHECK(t.constraints[3].name.empty());
    CHECK(t.constraints[4].name == "d_once");
    CHECK(t.constraints[4].conflict == "replace");
    CHECK(t.constraints[5].match == "full");
    CHECK_FALSE(t.constraints[5].deferrable);
    CHECK(t.constraints[6].name == "g_set");
    CHECK(t.constraints[7].name == "h_p");
    CHECK(t.constraints[7].initially_deferred);
    CHECK(t.find_column("KEY"));
    CHECK_FALSE(t.find_column("nope"));
}

TEST_CASE("table constraints are read, with and without commas between them") {
    auto const t =
        read_create_table("create table t(a,b,primary key(a desc,\"b\" collate nocase) on conflict rollback "
                          "constraint u unique(b) check(a<b), constraint f foreign key(a,b) references p(x,y) "
                          "on delete cascade deferrable initially immediate, "
                          "constraint lost constraint kept check ((a,b) <> (1,2))) without rowid, strict");
    CHECK(t.columns.size() == 2);
    REQUIRE(t.constraints.size() == 5);
    CHECK(t.constraints[0].columns == Names{"a", "b"});
    CHECK(t.constraints[0].conflict == "rollback");
    CHECK(t.constraints[1].name == "u");
    CHECK(t.constraints[2].name.empty());
    CHECK(t.constraints[3].columns == Names{"a", "b"});
    CHECK(t.constraints[3].deferrable);
    CHECK_FALSE(t.constraints[3].initially_deferred);
    CHECK(t.constraints[4].name == "kept");
    CHECK(t.constraints[4].expression == "(a,b) <> (1,2)");
    CHECK(read_create_table("create table t(a integer, primary key(a autoincrement))").columns[0].autoincrement);
}

TEST_CASE("damaged statements end without a result, not in a crash") {
    std::string const whole = "CREATE TABLE t (a INT CHECK (a > 0) REFERENCES p (x) ON DELETE SET NULL, CONSTRAINT c "
                              "UNIQUE (a, b) ON CONFLICT FAIL)";
    for (std::size_t n = 0; n <= whole.size(); ++n) CHECK(read_create_table(whole.substr(0, n)).columns.size() <= 2);
    CHECK(read_create_table(")))((,,,").columns.size() < 9);
}

TEST_CASE("indexes and triggers are read") {
    auto const i = read_create_index(
        "CREATE UNIQUE INDEX \"on\" ON t (a COLLATE nocase DESC, f(b, c), (a || ',') ASC) WHERE a > 0 -- end");
    CHECK(i.keys == Names{"a", "f(b, c)", "(a || ',')"});
    CHECK(i.predicate == "a > 0 -- end");
    auto const t = read_create_trigger("CREATE TEMP TRIGGER IF NOT EXISTS x.y UPDATE OF \"a\", b ON t FOR EACH ROW "
                                       "WHEN CASE new.begin WHEN 1 THEN 0 END = 0 BEGIN SELECT 1; END");
    CHECK(t.timing == "before");
    CHECK(t.event == "update");
    CHECK(t.update_columns == Names{"a", "b"});
    CHECK(t.condition == "CASE new.begin WHEN 1 THEN 0 END = 0");
    CHECK(read_create_trigger("CREATE TRIGGER t INSTEAD OF DELETE ON v BEGIN DELETE FROM t; END").timing ==
          "instead of");
    CHECK(read_virtual_module("CREATE VIRTUAL TABLE IF NOT EXISTS m.t USING \"fts5\"(a)") == "fts5");
    CHECK(read_virtual_module("CREATE TABLE t (a)").empty());
}

TEST_CASE("affinity follows the five rules in their order") {
    CHECK(affinity("CHARINT", false) == "INTEGER");
    CHECK(affinity("FLOATING POINT", false) == "INTEGER");
    CHECK(affinity("nvarchar(20)", false) == "TEXT");
    CHECK(affinity("BLOB", false) == "BLOB");
    CHECK(affinity("", false) == "BLOB");
    CHECK(affinity("DOUBLE", false) == "REAL");
    CHECK(affinity("STRING", false) == "NUMERIC");
    CHECK(affinity("ANY", true) == "BLOB");
    CHECK(affinity("ANY", false) == "NUMERIC");
}

TEST_CASE("names that are no UTF-8 are repaired without meeting a real one") {
    std::size_t repaired = 0;
    CHECK(clean_names({"a\xff", "a\xef\xbf\xbd", "a\xfe"}, repaired) ==
          Names{"a\xef\xbf\xbd~2", "a\xef\xbf\xbd", "a\xef\xbf\xbd~3"});
    CHECK(repaired == 2);
    CHECK(quote_list({"plain_1", "Mixed", "order", "1st", "a b"}) == "plain_1, Mixed, \"order\", \"1st\", \"a b\"");
}
