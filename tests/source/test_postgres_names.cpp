// SPDX-License-Identifier: MIT
#include "postgres_server.hpp"

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
