// SPDX-License-Identifier: MIT
#include "comments.hpp"
#include "load.hpp"
#include "postgres_server.hpp"
#include "round_trip.hpp"

#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>

using namespace scribe;
using namespace scribe::conformance;
using model::Kind;

namespace {

namespace fs = std::filesystem;

fs::path const k_data = fs::path{SCRIBE_REAL_DATA};

std::vector<fs::path> dumps() {
    std::vector<fs::path> files;
    for (auto const *folder : {"pg", "pii/faker"}) {
        if (!fs::is_directory(k_data / folder)) continue;
        for (auto const &entry : fs::directory_iterator{k_data / folder}) {
            if (entry.path().extension() == ".gz") files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

using Counts = std::map<std::string, std::int64_t>;

// The views that the server has for people, where it has one; the schemas of people are told by a pattern of their
// names.
constexpr char const *k_counts = R"sql(
WITH own AS (SELECT oid, nspname FROM pg_namespace WHERE nspname NOT LIKE 'pg\_%' AND nspname NOT IN ('information_schema')),
rel AS (SELECT c.*, own.nspname FROM pg_class c, own WHERE c.relnamespace = own.oid),
con AS (SELECT k.contype FROM pg_constraint k WHERE k.conrelid IN (SELECT oid FROM rel)
  AND (k.contype <> 'f' OR k.conparentid NOT IN (SELECT w.oid FROM pg_constraint w WHERE w.conrelid = k.conrelid)))
SELECT 'schemas', count(*) FROM own
UNION ALL SELECT 'ordinary and partitioned tables', count(*) FROM pg_tables WHERE schemaname IN (SELECT nspname FROM own)
UNION ALL SELECT 'partitioned tables', count(*) FROM pg_partitioned_table WHERE partrelid IN (SELECT oid FROM rel)
UNION ALL SELECT 'partitions', count(*) FROM rel WHERE relispartition AND relkind IN ('r', 'p')
UNION ALL SELECT 'foreign tables', count(*) FROM information_schema.foreign_tables
UNION ALL SELECT 'views', count(*) FROM pg_views WHERE schemaname IN (SELECT nspname FROM own)
UNION ALL SELECT 'materialized views', count(*) FROM pg_matviews WHERE schemaname IN (SELECT nspname FROM own)
UNION ALL SELECT 'columns', (SELECT count(*) FROM information_schema.columns WHERE table_schema IN (SELECT nspname FROM own))
    + (SELECT count(*) FROM pg_attribute a JOIN pg_matviews m ON a.attrelid = format('%I.%I', m.schemaname, m.matviewname)::regclass
       WHERE a.attnum > 0 AND NOT a.attisdropped)
UNION ALL SELECT 'columns with a default', count(*) FROM information_schema.columns
    WHERE column_default IS NOT NULL AND table_schema IN (SELECT nspname FROM own)
UNION ALL SELECT lower(constraint_type), count(*) FROM information_schema.table_constraints
    WHERE table_schema IN (SELECT nspname FROM own) AND constraint_type NOT IN ('CHECK', 'FOREIGN KEY') GROUP BY 1
UNION ALL SELECT 'foreign key', count(*) FROM con WHERE contype = 'f' HAVING count(*) > 0
UNION ALL SELECT 'check', count(*) FROM con WHERE contype = 'c' HAVING count(*) > 0
UNION ALL SELECT 'exclusion', count(*) FROM con WHERE contype = 'x' HAVING count(*) > 0
UNION ALL SELECT 'not null', count(*) FROM con WHERE contype = 'n' HAVING count(*) > 0
UNION ALL SELECT 'indexes', count(*) FROM pg_indexes WHERE schemaname IN (SELECT nspname FROM own)
UNION ALL SELECT 'unique indexes', count(*) FROM pg_index WHERE indisunique AND indrelid IN (SELECT oid FROM rel)
UNION ALL SELECT 'sequences', count(*) FROM pg_sequences WHERE schemaname IN (SELECT nspname FROM own)
UNION ALL SELECT 'enums', count(DISTINCT e.enumtypid) FROM pg_enum e, pg_type t, own WHERE t.oid = e.enumtypid AND t.typnamespace = own.oid
UNION ALL SELECT 'labels', count(*) FROM pg_enum e, pg_type t, own WHERE t.oid = e.enumtypid AND t.typnamespace = own.oid
UNION ALL SELECT 'domains', count(*) FROM information_schema.domains WHERE domain_schema IN (SELECT nspname FROM own)
UNION ALL SELECT 'composite types', count(*) FROM rel WHERE relkind = 'c'
UNION ALL SELECT 'routines', count(*) FROM pg_proc, own WHERE pronamespace = own.oid
UNION ALL SELECT 'aggregates', count(*) FROM pg_aggregate a, pg_proc p, own WHERE a.aggfnoid = p.oid AND p.pronamespace = own.oid
UNION ALL SELECT 'triggers', count(*) FROM pg_trigger WHERE NOT tgisinternal AND tgrelid IN (SELECT oid FROM rel)
UNION ALL SELECT 'rules', count(*) FROM pg_rules WHERE schemaname IN (SELECT nspname FROM own)
UNION ALL SELECT 'policies', count(*) FROM pg_policies
UNION ALL SELECT 'extensions', count(*) FROM pg_extension
)sql";

Counts expected_counts(Session &session) {
    Counts counts;
    for (auto const &row : session.rows(k_counts)) counts[row[0]] = std::stoll(row[1]);
    return counts;
}

void count_table(Counts &counts, model::Record const &record) {
    auto const table = model::from_record<model::Table>(record);
    counts["ordinary and partitioned tables"] += table.table_kind == "foreign" ? 0 : 1;
    counts["partitioned tables"] += table.table_kind == "partitioned" ? 1 : 0;
    counts["foreign tables"] += table.table_kind == "foreign" ? 1 : 0;
    counts["partitions"] += table.partition_of.empty() ? 0 : 1;
}

void count_type(Counts &counts, model::Record const &record) {
    auto const type = model::from_record<model::Type>(record);
    counts["enums"] += type.type_kind == "enum" ? 1 : 0;
    counts["labels"] += static_cast<std::int64_t>(type.labels.size());
    counts["domains"] += type.type_kind == "domain" ? 1 : 0;
    counts["composite types"] += type.type_kind == "composite" ? 1 : 0;
}

void count_record(Counts &counts, model::Record const &r) {
    switch (r.kind) {
    case Kind::schema: ++counts["schemas"]; break;
    case Kind::table: count_table(counts, r); break;
    case Kind::view: ++counts[model::from_record<model::View>(r).materialized ? "materialized views" : "views"]; break;
    case Kind::column:
        ++counts["columns"];
        counts["columns with a default"] += model::from_record<model::Column>(r).default_value ? 1 : 0;
        break;
    case Kind::constraint: ++counts[model::from_record<model::Constraint>(r).type]; break;
    case Kind::index:
        ++counts["indexes"];
        counts["unique indexes"] += model::from_record<model::Index>(r).unique ? 1 : 0;
        break;
    case Kind::sequence: ++counts["sequences"]; break;
    case Kind::type: count_type(counts, r); break;
    case Kind::routine:
        ++counts["routines"];
        counts["aggregates"] += model::from_record<model::Routine>(r).routine_kind == "aggregate" ? 1 : 0;
        break;
    case Kind::trigger: ++counts["triggers"]; break;
    case Kind::rule: ++counts["rules"]; break;
    case Kind::policy: ++counts["policies"]; break;
    case Kind::extension: ++counts["extensions"]; break;
    default: break;
    }
}

/// Every column one by one: place, type and nullability.
void check_columns(Records const &records, Session &session) {
    std::map<std::vector<std::string>, std::vector<std::string>> expected;
    session.run("SET search_path = ''"); // or types would be named without their schema
    for (auto const &row : session.rows(
             "SELECT n.nspname, c.relname, a.attname, format_type(a.atttypid, a.atttypmod), a.attnotnull, "
             "row_number() OVER (PARTITION BY a.attrelid ORDER BY a.attnum) FROM pg_attribute a JOIN pg_class c ON "
             "c.oid = a.attrelid AND c.relkind::text ~ '[rpvmf]' JOIN pg_namespace n ON n.oid = c.relnamespace WHERE "
             "a.attnum > 0 AND NOT a.attisdropped"))
        expected[{row[0], row[1], row[2]}] = {row[3], row[4], row[5]};
    session.run("RESET search_path");
    std::size_t wrong = 0;
    for (auto const &record : records) {
        if (record.kind != Kind::column) continue;
        auto const column = model::from_record<model::Column>(record);
        std::vector<std::string> const got = {column.type, column.not_null ? "t" : "f",
                                              std::to_string(column.position)};
        if (got == expected[{column.schema, column.table, column.name}]) continue;
        INFO(model::format_ref(record) << " " << column.type);
        CHECK(got == expected[{column.schema, column.table, column.name}]);
        ++wrong;
    }
    CHECK(wrong == 0);
}

void check_database(Database &db, std::string const &what, int refused) {
    INFO(what);
    auto const records = db.scan_and_check(); // all definitions included
    auto const comments = check_comments(records, db.session());
    check_round_trip(records, db.open()->info());
    check_columns(records, db.session());
    Counts found;
    for (auto const &record : records) count_record(found, record);
    auto const expected = expected_counts(db.session());
    std::int64_t objects = 0;
    for (auto const &[name, number] : expected) {
        INFO(name);
        CHECK(found[name] == number);
        objects += number;
    }
    for (auto const &[name, number] : found) {
        INFO(name);
        CHECK((number == 0 || expected.contains(name)));
    }
    CHECK(objects > 0);
    std::cout << what << ": " << found["ordinary and partitioned tables"] << " tables, " << found["columns"]
              << " columns, " << found["foreign key"] << " foreign keys, " << found["indexes"] << " indexes, "
              << records.size() << " objects, " << comments << " comments";
    if (refused > 0) std::cout << " (" << refused << " statements need a later version)";
    std::cout << "\n";
}

} // namespace

TEST_CASE("PostgreSQL databases of other people give the numbers that the server gives") {
    auto const files = dumps();
    if (files.empty()) {
        std::cout << "not run: there are no databases in " << k_data.string() << "\n";
        return;
    }
    for (auto const &file : files) {
        Database db;
        auto const refused = load(db, unpacked(file.string()), "");
        check_database(db, file.filename().string(), refused);
    }
}

TEST_CASE("a synthetic PostgreSQL database gives the numbers that the server gives") {
    auto const script = k_data / ".." / "bench" / "synth.sql";
    if (!fs::exists(script)) {
        std::cout << "not run: there is no " << script.string() << "\n";
        return;
    }
    Database db;
    auto const refused = load(db, "", "-v n=300 -f " + shell_quoted(script.string()));
    check_database(db, "synth.sql", refused);
}
