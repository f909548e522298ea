// SPDX-License-Identifier: MIT
#include "postgres_server.hpp"

using namespace scribe;
using namespace scribe::conformance;
using model::Kind;
using Names = std::vector<std::string>;

namespace {

constexpr char const *k_keys = R"sql(
CREATE SCHEMA app; CREATE SCHEMA "Select";
CREATE TABLE app.parent (gone int, a int, b int, c text, PRIMARY KEY (a, b), UNIQUE (c),
  CONSTRAINT "parent-c" UNIQUE (b) INCLUDE (a) DEFERRABLE INITIALLY DEFERRED);
ALTER TABLE app.parent DROP COLUMN gone;
CREATE TABLE app.child (id int PRIMARY KEY, pa int DEFAULT 1, pb int DEFAULT 1, c text, boss int, n int, m int,
  CONSTRAINT to_parent FOREIGN KEY (pa, pb) REFERENCES app.parent MATCH FULL ON UPDATE CASCADE ON DELETE SET NULL,
  CONSTRAINT to_c FOREIGN KEY (c) REFERENCES app.parent (c) ON UPDATE RESTRICT ON DELETE SET DEFAULT,
  CONSTRAINT to_self FOREIGN KEY (boss) REFERENCES app.child DEFERRABLE INITIALLY DEFERRED,
  CONSTRAINT swapped FOREIGN KEY (pb, pa) REFERENCES app.parent (b, a) DEFERRABLE,
  CONSTRAINT n_check CHECK (n > 0 AND n < 100), CONSTRAINT many UNIQUE (n, m) WITH (fillfactor = 60),
  CONSTRAINT inherits_not CHECK (m <> 7) NO INHERIT);
ALTER TABLE app.child ADD CONSTRAINT late CHECK (m > 0) NOT VALID;
ALTER TABLE app.child ADD CONSTRAINT late_key FOREIGN KEY (n) REFERENCES app.child NOT VALID;
CREATE TABLE "Select"."table" (id int PRIMARY KEY, "Order" int CONSTRAINT "to.dotted" REFERENCES app.child);
CREATE TABLE app.back (id int REFERENCES "Select"."table");
CREATE EXTENSION btree_gist;
CREATE TABLE app.room (room int, during tsrange, note text,
  CONSTRAINT no_overlap EXCLUDE USING gist (room WITH =, during WITH &&) WHERE (note IS NULL) DEFERRABLE,
  CONSTRAINT no_word EXCLUDE (lower(note) WITH =));
CREATE UNIQUE INDEX room_note ON app.room (note);
CREATE TABLE app.taken (x int NOT NULL); CREATE UNIQUE INDEX taken_x ON app.taken (x);
ALTER TABLE app.taken ADD CONSTRAINT taken_key PRIMARY KEY USING INDEX taken_x;
CREATE TABLE app.divided (id int, k int, CONSTRAINT part_key PRIMARY KEY (id, k), p int REFERENCES app.child ON DELETE CASCADE) PARTITION BY LIST (k);
CREATE TABLE app.divided_1 PARTITION OF app.divided FOR VALUES IN (1);
CREATE TABLE app.divided_2 PARTITION OF app.divided FOR VALUES IN (2) PARTITION BY LIST (k);
CREATE TABLE app.divided_2_2 PARTITION OF app.divided_2 DEFAULT;
CREATE TABLE app.points_in (a int, b int, FOREIGN KEY (a, b) REFERENCES app.divided) PARTITION BY LIST (b);
CREATE TABLE app.points_in_1 PARTITION OF app.points_in FOR VALUES IN (1);
COMMENT ON CONSTRAINT to_parent ON app.child IS 'Whose child.'; COMMENT ON CONSTRAINT n_check ON app.child IS 'Small.';
)sql";

} // namespace

