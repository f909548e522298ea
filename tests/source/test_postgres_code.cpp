// SPDX-License-Identifier: MIT
#include "postgres_server.hpp"

#include <algorithm>

using namespace scribe;
using namespace scribe::conformance;
using model::Kind;
using Names = std::vector<std::string>;

TEST_CASE("sequences and whose they are", "[code]") {
    Database db{R"sql(
CREATE SCHEMA app;
CREATE SEQUENCE app.plain; COMMENT ON SEQUENCE app.plain IS 'Plain.';
CREATE SEQUENCE app.odd AS smallint START 100 INCREMENT -5 MINVALUE -30000 MAXVALUE 200 CACHE 7 CYCLE;
CREATE TABLE app.t (id bigserial, k int GENERATED ALWAYS AS IDENTITY (START 5), "Own ed" int);
CREATE SEQUENCE public.away; ALTER SEQUENCE public.away OWNED BY NONE; CREATE SEQUENCE app.owned OWNED BY app.t."Own ed";
)sql"};
    if (db.version() >= 150000) db.run("CREATE UNLOGGED SEQUENCE app.fast");
    auto const records = db.scan_and_check();
    auto const sequence = [&records](char const *name) { return get<model::Sequence>(records, "", name); };
    auto const plain = sequence("plain");
    CHECK(plain.comment == "Plain.");
    CHECK(plain.data_type == "bigint");
    CHECK(plain.start == "1");
    CHECK(plain.maximum == "9223372036854775807");
    CHECK(plain.owned_by.empty());
    CHECK_FALSE(plain.cycle);
    auto const odd = sequence("odd");
    CHECK(odd.data_type == "smallint");
    CHECK(odd.start == "100");
    CHECK(odd.increment == "-5");
    CHECK(odd.minimum == "-30000");
    CHECK(odd.maximum == "200");
    CHECK(odd.cache == "7");
    CHECK(odd.cycle);
    CHECK(sequence("t_id_seq").owned_by == model::Ref{"app", "t"});
    CHECK(sequence("t_id_seq").owned_column == "id");
    CHECK_FALSE(sequence("t_id_seq").identity);
    CHECK(sequence("t_k_seq").identity);
    CHECK(sequence("t_k_seq").start == "5");
    CHECK(sequence("owned").owned_column == "Own ed");
    CHECK(sequence("away").schema == "public");
    if (db.version() >= 150000) CHECK(sequence("fast").persistence == "unlogged");
}

