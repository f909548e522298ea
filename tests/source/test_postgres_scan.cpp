// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "catalog/scan_writer.hpp"
#include "postgres_server.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <map>
#include <regex>
#include <set>

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
    watch.run("CREATE EXTENSION pg_stat_statements;" + k_forget_statements);
    auto const source = many.open();
    auto const scanned = scan(*source);
    auto const calls = watch.value(
        "SELECT sum(calls) FROM pg_stat_statements WHERE dbid = (SELECT oid FROM pg_database WHERE datname = "
        "current_database()) AND query !~ 'pg_stat_statements|set_config.s.name'");
    CHECK(std::stoll(calls) == scanned.report.statements);
}

TEST_CASE("a scan is one read-only transaction that sees one moment", "[scan]") {
    Database db{"CREATE EXTENSION pg_stat_statements; CREATE TABLE before (id int);" + k_forget_statements};
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
        CHECK((row[0] == "BEGIN" || row[0] == "COMMIT" || row[0] == "COPY" || row[0] == "SELECT" ||
               row[0] == "SAVEPOINT"));
    }
}

TEST_CASE("tables that others keep locked are not measured, and the scan goes on", "[scan]") {
    Database db{R"sql(
CREATE SCHEMA a; CREATE TABLE a.locked (id int PRIMARY KEY, body text); INSERT INTO a.locked SELECT generate_series(1, 1000);
CREATE TABLE a.counted (id int); INSERT INTO a.counted SELECT generate_series(1, 1000); ANALYZE a.counted;
CREATE TABLE a.free (id int PRIMARY KEY, body text); INSERT INTO a.free SELECT generate_series(1, 1000);
CREATE TABLE a.reindexed (id int); CREATE INDEX by_id ON a.reindexed (id); INSERT INTO a.reindexed SELECT generate_series(1, 1000);
)sql"};
    source::OpenOptions options;
    options.lock_timeout_ms = 300;
    Session other{db.url()};
    other.run("BEGIN");
    other.run("LOCK TABLE a.locked, a.counted IN ACCESS EXCLUSIVE MODE");
    other.run("ALTER INDEX a.by_id SET TABLESPACE pg_default"); // locks the index alone
    source::ScanRequest exact;
    exact.exact_sizes = true;
    for (auto const &request : {source::ScanRequest{}, exact}) {
        auto const scanned = scan(*source::open(db.url(), options), request);
        auto const stats = [&](char const *table) { return *get<model::Table>(scanned.records, "", table).stats; };
        INFO(request.exact_sizes);
        CHECK(any_note(scanned.report, request.exact_sizes ? "sizes of 3 tables (" : "sizes of 2 tables ("));
        CHECK(any_note(scanned.report, "not measured: another session holds an exclusive lock"));
        CHECK(scanned.report.unseen.empty());
        CHECK_FALSE(stats("locked").total_bytes);
        CHECK_FALSE(stats("reindexed").total_bytes);
        CHECK_FALSE(get<model::Index>(scanned.records, "locked", "locked_pkey").stats->total_bytes);
        CHECK(stats("counted").rows == 1000);
        CHECK(stats("counted").total_bytes.value_or(0) > 0);
        CHECK(stats("free").bytes_exact);
        CHECK(stats("free").total_bytes == std::stoll(db.session().value("SELECT pg_total_relation_size('a.free')")));
        CHECK(count(scanned.records, Kind::table) == 4);
    }
    other.run("ROLLBACK");
    auto const after = scan(*source::open(db.url(), options));
    CHECK(after.report.notes.empty());
    CHECK(get<model::Table>(after.records, "", "locked").stats->bytes_exact);
}

