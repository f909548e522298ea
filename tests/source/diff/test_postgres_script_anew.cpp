// SPDX-License-Identifier: MIT
#include "diff_pair.hpp"

#include <fmt/format.h>

#include <algorithm>

using namespace scribe;
using namespace scribe::conformance;
using Catch::Matchers::Contains;

// Tables that only making them anew would change: the script comes to its end, keeps their rows, and says so.
namespace {

/// Runs the script from one to the other, and holds that a second one has nothing more to do, that `rows` counts what
/// it did before, and that what differs still is named. Gives the script as people get it.
std::string settled(std::string const &before_sql, std::string const &after_sql, std::string const &rows = "") {
    Database before{before_sql};
    Database after{after_sql};
    auto const count = rows.empty() ? "" : before.session().value(rows);
    auto const first = compare(before, after);
    auto text = script_text(first);
    INFO(text);
    Session session{before.url()};
    run_script(session, first);
    if (!rows.empty()) CHECK(session.value(rows) == count);
    auto const second = compare(before, after);
    INFO("what is left is\n" << second.text() << "\nthe second script is\n" << script_text(second));
    auto const does = [](diff::ddl::Statement const &statement) {
        return !statement.sql.empty() && !statement.sql.starts_with("SET ");
    };
    CHECK(std::none_of(second.script.begin(), second.script.end(), does));
    CHECK((second.changes.empty() || !second.not_done().empty()));
    return text;
}

std::string settled_both(std::string const &one, std::string const &other, std::string const &one_rows,
                         std::string const &other_rows) {
    return settled(one, other, one_rows) + settled(other, one, other_rows);
}

constexpr char const *k_columns = "id integer NOT NULL, d date NOT NULL, n text";
constexpr char const *k_rows = "INSERT INTO t SELECT i, date '2024-01-01' + i * 30, i FROM generate_series(1, 20) i;";

std::string ordinary(std::string const &more = "") { return fmt::format("CREATE TABLE t ({}{});", k_columns, more); }

std::string partitioned(std::string const &key, std::string const &more = "") {
    return fmt::format("CREATE TABLE t ({}{}) PARTITION BY {};", k_columns, more, key);
}

constexpr char const *k_by_date =
    "CREATE TABLE t_24 PARTITION OF t FOR VALUES FROM ('2024-01-01') TO ('2025-01-01'); CREATE TABLE t_25 PARTITION OF "
    "t FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') PARTITION BY HASH (id); CREATE TABLE t_25_0 PARTITION OF t_25 "
    "FOR VALUES WITH (MODULUS 2, REMAINDER 0); CREATE TABLE t_25_1 PARTITION OF t_25 FOR VALUES WITH (MODULUS 2, "
    "REMAINDER 1); CREATE TABLE t_rest PARTITION OF t DEFAULT;";
constexpr char const *k_by_id =
    "CREATE TABLE t_24 PARTITION OF t FOR VALUES FROM (0) TO (10); CREATE TABLE t_more PARTITION OF t FOR VALUES FROM "
    "(10) TO (90); CREATE TABLE t_rest PARTITION OF t DEFAULT;";
constexpr char const *k_count = "SELECT count(*) FROM public.t";

} // namespace

TEST_CASE("the script of diff leaves tables that become partitioned, or are no longer", "[diff][anew]") {
    auto const forth = settled(ordinary() + k_rows, partitioned("RANGE (d)") + k_by_date, k_count);
    CHECK_THAT(forth,
               Contains("-- not done: table public.t: is an ordinary table, should be partitioned by RANGE (d)"));
    CHECK_THAT(forth, Contains("partition public.t_24 is to be made") && Contains("public.t_25_0 is to be made"));
    CHECK_THAT(forth, !Contains("CREATE TABLE"));
    auto const back = settled(partitioned("RANGE (d)") + k_by_date + k_rows, ordinary(), k_count);
    CHECK_THAT(back, Contains("is partitioned by RANGE (d), should be an ordinary table: make it anew"));
    CHECK_THAT(back, Contains("public.t_25_1 is to go") && !Contains("DROP TABLE"));
    settled_both(ordinary(), partitioned("LIST (n)"), k_count, k_count);
}

