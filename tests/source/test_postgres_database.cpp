// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "postgres_server.hpp"

#include <algorithm>

using namespace scribe;
using namespace scribe::conformance;
using model::Kind;
using Names = std::vector<std::string>;

namespace {

/// The grant of one grantee; fails the test when there is none.
model::Grant grant_of(std::vector<model::Grant> const &grants, std::string const &grantee) {
    INFO(grantee);
    auto const found =
        std::find_if(grants.begin(), grants.end(), [&](model::Grant const &g) { return g.grantee == grantee; });
    REQUIRE(found != grants.end());
    auto out = *found;
    std::sort(out.privileges.begin(), out.privileges.end());
    return out;
}

} // namespace

TEST_CASE("who may do what", "[database]") {
    Database db{R"sql(
CREATE SCHEMA app; CREATE TABLE app.t (a int, b int); CREATE TABLE app.own (a int); CREATE VIEW app.v AS SELECT a FROM app.t;
CREATE SEQUENCE app.s; CREATE TYPE app.mood AS ENUM ('a');
CREATE FUNCTION app.f() RETURNS int LANGUAGE sql AS 'SELECT 1';
)sql"};
    auto const reader = db.make_role("_reader");
    auto const odd = db.make_role("=r\"/,{} Ünï\\");
    auto const boss = db.make_role("_boss");
    auto const r = ident(reader);
    auto const o = ident(odd);
    db.run(
        "GRANT USAGE ON SCHEMA app TO " + r + "; GRANT USAGE, CREATE ON SCHEMA app TO " + ident(boss) + ";" +
        "GRANT SELECT, INSERT ON app.t TO " + r + ", " + o +
        "; GRANT SELECT ON app.t TO PUBLIC; GRANT UPDATE ON app.t TO " + o +
        " WITH GRANT OPTION; GRANT SELECT (a), REFERENCES (a) ON app.t TO " + r + "; GRANT SELECT ON app.v TO " + r +
        "; GRANT USAGE ON SEQUENCE app.s TO " + r +
        "; REVOKE ALL ON FUNCTION app.f() FROM PUBLIC; GRANT EXECUTE ON FUNCTION app.f() TO " + r +
        "; CREATE FUNCTION app.nobodys() RETURNS int LANGUAGE sql AS 'SELECT 1'; CREATE TABLE app.nobodys (id int);" +
        "REVOKE ALL ON FUNCTION app.nobodys() FROM PUBLIC, CURRENT_USER; REVOKE ALL ON app.nobodys FROM CURRENT_USER" +
        "; REVOKE USAGE ON TYPE app.mood FROM PUBLIC; GRANT ALL ON app.t TO " + ident(boss) + " WITH GRANT OPTION;");
    db.run("SET ROLE " + ident(boss) + "; GRANT SELECT ON app.t TO " + r +
           "; RESET ROLE; ALTER TABLE app.own OWNER TO " + o);
    auto const records = db.scan_and_check();
    auto const me = db.session().value("SELECT current_user");
    CHECK(get<model::Table>(records, "", "own").owner == odd);
    auto const schema = get<model::Schema>(records, "", "app").grants;
    CHECK(grant_of(schema, reader).privileges == Names{"USAGE"});
    CHECK(grant_of(schema, boss).privileges == Names{"CREATE", "USAGE"});
    auto const table = get<model::Table>(records, "", "t").grants;
    CHECK(table.size() == 5);
    CHECK(grant_of(table, "public").privileges == Names{"SELECT"});
    CHECK(grant_of(table, odd).privileges == Names{"INSERT", "SELECT", "UPDATE"});
    CHECK(grant_of(table, odd).grantable == Names{"UPDATE"});
    // Granted by two: said once.
    CHECK(grant_of(table, reader).privileges == Names{"INSERT", "SELECT"});
    CHECK(grant_of(table, reader).grantable.empty());
    Names all = {"DELETE", "INSERT", "REFERENCES", "SELECT", "TRIGGER", "TRUNCATE", "UPDATE"};
    if (db.version() >= 170000) all.insert(all.begin() + 2, "MAINTAIN");
    CHECK(grant_of(table, me).privileges == all);
    CHECK(grant_of(table, boss).grantable.size() == all.size());
    CHECK(get<model::Table>(records, "", "own").grants.empty());
    auto const column = get<model::Column>(records, "t", "a").grants;
    REQUIRE(column.size() == 1);
    CHECK(grant_of(column, reader).privileges == Names{"REFERENCES", "SELECT"});
    CHECK(get<model::Column>(records, "t", "b").grants.empty());
    CHECK(grant_of(get<model::View>(records, "", "v").grants, reader).privileges == Names{"SELECT"});
    CHECK(grant_of(get<model::Sequence>(records, "", "s").grants, reader).privileges == Names{"USAGE"});
    auto const function = get<model::Routine>(records, "", "f()").grants;
    CHECK(grant_of(function, reader).privileges == Names{"EXECUTE"});
    CHECK(std::none_of(function.begin(), function.end(), [](model::Grant const &g) { return g.grantee == "public"; }));
    auto const type = get<model::Type>(records, "", "mood").grants;
    CHECK(grant_of(type, me).privileges == Names{"USAGE"});
    CHECK(type.size() == 1);
    // All revoked: not the default rights, which an owner has.
    std::vector<model::Grant> const none = {{"public", {}, {}}};
    CHECK(get<model::Routine>(records, "", "nobodys()").grants == none);
    CHECK(get<model::Table>(records, "", "nobodys").grants == none);
    db.run("DROP SCHEMA app CASCADE"); // or its roles could not be dropped
}

