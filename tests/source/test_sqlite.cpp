// SPDX-License-Identifier: MIT
#include "conformance.hpp"
#include "sqlite_file.hpp"

#include <algorithm>

using namespace scribe;
using namespace scribe::conformance;
using model::Kind;

namespace {

/// Scans a database that the SQL makes.
struct Made {
    explicit Made(std::string const &sql, source::ScanRequest const &request = {}) {
        run_sql(folder.file("t.db"), sql);
        source = source::open("sqlite:" + folder.file("t.db"), {});
        scanned = scan(*source, request);
        check_records(scanned.records);
    }
    Records const &records() const { return scanned.records; }
    template <typename T> T get(std::string const &table, std::string const &name) const {
        return conformance::get<T>(scanned.records, table, name);
    }

    TempFolder folder;
    std::unique_ptr<source::Source> source;
    Scanned scanned;
};

bool any_note(Made const &made, std::string const &part) {
    return std::any_of(made.scanned.report.notes.begin(), made.scanned.report.notes.end(),
                       [&part](std::string const &note) { return note.find(part) != std::string::npos; });
}

constexpr char const *k_shop = R"sql(
CREATE TABLE Customer (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    email TEXT NOT NULL COLLATE NOCASE UNIQUE,
    age INT CONSTRAINT grown_up CHECK (age >= 18),  -- a comment, with a (bracket
    born DATE DEFAULT CURRENT_DATE,
    CONSTRAINT "odd ""name""" CHECK (length(email) > 3)
);
CREATE TABLE region (country TEXT, code VARCHAR(3), area DOUBLE, PRIMARY KEY (country, code)) WITHOUT ROWID;
CREATE TABLE shop (
    nr INTEGER PRIMARY KEY, country TEXT, code TEXT, owner INTEGER REFERENCES customer ON DELETE SET NULL,
    price NUMERIC(10,2), vat AS (price * 0.19) VIRTUAL, gross GENERATED ALWAYS AS (price + 1) STORED,
    CONSTRAINT in_region FOREIGN KEY (country, code) REFERENCES region ON UPDATE CASCADE
        DEFERRABLE INITIALLY DEFERRED
    UNIQUE (country, code, nr) ON CONFLICT REPLACE
);
CREATE TABLE exact (a ANY, b INT NOT NULL) STRICT;
CREATE INDEX shop_cheap ON shop (price DESC, lower(code) COLLATE NOCASE) WHERE price < 10 AND code <> ')';
CREATE VIEW rich AS SELECT s.nr, c.email FROM shop AS s JOIN customer AS c ON c.id = s.owner;
CREATE VIEW richer AS WITH q AS (SELECT nr FROM rich) SELECT q.nr, r.area FROM q, region AS r;
CREATE VIEW computed AS SELECT nr * 2 AS twice FROM shop;
CREATE VIEW asks AS SELECT nr FROM shop WHERE EXISTS (SELECT 1 FROM exact);
CREATE VIEW counts AS SELECT nr, (SELECT count(*) FROM region) AS n FROM shop;
CREATE VIEW crossed AS SELECT s.nr FROM shop AS s CROSS JOIN rich;
CREATE TRIGGER keep AFTER UPDATE OF price, code ON SHOP WHEN new.price > 5 BEGIN SELECT 1; END;
CREATE TRIGGER via INSTEAD OF INSERT ON rich BEGIN SELECT 1; END;
INSERT INTO customer (email) VALUES ('a@x.example'), ('b@x.example'), ('c@x.example');
INSERT INTO region VALUES ('DE', 'BY', 1), ('DE', 'BE', 2);
)sql";

} // namespace

TEST_CASE("tables, columns and their types come over") {
    Made const made{k_shop};
    CHECK(count(made.records(), Kind::table) == 4);
    CHECK(made.get<model::Table>("", "region").without_rowid);
    CHECK(made.get<model::Table>("", "exact").strict);
    CHECK(made.get<model::Table>("", "Customer").definition.starts_with("CREATE TABLE Customer ("));
    CHECK(made.get<model::Column>("Customer", "id").identity == "autoincrement");
    auto const email = made.get<model::Column>("Customer", "email");
    CHECK(email.not_null);
    CHECK(email.collation == "NOCASE");
    CHECK(email.affinity == "TEXT");
    CHECK(made.get<model::Column>("Customer", "born").default_value == "CURRENT_DATE");
    CHECK(made.get<model::Column>("shop", "price").type == "NUMERIC(10,2)");
    CHECK(made.get<model::Column>("shop", "price").affinity == "NUMERIC");
    CHECK(made.get<model::Column>("region", "area").affinity == "REAL");
    CHECK(made.get<model::Column>("exact", "a").affinity == "BLOB");
    CHECK(made.get<model::Column>("rich", "email").affinity == "TEXT");
    CHECK(made.get<model::Column>("computed", "twice").affinity.empty());
    auto const vat = made.get<model::Column>("shop", "vat");
    CHECK(vat.generated == "virtual");
    CHECK(vat.expression == "price * 0.19");
    CHECK(made.get<model::Column>("shop", "gross").generated == "stored");
    CHECK(made.get<model::Column>("shop", "gross").position == 7);
}

