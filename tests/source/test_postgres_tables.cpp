// SPDX-License-Identifier: MIT
#include "postgres_server.hpp"

using namespace scribe;
using namespace scribe::conformance;
using model::Kind;
using Names = std::vector<std::string>;

namespace {

constexpr char const *k_tables = R"sql(
CREATE SCHEMA app; COMMENT ON SCHEMA app IS 'the shop';
CREATE TABLE app.plain (id int PRIMARY KEY, body text) WITH (fillfactor = 70, autovacuum_enabled = false, toast.autovacuum_enabled = off);
COMMENT ON TABLE app.plain IS 'Plain.'; COMMENT ON COLUMN app.plain.body IS 'Text.';
CREATE UNLOGGED TABLE app.fast (k int);
ALTER TABLE app.fast REPLICA IDENTITY FULL;
ALTER TABLE app.fast ENABLE ROW LEVEL SECURITY;
ALTER TABLE app.fast FORCE ROW LEVEL SECURITY;
CREATE TABLE app.none (k int); ALTER TABLE app.none REPLICA IDENTITY NOTHING;
CREATE TABLE app.keyed (k int NOT NULL); CREATE UNIQUE INDEX keyed_k ON app.keyed (k);
ALTER TABLE app.keyed REPLICA IDENTITY USING INDEX keyed_k;
CREATE TYPE app.pair AS (a int, b text);
CREATE TABLE app.typed OF app.pair (PRIMARY KEY (a));
CREATE TABLE app.mother (id int, note text DEFAULT 'x', CONSTRAINT positive CHECK (id > 0), CONSTRAINT own CHECK (id < 9) NO INHERIT);
CREATE TABLE app.father (extra date);
CREATE TABLE app.child (own_column bigint, note text) INHERITS (app.mother, app.father);
CREATE TABLE app.nothing ();
CREATE TEMPORARY TABLE gone (id int);
)sql";

constexpr char const *k_partitions = R"sql(
CREATE SCHEMA cold;
CREATE TABLE event (id bigint, at timestamptz NOT NULL, region text, body jsonb, PRIMARY KEY (id, at, region)) PARTITION BY RANGE (at);
COMMENT ON TABLE event IS 'Root.';
CREATE TABLE event_2024 PARTITION OF event FOR VALUES FROM ('2024-01-01 00:00+00') TO ('2025-01-01 00:00+00') PARTITION BY LIST (region);
CREATE TABLE event_2024_eu PARTITION OF event_2024 FOR VALUES IN ('de', 'it''s', NULL) PARTITION BY HASH (id);
CREATE TABLE event_2024_eu_0 PARTITION OF event_2024_eu FOR VALUES WITH (modulus 2, remainder 0);
CREATE TABLE event_2024_eu_1 PARTITION OF event_2024_eu FOR VALUES WITH (modulus 2, remainder 1);
CREATE TABLE cold.event_2024_rest PARTITION OF event_2024 DEFAULT;
CREATE TABLE event_old PARTITION OF event FOR VALUES FROM (MINVALUE) TO ('2024-01-01 00:00+00');
CREATE TABLE event_rest PARTITION OF event DEFAULT;
CREATE INDEX event_body ON event USING gin (body);
CREATE TABLE by_expression (a text, b int) PARTITION BY RANGE (lower(a) COLLATE "C" text_pattern_ops, b);
INSERT INTO event SELECT i, '2024-05-05', CASE WHEN i % 3 = 0 THEN 'de' ELSE 'fr' END, '{}' FROM generate_series(1, 30) i;
ANALYZE;
)sql";