TEST_CASE("types of people", "[code]") {
    Database db{R"sql(
CREATE SCHEMA app;
CREATE TYPE app.mood AS ENUM ('sad', 'ok', 'it''s, "fine"', '', 'NULL'); ALTER TYPE app.mood ADD VALUE 'between' BEFORE 'ok';
COMMENT ON TYPE app.mood IS 'Moods.';
CREATE DOMAIN app.email AS varchar(80) COLLATE "C" DEFAULT 'a@b' NOT NULL CONSTRAINT at CHECK (VALUE ~ '@') CONSTRAINT "No dots" CHECK (VALUE !~ '[.]');
ALTER DOMAIN app.email ADD CONSTRAINT later CHECK (length(VALUE) > 3) NOT VALID;
CREATE DOMAIN app.stronger AS app.email; COMMENT ON DOMAIN app.email IS 'Mail.';
CREATE TYPE app.pair AS (a int, gone text, "B b" numeric(5,2)[], c text COLLATE "C"); ALTER TYPE app.pair DROP ATTRIBUTE gone;
COMMENT ON COLUMN app.pair."B b" IS 'Bees.';
CREATE TYPE app.span AS RANGE (subtype = float8, subtype_diff = float8mi);
CREATE TYPE app.words AS RANGE (subtype = text, collation = "C", subtype_opclass = text_pattern_ops);
CREATE TYPE app.plain_words AS RANGE (subtype = text);
CREATE TYPE app.shell;
COMMENT ON CONSTRAINT at ON DOMAIN app.email IS 'At.';
CREATE DOMAIN app.filled AS int CONSTRAINT "not empty" NOT NULL;
CREATE TABLE app.t (a int);
)sql"};
    auto const records = db.scan_and_check();
    auto const type = [&records](char const *name) { return get<model::Type>(records, "", name); };
    CHECK(count(records, Kind::type) == 8);
    CHECK(type("mood").type_kind == "enum");
    CHECK(type("mood").labels == Names{"sad", "between", "ok", "it's, \"fine\"", "", "NULL"});
    CHECK(type("mood").comment == "Moods.");
    auto const email = type("email");
    CHECK(email.type_kind == "domain");
    CHECK(email.base_type == "character varying(80)");
    CHECK(email.not_null);
    CHECK(email.default_value == "'a@b'::character varying");
    CHECK(email.collation == "\"C\"");
    CHECK(email.comment == "Mail.");
    REQUIRE(email.checks.size() == 3);
    CHECK(email.checks[0].name == "No dots");
    CHECK(email.checks[1].name == "at");
    CHECK(email.checks[1].definition == "CHECK (((VALUE)::text ~ '@'::text))");
    CHECK_FALSE(email.checks[1].not_valid);
    CHECK(email.checks[1].comment == "At.");
    CHECK_FALSE(email.checks[0].comment);
    CHECK(email.checks[2].not_valid);
    CHECK(type("filled").not_null);
    if (db.version() >= 170000) {
        // Named and commented as other constraints; that of app.email has the server's name and says no more.
        db.run("COMMENT ON CONSTRAINT \"not empty\" ON DOMAIN app.filled IS 'Why.'; CREATE DOMAIN app.said AS int NOT "
               "NULL; COMMENT ON CONSTRAINT said_not_null ON DOMAIN app.said IS 'Said.'");
        auto const again = db.scan_and_check();
        using Checks = std::vector<model::DomainCheck>;
        CHECK(get<model::Type>(again, "", "filled").checks == Checks{{"not empty", "NOT NULL", false, "Why."}});
        CHECK(get<model::Type>(again, "", "said").checks == Checks{{"said_not_null", "NOT NULL", false, "Said."}});
    }
    CHECK(type("stronger").base_type == "app.email");
    CHECK(type("stronger").checks.empty());
    CHECK(type("stronger").collation.empty());
    auto const pair = type("pair");
    CHECK(pair.type_kind == "composite");
    REQUIRE(pair.attributes.size() == 3);
    CHECK(pair.attributes[1].name == "B b");
    CHECK(pair.attributes[1].type == "numeric(5,2)[]");
    CHECK(pair.attributes[1].comment == "Bees.");
    CHECK(pair.attributes[1].collation.empty());
    CHECK(pair.attributes[2].collation == "\"C\"");
    auto const span = type("span");
    CHECK(span.type_kind == "range");
    CHECK(span.base_type == "double precision");
    CHECK(span.subtype_diff == "float8mi");
    CHECK(span.subtype_opclass.empty());
    CHECK(span.collation.empty());
    CHECK(span.multirange == (db.version() >= 140000 ? "span_multirange" : ""));
    CHECK(type("words").subtype_opclass == "text_pattern_ops");
    CHECK(type("words").collation == "\"C\"");
    CHECK(type("plain_words").collation.empty());
}