TEST_CASE("definitions that name what others keep locked are left out, and the scan goes on", "[scan]") {
    Database db{R"sql(
CREATE SCHEMA a; CREATE TABLE a.locked (id int PRIMARY KEY CHECK (id > 0), twice int GENERATED ALWAYS AS (id * 2) STORED, word text DEFAULT 'x',
  EXCLUDE USING btree ((id + 1) WITH =));
CREATE INDEX plain ON a.locked (word); CREATE INDEX expressed ON a.locked (lower(word)); CREATE INDEX part ON a.locked (id) WHERE word <> '';
CREATE STATISTICS a.counts ON id, word FROM a.locked; CREATE TABLE a.free (id int CHECK (id > 1), seen int);
CREATE FUNCTION a.fire() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
CREATE TRIGGER always BEFORE INSERT ON a.locked FOR EACH ROW EXECUTE FUNCTION a.fire();
CREATE TRIGGER sometimes BEFORE INSERT ON a.locked FOR EACH ROW WHEN (NEW.id > 5) EXECUTE FUNCTION a.fire();
CREATE VIEW a.on_locked AS SELECT id FROM a.locked; CREATE VIEW a.on_free AS SELECT id FROM a.free;
CREATE MATERIALIZED VIEW a.kept AS SELECT word FROM a.locked;
CREATE RULE gone AS ON DELETE TO a.locked DO INSTEAD NOTHING; CREATE RULE too AS ON INSERT TO a.free DO ALSO DELETE FROM a.locked;
CREATE POLICY own ON a.locked USING (id > 3); CREATE POLICY other ON a.free USING (EXISTS (SELECT 1 FROM a.locked));
CREATE TABLE a.parts (id int) PARTITION BY RANGE (id); CREATE TABLE a.parts_1 PARTITION OF a.parts FOR VALUES FROM (1) TO (2);
)sql"};
    std::set<std::string> expected = {"column twice",
                                      "constraint locked_id_check",
                                      "constraint locked_expr_excl",
                                      "index expressed",
                                      "index part",
                                      "index locked_expr_excl",
                                      "statistics counts",
                                      "trigger sometimes",
                                      "view on_locked",
                                      "view kept",
                                      "rule gone",
                                      "rule too",
                                      "policy own",
                                      "policy other",
                                      "table parts"};
    if (db.version() >= 140000) {
        db.run("CREATE FUNCTION a.total() RETURNS bigint LANGUAGE sql BEGIN ATOMIC SELECT sum(id) FROM a.locked; END");
        expected.insert("routine total()");
    }
    if (db.version() >= 150000) {
        db.run("CREATE PUBLICATION feed FOR TABLE a.locked WHERE (id > 1)");
        expected.insert("publication feed");
    }
    TempCatalog const folder;
    auto store = catalog::Store::open(folder.file(), catalog::Access::create);
    REQUIRE(write(store, *db.open()).added > 20);
    source::OpenOptions options;
    options.lock_timeout_ms = 300;
    Session other{db.url()};
    other.run("BEGIN");
    other.run("LOCK TABLE ONLY a.locked, ONLY a.parts IN ACCESS EXCLUSIVE MODE");
    source::ScanRequest pass;
    pass.pass_locked = true;
    auto const source = source::open(db.url(), options);
    CHECK_THROWS_WITH(scan(*source::open(db.url(), options)), Contains("lock timeout"));
    CHECK_THROWS_AS(scan(*source, pass), source::ChangedError);
    auto const scanned = scan(*source, pass);
    std::set<std::string> partial;
    for (auto const &record : scanned.records) {
        if (record.partial) partial.insert(std::string{model::kind_name(record.kind)} + " " + record.name);
    }
    CHECK(partial == expected);
    CHECK(scanned.report.partial == static_cast<std::int64_t>(expected.size()));
    CHECK(any_note(scanned.report, "not read in full: another session holds an exclusive lock"));
    CHECK(any_note(scanned.report, "sizes of 1 table (a.locked) not measured"));
    CHECK(get<model::Trigger>(scanned.records, "locked", "always").definition.ends_with("a.fire()"));
    CHECK(get<model::Constraint>(scanned.records, "free", "free_id_check").expression == "(id > 1)");
    CHECK(get<model::Index>(scanned.records, "locked", "plain").definition.ends_with("(word)"));
    CHECK(get<model::View>(scanned.records, "", "on_free").definition.ends_with("FROM a.free;"));
    // What the catalog knows stays.
    auto const again = source::open(db.url(), options);
    CHECK_THROWS_AS(scan(*again, pass), source::ChangedError);
    auto const summary = write(store, *again, pass);
    CHECK(summary.added + summary.changed + summary.removed == 0);
    other.run("ROLLBACK");
    CHECK(write(store, *db.open(), pass).changed == 0);
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
ALTER DEFAULT PRIVILEGES IN SCHEMA open GRANT SELECT ON TABLES TO PUBLIC;
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
          "pg_opclass", "pg_aggregate", "pg_language", "pg_operator", "pg_foreign_data_wrapper", "pg_default_acl"}) {
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
    for (std::string const table : {"pg_tablespace", "pg_attribute"}) {
        db.run("REVOKE SELECT ON pg_catalog." + table + " FROM PUBLIC");
        try {
            scan(*db.open(role));
            FAIL("the scan came to an end");
        } catch (base::Error const &error) {
            CHECK(error.code() == base::ExitCode::source_query);
            CHECK_THAT(error.what(), Contains("pg_catalog." + table));
            CHECK(error.hint() == "GRANT SELECT ON pg_catalog." + table + " TO " + role + ";");
        }
        db.run("GRANT SELECT ON pg_catalog." + table + " TO PUBLIC");
    }
}

