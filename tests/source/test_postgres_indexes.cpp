// SPDX-License-Identifier: MIT
#include "postgres_server.hpp"

using namespace scribe;
using namespace scribe::conformance;
using model::Kind;
using Names = std::vector<std::string>;

namespace {

constexpr char const *k_indexes = R"sql(
CREATE EXTENSION pg_trgm; CREATE EXTENSION bloom; CREATE SCHEMA ext; CREATE EXTENSION hstore SCHEMA ext; CREATE EXTENSION intarray SCHEMA ext;
CREATE EXTENSION citext SCHEMA ext; CREATE EXTENSION ltree SCHEMA ext; CREATE EXTENSION btree_gin SCHEMA ext;
CREATE SCHEMA app;
CREATE TABLE app.t (a int, b int, "C c" text, d varchar(9), e text COLLATE "C", j jsonb, p point, i inet, c cidr, r int4range, ts timestamptz,
  arr int[], h ext.hstore, v tsvector, n name, ch char(4), ci ext.citext, l ext.ltree, tarr text[], u uuid, bits bit(3), tid2 tid);
CREATE INDEX i_plain ON app.t (a, b);
CREATE INDEX i_order ON app.t (a DESC, b DESC NULLS LAST, "C c" NULLS FIRST, d);
CREATE UNIQUE INDEX i_include ON app.t (a) INCLUDE ("C c", b);
CREATE INDEX i_expression ON app.t (lower("C c"), (a + b) DESC, a, ("C c" || 'x') text_pattern_ops);
CREATE INDEX i_partial ON app.t (a) WHERE b IS NOT NULL AND "C c" <> 'x';
CREATE INDEX i_pattern ON app.t ("C c" text_pattern_ops, d varchar_pattern_ops, ch bpchar_pattern_ops, n);
CREATE INDEX i_collation ON app.t ("C c" COLLATE "C", e COLLATE "POSIX", d COLLATE "default", e);
CREATE INDEX i_hash ON app.t USING hash ("C c") WITH (fillfactor = 60);
CREATE INDEX i_gin ON app.t USING gin (j);
CREATE INDEX i_path ON app.t USING gin (j jsonb_path_ops) WITH (fastupdate = off, gin_pending_list_limit = 128);
CREATE INDEX i_gin_arr ON app.t USING gin (arr, tarr);
CREATE INDEX i_intarray ON app.t USING gin (arr ext.gin__int_ops);
CREATE INDEX i_trgm ON app.t USING gin ("C c" gin_trgm_ops, d gin_trgm_ops);
CREATE INDEX i_gist ON app.t USING gist (p, r, v);
CREATE INDEX i_inet ON app.t USING gist (i inet_ops);
CREATE INDEX i_hstore ON app.t USING gist (h);
CREATE INDEX i_ltree ON app.t USING gist (l);
CREATE INDEX i_spgist ON app.t USING spgist (p kd_point_ops); CREATE INDEX i_spgist2 ON app.t USING spgist (c); CREATE INDEX i_spgist3 ON app.t USING spgist ("C c");
CREATE INDEX i_brin ON app.t USING brin (ts, r range_inclusion_ops, a) WITH (pages_per_range = 32, autosummarize = true);
CREATE INDEX i_bloom ON app.t USING bloom (a, b) WITH (length = 80, col1 = 2);
CREATE INDEX i_citext ON app.t (ci, ci ext.citext_pattern_ops);
CREATE INDEX i_more ON app.t (i, c, r, arr, tarr, h, l, u, bits, tid2, n, ch);
CREATE INDEX i_mixed_gin ON app.t USING gin (a, "C c");
CREATE INDEX "I ""odd"" ünï" ON app.t (u);
CREATE INDEX i_where_brin ON app.t USING brin (a) WHERE a > 0;
ALTER INDEX app.i_expression ALTER COLUMN 2 SET STATISTICS 300;
CLUSTER app.t USING i_plain;
COMMENT ON INDEX app.i_plain IS 'Plain.';
CREATE TABLE app.bad (x int); INSERT INTO app.bad VALUES (1), (1);
CREATE TABLE app.part (id int, k int) PARTITION BY RANGE (k);
CREATE TABLE app.part_1 PARTITION OF app.part FOR VALUES FROM (0) TO (9);
CREATE INDEX part_k ON app.part (k) WHERE id > 0; CREATE INDEX part_only ON ONLY app.part (id);
)sql";

/// All of them, and those that this server's version knows.
void make_indexes(Database &db) {
    db.run(k_indexes);
    CHECK_FALSE(db.session().try_run("CREATE UNIQUE INDEX CONCURRENTLY bad_x ON app.bad (x)")); // leaves it invalid
    if (db.version() >= 130000)
        db.run("CREATE INDEX i_siglen ON app.t USING gist (\"C c\" gist_trgm_ops (siglen = 32), h ext.gist_hstore_ops "
               "(siglen = 8))");
    if (db.version() >= 140000)
        db.run("CREATE INDEX i_bloom_ops ON app.t USING brin (a int4_bloom_ops (n_distinct_per_range = 10), b "
               "int4_minmax_multi_ops)");
}

} // namespace