TEST_CASE("what aggregates are made of", "[code]") {
    Database db{R"sql(
CREATE SCHEMA app;
CREATE FUNCTION app.less(int, int) RETURNS boolean LANGUAGE sql AS 'SELECT $1 < $2';
CREATE OPERATOR app.<<< (LEFTARG = int, RIGHTARG = int, FUNCTION = app.less);
CREATE FUNCTION app.last(float8, float8) RETURNS float8 LANGUAGE sql AS 'SELECT $1';
CREATE AGGREGATE app.mean(numeric) (SFUNC = numeric_avg_accum, STYPE = internal, SSPACE = 128, FINALFUNC = numeric_avg,
  FINALFUNC_MODIFY = SHAREABLE, COMBINEFUNC = numeric_avg_combine, SERIALFUNC = numeric_avg_serialize,
  DESERIALFUNC = numeric_avg_deserialize, MSFUNC = numeric_avg_accum, MINVFUNC = numeric_accum_inv, MSTYPE = internal,
  MSSPACE = 256, MFINALFUNC = numeric_avg, MFINALFUNC_MODIFY = READ_WRITE, PARALLEL = SAFE);
CREATE AGGREGATE app.total(float8) (SFUNC = float8pl, STYPE = float8, INITCOND = '1', MSFUNC = float8pl, MINVFUNC = float8mi,
  MSTYPE = float8, MINITCOND = '0', MFINALFUNC = app.last, MFINALFUNC_EXTRA, FINALFUNC = float8abs, FINALFUNC_MODIFY = READ_ONLY);
CREATE AGGREGATE app.glued(text) (SFUNC = textcat, STYPE = text, INITCOND = '');
CREATE AGGREGATE app.least_of(int) (SFUNC = int4smaller, STYPE = int, SORTOP = <);
CREATE AGGREGATE app.first_of(int) (SFUNC = int4smaller, STYPE = int, SORTOP = OPERATOR(app.<<<));
CREATE AGGREGATE app.share(float8 ORDER BY anyelement) (SFUNC = ordered_set_transition, STYPE = internal,
  FINALFUNC = percentile_disc_final, FINALFUNC_EXTRA, FINALFUNC_MODIFY = READ_WRITE);
CREATE AGGREGATE app.place(VARIADIC "any" ORDER BY VARIADIC "any") (SFUNC = ordered_set_transition_multi, STYPE = internal,
  FINALFUNC = rank_final, FINALFUNC_EXTRA, FINALFUNC_MODIFY = READ_ONLY, HYPOTHETICAL);
)sql"};
    auto const records = db.scan_and_check();
    auto const aggregate = [&records](char const *name) { return get<model::Routine>(records, "", name); };
    auto const mean = aggregate("mean(numeric)");
    CHECK(mean.aggregate_kind.empty());
    CHECK(mean.transition_type == "internal");
    CHECK(mean.state_space == "128");
    CHECK(mean.final_function == "numeric_avg");
    CHECK_FALSE(mean.final_extra);
    CHECK(mean.final_modify == "shareable");
    CHECK(mean.combine_function == "numeric_avg_combine");
    CHECK(mean.serial_function == "numeric_avg_serialize");
    CHECK(mean.deserial_function == "numeric_avg_deserialize");
    CHECK(mean.moving_transition_function == "numeric_avg_accum");
    CHECK(mean.moving_inverse_function == "numeric_accum_inv");
    CHECK(mean.moving_transition_type == "internal");
    CHECK(mean.moving_state_space == "256");
    CHECK(mean.moving_final_function == "numeric_avg");
    CHECK_FALSE(mean.moving_final_extra);
    CHECK(mean.moving_final_modify == "read_write");
    CHECK_FALSE(mean.initial_value);
    CHECK_FALSE(mean.moving_initial_value);
    CHECK(mean.sort_operator.empty());
    auto const total = aggregate("total(double precision)");
    CHECK(total.initial_value == "1");
    CHECK(aggregate("glued(text)").initial_value == "");
    CHECK(total.moving_initial_value == "0");
    CHECK(total.moving_final_function == "app.last");
    CHECK(total.moving_final_extra);
    CHECK(total.final_modify.empty());
    CHECK_FALSE(total.final_extra);
    CHECK(total.state_space.empty());
    CHECK(aggregate("least_of(integer)").sort_operator == "<");
    CHECK(aggregate("first_of(integer)").sort_operator == "OPERATOR(app.<<<)");
    auto const share = aggregate("share(double precision, anyelement)");
    CHECK(share.aggregate_kind == "ordered-set");
    CHECK(share.final_extra);
    CHECK(share.final_modify.empty());
    auto const place = aggregate("place(\"any\")");
    CHECK(place.aggregate_kind == "hypothetical-set");
    CHECK(place.final_modify == "read_only");
}

