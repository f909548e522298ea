// SPDX-License-Identifier: MIT
#include "source/tbls/definition.hpp"

#include <catch2/catch.hpp>

using namespace scribe;
using namespace scribe::source::tbls;
using Names = std::vector<std::string>;

TEST_CASE("foreign keys of tbls are read from their definition") {
    auto const key = parse_constraint("FOREIGN KEY (\"a, b\", c) REFERENCES \"Odd.schema\".\"t(1)\"(x, \"y\"\"\") "
                                      "MATCH FULL ON UPDATE CASCADE ON DELETE SET "
                                      "NULL (c) DEFERRABLE INITIALLY DEFERRED NOT VALID");
    REQUIRE(key);
    CHECK(key->columns == Names{"a, b", "c"});
    CHECK(key->references == model::Ref{"Odd.schema", "t(1)"});
    CHECK(key->referenced_columns == Names{"x", "y\""});
    CHECK(key->match == "full");
    CHECK(key->on_update == "cascade");
    CHECK(key->on_delete == "set null");
    CHECK(key->on_delete_columns == Names{"c"});
    CHECK(key->deferrable);
    CHECK(key->initially_deferred);
    CHECK(key->not_valid);

    auto const server = parse_constraint("FOREIGN KEY(a) REFERENCES t(id) ON UPDATE NO_ACTION ON DELETE SET_NULL");
    REQUIRE(server);
    CHECK(server->references == model::Ref{"", "t"});
    CHECK(server->on_update.empty());
    CHECK(server->on_delete == "set null");
}

TEST_CASE("other constraints of tbls are read from their definition") {
    auto const unique = parse_constraint("UNIQUE NULLS NOT DISTINCT (b, a) INCLUDE (c) DEFERRABLE");
    REQUIRE(unique);
    CHECK(unique->columns == Names{"b", "a"});
    CHECK(unique->include == Names{"c"});
    CHECK(unique->nulls_not_distinct);
    CHECK(unique->deferrable);
    auto const check = parse_constraint("CHECK (((a)::text <> ')'::text)) NO INHERIT NOT VALID");
    REQUIRE(check);
    CHECK(check->expression == "((a)::text <> ')'::text)");
    CHECK(check->no_inherit);
    CHECK(check->not_valid);
}

TEST_CASE("a constraint that is not wholly understood is left to the lists") {
    // SQLite's names stand there without the quotes that they need.
    CHECK_FALSE(parse_constraint("FOREIGN KEY (order id) REFERENCES t (id) ON UPDATE NO ACTION"));
    CHECK_FALSE(parse_constraint("FOREIGN KEY (a) REFERENCES t(id) ON DELETE EXPLODE"));
    CHECK_FALSE(parse_constraint("FOREIGN KEY (a) REFERENCES t(id) WITH SPRINKLES"));
    CHECK_FALSE(parse_constraint("UNIQUE KEY name (a)"));
    CHECK_FALSE(parse_constraint("EXCLUDE USING gist (a WITH =)"));
    CHECK_FALSE(parse_constraint("CLUSTERED, unique, part of a PRIMARY KEY constraint, [ id ]"));
    CHECK_FALSE(parse_constraint("PRIMARY KEY (a"));
    CHECK_FALSE(parse_constraint(""));
}

TEST_CASE("indexes of tbls are read from their definition") {
    auto const index = parse_index("CREATE UNIQUE INDEX \"i on\" ON public.\"t\" USING btree (a DESC, lower((b)::text) "
                                   "COLLATE \"C\" text_pattern_ops, "
                                   "((c -> 'x, y'::text)) NULLS FIRST, \"D\" gist_trgm_ops (siglen='32') DESC NULLS "
                                   "LAST) INCLUDE (e, f) NULLS NOT "
                                   "DISTINCT WITH (fillfactor='70') WHERE (a > 1)");
    REQUIRE(index);
    CHECK(index->unique);
    CHECK(index->method == "btree");
    REQUIRE(index->keys.size() == 4);
    CHECK(index->keys[0] == model::IndexKey{"a", "", "", "", true, true});
    CHECK(index->keys[1] == model::IndexKey{"", "lower((b)::text)", "text_pattern_ops", "C", false, false});
    CHECK(index->keys[2] == model::IndexKey{"", "(c -> 'x, y'::text)", "", "", false, true});
    CHECK(index->keys[3] == model::IndexKey{"D", "", "gist_trgm_ops (siglen='32')", "", true, false});
    CHECK(index->include == Names{"e", "f"});
    CHECK(index->nulls_not_distinct);
    CHECK(index->predicate == "(a > 1)");

    CHECK(parse_index("CREATE INDEX i ON ONLY t USING brin (a)")->partitioned);
    CHECK(parse_index("CREATE INDEX i ON t(a COLLATE NOCASE, b)")->keys.size() == 2);
    CHECK_FALSE(parse_index("KEY i (a) USING BTREE"));
    CHECK_FALSE(parse_index("CREATE INDEX i ON t USING btree (a + b)"));
    CHECK_FALSE(parse_index("CREATE INDEX i ON t USING btree (a) SOMETHING"));
}

TEST_CASE("triggers of tbls are read from their definition") {
    auto const trigger = parse_trigger("CREATE CONSTRAINT TRIGGER \"on insert\" AFTER INSERT OR UPDATE OF a, \"b on\" "
                                       "ON public.t DEFERRABLE INITIALLY "
                                       "DEFERRED FOR EACH ROW WHEN ((new.a > 1)) EXECUTE FUNCTION public.f('x', ')')");
    REQUIRE(trigger);
    CHECK(trigger->constraint_trigger);
    CHECK(trigger->timing == "after");
    CHECK(trigger->events == Names{"insert", "update"});
    CHECK(trigger->update_columns == Names{"a", "b on"});
    CHECK(trigger->deferrable);
    CHECK(trigger->initially_deferred);
    CHECK(trigger->level == "row");
    CHECK(trigger->condition == "(new.a > 1)");
    CHECK(trigger->function == model::Ref{"public", "f"});
    CHECK(trigger->arguments == "'x', ')'");

    auto const sqlite = parse_trigger("CREATE TRIGGER t UPDATE ON posts BEGIN UPDATE x SET a = 1; END");
    REQUIRE(sqlite);
    CHECK(sqlite->timing == "before");
    CHECK(sqlite->events == Names{"update"});
    CHECK_FALSE(parse_trigger("CREATE TRIGGER t ON users AFTER UPDATE AS BEGIN END"));
}
