// SPDX-License-Identifier: MIT
#include "postgres_server.hpp"

using namespace scribe;
using namespace scribe::conformance;
using model::Kind;

TEST_CASE("columns of every family of types, with their modifiers", "[columns]") {
    // Column type as written here, and as the server is expected to name it.
    std::vector<std::pair<std::string, std::string>> types = {
        {"smallint", "smallint"},
        {"int", "integer"},
        {"bigint", "bigint"},
        {"numeric", "numeric"},
        {"numeric(12,2)", "numeric(12,2)"},
        {"real", "real"},
        {"float8", "double precision"},
        {"money", "money"},
        {"varchar(40)", "character varying(40)"},
        {"varchar", "character varying"},
        {"char(3)", "character(3)"},
        {"\"char\"", "\"char\""},
        {"text", "text"},
        {"name", "name"},
        {"bytea", "bytea"},
        {"date", "date"},
        {"time(3)", "time(3) without time zone"},
        {"timetz", "time with time zone"},
        {"timestamp", "timestamp without time zone"},
        {"timestamptz(0)", "timestamp(0) with time zone"},
        {"interval", "interval"},
        {"interval day to second(2)", "interval day to second(2)"},
        {"boolean", "boolean"},
        {"point", "point"},
        {"polygon", "polygon"},
        {"inet", "inet"},
        {"cidr", "cidr"},
        {"macaddr8", "macaddr8"},
        {"bit(5)", "bit(5)"},
        {"varbit(7)", "bit varying(7)"},
        {"tsvector", "tsvector"},
        {"tsquery", "tsquery"},
        {"uuid", "uuid"},
        {"xml", "xml"},
        {"json", "json"},
        {"jsonb", "jsonb"},
        {"jsonpath", "jsonpath"},
        {"int4range", "int4range"},
        {"tstzrange", "tstzrange"},
        {"oid", "oid"},
        {"regclass", "regclass"},
        {"pg_lsn", "pg_lsn"},
        {"int[]", "integer[]"},
        {"varchar(9)[][]", "character varying(9)[]"},
        {"numeric(4,1)[3]", "numeric(4,1)[]"},
        {"int2vector", "int2vector"}};
    Database db;
    if (db.version() >= 140000) types.emplace_back("int4multirange", "int4multirange");
    std::string ddl = "CREATE TABLE t (";
    for (std::size_t i = 0; i < types.size(); ++i)
        ddl += (i > 0 ? ", c" : "c") + std::to_string(i + 1) + " " + types[i].first;
    db.run(ddl + ")");
    auto const records = db.scan_and_check();
    CHECK(count(records, Kind::column) == types.size());
    for (std::size_t i = 0; i < types.size(); ++i) {
        auto const column = get<model::Column>(records, "t", "c" + std::to_string(i + 1));
        CHECK(column.type == types[i].second);
        CHECK(column.position == static_cast<int>(i) + 1);
        CHECK(column.user_type.empty());
        CHECK(column.storage.empty());
        CHECK(column.collation.empty());
    }
}

