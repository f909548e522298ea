// SPDX-License-Identifier: MIT
#include "collected_sample.hpp"
#include "postgres_server.hpp"

#include <fmt/format.h>

using namespace scribe;
using namespace scribe::conformance;
using model::Kind;

namespace {

std::vector<std::string> const k_odd_names = {"quote\"d",
                                              "it's",
                                              "dot.ted.name",
                                              "new\nline",
                                              "tab\tbed",
                                              "emoji 🦆🧑‍🚀",
                                              "UPPER Case",
                                              "select",
                                              "user",
                                              "interval",
                                              "coalesce",
                                              "table",
                                              "pipe|back`tick",
                                              "<b>html</b>&amp;",
                                              "\u202eשלום",
                                              "  spaces  ",
                                              "$1",
                                              "%s%d",
                                              "back\\slash",
                                              "a,b(c)",
                                              "{x,y}",
                                              "NULL",
                                              "1st",
                                              "_ok",
                                              "ok$",
                                              "ünïcode",
                                              "*",
                                              "!not",
                                              "a:b",
                                              "--",
                                              "/* c */",
                                              std::string(63, 'x'),
                                              "Ä" + std::string(61, 'y'),
                                              "💾💾💾💾💾💾💾💾💾💾💾💾💾💾💾abc"};

} // namespace

TEST_CASE("every object under odd names", "[names]") {
    Database db;
    for (auto const &name : k_odd_names) {
        auto const i = ident(name);
        auto const t = i + "." + i;
        db.run("CREATE SCHEMA " + i + "; CREATE TYPE " + i + ".moods AS ENUM ('a', " + literal(name) +
               "); CREATE TABLE " + t + " (" + i + " int PRIMARY KEY, other int DEFAULT 1, word text DEFAULT " +
               literal(name) + "); CREATE TABLE " + i + ".child (" + i + " int, CONSTRAINT " + i + " FOREIGN KEY (" +
               i + ") REFERENCES " + t + " ON DELETE CASCADE, CONSTRAINT checked CHECK (" + i + " > 0), UNIQUE (" + i +
               ")); CREATE INDEX ON " + t + " (" + i + " DESC, word) INCLUDE (other); CREATE INDEX partly ON " + t +
               " (lower(word)) WHERE " + i + " > 0; CREATE VIEW " + i + ".v AS SELECT " + i + " FROM " + t +
               "; CREATE FUNCTION " + i + "." + i + "(" + i + " int) RETURNS int LANGUAGE sql AS 'SELECT 1'; " +
               "CREATE FUNCTION " + i + ".fire() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'; CREATE TRIGGER " + i +
               " BEFORE UPDATE OF " + i + " ON " + t + " FOR EACH ROW WHEN (NEW." + i + " > 3) EXECUTE FUNCTION " + i +
               ".fire(" + literal(name) + "); CREATE SEQUENCE " + i + ".seq OWNED BY " + t + "." + i +
               "; CREATE RULE " + i + " AS ON DELETE TO " + t + " DO NOTHING; CREATE POLICY " + i + " ON " + t +
               " USING (" + i + " > 1); CREATE STATISTICS " + i + ".stat ON " + i + ", other FROM " + t +
               "; COMMENT ON TABLE " + t + " IS " + literal(name) + "; COMMENT ON COLUMN " + t + "." + i + " IS " +
               literal(name));
    }
    auto const records = db.scan_and_check();
    for (auto const &name : k_odd_names) {
        INFO(name);
        auto const table = get<model::Table>(records, "", name);
        CHECK(table.schema == name);
        CHECK(table.comment == name);
        auto const column = get<model::Column>(records, name, name);
        CHECK(column.comment == name);
        CHECK(get<model::Column>(records, name, "word").default_value.value_or("").find("::text") != std::string::npos);
        CHECK(get<model::Constraint>(records, "child", name).columns == std::vector{name});
        CHECK(get<model::Trigger>(records, name, name).function == model::Ref{name, "fire"});
        CHECK(get<model::Trigger>(records, name, name).update_columns == std::vector{name});
        CHECK(get<model::Trigger>(records, name, name).condition ==
              "(new." + db.session().value("SELECT quote_ident(" + literal(name) + ")") + " > 3)");
        CHECK(find(records, Kind::rule, name, name));
        CHECK(find(records, Kind::policy, name, name));
        CHECK(get<model::Routine>(records, "", name + "(integer)").routine_name == name);
    }
    auto const source = db.open();
    check_repeatable(*source, k_odd_names[0], k_odd_names[0]);
    check_repeatable(*source, "dot.ted.name", "dot.ted.name");
    check_repeatable(*source, "*", "*");
    check_repeatable(*source, "new\nline", "child");
}