TEST_CASE("the script of diff leaves tables that get another partition key", "[diff][anew]") {
    auto const text = settled_both(partitioned("RANGE (d)") + k_by_date + k_rows,
                                   partitioned("RANGE (id)") + k_by_id + k_rows, k_count, k_count);
    CHECK_THAT(text, Contains("is partitioned by RANGE (d), should be partitioned by RANGE (id)"));
    CHECK_THAT(text, Contains("partition public.t_24: keeps its place") && !Contains("DETACH"));
    // A partition that gets parts of its own.
    std::string const list = partitioned("LIST (id)");
    settled_both(
        list + "CREATE TABLE t_1 PARTITION OF t DEFAULT;" + k_rows,
        list +
            "CREATE TABLE t_1 PARTITION OF t DEFAULT PARTITION BY RANGE (d); CREATE TABLE t_11 PARTITION OF t_1 "
            "DEFAULT;" +
            k_rows,
        k_count, k_count);
    // The same key under a new name.
    auto const renamed = settled(partitioned("RANGE (d)") + k_by_date,
                                 partitioned("RANGE (d)") + k_by_date + "ALTER TABLE t RENAME d TO \"the Day\"");
    CHECK_THAT(renamed, !Contains("not done"));
}

TEST_CASE("the script of diff goes on with all else of a table that has to be made anew", "[diff][anew]") {
    std::string const more =
        "COMMENT ON TABLE t IS 'c'; ALTER TABLE t ADD x integer, ADD y integer DEFAULT 7; ALTER TABLE t ALTER n SET "
        "DEFAULT 'n'; ALTER TABLE t ALTER n SET NOT NULL; GRANT SELECT ON t TO pg_monitor; ALTER "
        "TABLE t ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON t USING (id > 0); ALTER TABLE t ADD "
        "CONSTRAINT positive CHECK (id > 0); CREATE TABLE v (id integer PRIMARY KEY); ALTER TABLE t "
        "ADD CONSTRAINT to_v FOREIGN KEY (x) REFERENCES v NOT DEFERRABLE;";
    for (auto const *const key : {"RANGE (d)", "RANGE (id)"}) {
        bool const by_date = std::string_view{key} == "RANGE (d)";
        auto const parts = partitioned(key) + (by_date ? k_by_date : k_by_id);
        auto const text = settled(ordinary() + k_rows, parts + more, k_count);
        CHECK_THAT(text,
                   Contains("COMMENT ON TABLE public.t IS 'c'") && Contains("ADD COLUMN x") && Contains("POLICY"));
        CHECK_THAT(settled(parts + k_rows, ordinary() + more, k_count), Contains("ADD COLUMN x"));
        settled(parts + more, ordinary());
        settled(ordinary() + more, parts);
        settled(parts + more, partitioned(by_date ? "RANGE (id)" : "RANGE (d)") + (by_date ? k_by_id : k_by_date));
    }
}

TEST_CASE("the script of diff leaves keys and indexes of tables that stay partitioned", "[diff][anew]") {
    std::string const keys =
        "ALTER TABLE t ADD PRIMARY KEY (id, d); ALTER TABLE t ADD CONSTRAINT u UNIQUE (d, id); CREATE "
        "INDEX by_n ON t (n); COMMENT ON INDEX by_n IS 'x';";
    std::string const own = "ALTER TABLE t ADD PRIMARY KEY (id); CREATE UNIQUE INDEX by_n ON t (n);";
    std::string const refers = "CREATE TABLE r (a integer CONSTRAINT to_t REFERENCES t);";
    std::string const refers_to_both =
        "CREATE TABLE r (a integer, d date, CONSTRAINT to_t FOREIGN KEY (a, d) REFERENCES t);";
    auto const parts = partitioned("RANGE (d)") + k_by_date;
    auto const forth = settled(ordinary() + own + refers + k_rows, parts + keys + refers_to_both, k_count);
    CHECK_THAT(forth, Contains("PRIMARY KEY USING INDEX"));
    auto const back = settled(parts + keys + refers_to_both + k_rows, ordinary() + own + refers, k_count);
    CHECK_THAT(back, Contains("to_t is left, as the keys") && !Contains("PRIMARY KEY"));
    settled_both(ordinary() + k_rows, parts + keys, k_count, "");
    settled_both(ordinary() + own + k_rows, parts + k_rows, k_count, k_count);
    settled_both(ordinary() + keys + k_rows, parts + keys + k_rows, k_count, k_count);
    auto const others = partitioned("RANGE (id)") + k_by_id;
    settled_both(parts + keys + k_rows, others + k_rows, k_count, k_count);
    settled_both(parts + keys + refers_to_both + k_rows,
                 others + "ALTER TABLE t ADD PRIMARY KEY (id);" + refers + k_rows, k_count, k_count);
}