namespace {

/// What the connection test says of the right that this statement gives; nothing when it names no such.
std::optional<source::MissingRight> missing(source::TestReport const &report, std::string const &grant) {
    for (auto const &right : report.missing) {
        if (right.grant == grant) return right;
    }
    return std::nullopt;
}

} // namespace

TEST_CASE("the connection test measures twenty round trips", "[scan]") {
    Database db;
    auto const report = db.open()->test();
    CHECK(report.round_trips == 20);
    CHECK(report.round_trip_min_ms > 0);
    CHECK(report.round_trip_min_ms <= report.round_trip_median_ms);
    CHECK(report.round_trip_median_ms < 1000);
}

TEST_CASE("functions of the server that a role may not call leave out what they tell, and the test says so", "[scan]") {
    Database db{R"sql(
CREATE TABLE t (id int PRIMARY KEY CHECK (id > 0), n int DEFAULT 5); CREATE VIEW v AS SELECT id FROM t; CREATE RULE r AS ON DELETE TO t DO NOTHING;
CREATE INDEX t_n ON t (lower(n::text)); CREATE POLICY po ON t USING (true); CREATE STATISTICS st ON id, n FROM t;
CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN END'; CREATE TRIGGER g BEFORE INSERT ON t FOR EACH ROW EXECUTE FUNCTION f();
)sql"};
    auto const role = db.make_role("_low");
    auto const all = scan(*db.open(role));
    CHECK(all.report.notes.empty());
    CHECK_FALSE(missing(db.open(role)->test(), "GRANT SELECT ON pg_catalog.pg_policy TO " + role + ";"));
    for (auto const &[function, name] : std::vector<std::pair<std::string, std::string>>{
             {"pg_get_viewdef(oid)", "views"},
             {"pg_get_triggerdef(oid)", "triggers"},
             {"pg_get_ruledef(oid)", "rules"},
             {"pg_get_statisticsobjdef(oid)", "extended statistics"},
             {"pg_get_indexdef(oid)", "indexes, constraints, index definitions"},
             {"pg_get_constraintdef(oid)", "constraints, domain checks, types"},
             {"pg_get_function_arguments(oid)", "routines"},
             {"pg_total_relation_size(regclass)", "sizes"}}) {
        INFO(function);
        db.run("REVOKE EXECUTE ON FUNCTION pg_catalog." + function + " FROM PUBLIC");
        auto const scanned = scan(*db.open(role));
        CHECK(any_note(scanned.report, " left out: this role may not call pg_catalog." + function));
        CHECK(count(scanned.records, Kind::table) == 1);
        CHECK(count(scanned.records, Kind::view) == 1);
        auto const right =
            missing(db.open(role)->test(), "GRANT EXECUTE ON FUNCTION pg_catalog." + function + " TO " + role + ";");
        REQUIRE(right);
        CHECK(right->what == "call pg_catalog." + function);
        CHECK(right->left_out == name);
        db.run(right->grant);
        CHECK(scan(*db.open(role)).report.notes.empty());
        db.run("GRANT EXECUTE ON FUNCTION pg_catalog." + function + " TO PUBLIC");
    }
    db.run("REVOKE SELECT ON pg_catalog.pg_policy FROM PUBLIC; REVOKE SELECT ON pg_catalog.pg_am FROM PUBLIC");
    auto const report = db.open(role)->test();
    auto const policies = missing(report, "GRANT SELECT ON pg_catalog.pg_policy TO " + role + ";");
    REQUIRE(policies);
    CHECK(policies->left_out == "policies");
    auto const methods = missing(report, "GRANT SELECT ON pg_catalog.pg_am TO " + role + ";");
    REQUIRE(methods);
    CHECK_THAT(methods->left_out, Contains("everything"));
}