constexpr char const *k_foreign = R"sql(
CREATE EXTENSION postgres_fdw; CREATE EXTENSION file_fdw;
CREATE SERVER far TYPE 'pg' VERSION '9.9' FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'db.example.com', dbname 'far', port '5432');
COMMENT ON SERVER far IS 'Far away.';
CREATE SERVER files FOREIGN DATA WRAPPER file_fdw;
CREATE FOREIGN DATA WRAPPER free OPTIONS (region 'eu', access_key 'Hide21');
CREATE SERVER odd FOREIGN DATA WRAPPER free OPTIONS (endpoint 'https://hugo:Hide1@pw@host/x', "Password" 'Hide2', aws_secret_access_key 'Hide3',
  session_token 'Hide4', connection 'host=h password=Hide5 user=u', api_key 'Hide6', key 'Hide11',
  passphrase 'Hide12', private_key 'Hide13', credentials 'Hide14', keyspace 'k', region 'eu', enabled 'true',
  hosts 'http://one/,http://u:Hide15@two/', header 'Authorization: Bearer Hide16', sas 'sv=1&sig=Hide17', dbname 'postgresql://u:Hide18@h/d',
  service 'u/Hide19@//h:1521/x');
CREATE USER MAPPING FOR PUBLIC SERVER far OPTIONS (user 'hugo', password 'Hide7');
CREATE FOREIGN TABLE remote (id int OPTIONS (column_name 'ID') NOT NULL, name text OPTIONS (column_name 'password')) SERVER far OPTIONS (schema_name 'Public', table_name 'it''s');
COMMENT ON FOREIGN TABLE remote IS 'Over there.';
CREATE FOREIGN TABLE lines (line text) SERVER files OPTIONS (filename '/nowhere.csv', format 'csv');
CREATE FOREIGN TABLE fetched (line text) SERVER files OPTIONS (program 'curl -u me:Hide20 http://h/', format 'csv');
CREATE FOREIGN TABLE secret_table (a int OPTIONS (pass_word 'Hide8', password 'Hide9')) SERVER odd OPTIONS (bucket 'b', pwd 'Hide10');
)sql";

model::Ref ref(char const *schema, char const *name) { return {schema, name}; }

/// Until the counters know of a VACUUM, which they learn within a second.
void wait_for_vacuum(Database &db, std::string const &table) {
    auto const known = [&] {
        return db.session().value("SELECT pg_stat_get_last_vacuum_time('" + table + "'::regclass) IS NOT NULL") == "t";
    };
    for (int i = 0; i < 100 && !known(); ++i) db.run("SELECT pg_sleep(0.1)");
    REQUIRE(known());
}

} // namespace

TEST_CASE("tables of every kind", "[tables]") {
    Database db{k_tables};
    auto const records = db.scan_and_check();
    CHECK(get<model::Schema>(records, "", "app").comment == "the shop");
    CHECK(count(records, Kind::table) == 9);
    auto const plain = get<model::Table>(records, "", "plain");
    CHECK(plain.schema == "app");
    CHECK(plain.table_kind == "table");
    CHECK(plain.persistence.empty());
    CHECK(plain.owner == db.session().value("SELECT current_user"));
    CHECK(plain.options == Names{"fillfactor=70", "autovacuum_enabled=false", "toast.autovacuum_enabled=off"});
    CHECK(plain.comment == "Plain.");
    CHECK(plain.replica_identity.empty());
    CHECK(get<model::Column>(records, "plain", "body").comment == "Text.");
    auto const fast = get<model::Table>(records, "", "fast");
    CHECK(fast.persistence == "unlogged");
    CHECK(fast.replica_identity == "full");
    CHECK(fast.row_security);
    CHECK(fast.force_row_security);
    CHECK(get<model::Table>(records, "", "none").replica_identity == "nothing");
    CHECK(get<model::Table>(records, "", "keyed").replica_identity == "keyed_k");
    CHECK(get<model::Table>(records, "", "typed").of_type == ref("app", "pair"));
    auto const child = get<model::Table>(records, "", "child");
    CHECK(child.inherits == std::vector{ref("app", "mother"), ref("app", "father")});
    CHECK(child.partition_of.empty());
    CHECK(get<model::Column>(records, "child", "id").inherited);
    CHECK_FALSE(get<model::Column>(records, "child", "note").inherited);
    CHECK_FALSE(get<model::Column>(records, "child", "own_column").inherited);
    CHECK(get<model::Column>(records, "child", "extra").position == 3);
    CHECK(get<model::Constraint>(records, "child", "positive").inherited);
    CHECK_FALSE(find(records, Kind::constraint, "child", "own"));
    CHECK(get<model::Constraint>(records, "mother", "own").no_inherit);
    CHECK(get<model::Constraint>(records, "mother", "own").expression == "(id < 9)");
    CHECK(find(records, Kind::table, "", "nothing"));
    CHECK_FALSE(find(records, Kind::table, "", "gone"));
}