TEST_CASE("routines of every kind", "[code]") {
    Database db{R"sql(
CREATE SCHEMA app; CREATE TYPE app.pair AS (a int, b text);
CREATE FUNCTION app.add(a int, b int DEFAULT 2) RETURNS int LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE LEAKPROOF COST 0.5 AS 'SELECT a + b';
CREATE FUNCTION app.add(a text) RETURNS text LANGUAGE sql AS $$SELECT a || ' it''s $1'$$;
CREATE FUNCTION app.list(OUT x int, INOUT y app.pair, VARIADIC z numeric(9,2)[]) RETURNS SETOF record LANGUAGE plpgsql STABLE SECURITY DEFINER
  PARALLEL RESTRICTED SET search_path = app, pg_temp SET work_mem = '8MB' AS $$BEGIN RETURN; END$$;
CREATE FUNCTION app.tab() RETURNS TABLE (id int, "Name" text) LANGUAGE sql ROWS 25 AS 'SELECT 1, ''x''';
CREATE FUNCTION app.series(a int, b int) RETURNS SETOF int LANGUAGE internal IMMUTABLE STRICT COST 100 ROWS 1000
  SUPPORT generate_series_int4_support AS 'generate_series_int4';
CREATE PROCEDURE app.work(n int, INOUT total bigint) LANGUAGE plpgsql AS $$BEGIN total := n; COMMIT; END$$;
CREATE AGGREGATE app.sum_up(int) (SFUNC = app.add, STYPE = int, INITCOND = '0');
CREATE AGGREGATE app.mean(float8) (SFUNC = float8_accum, STYPE = float8[], FINALFUNC = float8_avg, INITCOND = '{0,0,0}');
CREATE FUNCTION app."Odd, ""name""(x)"() RETURNS void LANGUAGE sql AS '';
CREATE FUNCTION app.ranked() RETURNS bigint LANGUAGE internal WINDOW AS 'window_rank';
CREATE EXTENSION tablefunc;
COMMENT ON FUNCTION app.add(int, int) IS 'Adds.'; COMMENT ON PROCEDURE app.work(int, bigint) IS 'Works.'; COMMENT ON AGGREGATE app.mean(float8) IS 'Mean.';
)sql"};
    if (db.version() >= 140000) {
        db.run("CREATE FUNCTION app.modern(n int) RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT n + 1; END;"
               "CREATE PROCEDURE app.gives(IN a int, OUT b text) LANGUAGE sql AS $$SELECT 'x'$$;");
    }
    auto const records = db.scan_and_check();
    auto const routine = [&records](char const *name) { return get<model::Routine>(records, "", name); };
    auto const add = routine("add(integer, integer)");
    CHECK(add.routine_name == "add");
    CHECK(add.routine_kind == "function");
    CHECK(add.arguments == "a integer, b integer DEFAULT 2");
    CHECK(add.result == "integer");
    CHECK(add.language == "sql");
    CHECK(add.volatility == "immutable");
    CHECK(add.parallel == "safe");
    CHECK(add.strict);
    CHECK(add.leakproof);
    CHECK_FALSE(add.security_definer);
    CHECK(add.body == "SELECT a + b");
    CHECK(add.comment == "Adds.");
    CHECK(routine("add(text)").body == "SELECT a || ' it''s $1'");
    CHECK(routine("add(text)").volatility == "volatile");
    CHECK(routine("add(text)").parallel == "unsafe");
    auto const list = routine("list(app.pair, numeric[])");
    CHECK(list.arguments == "OUT x integer, INOUT y app.pair, VARIADIC z numeric[]");
    CHECK(list.result == "SETOF record");
    CHECK(list.security_definer);
    CHECK(list.volatility == "stable");
    CHECK(list.parallel == "restricted");
    CHECK(list.config == Names{"search_path=app, pg_temp", "work_mem=8MB"});
    CHECK(routine("tab()").result == "TABLE(id integer, \"Name\" text)");
    auto const work = routine("work(integer, bigint)");
    CHECK(work.routine_kind == "procedure");
    CHECK(work.result.empty());
    CHECK(work.comment == "Works.");
    auto const sum = routine("sum_up(integer)");
    CHECK(sum.routine_kind == "aggregate");
    CHECK(sum.transition_function == "app.add");
    CHECK(sum.transition_type == "integer");
    CHECK(sum.initial_value == "0");
    CHECK(sum.final_function.empty());
    CHECK(sum.body.empty());
    CHECK(routine("mean(double precision)").final_function == "float8_avg");
    CHECK(routine("mean(double precision)").comment == "Mean.");
    CHECK(find(records, Kind::routine, "", "Odd, \"name\"(x)()"));
    CHECK(routine("ranked()").routine_kind == "window");
    CHECK(add.cost == "0.5");
    CHECK(add.rows.empty());
    CHECK(list.cost.empty());
    CHECK(list.rows.empty());
    CHECK(list.support.empty());
    CHECK(routine("tab()").rows == "25");
    CHECK(routine("ranked()").cost.empty());
    CHECK(work.cost.empty());
    CHECK(sum.cost.empty());
    auto const series = routine("series(integer, integer)");
    CHECK(series.cost == "100");
    CHECK(series.rows.empty());
    CHECK(series.support == "generate_series_int4_support");
    auto const crosstab = routine("crosstab(text)");
    CHECK(crosstab.extension == "tablefunc");
    CHECK(crosstab.library == "$libdir/tablefunc");
    CHECK(crosstab.body == "crosstab");
    CHECK(sum.aggregate_kind.empty());
    CHECK(sum.combine_function.empty());
    CHECK_FALSE(sum.moving_initial_value);
    if (db.version() < 140000) return;
    auto const modern = routine("modern(integer)");
    CHECK(modern.body.find("BEGIN ATOMIC") == 0);
    CHECK(modern.body.find("(n + 1)") != std::string::npos);
    CHECK(routine("gives(integer)").arguments == "IN a integer, OUT b text");
}