TEST_CASE("the test tells where row level security hides rows", "[scan]") {
    Database db{
        "CREATE TABLE open (id int); CREATE TABLE hidden (id int); ALTER TABLE hidden ENABLE ROW LEVEL SECURITY"};
    auto const role = db.make_role("_low");
    db.run("GRANT SELECT ON open, hidden TO " + role);
    auto const words = [](source::TestReport const &report) {
        std::string all;
        for (auto const &can : report.can) all += can + "\n";
        return all;
    };
    auto const low = db.open(role)->test();
    CHECK_THAT(words(low),
               Contains("read the rows of 2 of 2 tables and views; of 1 only those that policies let it see"));
    auto const right = missing(low, "ALTER ROLE " + role + " BYPASSRLS;");
    REQUIRE(right);
    CHECK_THAT(right->what, Contains("all rows of 1 table: row level security"));
    db.run(right->grant);
    CHECK_THAT(words(db.open(role)->test()), Contains("read the rows of 2 of 2 tables and views\n"));
}

TEST_CASE("all functions that tell of objects, and all catalogs, are among the rights that are looked at", "[scan]") {
    std::string rights;
    std::map<std::string, std::string> queries;
    for (auto const &entry : std::filesystem::directory_iterator(SCRIBE_POSTGRES_SQL)) {
        std::ifstream file{entry.path()};
        std::string text, line;
        while (std::getline(file, line)) text += line.starts_with("--") ? "" : line + "\n";
        auto const name = entry.path().filename().string();
        if (name == "rights.sql") rights = text;
        else if (name != "active_sessions.sql" && !name.starts_with("test_") && !name.starts_with("sample_") &&
                 !name.starts_with("plan_") && !name.starts_with("recorded_") && entry.path().extension() == ".sql")
            queries.emplace(name, text);
    }
    REQUIRE(queries.size() > 30);
    std::regex const used{
        "(?:(?:FROM|JOIN) "
        "(pg_[a-z_]+)\\b(?!\\())|\\b((?:pg_get|pg_stat_get|pg_[a-z]+_size)[a-z_]*|format_type|oidvectortypes)\\("};
    int found = 0;
    for (auto const &[name, text] : queries) {
        for (std::sregex_iterator at{text.begin(), text.end(), used}, end; at != end; ++at) {
            auto const wanted = "'" + ((*at)[1].matched ? (*at)[1].str() + "'" : (*at)[2].str() + "(");
            INFO(name << " uses " << wanted);
            CHECK(rights.find(wanted) != std::string::npos);
            ++found;
        }
    }
    CHECK(found > 100);
}