TEST_CASE("a database without an encoding gives UTF-8, whatever bytes are in it", "[names]") {
    Database db{"SET client_encoding = 'SQL_ASCII'", "ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'"};
    db.run("CREATE TABLE caf\xe9 (id int PRIMARY KEY, name\xff text DEFAULT 'gr\xfc\xdf dich', CHECK (name\xff <> "
           "'\xfe')); CREATE TABLE notes (id int, body text); COMMENT ON TABLE notes IS 'd\xe9j\xe0 vu, "
           "\xc3\xa9t\xc3\xa9'; CREATE TYPE mood AS ENUM ('g\xfct', 'ok'); CREATE VIEW seen AS SELECT '\xe9'::text "
           "AS letter; INSERT INTO notes VALUES (1, 'na\xefve'), (2, 'na\xc3\xafve\n\\'), (3, NULL); ANALYZE notes");
    auto const source = db.open();
    auto const scanned = scan(*source);
    auto const &records = scanned.records;
    check_records(records);
    std::string const unknown = "\ufffd";
    auto const column = get<model::Column>(records, "caf" + unknown, "name" + unknown);
    CHECK(column.default_value == "'gr" + unknown + unknown + " dich'::text");
    CHECK(get<model::Table>(records, "", "notes").comment == "d" + unknown + "j" + unknown + " vu, \u00e9t\u00e9");
    CHECK(get<model::Type>(records, "", "mood").labels == std::vector<std::string>{"g" + unknown + "t", "ok"});
    CHECK(get<model::View>(records, "", "seen").definition == " SELECT '" + unknown + "'::text AS letter;");
    CHECK(source->info().encoding == "SQL_ASCII");
    // From 18 on NOT NULL constraints have names.
    CHECK(scanned.report.notes ==
          std::vector<std::string>{fmt::format("{} names are no valid UTF-8; bad bytes are shown as U+FFFD",
                                               db.version() >= 180000 ? 5 : 4)});

    auto const request =
        sample_of("public", "notes", {{"id", model::ValueClass::integer}, {"body", model::ValueClass::text}});
    CollectedSample const sample{*source, request};
    CHECK(sample.column(1) == std::vector<std::string>{"na" + unknown + "ve", "na\u00efve\n\\", "(null)"});
    auto const known = source->statistics(request);
    REQUIRE(known.columns.at(1));
    CHECK(known.columns[1]->histogram_bounds.size() == 2);
    // Names and values in messages come as the server has them.
    auto gone = sample_of("public", "notes", {{"gone", model::ValueClass::text}});
    CHECK_THROWS_WITH(CollectedSample(*source, gone), Catch::Contains("gone"));
}

TEST_CASE("names that differ in bytes that are no UTF-8 only", "[names]") {
    Database db{"SET client_encoding = 'SQL_ASCII'", "ENCODING 'SQL_ASCII' LC_COLLATE 'C' LC_CTYPE 'C'"};
    db.run(
        "CREATE TABLE t\xe5 (b\xe4 int PRIMARY KEY, b\xe5 int UNIQUE); COMMENT ON TABLE t\xe5 IS 'second'; "
        "CREATE TABLE t\xe4 (a\xe5 int, REFERS int REFERENCES t\xe5 (b\xe5)); COMMENT ON TABLE t\xe4 IS 'first'; "
        "CREATE INDEX i\xe4 ON t\xe4 (a\xe5); CREATE INDEX i\xe5 ON t\xe5 (b\xe4); "
        "CREATE VIEW v AS SELECT b\xe5 FROM t\xe5; CREATE SCHEMA s\xe4 CREATE TABLE t\xe5 (id int); "
        "CREATE SCHEMA s\xe5 CREATE TABLE t\xe5 (id int); CREATE TYPE y\xe4 AS (a int); CREATE TYPE y\xe5 AS (a int); "
        "CREATE FUNCTION f\xe4() RETURNS int LANGUAGE sql AS 'SELECT 1'; "
        "CREATE FUNCTION f\xe5() RETURNS int LANGUAGE sql AS 'SELECT 2'; "
        "CREATE FUNCTION g(y\xe4) RETURNS int LANGUAGE sql AS 'SELECT 1'; "
        "CREATE FUNCTION g(y\xe5) RETURNS int LANGUAGE sql AS 'SELECT 2'; "
        "CREATE TABLE \"real\" (\"b\xef\xbf\xbd\" int)");
    auto const source = db.open();
    auto const scanned = scan(*source);
    auto const &records = scanned.records;
    check_records(records);
    std::string const one = "\ufffd";
    std::string const two = one + "~2";
    CHECK(get<model::Table>(records, "", "t" + one).comment == "first");
    auto const tables = std::count_if(records.begin(), records.end(), [&](model::Record const &record) {
        return record.kind == Kind::table && record.name == "t" + two;
    });
    CHECK(tables == 3);
    CHECK(find(records, Kind::schema, "", "s" + two));
    // A real name keeps its name; each part stays with its table.
    CHECK(find(records, Kind::column, "real", "b" + one));
    CHECK(get<model::Constraint>(records, "t" + two, "t" + one + "_pkey").columns == std::vector{"b" + two});
    CHECK(get<model::Index>(records, "t" + one, "i" + one).keys.at(0).column == "a" + one);
    CHECK(get<model::Index>(records, "t" + two, "i" + two).keys.at(0).column == "b" + two);
    auto const key = get<model::Constraint>(records, "t" + one, "t" + one + "_refers_fkey");
    CHECK(key.references == model::Ref{"public", "t" + two});
    CHECK(key.referenced_columns == std::vector{"b" + one + "~3"});
    auto const view = get<model::View>(records, "", "v");
    REQUIRE(view.uses.size() == 1);
    CHECK(view.uses[0].relation == key.references);
    CHECK(view.uses[0].columns == key.referenced_columns);
    CHECK(get<model::Routine>(records, "", "f" + one + "()").body == "SELECT 1");
    CHECK(get<model::Routine>(records, "", "f" + two + "()").body == "SELECT 2");
    CHECK(get<model::Routine>(records, "", "g(public.\"y" + one + "\"~2)").body == "SELECT 2");
    REQUIRE(scanned.report.notes.size() == 1);
    CHECK_THAT(scanned.report.notes[0], Catch::EndsWith("names are no valid UTF-8; bad bytes are shown as U+FFFD"));
}