TEST_CASE("triggers of every shape", "[code]") {
    Database db{R"sql(
CREATE SCHEMA app; CREATE TABLE app.t (a int, b int, "C c" text); CREATE VIEW app.v AS SELECT a FROM app.t;
CREATE FUNCTION app.fire() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$;
CREATE TRIGGER before_some BEFORE INSERT OR UPDATE OF b, "C c" ON app.t FOR EACH ROW WHEN (NEW.a > 1 AND NEW."C c" <> 'x) EXECUTE (y') EXECUTE FUNCTION app.fire('arg', ') EXECUTE ');
CREATE TRIGGER after_all AFTER DELETE ON app.t REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION app.fire();
CREATE TRIGGER renews AFTER UPDATE ON app.t REFERENCING OLD TABLE AS "Old" NEW TABLE AS fresh FOR EACH ROW EXECUTE FUNCTION app.fire();
CREATE TRIGGER empties BEFORE TRUNCATE ON app.t EXECUTE FUNCTION app.fire();
CREATE TRIGGER instead INSTEAD OF INSERT OR DELETE ON app.v FOR EACH ROW EXECUTE FUNCTION app.fire();
CREATE CONSTRAINT TRIGGER checks AFTER INSERT ON app.t FROM pg_class DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION app.fire();
CREATE TRIGGER "a WHEN (b" BEFORE INSERT ON app.t FOR EACH ROW EXECUTE FUNCTION app.fire();
CREATE TRIGGER off BEFORE INSERT ON app.t FOR EACH ROW EXECUTE FUNCTION app.fire(); ALTER TABLE app.t DISABLE TRIGGER off;
CREATE TRIGGER always BEFORE INSERT ON app.t FOR EACH ROW EXECUTE FUNCTION app.fire(); ALTER TABLE app.t ENABLE ALWAYS TRIGGER always;
CREATE TRIGGER replica BEFORE INSERT ON app.t FOR EACH ROW EXECUTE FUNCTION app.fire(); ALTER TABLE app.t ENABLE REPLICA TRIGGER replica;
CREATE TABLE app.parts (k int) PARTITION BY RANGE (k); CREATE TRIGGER on_parts AFTER INSERT ON app.parts FOR EACH ROW EXECUTE FUNCTION app.fire();
CREATE TABLE app.parts_1 PARTITION OF app.parts FOR VALUES FROM (0) TO (9);
COMMENT ON TRIGGER before_some ON app.t IS 'Before.';
CREATE FUNCTION app.login() RETURNS int LANGUAGE sql SET my.api_token = 'Hide1' SET app."dbPassword" = 'Hide2' SET my.mode = 'x'
  SET work_mem = '8MB' AS 'SELECT 1';
)sql"};
    auto const records = db.scan_and_check();
    auto const trigger = [&records](char const *name) { return get<model::Trigger>(records, "t", name); };
    auto const before = trigger("before_some");
    CHECK(before.timing == "before");
    CHECK(before.events == Names{"insert", "update"});
    CHECK(before.update_columns == Names{"b", "C c"});
    CHECK(before.level == "row");
    CHECK(before.condition == "((new.a > 1) AND (new.\"C c\" <> 'x) EXECUTE (y'::text))");
    CHECK(before.function == model::Ref{"app", "fire"});
    CHECK(before.arguments == "'arg', ') EXECUTE '");
    CHECK(before.enabled == "origin");
    CHECK(before.comment == "Before.");
    auto const after = trigger("after_all");
    CHECK(after.timing == "after");
    CHECK(after.level == "statement");
    CHECK(after.old_table == "gone");
    CHECK(after.new_table.empty());
    CHECK(after.condition.empty());
    CHECK(after.arguments.empty());
    CHECK(trigger("renews").old_table == "Old");
    CHECK(trigger("renews").new_table == "fresh");
    CHECK(trigger("empties").events == Names{"truncate"});
    CHECK(get<model::Trigger>(records, "v", "instead").timing == "instead of");
    auto const checks = trigger("checks");
    CHECK(checks.constraint_trigger);
    CHECK(checks.deferrable);
    CHECK(checks.initially_deferred);
    CHECK_FALSE(before.constraint_trigger);
    CHECK(trigger("a WHEN (b").condition.empty());
    CHECK(trigger("off").enabled == "disabled");
    CHECK(get<model::Routine>(records, "", "login()").config ==
          Names{"my.api_token=(hidden)", "app.dbPassword=(hidden)", "my.mode=x", "work_mem=8MB"});
    CHECK(trigger("always").enabled == "always");
    CHECK(trigger("replica").enabled == "replica");
    CHECK(find(records, Kind::trigger, "parts", "on_parts"));
}