TEST_CASE("a whole tree of partitions", "[tables]") {
    Database db{k_partitions};
    auto const records = db.scan_and_check();
    auto const root = get<model::Table>(records, "", "event");
    CHECK(root.table_kind == "partitioned");
    CHECK(root.partition_strategy == "range");
    CHECK(root.partition_key == "RANGE (at)");
    CHECK(root.comment == "Root.");
    CHECK(root.partition_of.empty());
    REQUIRE(root.stats);
    CHECK(root.stats->rows == 30);
    auto const year = get<model::Table>(records, "", "event_2024");
    CHECK(year.partition_of == ref("public", "event"));
    CHECK(year.table_kind == "partitioned");
    CHECK(year.partition_strategy == "list");
    CHECK(year.partition_bound == "FOR VALUES FROM ('2024-01-01 00:00:00+00') TO ('2025-01-01 00:00:00+00')");
    CHECK(year.stats->rows == 30);
    auto const eu = get<model::Table>(records, "", "event_2024_eu");
    CHECK(eu.partition_bound == "FOR VALUES IN ('de', 'it''s', NULL)");
    CHECK(eu.partition_key == "HASH (id)");
    CHECK(eu.stats->rows == 10);
    auto const leaf = get<model::Table>(records, "", "event_2024_eu_1");
    CHECK(leaf.partition_bound == "FOR VALUES WITH (modulus 2, remainder 1)");
    CHECK(leaf.partition_of == ref("public", "event_2024_eu"));
    CHECK(leaf.table_kind == "table");
    CHECK(leaf.inherits.empty());
    auto const rest = get<model::Table>(records, "", "event_2024_rest");
    CHECK(rest.schema == "cold");
    CHECK(rest.partition_of == ref("public", "event_2024"));
    CHECK(rest.partition_bound == "DEFAULT");
    CHECK(get<model::Table>(records, "", "event_old").partition_bound ==
          "FOR VALUES FROM (MINVALUE) TO ('2024-01-01 00:00:00+00')");
    CHECK(get<model::Table>(records, "", "by_expression").partition_key ==
          "RANGE (lower(a) COLLATE \"C\" text_pattern_ops, b)");
    auto const index = get<model::Index>(records, "event", "event_body");
    CHECK(index.partitioned);
    CHECK(index.partition_of.empty());
    CHECK(get<model::Index>(records, "event_old", "event_old_body_idx").partition_of == ref("public", "event_body"));
    CHECK(get<model::Index>(records, "event_2024", "event_2024_body_idx").partitioned);
}

TEST_CASE("a filtered scan tells the same of a partition whose parent lies outside of it", "[tables]") {
    Database db{k_partitions};
    auto const source = db.open();
    check_repeatable(*source, "cold", "event_2024_rest");
    check_repeatable(*source, "public", "event_2024_eu_0");
    check_repeatable(*source, "public", "event");
    source::ScanRequest request;
    request.filter.schemas = {"public"};
    auto const scanned = scan(*source, request);
    // 20 of the 30 rows lie in the other schema: no number is better than a wrong one.
    CHECK_FALSE(get<model::Table>(scanned.records, "", "event").stats->rows);
    CHECK(get<model::Table>(scanned.records, "", "event_2024_eu").stats->rows == 10);
}

