// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "catalog/scan_writer.hpp"
#include "postgres_server.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>

using namespace scribe;
using namespace scribe::conformance;
using Catch::Contains;
using model::Kind;

namespace {

/// As many tables as told, each with keys, indexes, a view, a trigger and a sequence.
std::string tables(int number) {
    return R"sql(
CREATE FUNCTION fire() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
DO $$ BEGIN FOR i IN 1..)sql" +
           std::to_string(number) + R"sql( LOOP
  EXECUTE format('CREATE TABLE t%s (id serial PRIMARY KEY, other int REFERENCES t1, word text UNIQUE, CHECK (id > 0))', i);
  EXECUTE format('CREATE INDEX ON t%s (lower(word)); CREATE INDEX ON t%1$s (other DESC) INCLUDE (id)', i);
  EXECUTE format('CREATE VIEW v%s AS SELECT id FROM t%1$s; CREATE TRIGGER g BEFORE INSERT ON t%1$s FOR EACH ROW EXECUTE FUNCTION fire()', i);
END LOOP; END $$;
)sql";
}

/// A catalog in a folder of its own.
class TempCatalog {
public:
    TempCatalog()
        : m_folder(std::filesystem::temp_directory_path() / ("scribe_conformance_" + std::to_string(getpid()))) {
        std::filesystem::create_directories(m_folder);
    }
    TempCatalog(TempCatalog const &) = delete;
    TempCatalog &operator=(TempCatalog const &) = delete;
    ~TempCatalog() { std::filesystem::remove_all(m_folder); }
    std::string file() const { return (m_folder / "catalog.db").string(); }

private:
    std::filesystem::path m_folder;
};

/// Scans into a catalog as `scribe scan` does.
catalog::ScanSummary write(catalog::Store &store, source::Source &source, source::ScanRequest const &request = {}) {
    auto const info = source.info();
    catalog::SourceRow row;
    row.name = "shop";
    row.identity = info.identity;
    row.product = info.product;
    catalog::ScanWriter writer{store, row, "tester"};
    auto const report = source.scan(request, [&writer](model::Record &&record) { writer.put(std::move(record)); });
    return writer.finish({request.filter, report.unseen, report.notes});
}

bool any_note(source::ScanReport const &report, std::string const &text) {
    return std::any_of(report.notes.begin(), report.notes.end(),
                       [&](std::string const &n) { return n.find(text) != std::string::npos; });
}

} // namespace

TEST_CASE("one table or five hundred: the same number of statements", "[scan]") {
    Database const one{tables(1)};
    Database const many{tables(500)};
    source::ScanRequest by_schema, by_name, exact;
    by_schema.filter.schemas = {"public"};
    by_name.filter.include.push_back(model::parse_ref("t1"));
    exact.exact_sizes = true;
    for (auto const &request : {source::ScanRequest{}, by_schema, by_name, exact}) {
        auto const few = scan(*one.open(), request);
        auto const lots = scan(*many.open(), request);
        CHECK(few.report.statements > 20);
        CHECK(few.report.statements == lots.report.statements);
        if (request.filter.include.empty()) CHECK(count(lots.records, Kind::table) == 500);
        else CHECK(count(lots.records, Kind::table) == 1);
    }
    // What the server saw is what the report says: no statement goes past the counter.
    Session watch{many.url()};
    watch.run("CREATE EXTENSION pg_stat_statements; SELECT pg_stat_statements_reset()");
    auto const source = many.open();
    auto const scanned = scan(*source);
    auto const calls = watch.value(
        "SELECT sum(calls) FROM pg_stat_statements WHERE dbid = (SELECT oid FROM pg_database WHERE datname = "
        "current_database()) AND query !~ 'pg_stat_statements|set_config.s.name'");
    CHECK(std::stoll(calls) == scanned.report.statements);
}