TEST_CASE("copies of triggers on partitions are marked, on every version", "[code]") {
    Database db{R"sql(
CREATE FUNCTION fire() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NEW; END$$;
CREATE TABLE other (k int PRIMARY KEY);
CREATE TABLE parts (k int REFERENCES other, u int, UNIQUE (k, u) DEFERRABLE) PARTITION BY RANGE (k);
CREATE TABLE parts_1 PARTITION OF parts FOR VALUES FROM (0) TO (9);
CREATE TRIGGER fires AFTER INSERT ON parts FOR EACH ROW WHEN (NEW.k > 5) EXECUTE FUNCTION fire();
CREATE CONSTRAINT TRIGGER checks AFTER UPDATE ON parts DEFERRABLE FOR EACH ROW EXECUTE FUNCTION fire();
CREATE TRIGGER whole AFTER INSERT ON parts FOR EACH STATEMENT EXECUTE FUNCTION fire();
CREATE TABLE parts_2 PARTITION OF parts FOR VALUES FROM (10) TO (19) PARTITION BY LIST (u);
CREATE TABLE parts_2_1 PARTITION OF parts_2 DEFAULT;
CREATE TRIGGER own AFTER INSERT ON parts_1 FOR EACH ROW EXECUTE FUNCTION fire();
ALTER TABLE parts_1 DISABLE TRIGGER fires;
)sql"};
    auto const records = db.scan_and_check();
    auto const trigger = [&records](char const *table, char const *name) {
        return get<model::Trigger>(records, table, name);
    };
    for (auto const *name : {"fires", "checks"}) {
        CHECK_FALSE(trigger("parts", name).inherited);
        for (auto const *table : {"parts_1", "parts_2", "parts_2_1"}) {
            INFO(table << "." << name);
            CHECK(trigger(table, name).inherited);
        }
    }
    CHECK(trigger("parts_1", "fires").enabled == "disabled");
    CHECK(trigger("parts_2", "fires").condition == "(new.k > 5)");
    CHECK(trigger("parts_2_1", "checks").constraint_trigger);
    CHECK_FALSE(trigger("parts_1", "own").inherited);
    CHECK_FALSE(trigger("parts", "whole").inherited);
    // Those behind foreign keys and deferred keys are none.
    CHECK(count(records, Kind::trigger) == 3 + 3 + 2 + 2);
}