TEST_CASE("foreign tables and servers, without their secrets", "[tables]") {
    Database db{k_foreign};
    auto const records = db.scan_and_check();
    auto const remote = get<model::Table>(records, "", "remote");
    CHECK(remote.table_kind == "foreign");
    CHECK(remote.server == "far");
    CHECK(remote.foreign_options == Names{"schema_name=Public", "table_name=it's"});
    CHECK(remote.comment == "Over there.");
    CHECK_FALSE(remote.stats);
    CHECK(get<model::Column>(records, "remote", "id").foreign_options == Names{"column_name=ID"});
    CHECK(get<model::Column>(records, "remote", "name").foreign_options == Names{"column_name=password"});
    CHECK(get<model::Column>(records, "remote", "id").not_null);
    CHECK(get<model::Table>(records, "", "lines").foreign_options == Names{"filename=/nowhere.csv", "format=csv"});
    CHECK(get<model::Table>(records, "", "secret_table").foreign_options == Names{"bucket=b", "pwd=(hidden)"});
    CHECK(get<model::Table>(records, "", "fetched").foreign_options == Names{"program=(hidden)", "format=csv"});
    CHECK(get<model::Column>(records, "secret_table", "a").foreign_options ==
          Names{"pass_word=(hidden)", "password=(hidden)"});
    auto const far = get<model::Server>(records, "", "far");
    CHECK(far.wrapper == "postgres_fdw");
    CHECK(far.server_type == "pg");
    CHECK(far.server_version == "9.9");
    CHECK(far.options == Names{"host=db.example.com", "dbname=far", "port=5432"});
    CHECK(far.comment == "Far away.");
    auto const odd = get<model::Server>(records, "", "odd");
    CHECK(odd.wrapper == "free");
    CHECK(odd.wrapper_options == Names{"region=eu", "access_key=(hidden)"});
    CHECK(far.wrapper_options.empty());
    Names shown;
    std::ranges::copy_if(odd.options, std::back_inserter(shown),
                         [](auto const &o) { return !o.ends_with("=(hidden)"); });
    CHECK(odd.options.size() == 18);
    CHECK(shown == Names{"keyspace=k", "region=eu", "enabled=true"});
    for (auto const &record : records) {
        INFO(model::format_ref(record));
        CHECK(record.body.find("Hide") == std::string::npos);
    }
}

TEST_CASE("figures of tables", "[tables]") {
    Database db{R"sql(
CREATE TABLE counted (id int PRIMARY KEY, pad text); INSERT INTO counted SELECT i, repeat('x', 100) FROM generate_series(1, 1000) i;
CREATE TABLE big (body text); ALTER TABLE big ALTER body SET STORAGE EXTERNAL; INSERT INTO big VALUES (repeat('x', 100000));
CREATE TABLE empty_table (id int); CREATE MATERIALIZED VIEW kept AS SELECT 1 AS one; CREATE MATERIALIZED VIEW later AS SELECT 1 AS one WITH NO DATA;
)sql"};
    db.run("VACUUM counted"); // alone: not inside of a transaction
    db.run("VACUUM big");
    db.run("ANALYZE counted");
    wait_for_vacuum(db, "counted");
    auto const records = db.scan_and_check();
    auto const counted = get<model::Table>(records, "", "counted").stats;
    REQUIRE(counted);
    CHECK(counted->rows == 1000);
    CHECK_FALSE(counted->rows_exact);
    CHECK(counted->heap_bytes == std::stoll(db.session().value("SELECT pg_relation_size('counted')")));
    CHECK(counted->index_bytes == std::stoll(db.session().value("SELECT pg_indexes_size('counted')")));
    auto const empty = get<model::Table>(records, "", "empty_table").stats;
    CHECK(empty->rows == 0);
    CHECK(empty->rows_exact);
    auto const big = get<model::Table>(records, "", "big").stats;
    CHECK(big->toast_bytes.value_or(0) >= 100000);
    CHECK_FALSE(get<model::View>(records, "", "kept").unpopulated);
    auto const later = get<model::View>(records, "", "later");
    CHECK(later.unpopulated);
    REQUIRE(later.stats);
    CHECK_FALSE(later.stats->rows);
    CHECK_FALSE(later.stats->rows_exact);

    source::ScanRequest request;
    request.exact_sizes = true;
    auto const source = db.open();
    auto const exact = get<model::Table>(scan(*source, request).records, "", "big").stats;
    CHECK(exact->bytes_exact);
    CHECK(exact->total_bytes == std::stoll(db.session().value("SELECT pg_total_relation_size('big')")));
    // The heap counts with its maps, as in pg_table_size(), but without the toast table, which has its own figure.
    std::string const toast =
        "(SELECT pg_total_relation_size(reltoastrelid) FROM pg_class WHERE oid = 'big'::regclass)";
    CHECK(exact->toast_bytes == std::stoll(db.session().value("SELECT " + toast)));
    CHECK(exact->heap_bytes == std::stoll(db.session().value("SELECT pg_table_size('big') - " + toast)));
    auto const key = get<model::Index>(scan(*source, request).records, "counted", "counted_pkey").stats;
    REQUIRE(key);
    CHECK(key->bytes_exact);
    CHECK(key->total_bytes == std::stoll(db.session().value("SELECT pg_table_size('counted_pkey')")));
}