TEST_CASE("constraints of every type", "[constraints]") {
    Database db{k_keys};
    auto const records = db.scan_and_check();
    auto const child = [&records](char const *name) { return get<model::Constraint>(records, "child", name); };
    model::Ref const parent{"app", "parent"};
    auto const key = get<model::Constraint>(records, "parent", "parent_pkey");
    CHECK(key.type == "primary key");
    CHECK(key.columns == Names{"a", "b"});
    CHECK(key.index == "parent_pkey");
    auto const c = get<model::Constraint>(records, "parent", "parent-c");
    CHECK(c.type == "unique");
    CHECK(c.include == Names{"a"});
    CHECK(c.columns == Names{"b"});
    CHECK(c.deferrable);
    CHECK(c.initially_deferred);
    CHECK(c.definition == "UNIQUE (b) INCLUDE (a) DEFERRABLE INITIALLY DEFERRED");
    auto const to_parent = child("to_parent");
    CHECK(to_parent.type == "foreign key");
    CHECK(to_parent.columns == Names{"pa", "pb"});
    CHECK(to_parent.references == parent);
    CHECK(to_parent.referenced_columns == Names{"a", "b"});
    CHECK(to_parent.match == "full");
    CHECK(to_parent.on_update == "cascade");
    CHECK(to_parent.on_delete == "set null");
    CHECK(to_parent.comment == "Whose child.");
    CHECK_FALSE(to_parent.deferrable);
    CHECK(child("to_c").on_update == "restrict");
    CHECK(child("to_c").on_delete == "set default");
    CHECK(child("to_c").match.empty());
    CHECK(child("to_self").initially_deferred);
    CHECK(child("to_self").references.name == "child");
    CHECK(child("swapped").columns == Names{"pb", "pa"});
    CHECK(child("swapped").referenced_columns == Names{"b", "a"});
    CHECK(child("swapped").deferrable);
    CHECK_FALSE(child("swapped").initially_deferred);
    CHECK(child("swapped").on_update.empty());
    CHECK(child("n_check").type == "check");
    CHECK(child("n_check").expression == "((n > 0) AND (n < 100))");
    CHECK(child("n_check").columns == Names{"n"});
    CHECK(child("n_check").comment == "Small.");
    CHECK(child("inherits_not").no_inherit);
    CHECK(child("late").not_valid);
    CHECK(child("late").expression == "(m > 0)");
    CHECK(child("late_key").not_valid);
    CHECK_FALSE(child("to_parent").not_valid);
    CHECK(get<model::Constraint>(records, "table", "to.dotted").columns == Names{"Order"});
    CHECK(get<model::Constraint>(records, "back", "back_id_fkey").definition ==
          "FOREIGN KEY (id) REFERENCES \"Select\".\"table\"(id)");
    auto const overlap = get<model::Constraint>(records, "room", "no_overlap");
    CHECK(overlap.type == "exclusion");
    CHECK(overlap.columns == Names{"room", "during"});
    CHECK(overlap.operators == Names{"=", "&&"});
    CHECK(overlap.deferrable);
    CHECK(get<model::Index>(records, "room", "no_overlap").exclusion);
    CHECK(get<model::Index>(records, "room", "no_overlap").constraint == "no_overlap");
    CHECK_FALSE(find(records, Kind::constraint, "room", "room_note"));
    CHECK(get<model::Index>(records, "room", "room_note").constraint.empty());
    CHECK(get<model::Constraint>(records, "taken", "taken_key").index == "taken_key");
    CHECK(get<model::Constraint>(records, "divided_1", "divided_1_pkey").inherited);
    CHECK(get<model::Constraint>(records, "points_in", "points_in_a_b_fkey").references ==
          model::Ref{"app", "divided"});
    // One key, whatever the number of partitions that it points to; a partition that points somewhere has its own.
    auto const keys_of = [&records](std::string const &table) {
        Names names;
        for (auto const &record : records) {
            if (record.kind != Kind::constraint || record.table != table) continue;
            if (model::from_record<model::Constraint>(record).type == "foreign key") names.push_back(record.name);
        }
        return names;
    };
    CHECK(keys_of("points_in") == Names{"points_in_a_b_fkey"});
    CHECK(keys_of("points_in_1") == Names{"points_in_a_b_fkey"});
    CHECK(get<model::Constraint>(records, "points_in_1", "points_in_a_b_fkey").inherited);
    CHECK(keys_of("divided_1") == Names{"divided_p_fkey"});
    auto const source = db.open();
    check_repeatable(*source, "Select", "table");
    check_repeatable(*source, "app", "child");
}

TEST_CASE("an exclusion constraint on an expression", "[constraints]") {
    Database db{k_keys};
    auto const word = get<model::Constraint>(db.scan_and_check(), "room", "no_word");
    CHECK(word.columns.empty());
    CHECK(word.operators == Names{"="});
    CHECK(word.definition == "EXCLUDE USING btree (lower(note) WITH =)");
}