TEST_CASE("rules and policies", "[code]") {
    Database db{R"sql(
CREATE SCHEMA app; CREATE TABLE app.t (a int, owner name); CREATE TABLE app.log (a int);
CREATE RULE "log it" AS ON INSERT TO app.t WHERE NEW.a > 5 DO ALSO INSERT INTO app.log VALUES (NEW.a);
CREATE RULE keep AS ON DELETE TO app.t DO INSTEAD NOTHING; ALTER TABLE app.t DISABLE RULE keep;
COMMENT ON RULE keep ON app.t IS 'Keeps.';
ALTER TABLE app.t ENABLE ROW LEVEL SECURITY;
CREATE POLICY own ON app.t FOR SELECT USING (owner = CURRENT_USER);
CREATE POLICY "all of it" ON app.t AS RESTRICTIVE USING (a > 0) WITH CHECK (a < 9);
CREATE POLICY adding ON app.t FOR INSERT TO PUBLIC WITH CHECK (true);
COMMENT ON POLICY own ON app.t IS 'Own.';
)sql"};
    auto const role = db.make_role(" \"odd\", role");
    db.run("CREATE POLICY some_roles ON app.t FOR UPDATE TO pg_monitor, " + ident(role) +
           " USING (true); CREATE POLICY del ON app.t FOR DELETE USING (false)");
    auto const records = db.scan_and_check();
    auto const rule = get<model::Rule>(records, "t", "log it");
    CHECK(rule.event == "insert");
    CHECK_FALSE(rule.instead);
    CHECK(rule.enabled == "origin");
    auto const keep = get<model::Rule>(records, "t", "keep");
    CHECK(keep.event == "delete");
    CHECK(keep.instead);
    CHECK(keep.enabled == "disabled");
    CHECK(keep.comment == "Keeps.");
    auto const policy = [&records](char const *name) { return get<model::Policy>(records, "t", name); };
    CHECK(policy("own").command == "select");
    CHECK(policy("own").using_expression == "(owner = CURRENT_USER)");
    CHECK(policy("own").check_expression.empty());
    CHECK(policy("own").roles == Names{"public"});
    CHECK(policy("own").comment == "Own.");
    CHECK_FALSE(policy("own").restrictive);
    CHECK(policy("all of it").restrictive);
    CHECK(policy("all of it").command == "all");
    CHECK(policy("all of it").check_expression == "(a < 9)");
    CHECK(policy("adding").command == "insert");
    CHECK(policy("del").command == "delete");
    auto roles = policy("some_roles").roles;
    std::sort(roles.begin(), roles.end());
    CHECK(roles == Names{"pg_monitor", role});
    db.run("DROP POLICY some_roles ON app.t"); // the role goes away with the test
}