TEST_CASE("the script of diff leaves old children of a table that becomes partitioned where they are", "[diff][anew]") {
    std::string const children =
        "CREATE TABLE t_24 (CHECK (d < '2025-01-01')) INHERITS (t); CREATE TABLE t_25 (PRIMARY KEY (id)) INHERITS (t); "
        "CREATE INDEX t_24_n_idx ON t_24 (n); CREATE FUNCTION route() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN "
        "RETURN "
        "NULL; END'; CREATE TRIGGER route BEFORE INSERT ON t FOR EACH ROW WHEN (NEW.id < 0) EXECUTE FUNCTION route(); "
        "INSERT INTO t_24 VALUES (1, '2024-01-01'); INSERT INTO t_25 VALUES (2, '2025-01-01');";
    auto const parts =
        "CREATE TABLE t (id integer NOT NULL, d date NOT NULL, n text, PRIMARY KEY (id, d)) PARTITION BY "
        "RANGE (d); CREATE INDEX t_n_idx ON t (n);" +
        std::string{k_by_date};
    auto const forth = settled(ordinary() + children, parts, k_count);
    CHECK_THAT(forth, Contains("table public.t_24: keeps its place") && !Contains("ATTACH") && !Contains("INHERIT"));
    auto const back = settled(parts + k_rows, ordinary() + children, k_count);
    CHECK_THAT(back, Contains("partition public.t_24: keeps its place") && !Contains("DETACH"));
    // Tables that stood alone, and those that are to do so.
    auto const alone =
        ordinary() + fmt::format("CREATE TABLE t_24 ({}, more integer); CREATE TABLE t_25 ({});", k_columns, k_columns);
    settled_both(alone + k_rows, parts + k_rows, k_count, k_count);
}

TEST_CASE("the script of diff keeps what old partitions need", "[diff][anew]") {
    std::string const needs =
        "CREATE SCHEMA old; CREATE TYPE old.mood AS ENUM ('a'); CREATE SEQUENCE old.q; CREATE FUNCTION old.f() RETURNS "
        "trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; CREATE TABLE t (id integer DEFAULT nextval('old.q'), d "
        "date, "
        "m old.mood) PARTITION BY LIST (id); CREATE TABLE old.t_1 PARTITION OF t FOR VALUES IN (1); CREATE TRIGGER tr "
        "AFTER INSERT ON old.t_1 FOR EACH ROW EXECUTE FUNCTION old.f(); CREATE VIEW reads AS SELECT id FROM old.t_1; "
        "CREATE STATISTICS old.st ON id, d FROM old.t_1; INSERT INTO t VALUES (1, '2024-01-01', 'a');";
    auto const text = settled(needs, "CREATE TABLE t (id integer, d date)", k_count);
    CHECK_THAT(text, Contains("schema old is to go") && Contains("sequence old.q is to go"));
    CHECK_THAT(text, Contains("DROP TYPE old.mood")); // goes with its column
    CHECK_THAT(text, !Contains("DROP SCHEMA") && !Contains("DROP ROUTINE") && Contains("DROP VIEW public.reads"));
    auto const back = settled("CREATE TABLE t (id integer, d date)", needs);
    CHECK_THAT(back, Contains("view public.reads is to be made; it reads what is left"));
    // The column of a key that is left.
    auto const key =
        settled("CREATE TABLE t (id integer, d date) PARTITION BY LIST (id); CREATE TABLE t_1 PARTITION OF t "
                "DEFAULT",
                "CREATE TABLE t (d date) PARTITION BY RANGE (d); CREATE TABLE t_1 PARTITION OF t DEFAULT");
    CHECK_THAT(key, Contains("column public.t.id is to go; a partition key that is left has it"));
}

TEST_CASE("the script of diff leaves tables that become foreign, or are no longer", "[diff][anew]") {
    std::string const server = "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;";
    auto const foreign = server + fmt::format("CREATE FOREIGN TABLE t ({}, x integer CHECK (x > 0)) SERVER s OPTIONS "
                                              "(a 'b'); COMMENT ON FOREIGN TABLE t IS 'far'; GRANT SELECT ON t TO "
                                              "pg_monitor;",
                                              k_columns);
    auto const local =
        server + ordinary(", PRIMARY KEY (id)") +
        "CREATE INDEX by_n ON t (n); ALTER TABLE t ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON t USING "
        "(id > 0); ALTER TABLE t ALTER n SET STORAGE external; CREATE TABLE r (a integer REFERENCES t); "
        "COMMENT ON TABLE t IS 'near'; ALTER TABLE t SET (fillfactor = 70);";
    auto const forth = settled(local + k_rows, foreign, k_count);
    CHECK_THAT(forth, Contains("is an ordinary table, should be a foreign table") && Contains("IS 'far'"));
    auto const back = settled(foreign, local);
    CHECK_THAT(back, Contains("is a foreign table, should be an ordinary table") && Contains("IS 'near'"));
}