TEST_CASE("what constraints can do from version 15 on", "[constraints]") {
    Database db;
    if (db.version() < 150000) return;
    db.run(R"sql(
CREATE TABLE p (a int, b int, PRIMARY KEY (a, b));
CREATE TABLE t (a int, b int, c int, CONSTRAINT same_null UNIQUE NULLS NOT DISTINCT (a, c) INCLUDE (b),
  CONSTRAINT partly FOREIGN KEY (a, b) REFERENCES p ON DELETE SET NULL (b),
  CONSTRAINT partly_default FOREIGN KEY (a, b) REFERENCES p ON DELETE SET DEFAULT (b, a));
CREATE UNIQUE INDEX t_c ON t (c DESC) NULLS NOT DISTINCT;
)sql");
    auto const records = db.scan_and_check();
    auto const unique = get<model::Constraint>(records, "t", "same_null");
    CHECK(unique.nulls_not_distinct);
    CHECK(unique.definition == "UNIQUE NULLS NOT DISTINCT (a, c) INCLUDE (b)");
    CHECK_FALSE(get<model::Constraint>(records, "p", "p_pkey").nulls_not_distinct);
    CHECK(get<model::Index>(records, "t", "t_c").nulls_not_distinct);
    CHECK(get<model::Constraint>(records, "t", "partly").on_delete_columns == Names{"b"});
    CHECK(get<model::Constraint>(records, "t", "partly_default").on_delete_columns == Names{"b", "a"});
}

TEST_CASE("what constraints can do from version 18 on", "[constraints]") {
    Database db;
    if (db.version() < 180000) return;
    db.run(R"sql(
CREATE EXTENSION btree_gist;
CREATE TABLE rent (id int, during daterange, CONSTRAINT rent_key PRIMARY KEY (id, during WITHOUT OVERLAPS),
  u int, CONSTRAINT rent_unique UNIQUE (u, during WITHOUT OVERLAPS));
CREATE TABLE guest (id int, rent_id int, stay daterange, CONSTRAINT guest_rent FOREIGN KEY (rent_id, PERIOD stay) REFERENCES rent (id, PERIOD during));
CREATE TABLE loose (a int PRIMARY KEY, b int NOT NULL, c int CONSTRAINT c_there NOT NULL NO INHERIT, d int, "E" int CONSTRAINT "E is" NOT NULL);
ALTER TABLE loose ADD CONSTRAINT d_there NOT NULL d NOT VALID;
ALTER TABLE loose ADD CONSTRAINT never CHECK (a > 0) NOT ENFORCED;
ALTER TABLE loose ADD CONSTRAINT never_key FOREIGN KEY (b) REFERENCES loose NOT ENFORCED;
CREATE TABLE heir () INHERITS (loose);
COMMENT ON CONSTRAINT c_there ON loose IS 'There.';
)sql");
    auto const records = db.scan_and_check();
    auto const key = get<model::Constraint>(records, "rent", "rent_key");
    CHECK(key.temporal);
    CHECK(key.definition == "PRIMARY KEY (id, during WITHOUT OVERLAPS)");
    CHECK(get<model::Constraint>(records, "rent", "rent_unique").temporal);
    auto const guest = get<model::Constraint>(records, "guest", "guest_rent");
    CHECK(guest.temporal);
    CHECK(guest.definition == "FOREIGN KEY (rent_id, PERIOD stay) REFERENCES public.rent(id, PERIOD during)");
    auto const loose = [&records](char const *name) { return get<model::Constraint>(records, "loose", name); };
    CHECK(loose("loose_b_not_null").type == "not null");
    CHECK(loose("loose_b_not_null").columns == Names{"b"});
    CHECK(loose("c_there").no_inherit);
    CHECK(loose("c_there").comment == "There.");
    CHECK(loose("d_there").not_valid);
    CHECK(loose("E is").definition == "NOT NULL \"E\"");
    CHECK(loose("never").not_enforced);
    CHECK(loose("never").expression == "(a > 0)");
    CHECK(loose("never_key").not_enforced);
    CHECK_FALSE(loose("loose_pkey").not_enforced);
    CHECK(get<model::Constraint>(records, "heir", "loose_b_not_null").inherited);
    CHECK_FALSE(find(records, Kind::constraint, "heir", "c_there"));
    auto const source = db.open();
    check_repeatable(*source, "public", "rent");
}