TEST_CASE("tables that no VACUUM has counted, or not lately, are measured", "[tables]") {
    Database db{R"sql(
CREATE TABLE fresh (id int PRIMARY KEY, body text) WITH (autovacuum_enabled = off); ALTER TABLE fresh ALTER body SET STORAGE EXTERNAL;
INSERT INTO fresh SELECT i, repeat('x', 10000) FROM generate_series(1, 100) i;
CREATE TABLE grown (id int PRIMARY KEY) WITH (autovacuum_enabled = off); INSERT INTO grown SELECT generate_series(1, 1000);
CREATE TABLE shrunk (id int PRIMARY KEY) WITH (autovacuum_enabled = off); INSERT INTO shrunk SELECT generate_series(1, 5000);
CREATE TABLE steady (id int PRIMARY KEY) WITH (autovacuum_enabled = off); INSERT INTO steady SELECT generate_series(1, 5000);
CREATE TABLE refilled (id int PRIMARY KEY) WITH (autovacuum_enabled = off);
ANALYZE grown, shrunk, steady, refilled;
INSERT INTO grown SELECT generate_series(1001, 20000);
DELETE FROM shrunk WHERE id > 10;
INSERT INTO steady SELECT generate_series(5001, 5900);
INSERT INTO refilled SELECT generate_series(1, 5000);
)sql"};
    auto const flushed = [&db] { // the counters of another session arrive within a second
        return db.session().value("SELECT pg_stat_get_live_tuples('grown'::regclass) = 20000 AND "
                                  "pg_stat_get_live_tuples('shrunk'::regclass) = 10 AND "
                                  "pg_stat_get_live_tuples('steady'::regclass) = 5900 AND "
                                  "pg_stat_get_live_tuples('refilled'::regclass) = 5000") == "t";
    };
    for (int i = 0; i < 100 && !flushed(); ++i) db.run("SELECT pg_sleep(0.1)");
    REQUIRE(flushed());
    auto const records = db.scan_and_check();
    auto const stats = [&records](char const *table) { return *get<model::Table>(records, "", table).stats; };
    auto const measured = [&](char const *table, char const *function) {
        return std::stoll(db.session().value(std::string{"SELECT "} + function + "('" + table + "')"));
    };
    for (auto const *table : {"fresh", "grown", "shrunk"}) {
        INFO(table);
        CHECK(stats(table).bytes_exact);
        CHECK(stats(table).total_bytes == measured(table, "pg_total_relation_size"));
        CHECK(stats(table).index_bytes == measured(table, "pg_indexes_size"));
        CHECK_FALSE(stats(table).rows_exact);
        auto const key = std::string{table} + "_pkey";
        auto const of_key = get<model::Index>(records, table, key.c_str()).stats;
        REQUIRE(of_key);
        CHECK(of_key->bytes_exact);
        CHECK(of_key->total_bytes == measured(key.c_str(), "pg_table_size"));
    }
    CHECK(stats("fresh").toast_bytes.value_or(0) > 1000000);
    // 1,000 rows fill their last page by half.
    CHECK(stats("grown").rows == Approx(20000).epsilon(0.12));
    CHECK(stats("shrunk").rows == 10);
    CHECK(stats("refilled").rows == 5000);
    CHECK(stats("steady").rows == 5000);
    CHECK_FALSE(stats("steady").bytes_exact);
    auto const of_steady = get<model::Index>(records, "steady", "steady_pkey").stats;
    CHECK_FALSE(of_steady->bytes_exact);
    CHECK(of_steady->total_bytes == stats("steady").index_bytes);
}