TEST_CASE("the script of diff leaves what reads tables that are not made", "[diff][anew]") {
    auto const parts =
        partitioned("RANGE (d)") + k_by_date +
        "CREATE FUNCTION rows() RETURNS SETOF t_24 LANGUAGE sql AS 'SELECT * FROM public.t_24'; CREATE FUNCTION one(a "
        "t_25_0) RETURNS integer LANGUAGE sql AS 'SELECT 1'; CREATE VIEW calls AS SELECT * FROM rows(); CREATE VIEW "
        "above "
        "AS SELECT * FROM calls; CREATE FUNCTION other(a t) RETURNS integer LANGUAGE sql AS 'SELECT 1'; CREATE TABLE u "
        "(a integer); CREATE RULE r AS ON INSERT TO u DO ALSO INSERT INTO t_24 (id) VALUES (new.a); CREATE POLICY p ON "
        "u "
        "USING (EXISTS (SELECT FROM t_rest WHERE id = a)); CREATE POLICY q ON u USING (a > 0);";
    auto const text = settled(ordinary() + k_rows, parts, k_count);
    for (auto const *const left :
         {"function public.rows() is to be made", "function public.one(public.t_25_0) is to be",
          "view public.calls is to be made", "view public.above is to be made", "rule public.u.r is to be made",
          "policy public.u.p is to be made"})
        CHECK_THAT(text, Contains(std::string{"-- not done: "} + left));
    CHECK_THAT(text, Contains("FUNCTION public.other(a public.t)") && Contains("CREATE POLICY q"));
    // What there was stays as it is.
    settled(ordinary() + "CREATE VIEW v AS SELECT id FROM t; CREATE FUNCTION rows() RETURNS integer LANGUAGE sql AS "
                         "'SELECT 1'",
            partitioned("RANGE (d)") + k_by_date +
                "CREATE VIEW v AS SELECT id, d FROM t_24; CREATE FUNCTION rows() RETURNS SETOF t_24 LANGUAGE sql AS "
                "'SELECT * FROM public.t_24'");
}

TEST_CASE("the script of diff leaves new foreign tables with all that reads them", "[diff][anew]") {
    std::string const server = "CREATE FOREIGN DATA WRAPPER w; CREATE SERVER s FOREIGN DATA WRAPPER w;";
    auto const text = settled(
        server + "CREATE TABLE u (a integer);",
        server +
            "CREATE TABLE u (a integer, b text); CREATE FOREIGN TABLE f (a integer NOT NULL CHECK (a > 0), s serial) "
            "SERVER s; COMMENT ON FOREIGN TABLE f IS 'x'; COMMENT ON COLUMN f.a IS 'y'; GRANT SELECT ON f TO "
            "pg_monitor; CREATE TABLE k () INHERITS (f); CREATE VIEW v AS SELECT a FROM f; CREATE FUNCTION g(f) "
            "RETURNS integer LANGUAGE sql AS 'SELECT 1'");
    CHECK_THAT(text, Contains("-- not done: foreign table public.f is to be made: its options") &&
                         Contains("table public.k is to be made") && Contains("view public.v is to be made"));
    CHECK_THAT(text, Contains("ADD COLUMN b text") && !Contains("CREATE TABLE"));
}

TEST_CASE("the script of diff keeps extensions that what is left may need", "[diff][anew]") {
    // The tests scan without what belongs to extensions; the extension itself is told.
    std::string const needs =
        "CREATE SCHEMA ext; CREATE EXTENSION btree_gist SCHEMA ext; CREATE TABLE t (id integer, d "
        "date, n text) PARTITION BY LIST (id); CREATE TABLE t_1 PARTITION OF t DEFAULT; ALTER TABLE "
        "t_1 ADD EXCLUDE USING gist (id WITH =); INSERT INTO t VALUES (1, '2024-01-01', 'a');";
    if (!Database{}.session().try_run("CREATE EXTENSION btree_gist")) return; // not with every server
    auto const text = settled(needs, "CREATE TABLE t (id integer, d date, n text)", k_count);
    CHECK_THAT(text, Contains("-- not done: extension btree_gist is to go") && !Contains("DROP EXTENSION"));
    CHECK_THAT(settled("CREATE EXTENSION btree_gist; CREATE TABLE t (a integer)", "CREATE TABLE t (b integer, c date)"),
               Contains("DROP EXTENSION btree_gist"));
}