TEST_CASE("constraints come over with names and clauses") {
    Made const made{k_shop};
    CHECK(made.get<model::Constraint>("Customer", "pk").columns == std::vector<std::string>{"id"});
    CHECK(made.get<model::Constraint>("Customer", "unique(email)").index == "sqlite_autoindex_Customer_1");
    CHECK(made.get<model::Constraint>("Customer", "grown_up").expression == "age >= 18");
    CHECK(made.get<model::Constraint>("Customer", "odd \"name\"").definition == "CHECK (length(email) > 3)");
    CHECK(made.get<model::Constraint>("region", "pk").definition == "PRIMARY KEY (country, code)");
    auto const key = made.get<model::Constraint>("shop", "in_region");
    CHECK(key.references == model::Ref{"main", "region"});
    CHECK(key.referenced_columns == std::vector<std::string>{"country", "code"});
    CHECK(key.on_update == "cascade");
    CHECK(key.on_delete.empty());
    CHECK(key.deferrable);
    CHECK(key.initially_deferred);
    CHECK(key.definition == "FOREIGN KEY (country, code) REFERENCES region (country, code) ON UPDATE CASCADE "
                            "DEFERRABLE INITIALLY DEFERRED");
    auto const owner = made.get<model::Constraint>("shop", "fk(owner) -> Customer");
    CHECK(owner.references.name == "Customer");
    CHECK(owner.referenced_columns == std::vector<std::string>{"id"});
    CHECK(owner.on_delete == "set null");
    CHECK_FALSE(owner.deferrable);
    CHECK(made.get<model::Constraint>("shop", "unique(country, code, nr)").definition ==
          "UNIQUE (country, code, nr) ON CONFLICT REPLACE");
    CHECK(count(made.records(), Kind::constraint) == 9);
}

TEST_CASE("the order and collations of keys stand in their definitions") {
    Made const made{
        "CREATE TABLE a (x TEXT, y TEXT COLLATE RTRIM, PRIMARY KEY (x DESC, y COLLATE NOCASE), UNIQUE (y, x DESC));"
        "CREATE TABLE b (id INTEGER PRIMARY KEY DESC);"
        "CREATE TABLE c (\"x y\" TEXT, n INT, PRIMARY KEY (n DESC, \"x y\")) WITHOUT ROWID;"
        "CREATE TABLE d (id INTEGER, PRIMARY KEY (id DESC) ON CONFLICT IGNORE);"};
    auto const definition = [&made](char const *table, char const *name) {
        return made.get<model::Constraint>(table, name).definition;
    };
    CHECK(definition("a", "pk") == "PRIMARY KEY (x DESC, y COLLATE NOCASE)");
    CHECK(definition("a", "unique(y, x)") == "UNIQUE (y, x DESC)");
    CHECK(definition("b", "pk") == "PRIMARY KEY (id DESC)");
    CHECK_FALSE(made.get<model::Column>("b", "id").not_null);
    CHECK(made.get<model::Column>("d", "id").not_null);
    CHECK(definition("c", "pk") == "PRIMARY KEY (n DESC, \"x y\")");
    // The alias of the rowid has no order of its own.
    CHECK(definition("d", "pk") == "PRIMARY KEY (id) ON CONFLICT IGNORE");
}

TEST_CASE("indexes come over with keys, predicate and the constraint they serve") {
    Made const made{k_shop};
    auto const cheap = made.get<model::Index>("shop", "shop_cheap");
    REQUIRE(cheap.keys.size() == 2);
    CHECK(cheap.keys[0].column == "price");
    CHECK(cheap.keys[0].descending);
    CHECK(cheap.keys[1].expression == "lower(code)");
    CHECK(cheap.keys[1].collation == "NOCASE");
    CHECK(cheap.predicate == "price < 10 AND code <> ')'");
    CHECK_FALSE(cheap.unique);
    auto const automatic = made.get<model::Index>("Customer", "sqlite_autoindex_Customer_1");
    CHECK(automatic.unique);
    CHECK(automatic.constraint == "unique(email)");
    CHECK(automatic.keys[0].collation.empty());
    CHECK(made.get<model::Index>("region", "sqlite_autoindex_region_1").primary);
}