TEST_CASE("who may do what with the database, and with what is made from now on", "[database]") {
    Database db{"CREATE SCHEMA app; CREATE SCHEMA \"App 2\""};
    CHECK(count(db.scan_and_check(), Kind::privileges) == 0);
    auto const reader = db.make_role("_reader");
    auto const odd = db.make_role("=r\"/,{} Ünï\\");
    auto const me = db.session().value("SELECT current_user");
    auto const r = ident(reader);
    auto const o = ident(odd);
    db.run("REVOKE TEMPORARY ON DATABASE " + ident(db.name()) + " FROM PUBLIC; GRANT CREATE ON DATABASE " +
           ident(db.name()) + " TO " + o + " WITH GRANT OPTION");
    db.run(
        "ALTER DEFAULT PRIVILEGES IN SCHEMA app GRANT SELECT, INSERT ON TABLES TO " + r +
        "; ALTER DEFAULT PRIVILEGES FOR ROLE " + o + " IN SCHEMA \"App 2\" GRANT USAGE ON SEQUENCES TO " + r +
        "; ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC; ALTER DEFAULT PRIVILEGES GRANT USAGE ON "
        "TYPES TO " +
        o + "; ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO " + r);
    if (db.version() >= 180000) db.run("ALTER DEFAULT PRIVILEGES GRANT SELECT ON LARGE OBJECTS TO " + r);
    auto const records = db.scan_and_check();
    CHECK(count(records, Kind::privileges) == (db.version() >= 180000 ? 7 : 6));
    auto const of = [&records](std::string const &name) { return get<model::Privileges>(records, "", name); };
    auto const database = of("database");
    CHECK(database.on == "database");
    CHECK(database.owner == me);
    CHECK(grant_of(database.grants, "public").privileges == Names{"CONNECT"});
    CHECK(grant_of(database.grants, odd).privileges == Names{"CREATE"});
    CHECK(grant_of(database.grants, odd).grantable == Names{"CREATE"});
    auto const tables = of("new tables of " + base::quote_ident(me) + " in app");
    CHECK(tables.on == "tables");
    CHECK(tables.owner == me);
    CHECK(tables.in_schema == "app");
    CHECK(grant_of(tables.grants, reader).privileges == Names{"INSERT", "SELECT"});
    auto const sequences = of("new sequences of " + base::quote_ident(odd) + " in \"App 2\"");
    CHECK(sequences.owner == odd);
    CHECK(sequences.in_schema == "App 2");
    CHECK(grant_of(sequences.grants, reader).privileges == Names{"USAGE"});
    auto const functions = of("new functions of " + base::quote_ident(me));
    CHECK(functions.in_schema.empty());
    REQUIRE(functions.grants.size() == 1); // no longer PUBLIC
    CHECK(grant_of(functions.grants, me).privileges == Names{"EXECUTE"});
    CHECK(grant_of(of("new types of " + base::quote_ident(me)).grants, odd).privileges == Names{"USAGE"});
    CHECK(grant_of(of("new schemas of " + base::quote_ident(me)).grants, reader).privileges == Names{"USAGE"});
    if (db.version() >= 180000) {
        CHECK(grant_of(of("new large objects of " + base::quote_ident(me)).grants, reader).privileges ==
              Names{"SELECT"});
    }
    source::ScanRequest some;
    some.filter.schemas = {"app"};
    CHECK(count(scan(*db.open(), some).records, Kind::privileges) == 0); // they belong to the whole
    db.run("DROP OWNED BY " + r + "; DROP OWNED BY " + o);               // or the roles could not be dropped
}

