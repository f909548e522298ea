// SPDX-License-Identifier: MIT
#include "comments.hpp"

#include <map>
#include <set>

namespace scribe::conformance {

namespace {

using Counts = std::map<std::string, std::int64_t>;

/// Comments that people gave, and those of extensions, by what pg_identify_object calls what they are on. Every
/// database has the same one on the public schema from the start: nobody gave it, and pg_dump does not write it either.
/// Those of roles, databases and tablespaces (pg_shdescription) belong to the whole server and are not read.
constexpr char const *k_comments = R"sql(
SELECT (pg_identify_object(d.classoid, d.objoid, d.objsubid)).type, count(*) FROM pg_description d
WHERE d.objoid >= 16384 OR d.classoid = 'pg_extension'::regclass
   OR (d.classoid = 'pg_namespace'::regclass AND d.objoid = 'public'::regnamespace
       AND d.description <> 'standard public schema')
GROUP BY 1
)sql";

/// The server's words for what the model has, and the model's.
std::map<std::string, std::string> const k_names = {
    {"table", "table"},
    {"foreign table", "table"},
    {"view", "view"},
    {"materialized view", "view"},
    {"table column", "column"},
    {"foreign table column", "column"},
    {"view column", "column"},
    {"materialized view column", "column"},
    {"composite type column", "attribute"},
    {"index", "index"},
    {"sequence", "sequence"},
    {"function", "routine"},
    {"procedure", "routine"},
    {"aggregate", "routine"},
    {"type", "type"},
    {"domain", "type"},
    {"table constraint", "constraint"},
    {"domain constraint", "domain check"},
    {"trigger", "trigger"},
    {"rule", "rule"},
    {"policy", "policy"},
    {"statistics object", "statistics"},
    {"schema", "schema"},
    {"extension", "extension"},
    {"event trigger", "event-trigger"},
    {"publication", "publication"},
    {"server", "server"},
};

/// What the model has no place for.
std::set<std::string> const k_not_read = {"access method",
                                          "cast",
                                          "collation",
                                          "conversion",
                                          "foreign-data wrapper",
                                          "language",
                                          "large object",
                                          "operator",
                                          "operator class",
                                          "operator family",
                                          "subscription",
                                          "text search configuration",
                                          "text search dictionary",
                                          "text search parser",
                                          "text search template",
                                          "transform"};

} // namespace

std::int64_t check_comments(Records const &records, Session &session) {
    Counts expected, found;
    for (auto const &row : session.rows(k_comments)) {
        if (k_not_read.contains(row[0])) continue;
        INFO(row[0]);
        REQUIRE(k_names.contains(row[0]));
        expected[k_names.at(row[0])] += std::stoll(row[1]);
    }
    for (auto const &record : records) {
        if (record.comment) ++found[std::string{model::kind_name(record.kind)}];
        if (record.kind != model::Kind::type) continue;
        auto const type = model::from_record<model::Type>(record);
        for (auto const &attribute : type.attributes) {
            if (attribute.comment) ++found["attribute"];
        }
        for (auto const &check : type.checks) {
            if (check.comment) ++found["domain check"];
        }
    }
    CHECK(found == expected);
    std::int64_t all = 0;
    for (auto const &[name, number] : found) all += number;
    return all;
}

} // namespace scribe::conformance