TEST_CASE("types of people behind columns", "[columns]") {
    Database db{R"sql(
CREATE SCHEMA "My types";
CREATE TYPE "My types".mood AS ENUM ('sad', 'ok', 'very ''happy''');
CREATE DOMAIN "My types".email AS varchar(80) COLLATE "C" CHECK (VALUE ~ '@');
CREATE DOMAIN "My types".work_email AS "My types".email;
CREATE DOMAIN "My types".scores AS int[];
CREATE TYPE "My types".pair AS (a int, b text COLLATE "C");
CREATE TYPE "My types".span AS RANGE (subtype = float8, subtype_diff = float8mi);
CREATE TABLE t (m "My types".mood, ms "My types".mood[], e "My types".email, w "My types".work_email, s "My types".scores,
                p "My types".pair, ps "My types".pair[], r "My types".span, e2 "My types".email COLLATE "POSIX");
CREATE TABLE whole (a int); ALTER TABLE t ADD other whole[];
CREATE INDEX t_everything ON t (m, ms, e, w, s, p, r, ps);
CREATE INDEX t_spans ON t USING gist (r);
)sql"};
    auto const records = db.scan_and_check();
    auto const check = [&records](char const *name, char const *type, char const *user_type, char const *kind) {
        auto const column = get<model::Column>(records, "t", name);
        INFO(name);
        CHECK(column.type == type);
        CHECK(column.user_type.name == user_type);
        CHECK(column.user_type.schema == (*user_type ? "My types" : ""));
        CHECK(column.user_type_kind == kind);
    };
    check("m", "\"My types\".mood", "mood", "enum");
    check("ms", "\"My types\".mood[]", "mood", "enum");
    check("e", "\"My types\".email", "email", "domain");
    check("w", "\"My types\".work_email", "work_email", "domain");
    check("s", "\"My types\".scores", "scores", "domain");
    check("p", "\"My types\".pair", "pair", "composite");
    check("ps", "\"My types\".pair[]", "pair", "composite");
    check("r", "\"My types\".span", "span", "range");
    CHECK(get<model::Column>(records, "t", "other").user_type == model::Ref{"public", "whole"});
    CHECK(get<model::Column>(records, "t", "e").collation.empty());
    CHECK(get<model::Column>(records, "t", "e2").collation == "\"POSIX\"");
    if (db.version() < 140000) return;
    db.run("CREATE TABLE u (r \"My types\".span_multirange)"); // named by the server after its range
    CHECK(get<model::Column>(db.scan_and_check(), "u", "r").user_type_kind == "range");
}