TEST_CASE("views tell what they read and triggers when they run") {
    Made const made{k_shop};
    auto const rich = made.get<model::View>("", "rich");
    REQUIRE(rich.uses.size() == 2);
    CHECK(rich.uses[0].relation.name == "Customer");
    CHECK(rich.uses[0].columns == std::vector<std::string>{"id", "email"});
    CHECK(rich.uses[1].columns == std::vector<std::string>{"nr", "owner"});
    auto const richer = made.get<model::View>("", "richer");
    REQUIRE(richer.uses.size() == 2);
    CHECK(richer.uses[0].relation.name == "region");
    CHECK(richer.uses[1].relation.name == "rich");
    CHECK(richer.uses[1].columns == std::vector<std::string>{"nr"});
    CHECK(made.get<model::Column>("rich", "email").position == 2);
    auto const read = [&made](char const *view) {
        std::vector<std::string> names;
        for (auto const &use : made.get<model::View>("", view).uses) names.push_back(use.relation.name);
        return names;
    };
    // Tables of which no column is read.
    CHECK(read("asks") == std::vector<std::string>{"exact", "shop"});
    CHECK(read("counts") == std::vector<std::string>{"region", "shop"});
    CHECK(read("crossed") == std::vector<std::string>{"rich", "shop"});
    auto const keep = made.get<model::Trigger>("shop", "keep");
    CHECK(keep.timing == "after");
    CHECK(keep.events == std::vector<std::string>{"update"});
    CHECK(keep.update_columns == std::vector<std::string>{"price", "code"});
    CHECK(keep.condition == "new.price > 5");
    CHECK(made.get<model::Trigger>("rich", "via").timing == "instead of");
}

TEST_CASE("a small file is counted and measured") {
    Made const made{k_shop};
    auto const customer = made.get<model::Table>("", "Customer");
    REQUIRE(customer.stats);
    CHECK(customer.stats->rows == 3);
    CHECK(customer.stats->rows_exact);
    CHECK(customer.stats->heap_bytes == 4096);
    CHECK(customer.stats->total_bytes == 8192);
    CHECK(made.get<model::Table>("", "region").stats->rows == 2);
    CHECK(made.get<model::Index>("shop", "shop_cheap").stats->total_bytes == 4096);
}

TEST_CASE("two scans agree and a filter gives its part") {
    Made const made{k_shop};
    check_repeatable(*made.source, "main", "shop");
}

TEST_CASE("the number of statements does not depend on the number of tables") {
    Made const few{"CREATE TABLE t (a PRIMARY KEY)"};
    std::string sql;
    for (int i = 0; i < 200; ++i) {
        auto const n = std::to_string(i);
        sql += "CREATE TABLE t" + n + " (a INTEGER PRIMARY KEY, b REFERENCES t0, UNIQUE (a, b));";
        sql += "CREATE VIEW v" + n + " AS SELECT a FROM t" + n + ";";
    }
    Made const many{sql};
    CHECK(count(many.records(), Kind::table) == 200);
    CHECK(few.scanned.report.statements > 0);
    CHECK(few.scanned.report.statements == many.scanned.report.statements);
}

TEST_CASE("virtual tables show their module and hidden columns, shadow tables only when asked for") {
    std::string const sql = "CREATE VIRTUAL TABLE docs USING fts5(title, body)";
    Made const made{sql};
    CHECK(made.get<model::Table>("", "docs").module == "fts5");
    CHECK(made.get<model::Table>("", "docs").table_kind == "virtual");
    CHECK(made.get<model::Column>("docs", "rank").hidden);
    CHECK_FALSE(made.get<model::Column>("docs", "body").hidden);
    CHECK(count(made.records(), Kind::table) == 1);
    source::ScanRequest request;
    request.shadow_tables = true;
    Made const all{sql, request};
    CHECK(count(all.records(), Kind::table) == 6);
    CHECK(all.get<model::Table>("", "docs_data").table_kind == "shadow");
    for (auto const &record : all.records()) {
        bool const shadow = record.name.starts_with("docs_") || record.table.starts_with("docs_");
        INFO(model::format_ref(record));
        CHECK(record.extension == (shadow ? "fts5" : ""));
    }
}