TEST_CASE("long values count though no VACUUM has counted their toast table, or not lately", "[tables]") {
    Database db{R"sql(
CREATE TABLE restored (id int PRIMARY KEY, body text) WITH (autovacuum_enabled = off); ALTER TABLE restored ALTER body SET STORAGE EXTERNAL;
INSERT INTO restored SELECT i, repeat('x', 10000) FROM generate_series(1, 100) i;
CREATE TABLE loaded (id int PRIMARY KEY, body text) WITH (autovacuum_enabled = off); ALTER TABLE loaded ALTER body SET STORAGE EXTERNAL;
CREATE TABLE vacuumed (id int PRIMARY KEY, body text) WITH (autovacuum_enabled = off); ALTER TABLE vacuumed ALTER body SET STORAGE EXTERNAL;
INSERT INTO vacuumed SELECT i, repeat('x', 10000) FROM generate_series(1, 100) i;
CREATE TABLE short (id int PRIMARY KEY, body text) WITH (autovacuum_enabled = off); INSERT INTO short SELECT i, 'x' FROM generate_series(1, 100) i;
CREATE MATERIALIZED VIEW kept AS SELECT id, body FROM restored; CREATE TABLE nothing (body text); ANALYZE restored, short, kept, nothing;
)sql"};
    db.run("VACUUM ANALYZE vacuumed"); // alone: not inside of a transaction
    db.run("VACUUM loaded");
    db.run("INSERT INTO loaded SELECT i, repeat('x', 10000) FROM generate_series(1, 400) i");
    db.run("ANALYZE loaded");
    auto const chunks = "SELECT pg_stat_get_live_tuples(reltoastrelid) FROM pg_class WHERE oid = 'loaded'::regclass";
    for (int i = 0; i < 100 && db.session().value(chunks) != "2400"; ++i) db.run("SELECT pg_sleep(0.1)");
    REQUIRE(db.session().value(chunks) == "2400");
    auto const records = db.scan_and_check();
    auto const stats = [&records](char const *table) { return *get<model::Table>(records, "", table).stats; };
    auto const toast = [&db](std::string const &table) {
        return std::stoll(db.session().value(
            "SELECT pg_total_relation_size(reltoastrelid) FROM pg_class WHERE oid = '" + table + "'::regclass"));
    };
    for (auto const *table : {"restored", "loaded"}) {
        INFO(table);
        CHECK(stats(table).toast_bytes == toast(table));
        CHECK(stats(table).toast_bytes.value_or(0) > 1000000);
        CHECK(stats(table).bytes_exact);
    }
    CHECK(stats("restored").rows == 100);
    CHECK(get<model::View>(records, "", "kept").stats->toast_bytes == toast("kept"));
    CHECK(stats("short").toast_bytes == toast("short"));
    // What VACUUM counted costs nothing.
    CHECK_FALSE(stats("vacuumed").bytes_exact);
    CHECK(stats("vacuumed").toast_bytes.value_or(0) > 1000000);
    CHECK(stats("nothing").total_bytes == 0);
    db.run("VACUUM ANALYZE short");
    wait_for_vacuum(db, "short");
    CHECK_FALSE(get<model::Table>(db.scan_and_check(), "", "short").stats->bytes_exact);
}

TEST_CASE("rows that one session wrote and analyzed are not counted twice", "[tables]") {
    Database db{"CREATE TABLE loaded (id int PRIMARY KEY) WITH (autovacuum_enabled = off)"};
    // ANALYZE tells the counters how many rows there are before they learn how many this session wrote.
    db.run("BEGIN; INSERT INTO loaded SELECT generate_series(1, 50000); COMMIT; ANALYZE loaded");
    auto const live = [&db] { return db.session().value("SELECT pg_stat_get_live_tuples('loaded'::regclass)"); };
    for (int i = 0; i < 100 && live() != "100000"; ++i) db.run("SELECT pg_sleep(0.1)");
    REQUIRE(live() == "100000");
    auto const records = db.scan_and_check();
    CHECK(get<model::Table>(records, "", "loaded").stats->rows == 50000);
}