TEST_CASE("extensions and what is theirs", "[database]") {
    Database db{R"sql(
CREATE SCHEMA ext; CREATE EXTENSION pg_stat_statements SCHEMA ext; CREATE EXTENSION hstore SCHEMA ext; CREATE EXTENSION pg_trgm;
CREATE EXTENSION postgres_fdw; CREATE TABLE mine (id int, h ext.hstore); CREATE TABLE lent (id int PRIMARY KEY);
ALTER EXTENSION pg_trgm ADD TABLE lent; COMMENT ON EXTENSION hstore IS 'Pairs.';
)sql"};
    auto const records = db.scan_and_check();
    auto const extension = get<model::Extension>(records, "", "hstore");
    CHECK(extension.in_schema == "ext");
    CHECK(extension.comment == "Pairs.");
    CHECK(extension.version == db.session().value("SELECT extversion FROM pg_extension WHERE extname = 'hstore'"));
    CHECK(get<model::Extension>(records, "", "plpgsql").in_schema == "pg_catalog");
    CHECK(count(records, Kind::extension) == 5);
    CHECK(get<model::View>(records, "", "pg_stat_statements").extension == "pg_stat_statements");
    CHECK(get<model::Column>(records, "pg_stat_statements", "query").extension == "pg_stat_statements");
    CHECK(get<model::Type>(records, "", "hstore").extension == "hstore");
    CHECK(get<model::Type>(records, "", "hstore").type_kind == "base");
    CHECK(get<model::Routine>(records, "", "similarity(text, text)").extension == "pg_trgm");
    CHECK(get<model::Column>(records, "mine", "h").type == "ext.hstore");
    CHECK(get<model::Table>(records, "", "mine").extension.empty());
    CHECK(get<model::Table>(records, "", "lent").extension == "pg_trgm");
    CHECK(get<model::Constraint>(records, "lent", "lent_pkey").extension == "pg_trgm");
    CHECK(get<model::Index>(records, "lent", "lent_pkey").extension == "pg_trgm");
}

TEST_CASE("extended statistics", "[database]") {
    Database db{R"sql(
CREATE SCHEMA app; CREATE TABLE app.t (a int, b int, "C c" text);
CREATE STATISTICS app.all_kinds ON a, b, "C c" FROM app.t;
CREATE STATISTICS public.some (ndistinct, dependencies) ON b, a FROM app.t; COMMENT ON STATISTICS public.some IS 'Some.';
)sql"};
    if (db.version() >= 130000) db.run("ALTER STATISTICS app.all_kinds SET STATISTICS 77");
    if (db.version() >= 140000) db.run("CREATE STATISTICS app.expressed ON (a + b), lower(\"C c\"), a FROM app.t");
    auto const records = db.scan_and_check();
    auto const all = get<model::Statistics>(records, "", "all_kinds");
    CHECK(all.relation == model::Ref{"app", "t"});
    CHECK(all.columns == Names{"a", "b", "C c"});
    CHECK(all.kinds == Names{"ndistinct", "dependencies", "mcv"});
    CHECK(all.statistics_target.value_or(77) == 77);
    CHECK(all.statistics_target.has_value() == (db.version() >= 130000));
    CHECK_FALSE(get<model::Statistics>(records, "", "some").statistics_target);
    CHECK(get<model::Statistics>(records, "", "some").kinds == Names{"ndistinct", "dependencies"});
    CHECK(get<model::Statistics>(records, "", "some").comment == "Some.");
    if (db.version() < 140000) return;
    auto const expressed = get<model::Statistics>(records, "", "expressed");
    CHECK(expressed.columns == Names{"a"});
    CHECK(expressed.kinds == Names{"ndistinct", "dependencies", "mcv", "expressions"});
    CHECK(expressed.definition == "CREATE STATISTICS app.expressed ON a, (a + b), lower(\"C c\") FROM app.t");
}