TEST_CASE("a broken view and an unknown module cost only their own columns") {
    Made const made{"CREATE TABLE t (a); CREATE TABLE gone (b); CREATE VIEW v AS SELECT b FROM gone; CREATE VIEW w AS "
                    "SELECT a FROM t;"
                    "CREATE VIEW x AS SELECT b FROM v; DROP TABLE gone; PRAGMA writable_schema = 1;"
                    "INSERT INTO sqlite_schema VALUES ('table', 'far', 'far', 0, 'CREATE VIRTUAL TABLE far USING \"no "
                    "such\"(a)');"};
    CHECK(made.get<model::View>("", "v").definition == "CREATE VIEW v AS SELECT b FROM gone");
    CHECK(made.get<model::Table>("", "far").module == "no such");
    CHECK(made.get<model::Column>("w", "a").position == 1);
    CHECK(count(made.records(), Kind::column) == 2);
    CHECK(any_note(made, "view main.v: its columns are left out"));
    CHECK(any_note(made, "view main.x"));
    CHECK(any_note(made, "virtual table main.far"));
    CHECK(made.scanned.report.unseen.contains(Kind::column));
}

TEST_CASE("odd names and text that is no UTF-8 come over") {
    Made const made{"CREATE TABLE \"a\xff\" (\"c\xfe\" DEFAULT 'x\xfd', \"c\xfd\");"
                    "CREATE TABLE \"a\xfe\" (x);"
                    "CREATE TABLE [b.c\n|`<i>] (\"\" INT, [\xf0\x9f\x98\x80] INT, 'it''s' INT, PRIMARY KEY "
                    "([\xf0\x9f\x98\x80], ''));"};
    // In the order of their bytes: the table that ends in fe comes first.
    std::string const second = "a\xef\xbf\xbd~2";
    CHECK(find(made.records(), Kind::column, "a\xef\xbf\xbd", "x"));
    CHECK(made.get<model::Table>("", second).definition.starts_with("CREATE TABLE \"a\xef\xbf\xbd\""));
    CHECK(made.get<model::Column>(second, "c\xef\xbf\xbd").default_value == "'x\xef\xbf\xbd'");
    CHECK(find(made.records(), Kind::column, second, "c\xef\xbf\xbd~2"));
    CHECK(find(made.records(), Kind::column, "b.c\n|`<i>", "(no name)"));
    CHECK(any_note(made, "no valid UTF-8"));
    CHECK(find(made.records(), Kind::column, "b.c\n|`<i>", "it's"));
}

TEST_CASE("a key on a table that is not there is kept as written") {
    Made const made{"CREATE TABLE t (a REFERENCES nowhere, b REFERENCES nowhere (x), a2 REFERENCES nowhere (x));"};
    CHECK(made.get<model::Constraint>("t", "fk(a) -> nowhere").referenced_columns.empty());
    CHECK(made.get<model::Constraint>("t", "fk(b) -> nowhere").referenced_columns == std::vector<std::string>{"x"});
}

TEST_CASE("made names never take a real one") {
    Made const made{
        "CREATE TABLE t (a PRIMARY KEY, b CHECK (b > 0), c CHECK (c > 0), CONSTRAINT pk CHECK (a <> 'x'),"
        "CONSTRAINT \"check#2\" CHECK (a <> 'y'), CONSTRAINT same CHECK (a <> 'p'), CONSTRAINT same CHECK (a <> 'q'))"};
    CHECK(made.get<model::Constraint>("t", "pk").type == "check");
    CHECK(made.get<model::Constraint>("t", "pk~2").type == "primary key");
    CHECK(made.get<model::Constraint>("t", "check#2").expression == "a <> 'y'");
    CHECK(made.get<model::Constraint>("t", "check#2~2").expression == "c > 0");
    CHECK(made.get<model::Constraint>("t", "same~2").expression == "a <> 'q'");
}

TEST_CASE("estimates of ANALYZE serve where a file is too large to count") {
    TempFolder const folder;
    auto const file = folder.file("big.db");
    run_sql(file,
            "CREATE TABLE t (a, b); CREATE INDEX t_b ON t (b) WHERE b = 1;"
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000) INSERT INTO t SELECT i, i "
            "% 2 FROM n;"
            "ANALYZE; DELETE FROM t WHERE a > 900; CREATE TABLE pad (x); INSERT INTO pad VALUES (zeroblob(70000000));");
    auto const source = source::open("sqlite:" + file, {});
    auto const estimated = conformance::get<model::Table>(scan(*source).records, "", "t");
    REQUIRE(estimated.stats);
    CHECK(estimated.stats->rows == 1000);
    CHECK_FALSE(estimated.stats->rows_exact);
    source::ScanRequest request;
    request.count_rows = true;
    auto const counted = conformance::get<model::Table>(scan(*source, request).records, "", "t");
    CHECK(counted.stats->rows == 900);
    CHECK(counted.stats->rows_exact);
}