TEST_CASE("views, what they read, and materialized views", "[tables]") {
    Database db{R"sql(
CREATE SCHEMA app; CREATE TABLE app.person (id int PRIMARY KEY, name text, secret text, born date);
CREATE TABLE app.pet (id int, person_id int, kind text);
CREATE VIEW app.names WITH (security_barrier) AS SELECT id, name FROM app.person WHERE born IS NOT NULL WITH LOCAL CHECK OPTION;
CREATE VIEW app.nested AS SELECT n.name AS "Name", p.kind FROM app.names n JOIN app.pet p ON p.person_id = n.id;
CREATE VIEW app.cascading AS SELECT id FROM app.names WHERE id > 5 WITH CASCADED CHECK OPTION;
CREATE VIEW app.constant AS SELECT 1 AS one;
CREATE VIEW app.places AS SELECT ctid AS place, xmin AS since, id FROM app.pet;
CREATE VIEW app.counting AS SELECT count(*) AS n FROM app.pet;
ALTER VIEW app.constant ALTER COLUMN one SET DEFAULT 7;
CREATE MATERIALIZED VIEW app.kinds WITH (fillfactor = 50) AS SELECT kind, count(*) AS n FROM app.pet GROUP BY kind;
CREATE UNIQUE INDEX kinds_kind ON app.kinds (kind);
COMMENT ON VIEW app.names IS 'Names.'; COMMENT ON COLUMN app.names.name IS 'The name.'; COMMENT ON MATERIALIZED VIEW app.kinds IS 'Kinds.';
)sql"};
    if (db.version() >= 150000)
        db.run("CREATE VIEW app.invoker WITH (security_invoker = true) AS SELECT id FROM app.person");
    auto const records = db.scan_and_check();
    auto const names = get<model::View>(records, "", "names");
    CHECK(names.options == Names{"security_barrier=true"});
    CHECK(names.check_option == "local");
    CHECK(names.comment == "Names.");
    CHECK_FALSE(names.materialized);
    REQUIRE(names.uses.size() == 1);
    CHECK(names.uses[0].relation == ref("app", "person"));
    CHECK(names.uses[0].columns == Names{"id", "name", "born"});
    CHECK(get<model::Column>(records, "names", "name").comment == "The name.");
    CHECK(get<model::Column>(records, "names", "name").type == "text");
    auto const nested = get<model::View>(records, "", "nested");
    REQUIRE(nested.uses.size() == 2);
    CHECK(nested.uses[0].relation == ref("app", "names"));
    CHECK(nested.uses[0].columns == Names{"id", "name"});
    CHECK(nested.uses[1].relation == ref("app", "pet"));
    CHECK(nested.uses[1].columns == Names{"person_id", "kind"});
    CHECK(find(records, Kind::column, "nested", "Name"));
    auto places = get<model::View>(records, "", "places").uses.at(0).columns;
    std::ranges::sort(places);
    CHECK(places == Names{"ctid", "id", "xmin"});
    CHECK(get<model::View>(records, "", "cascading").check_option == "cascaded");
    CHECK(get<model::View>(records, "", "constant").uses.empty());
    CHECK(get<model::Column>(records, "constant", "one").default_value == "7");
    auto const counting = get<model::View>(records, "", "counting");
    REQUIRE(counting.uses.size() == 1);
    CHECK(counting.uses[0].columns.empty());
    auto const kinds = get<model::View>(records, "", "kinds");
    CHECK(kinds.materialized);
    CHECK(kinds.options == Names{"fillfactor=50"});
    CHECK(kinds.comment == "Kinds.");
    CHECK(kinds.uses.at(0).columns == Names{"kind"});
    CHECK(get<model::Index>(records, "kinds", "kinds_kind").unique);
    if (db.version() >= 150000)
        CHECK(get<model::View>(records, "", "invoker").options == Names{"security_invoker=true"});
}