TEST_CASE("publications", "[database]") {
    Database db{R"sql(
CREATE SCHEMA app; CREATE TABLE app.t (a int PRIMARY KEY, b int, "C c" text); CREATE TABLE app.u (a int);
CREATE PUBLICATION some_tables FOR TABLE app.u, app.t WITH (publish = 'insert, truncate'); COMMENT ON PUBLICATION some_tables IS 'Some.';
CREATE PUBLICATION everything FOR ALL TABLES;
CREATE PUBLICATION "Nothing.at all";
)sql"};
    if (db.version() >= 130000) db.run("CREATE PUBLICATION rooted WITH (publish_via_partition_root = true)");
    if (db.version() >= 150000) {
        db.run("CREATE PUBLICATION part_of FOR TABLE app.t (a, \"C c\") WHERE (a > 5); CREATE PUBLICATION whole_schema "
               "FOR TABLES IN SCHEMA app, public");
    }
    if (db.version() >= 180000) db.run("CREATE PUBLICATION counted WITH (publish_generated_columns = stored)");
    auto const records = db.scan_and_check();
    auto const publication = [&records](char const *name) { return get<model::Publication>(records, "", name); };
    auto const some = publication("some_tables");
    CHECK(some.comment == "Some.");
    CHECK(some.operations == Names{"insert", "truncate"});
    CHECK_FALSE(some.all_tables);
    REQUIRE(some.tables.size() == 2);
    CHECK(some.tables[0].relation == model::Ref{"app", "t"});
    CHECK(some.tables[0].columns.empty());
    CHECK(some.tables[0].where.empty());
    CHECK(publication("everything").all_tables);
    CHECK(publication("everything").operations == Names{"insert", "update", "delete", "truncate"});
    CHECK(publication("Nothing.at all").tables.empty());
    if (db.version() >= 130000) CHECK(publication("rooted").via_root);
    CHECK_FALSE(some.via_root);
    if (db.version() < 150000) return;
    CHECK(publication("part_of").tables.at(0).columns == Names{"a", "C c"});
    CHECK(publication("part_of").tables.at(0).where == "(a > 5)");
    CHECK(publication("whole_schema").schemas == Names{"app", "public"});
    CHECK(publication("whole_schema").generated_columns.empty());
    if (db.version() >= 180000) CHECK(publication("counted").generated_columns == "stored");
}

TEST_CASE("event triggers", "[database]") {
    Database db{R"sql(
CREATE SCHEMA app; CREATE FUNCTION app.fire() RETURNS event_trigger LANGUAGE plpgsql AS $$BEGIN END$$;
CREATE EVENT TRIGGER "On DDL" ON ddl_command_end WHEN TAG IN ('CREATE TABLE', 'DROP TABLE') EXECUTE FUNCTION app.fire();
CREATE EVENT TRIGGER gone ON sql_drop EXECUTE FUNCTION app.fire(); ALTER EVENT TRIGGER gone DISABLE;
COMMENT ON EVENT TRIGGER gone IS 'Gone.';
)sql"};
    auto const records = db.scan_and_check();
    auto const on_ddl = get<model::EventTrigger>(records, "", "On DDL");
    CHECK(on_ddl.event == "ddl_command_end");
    CHECK(on_ddl.tags == Names{"CREATE TABLE", "DROP TABLE"});
    CHECK(on_ddl.function == model::Ref{"app", "fire"});
    CHECK(on_ddl.enabled == "origin");
    auto const gone = get<model::EventTrigger>(records, "", "gone");
    CHECK(gone.enabled == "disabled");
    CHECK(gone.comment == "Gone.");
    CHECK(gone.tags.empty());
}

TEST_CASE("an empty database, and one with extensions only", "[database]") {
    Database db;
    auto records = db.scan_and_check();
    CHECK(count(records, Kind::schema) == 1);
    CHECK(count(records, Kind::extension) == 1);
    CHECK(records.size() == 2);
    db.run("DROP SCHEMA public");
    CHECK(db.scan_and_check().size() == 1);
    db.run("CREATE SCHEMA ext; CREATE EXTENSION hstore SCHEMA ext; CREATE EXTENSION pg_trgm SCHEMA ext");
    records = db.scan_and_check();
    CHECK(count(records, Kind::table) == 0);
    for (auto const &record : records) {
        INFO(model::format_ref(record));
        bool const own = record.kind == Kind::schema || record.kind == Kind::extension;
        CHECK(own == record.extension.empty());
    }
}