TEST_CASE("what else a column has", "[columns]") {
    Database db{R"sql(
CREATE SCHEMA app; CREATE SEQUENCE app.numbers; CREATE FUNCTION app.twice(int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT $1 * 2';
CREATE TABLE app.t (
  gone1 int, id int GENERATED ALWAYS AS IDENTITY, other int GENERATED BY DEFAULT AS IDENTITY, gone2 text, sn serial,
  n int NOT NULL DEFAULT nextval('app.numbers'), at timestamptz DEFAULT now() - interval '1 day 02:00', word text DEFAULT 'it''s',
  f float8 DEFAULT 0.1, nothing text DEFAULT NULL, c text COLLATE "C", doubled int GENERATED ALWAYS AS (app.twice(n) + 1) STORED,
  ext text, main text, st int, gone3 int, last boolean DEFAULT true);
ALTER TABLE app.t DROP COLUMN gone1, DROP COLUMN gone2, DROP COLUMN gone3;
ALTER TABLE app.t ALTER ext SET STORAGE EXTERNAL, ALTER main SET STORAGE MAIN, ALTER st SET STATISTICS 500, ALTER ext SET STATISTICS 0,
  ALTER st SET (n_distinct = -0.5, n_distinct_inherited = 7);
CREATE INDEX t_later ON app.t (last, n) INCLUDE (st);
)sql"};
    auto const lz4 = db.version() >= 140000 && db.session().try_run("ALTER TABLE app.t ALTER ext SET COMPRESSION lz4");
    if (db.version() >= 140000) db.run("ALTER TABLE app.t ALTER main SET COMPRESSION pglz");
    if (db.version() >= 180000) db.run("ALTER TABLE app.t ADD v int GENERATED ALWAYS AS (n * 3) VIRTUAL");
    auto const records = db.scan_and_check();
    auto const column = [&records](char const *name) { return get<model::Column>(records, "t", name); };
    CHECK_FALSE(find(records, Kind::column, "t", "gone1"));
    CHECK(column("id").position == 1);
    CHECK(column("sn").position == 3);
    CHECK(column("last").position == 14);
    CHECK(column("id").identity == "always");
    CHECK(column("id").not_null);
    CHECK_FALSE(column("id").default_value);
    CHECK(column("other").identity == "by default");
    CHECK(column("sn").default_value == "nextval('app.t_sn_seq'::regclass)");
    CHECK(column("n").default_value == "nextval('app.numbers'::regclass)");
    CHECK(column("n").not_null);
    CHECK_FALSE(column("at").not_null);
    CHECK(column("at").default_value == "(now() - '1 day 02:00:00'::interval)");
    CHECK(column("word").default_value == "'it''s'::text");
    CHECK(column("f").default_value == "0.1");
    CHECK_FALSE(column("nothing").default_value);
    CHECK(column("c").collation == "\"C\"");
    CHECK(column("doubled").generated == "stored");
    CHECK(column("doubled").expression == "(app.twice(n) + 1)");
    CHECK_FALSE(column("doubled").default_value);
    CHECK(column("ext").storage == "external");
    CHECK(column("main").storage == "main");
    CHECK(column("word").storage.empty());
    CHECK(column("st").statistics_target == 500);
    CHECK(column("ext").statistics_target == 0);
    CHECK_FALSE(column("word").statistics_target);
    CHECK(column("st").options == std::vector<std::string>{"n_distinct=-0.5", "n_distinct_inherited=7"});
    CHECK(column("word").options.empty());
    if (db.version() >= 140000) CHECK(column("main").compression == "pglz");
    if (lz4) CHECK(column("ext").compression == "lz4");
    CHECK(column("word").compression.empty());
    if (db.version() >= 180000) {
        CHECK(column("v").generated == "virtual");
        CHECK(column("v").expression == "(n * 3)");
    }
    auto const index = get<model::Index>(records, "t", "t_later");
    REQUIRE(index.keys.size() == 2);
    CHECK(index.keys[0].column == "last");
    CHECK(index.include == std::vector<std::string>{"st"});
}

TEST_CASE("settings of the database and the role change nothing in what a scan says", "[columns]") {
    Database db{R"sql(
CREATE SCHEMA app; CREATE TABLE app.a (id int PRIMARY KEY, at timestamptz DEFAULT '2024-02-01 12:00+00', wait interval DEFAULT '1 day 02:00',
  x float8 DEFAULT 0.1, b bytea DEFAULT '\x01ff') PARTITION BY RANGE (id);
CREATE TABLE app.d (at timestamptz PRIMARY KEY) PARTITION BY RANGE (at);
CREATE TABLE app.d1 PARTITION OF app.d FOR VALUES FROM ('2024-01-01 00:00+00') TO ('2024-02-01 00:00+00');
CREATE TABLE app.b (a_id int REFERENCES app.a, word text); CREATE INDEX b_word ON app.b (lower(word)) WHERE word <> 'x';
CREATE VIEW app.v AS SELECT word FROM app.b;
)sql"};
    auto const source = db.open();
    auto const before = scan(*source).records;
    CHECK(get<model::Table>(before, "", "d1").partition_bound ==
          "FOR VALUES FROM ('2024-01-01 00:00:00+00') TO ('2024-02-01 00:00:00+00')");
    for (auto const *setting : {"search_path = app, public", "TimeZone = 'Asia/Tokyo'", "DateStyle = 'German, DMY'",
                                "IntervalStyle = iso_8601", "extra_float_digits = -3", "quote_all_identifiers = on",
                                "bytea_output = escape", "standard_conforming_strings = off", "row_security = off"})
        db.run("ALTER DATABASE " + db.name() + " SET " + setting);
    auto const again = db.open();
    auto const after = scan(*again).records;
    REQUIRE(after.size() == before.size());
    for (auto const &record : after) {
        auto const *old = find(before, record.kind, record.table, record.name);
        INFO(model::kind_name(record.kind) << " " << model::format_ref(record));
        REQUIRE(old);
        CHECK(record.body == old->body);
    }
}