TEST_CASE("indexes of every shape", "[indexes]") {
    Database db;
    make_indexes(db);
    auto const records = db.scan_and_check();
    auto const index = [&records](char const *name) { return get<model::Index>(records, "t", name); };
    CHECK(index("i_plain").comment == "Plain.");
    CHECK(index("i_plain").clustered);
    CHECK(index("i_plain").definition == "CREATE INDEX i_plain ON app.t USING btree (a, b)");
    CHECK_FALSE(index("i_order").clustered);
    auto const order = index("i_order").keys;
    REQUIRE(order.size() == 4);
    CHECK((order[0].descending && order[0].nulls_first));
    CHECK((order[1].descending && !order[1].nulls_first));
    CHECK((!order[2].descending && order[2].nulls_first));
    CHECK((!order[3].descending && !order[3].nulls_first));
    CHECK(order[2].column == "C c");
    CHECK(index("i_include").unique);
    CHECK(index("i_include").keys.size() == 1);
    CHECK(index("i_include").include == Names{"C c", "b"});
    auto const expression = index("i_expression").keys;
    REQUIRE(expression.size() == 4);
    CHECK(expression[0].expression == "lower(\"C c\")");
    CHECK(expression[1].expression == "((a + b))");
    CHECK(expression[1].descending);
    CHECK(expression[2].column == "a");
    CHECK(expression[3].opclass == "text_pattern_ops");
    CHECK(expression[0].opclass.empty());
    CHECK(index("i_partial").predicate == "((b IS NOT NULL) AND (\"C c\" <> 'x'::text))");
    auto const pattern = index("i_pattern").keys;
    CHECK(pattern[0].opclass == "text_pattern_ops");
    CHECK(pattern[1].opclass == "varchar_pattern_ops");
    CHECK(pattern[3].opclass.empty());
    auto const collation = index("i_collation").keys;
    CHECK(collation[0].collation == "\"C\"");
    CHECK(collation[1].collation == "\"POSIX\"");
    CHECK(collation[2].collation.empty());
    CHECK(collation[3].collation.empty());
}

TEST_CASE("indexes of every method", "[indexes]") {
    Database db;
    make_indexes(db);
    auto const records = db.scan_and_check();
    auto const index = [&records](char const *name) { return get<model::Index>(records, "t", name); };
    CHECK(index("i_hash").method == "hash");
    CHECK(index("i_hash").options == Names{"fillfactor=60"});
    CHECK(index("i_path").keys[0].opclass == "jsonb_path_ops");
    CHECK(index("i_path").options == Names{"fastupdate=off", "gin_pending_list_limit=128"});
    CHECK(index("i_gin").keys[0].opclass.empty());
    CHECK(index("i_intarray").keys[0].opclass == "ext.gin__int_ops");
    CHECK(index("i_trgm").keys[0].opclass == "public.gin_trgm_ops");
    CHECK(index("i_inet").keys[0].opclass == "inet_ops");
    CHECK(index("i_gist").keys[1].opclass.empty());
    CHECK(index("i_spgist").keys[0].opclass == "kd_point_ops");
    CHECK(index("i_brin").method == "brin");
    CHECK(index("i_brin").keys[1].opclass.empty());
    CHECK(index("i_bloom").method == "bloom");
    CHECK(find(records, Kind::index, "t", "I \"odd\" ünï"));
    auto const bad = get<model::Index>(records, "bad", "bad_x");
    CHECK(bad.invalid);
    CHECK_FALSE(index("i_plain").invalid);
    CHECK(get<model::Index>(records, "part", "part_only").invalid);
    CHECK(get<model::Index>(records, "part_1", "part_1_k_idx").partition_of == model::Ref{"app", "part_k"});
    CHECK(get<model::Index>(records, "part_1", "part_1_k_idx").predicate == "(id > 0)");
    REQUIRE(index("i_plain").stats);
    CHECK(index("i_plain").stats->total_bytes.has_value());
    auto const source = db.open();
    check_repeatable(*source, "app", "t");
}

TEST_CASE("operator classes of people", "[indexes]") {
    Database db{R"sql(
CREATE SCHEMA app;
CREATE FUNCTION app.backwards(int, int) RETURNS int LANGUAGE sql IMMUTABLE AS 'SELECT btint4cmp($2, $1)';
CREATE OPERATOR CLASS app.backwards_ops FOR TYPE int USING btree AS OPERATOR 1 >, OPERATOR 2 >=, OPERATOR 3 =, OPERATOR 4 <=, OPERATOR 5 <, FUNCTION 1 app.backwards(int, int);
CREATE TYPE app.pair AS (a int, b int);
CREATE DOMAIN app.positive AS int CHECK (VALUE > 0); CREATE DOMAIN app.more AS app.positive;
CREATE TYPE app.mood AS ENUM ('a', 'b');
CREATE DOMAIN app.moods AS app.mood;
CREATE COLLATION app."Odd" (provider = libc, locale = 'C');
CREATE TABLE app.t (i int, p app.pair, d app.positive, m app.more, e app.mood, es app.mood[], dm app.moods, w text COLLATE app."Odd", w2 text);
CREATE INDEX t_ops ON app.t (i app.backwards_ops, i);
CREATE INDEX t_types ON app.t (p, d, m, e, es, dm);
CREATE INDEX t_words ON app.t (w, w2 COLLATE app."Odd");
CREATE INDEX t_hash ON app.t USING hash (e); CREATE INDEX t_hash2 ON app.t USING hash (m);
)sql"};
    auto const records = db.scan_and_check();
    auto const ops = get<model::Index>(records, "t", "t_ops").keys;
    CHECK(ops[0].opclass == "app.backwards_ops");
    CHECK(ops[1].opclass.empty());
    for (auto const &key : get<model::Index>(records, "t", "t_types").keys) CHECK(key.opclass.empty());
    CHECK(get<model::Index>(records, "t", "t_words").keys[0].collation.empty());
    CHECK(get<model::Index>(records, "t", "t_words").keys[1].collation == "app.\"Odd\"");
    CHECK(get<model::Column>(records, "t", "w").collation == "app.\"Odd\"");
}