TEST_CASE("a scan is one read-only transaction that sees one moment", "[scan]") {
    Database db{"CREATE EXTENSION pg_stat_statements; CREATE TABLE before (id int); SELECT pg_stat_statements_reset()"};
    Session other{db.url()};
    auto const source = db.open();
    std::string activity;
    Records records;
    source->scan({}, [&](model::Record &&record) {
        if (records.empty()) {
            // The scan is under way: what others do now is not part of it.
            other.run("CREATE TABLE meanwhile (id int); DROP TABLE before");
            activity =
                other.value("SELECT string_agg(DISTINCT application_name, '|') FROM pg_stat_activity WHERE "
                            "datname = current_database() AND pid <> "
                            "pg_backend_pid() AND backend_type = 'client backend' AND xact_start IS NOT NULL AND "
                            "backend_xid IS NULL");
        }
        records.push_back(std::move(record));
    });
    CHECK(activity == "scribe/scan");
    CHECK(find(records, Kind::table, "", "before"));
    CHECK_FALSE(find(records, Kind::table, "", "meanwhile"));
    CHECK(
        other.value("SELECT count(*) FROM pg_stat_statements s JOIN pg_database d ON d.oid = s.dbid WHERE d.datname = "
                    "current_database() AND query ILIKE 'BEGIN%REPEATABLE READ READ ONLY%'") == "1");
    // Nothing but reading and its own settings was sent.
    auto const sent = other.rows(
        "SELECT DISTINCT upper(substring(query FROM '[A-Za-z]+')) FROM pg_stat_statements s JOIN pg_database d ON "
        "d.oid = s.dbid "
        "WHERE d.datname = current_database() AND query !~ 'pg_stat_|meanwhile|TABLE before|client_encoding'");
    for (auto const &row : sent) {
        INFO(row[0]);
        CHECK((row[0] == "BEGIN" || row[0] == "COMMIT" || row[0] == "COPY" || row[0] == "SELECT"));
    }
}

TEST_CASE("a filtered scan takes nothing outside of it for removed", "[scan]") {
    Database db{R"sql(
CREATE SCHEMA a; CREATE SCHEMA b; CREATE EXTENSION postgres_fdw; CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw;
CREATE TABLE a.t (id int PRIMARY KEY); CREATE TABLE a.u (id int REFERENCES a.t); CREATE TABLE b.t (id int REFERENCES a.t, n int); CREATE VIEW b.v AS SELECT id FROM a.t;
CREATE FUNCTION b.f() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE PUBLICATION p FOR TABLE a.t; CREATE TYPE b.mood AS ENUM ('x'); CREATE SEQUENCE b.s;
)sql"};
    TempCatalog const catalog;
    auto store = catalog::Store::open(catalog.file(), catalog::Access::create);
    auto const all = write(store, *db.open());
    CHECK(all.added > 20);
    for (auto const *schema : {"a", "b", "nowhere"}) {
        source::ScanRequest request;
        request.filter.schemas = {schema};
        auto const some = write(store, *db.open(), request);
        INFO(schema);
        CHECK(some.removed == 0);
        CHECK(some.changed == 0);
        CHECK(some.added == 0);
    }
    source::ScanRequest named;
    named.filter.include.push_back(model::parse_ref("b.t"));
    db.run("DROP TABLE b.t; DROP TABLE a.u");
    // The filter covers the one table that is gone, its two columns and its key; not the other.
    CHECK(write(store, *db.open(), named).removed == 4);
}

TEST_CASE("a role without rights to schemas sees all structure and is told what it may not use", "[scan]") {
    Database db{R"sql(
REVOKE ALL ON SCHEMA public FROM PUBLIC; CREATE SCHEMA open; CREATE SCHEMA closed; CREATE TABLE open.t (id int PRIMARY KEY);
CREATE TYPE closed.mood AS ENUM ('a'); CREATE FUNCTION closed.f(closed.mood) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT 1';
CREATE TABLE closed.t2 (id int PRIMARY KEY, m closed.mood DEFAULT 'a', CHECK (closed.f(m) > 0)); CREATE INDEX t_f ON closed.t2 (closed.f(m)) WHERE id > 0;
CREATE VIEW closed.v AS SELECT id FROM closed.t2; INSERT INTO closed.t2 SELECT generate_series(1, 9);
)sql"};
    auto const role = db.make_role("_low");
    db.run("GRANT USAGE ON SCHEMA open TO " + ident(role));
    auto const full = scan(*db.open());
    auto const low = scan(*db.open(role));
    CHECK(full.report.notes.empty());
    REQUIRE(low.report.notes.size() == 1);
    CHECK_THAT(low.report.notes[0], Contains("no right to use 2 of 3 schemas"));
    CHECK(low.report.unseen.empty());
    check_definitions(low.records, db.session());
    REQUIRE(low.records.size() == full.records.size());
    for (auto const &record : low.records) {
        auto const *other = find(full.records, record.kind, record.table, record.name);
        INFO(model::kind_name(record.kind) << " " << model::format_ref(record));
        REQUIRE(other);
        CHECK(record.body == other->body);
    }
    db.run("DROP SCHEMA open CASCADE");
}

