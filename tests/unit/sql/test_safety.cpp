// SPDX-License-Identifier: MIT
#include "known_names.hpp"
#include "sql/text/comments.hpp"

#include <catch2/catch.hpp>

#include <random>

using namespace scribe;

namespace {

tests::KnownNames const k_tables{"a(id, x)", "b(id, a_id)"};

std::string repeated(std::string_view part, std::size_t count) {
    std::string text;
    for (std::size_t i = 0; i < count; ++i) text += part;
    return text;
}

std::string error_of(std::string_view text) { return sql::analyze(text, k_tables).error; }

/// Statements of many kinds, to be broken.
std::vector<std::string> const k_statements{
    "WITH RECURSIVE t(n) AS (SELECT id FROM a UNION ALL SELECT b.id FROM b, t WHERE b.a_id = t.n) SELECT *, (SELECT "
    "max(x) "
    "FROM a WHERE a.id = t.n) FROM t LEFT JOIN LATERAL (SELECT * FROM a WHERE id = n) q USING (id) ORDER BY 1 LIMIT $1",
    "MERGE INTO a USING b ON a.id = b.a_id WHEN MATCHED AND a.x = 'é' THEN UPDATE SET x = 1 WHEN NOT MATCHED THEN "
    "INSERT "
    "VALUES (1, U&'d\\0061t' || E'\\x41', (ARRAY[1, 2])[1], ROW(1, 2), 1.5e10, B'01', X'1F')",
    "CREATE FUNCTION f(p int = 3) RETURNS SETOF a LANGUAGE plpgsql AS $x$ DECLARE r record; BEGIN FOR r IN SELECT * "
    "FROM a "
    "LOOP IF r.id = ANY (ARRAY(SELECT a_id FROM b)) THEN RETURN NEXT r; END IF; END LOOP; EXECUTE 'x' USING p; RETURN; "
    "END $x$",
    "SELECT x.* FROM ROWS FROM (f(1), unnest(ARRAY[1])) WITH ORDINALITY AS x(p, q, r), XMLTABLE('/a' PASSING d COLUMNS "
    "id int), "
    "b TABLESAMPLE system (10) WHERE CASE a WHEN 1 THEN b.id IN (1, 2) ELSE NOT (a, b) = ANY (SELECT 1, 2) END",
    "CREATE RULE r AS ON INSERT TO a WHERE NEW.x > 1 DO INSTEAD (INSERT INTO b SELECT NEW.id; DELETE FROM b WHERE id = "
    "NEW.x)",
    "DO $$ BEGIN PERFORM 1 FROM a NATURAL JOIN b; END $$; SELECT [x], `y` FROM a JOIN b USING (id) AS j",
};

} // namespace

TEST_CASE("texts that are refused before the parser sees them", "[sql]") {
    CHECK(error_of("SELECT '" + std::string(sql::k_most_bytes, 'x') + "'") == "it is longer than 64 kB");
    CHECK(error_of(std::string_view{"SELECT 1\0 FROM a", 16}) == "it holds a NUL byte");
    CHECK(error_of("SELECT '\xff'") == "it is no valid UTF-8");
    CHECK(error_of(repeated("(", 100'000)) != "");
    CHECK(error_of(repeated("/*", 30'000)) == "it has too many comments");
    CHECK(error_of(repeated("/* x */ ", 1'500) + "SELECT 1") == "");
    CHECK(error_of("SELECT '" + std::string(5'000, 'x')).size() < 300);
}

TEST_CASE("what nests deeply is refused and never overflows the stack", "[sql]") {
    for (auto const *part :
         {"(", "((SELECT ", "- ", "NOT ", "1+", "a||", "CASE WHEN ", "f(", "ARRAY[", "x::int::", "a.", "x[1]",
          "SELECT * FROM (", "EXISTS(", "a, ", "1 UNION SELECT ", "a JOIN ", "::int", "WITH x AS ("}) {
        INFO(part);
        auto const body = repeated(part, 65'000 / std::string_view{part}.size());
        CHECK(error_of(body) != "");
        sql::analyze("SELECT " + body.substr(0, 65'000) + "1", k_tables);
        sql::analyze("SELECT 1 FROM " + body.substr(0, 65'000) + " a", k_tables);
    }
    CHECK(error_of("SELECT 1" + repeated("+1", 30'000)) == "it nests too deeply");
    CHECK(error_of("SELECT " + repeated("x||", 1'500) + "y FROM a") == "");
    CHECK(error_of("SELECT 1 WHERE a" + repeated(" AND a", 10'000)) == "");
    CHECK(error_of("SELECT 1" + repeated(" UNION SELECT 1", 4'000)) == "");
}

TEST_CASE("functions on which libpg_query would abort", "[sql]") {
    CHECK(error_of("CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql") == "");
    CHECK(error_of("CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS 'x' AS 'y'") == "");
    CHECK(error_of("CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'x', 'y'; DO LANGUAGE plpgsql 'BEGIN END'") == "");
    CHECK(
        error_of("CREATE FUNCTION f() RETURNS int AS 'x'; CREATE FUNCTION g() RETURNS int BEGIN ATOMIC SELECT 1; END; "
                 "CREATE FUNCTION h() RETURNS int LANGUAGE plpgsql AS 'BEGIN RETURN 1; END'") == "");
    CHECK(error_of("DO LANGUAGE plpgsql") == "");
    CHECK(error_of("DO LANGUAGE plperl 'x'") == "");
}

TEST_CASE("work that multiplies has an end", "[sql]") {
    std::string text = "WITH t0 AS (SELECT * FROM a)";
    for (int i = 1; i < 60; ++i) text += fmt::format(", t{} AS (SELECT t{}.*, t{}.* FROM t{})", i, i - 1, i - 1, i - 1);
    CHECK(error_of(text + " SELECT * FROM t59") == "it takes too much work to follow its columns");
    CHECK(error_of("SELECT 1 FROM a x" + repeated(", a", 15'000) + " WHERE " + repeated("z=z AND ", 500) + "z=z") ==
          "it takes too much work to follow its columns");
    text = "SELECT * FROM a";
    for (int i = 0; i < 20; ++i)
        text = fmt::format("CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $t{}$ {} $t{}$", i, text, i);
    CHECK(error_of(text) == "functions within functions");
}

TEST_CASE("statements as statistics of queries hold them", "[sql]") {
    auto const use =
        sql::analyze("SELECT * FROM a JOIN b ON a.id = b.a_id WHERE a.x IN ($1, $2) AND b.id = $3 LIMIT $4", k_tables);
    CHECK(use.error == "");
    CHECK(tests::in_words(use.joins) == std::vector<std::string>{"a.id = b.a_id"});
    CHECK(error_of("SELECT * FROM a JOIN b ON a.id = b.a_id WHERE a.x IN ($1, $") ==
          "syntax error at or near \"$\" at character 59");
}

TEST_CASE("statements of a script, as psql takes it", "[sql]") {
    // The scanner gives no statement without a keyword: they are told all the same.
    CHECK(sql::script_statements("selec 'a;b'; SELECT 1;; foo (;);\n-- x\nSELECT 2; updat customer") ==
          std::vector<std::string>{"selec 'a;b'", "SELECT 1", "foo (;)", "SELECT 2", "updat customer"});
    CHECK(sql::script_statements("\xEF\xBB\xBF\\set n 5\n-- first\nSELECT 1;\n\\echo ok\n/* x */ SELECT ';';\n"
                                 "COPY t FROM stdin;\nit's\n\\.\nSELECT 3;\n-- end\n") ==
          std::vector<std::string>{"SELECT 1", "SELECT ';'", "COPY t FROM stdin", "SELECT 3"});
}

TEST_CASE("names in backticks and brackets, as SQLite takes them", "[sql]") {
    auto const lines = [](std::string_view text) { return tests::in_words(sql::analyze(text, k_tables).joins); };
    std::vector<std::string> const expected{"a.id = b.a_id"};
    CHECK(lines("CREATE VIEW v AS SELECT [x], '[y] `z`' FROM [a] JOIN `b` ON [a].`id` = `b`.[a_id] /* [c */") ==
          expected);
    CHECK(lines("SELECT (ARRAY[x])[1] FROM a JOIN b ON a.id = b.a_id") == expected);
    CHECK(error_of("SELECT [x FROM a") != "");
    CHECK(error_of("SELECT `x\"y` FROM [a]") == "");
}

TEST_CASE("no cut, swap or stray byte breaks it", "[sql]") {
    std::mt19937 random{42}; // the same texts each time
    auto const below = [&](std::size_t bound) { return static_cast<std::size_t>(random()) % bound; };
    std::size_t refused = 0;
    for (int i = 0; i < 3'000; ++i) {
        auto text = k_statements[below(k_statements.size())];
        for (auto edits = below(4) + 1; edits > 0 && !text.empty(); --edits) {
            auto const at = below(text.size());
            switch (below(4)) {
            case 0: text.resize(at + 1); break;
            case 1: text.erase(at, below(20)); break;
            case 2: text[at] = static_cast<char>(random()); break;
            default: text.insert(at, text.substr(below(text.size()), below(40))); break;
            }
        }
        if (!error_of(text).empty()) ++refused;
    }
    CHECK(refused > 1'000);
    CHECK(refused < 3'000);
    for (auto const &text : k_statements) CHECK(error_of(text) == "");
}