TEST_CASE("a role that may not read a part of the system catalogs removes nothing", "[scan]") {
    Database db{R"sql(
CREATE SCHEMA open; CREATE TABLE open.t (id int PRIMARY KEY, n int DEFAULT 5, CHECK (n > 0), u text UNIQUE); CREATE INDEX t_n ON open.t (lower(u)) INCLUDE (n);
CREATE TABLE open.child (id int REFERENCES open.t, EXCLUDE (id WITH =)); CREATE PUBLICATION p FOR TABLE open.t; CREATE VIEW open.v AS SELECT n FROM open.t;
CREATE TYPE open.mood AS ENUM ('a'); CREATE FUNCTION open.f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END';
CREATE AGGREGATE open.total(int) (SFUNC = int4pl, STYPE = int); CREATE SEQUENCE open.s; CREATE TYPE open.span AS RANGE (subtype = int);
CREATE TRIGGER g BEFORE UPDATE OF n ON open.t FOR EACH ROW EXECUTE FUNCTION open.f(); COMMENT ON TABLE open.t IS 'T.';
CREATE RULE r AS ON DELETE TO open.t DO NOTHING; CREATE POLICY po ON open.t USING (true);
CREATE STATISTICS open.st ON id, n FROM open.t; CREATE DOMAIN open.d AS int CHECK (VALUE > 0); CREATE TYPE open.pair AS (a int);
CREATE EXTENSION hstore; CREATE TABLE open.part (k int PRIMARY KEY) PARTITION BY LIST (k); CREATE TABLE open.part1 PARTITION OF open.part FOR VALUES IN (1);
CREATE EXTENSION postgres_fdw; CREATE SERVER far FOREIGN DATA WRAPPER postgres_fdw; CREATE FOREIGN TABLE open.ft (a text COLLATE "C") SERVER far;
CREATE FUNCTION open.e() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END'; CREATE EVENT TRIGGER e ON sql_drop EXECUTE FUNCTION open.e();
)sql"};
    auto const role = db.make_role("_low");
    TempCatalog const catalog;
    auto store = catalog::Store::open(catalog.file(), catalog::Access::create);
    auto const all = write(store, *db.open(role));
    CHECK(all.added > 100);
    CHECK(write(store, *db.open(role)).changed == 0);
    auto const without = [&](std::string const &table) {
        INFO(table);
        db.run("REVOKE SELECT ON pg_catalog." + table + " FROM PUBLIC");
        auto const report = scan(*db.open(role)).report;
        CHECK(any_note(report, table));
        auto const some = write(store, *db.open(role));
        db.run("GRANT SELECT ON pg_catalog." + table + " TO PUBLIC");
        CHECK(some.removed == 0);
        CHECK(some.added == 0);
        write(store, *db.open(role));
        return some;
    };
    // What depends on these is left out as a whole.
    for (auto const *table :
         {"pg_attrdef", "pg_constraint", "pg_index", "pg_proc", "pg_trigger", "pg_policy", "pg_publication",
          "pg_publication_rel", "pg_event_trigger", "pg_statistic_ext", "pg_sequence", "pg_enum", "pg_range",
          "pg_opclass", "pg_aggregate", "pg_language", "pg_operator", "pg_foreign_data_wrapper"}) {
        auto const some = without(table);
        INFO(table);
        CHECK(some.objects < all.objects + (std::string_view{table} == "pg_opclass" ? 1 : 0));
        CHECK(some.changed == 0);
    }
    // These add something to objects of other kinds, which stay.
    for (auto const *table : {"pg_description", "pg_depend", "pg_extension", "pg_rewrite", "pg_inherits",
                              "pg_collation", "pg_foreign_server"})
        without(table);
    CHECK(write(store, *db.open(role)).objects == all.objects);
}

TEST_CASE("a role that may not read tables' catalogs is told the grant", "[scan]") {
    Database db;
    auto const role = db.make_role("_low");
    db.run("REVOKE SELECT ON pg_catalog.pg_tablespace FROM PUBLIC");
    try {
        scan(*db.open(role));
        FAIL("the scan came to an end");
    } catch (base::Error const &error) {
        CHECK(error.code() == base::ExitCode::source_query);
        CHECK_THAT(error.hint(), Contains("GRANT SELECT"));
    }
}
