// SPDX-License-Identifier: MIT
#include "catalog/report/coverage.hpp"

#include <algorithm>
#include <cmath>
#include <map>

namespace scribe::catalog {

namespace {

/// Groups are small in number only without names: with a filter by name the objects are counted one by one.
constexpr std::string_view k_objects = R"sql(
WITH said AS MATERIALIZED (
    SELECT object_id, replace(text, char(10), ', ') AS owner FROM v_current_context WHERE field = 'owner'
), relation AS MATERIALIZED (
    SELECT source_id, schema_name, name, coalesce(said.owner, body ->> 'owner', '') AS owner,
           body ->> '$.partition_of.name' IS NOT NULL AS is_partition
    FROM object LEFT JOIN said ON said.object_id = id
    WHERE kind IN ('table', 'view') AND removed_scan IS NULL
), one AS MATERIALIZED ( -- facts instead of texts, which sorting would keep
    SELECT src.name AS source, o.schema_name, coalesce(w.owner, r.owner, o.body ->> 'owner', '') AS owner, o.kind,
           o.comment <> '' AS commented, coalesce(o.comment, '') <> '' OR coalesce(d.text, '') <> '' AS described,
           coalesce(d.status = 'approved', 0) AS approved,
           CASE o.kind WHEN 'column' THEN o.table_name ELSE o.name END AS whole,
           CASE o.kind WHEN 'column' THEN c.column_id WHEN 'table' THEN p.table_id WHEN 'view' THEN p.table_id
           END IS NOT NULL AS profiled
    FROM object o
    JOIN source src ON src.id = o.source_id
    LEFT JOIN relation r ON r.source_id = o.source_id AND r.schema_name = o.schema_name
          AND r.name = CASE o.kind WHEN 'column' THEN o.table_name ELSE o.name END
          AND o.kind IN ('table', 'view', 'column')
    LEFT JOIN said w ON w.object_id = o.id
    LEFT JOIN v_current_descriptions d ON d.object_id = o.id
    LEFT JOIN (SELECT DISTINCT table_id FROM profile) p ON p.table_id = o.id
    LEFT JOIN (SELECT DISTINCT column_id FROM column_profile) c ON c.column_id = o.id
    WHERE o.kind IN ('table', 'view', 'column', 'routine', 'type') AND o.removed_scan IS NULL AND o.extension = ''
          AND NOT coalesce(r.is_partition, 0) AND ?1 IN ('', src.name)
)
SELECT source, schema_name, owner, kind, commented, whole, count(*), sum(profiled), sum(described), sum(approved)
FROM one
GROUP BY 1, 2, 3, 4, 5, CASE WHEN ?2 THEN whole END
)sql";

using Filters = std::map<std::string, model::ObjectFilter, std::less<>>; ///< by source

/// What the filter asks of one source.
model::ObjectFilter const &filter_of(Filters &filters, model::ObjectFilter const &filter, std::string_view source) {
    auto const found = filters.find(source);
    return found != filters.end() ? found->second : filters.emplace(source, filter.for_source(source)).first->second;
}

/// Puts the objects that a filter selects into temp.selected; with an empty one that is not asked for.
void select_objects(Store &store, std::string const &source, model::ObjectFilter const &filter) {
    auto &db = store.db();
    db.exec("CREATE TEMP TABLE IF NOT EXISTS selected (id INTEGER PRIMARY KEY) STRICT; DELETE FROM temp.selected");
    if (filter.empty()) return;
    sqlite::Stmt select{db, "SELECT o.id, src.name, o.schema_name, iif(o.table_name = '', o.name, o.table_name) FROM "
                            "object o JOIN source src ON src.id = o.source_id WHERE ?1 IN ('', src.name) AND "
                            "o.removed_scan IS NULL AND o.schema_name <> ''"};
    select.bind(1, source);
    sqlite::Stmt insert{db, "INSERT INTO temp.selected VALUES (?)"};
    Filters filters;
    while (select.step()) {
        if (!filter_of(filters, filter, select.get_text(1))
                 .matches(std::string{select.get_text(2)}, std::string{select.get_text(3)}))
            continue;
        insert.bind(1, select.get_int(0));
        insert.run();
        insert.reset();
    }
}

} // namespace

Coverage &Coverage::operator+=(Coverage const &other) {
    objects += other.objects;
    commented += other.commented;
    described += other.described;
    approved += other.approved;
    profiled += other.profiled;
    return *this;
}

std::optional<double> Coverage::percent() const {
    if (objects == 0) return std::nullopt;
    return std::floor(1000.0 * static_cast<double>(described) / static_cast<double>(objects)) / 10;
}

bool Coverage::reaches(double least) const {
    return objects > 0 && 100.0 * static_cast<double>(described) >= least * static_cast<double>(objects);
}

std::vector<CoverageGroup> coverage(Store &store, std::string const &source, model::ObjectFilter const &filter) {
    sqlite::Stmt select{store.db(), k_objects};
    select.bind(1, source);
    select.bind(2, !filter.empty());
    Filters filters;
    std::map<std::tuple<std::string, std::string, std::string, model::Kind>, Coverage> groups;
    while (select.step()) {
        std::string const schema{select.get_text(1)};
        if (!filter.empty() &&
            !filter_of(filters, filter, select.get_text(0)).matches(schema, std::string{select.get_text(5)}))
            continue;
        auto const kind = model::kind_from_name(select.get_text(3)).value_or(model::Kind::table);
        auto &group = groups[{std::string{select.get_text(0)}, schema, std::string{select.get_text(2)}, kind}];
        auto const number = select.get_int(6);
        auto const commented = select.get_int(4) != 0 ? number : 0;
        group += {number, commented, select.get_int(8), select.get_int(9), select.get_int(7)};
    }
    std::vector<CoverageGroup> list;
    for (auto const &[key, value] : groups)
        list.push_back({std::get<0>(key), std::get<1>(key), std::get<2>(key), std::get<3>(key), value});
    return list;
}

FilledStages filled_stages(Store &store) {
    auto const any = [&store](char const *table) {
        return store.db().query_int(std::string{"SELECT EXISTS (SELECT 1 FROM "} + table + ")") != 0;
    };
    return {any("description"), any("profile")};
}

std::optional<double> mean_quality(Store &store, std::string const &source, model::ObjectFilter const &filter) {
    select_objects(store, source, filter);
    sqlite::Stmt select{store.db(),
                        "SELECT avg(body ->> '$.quality.score') FROM (SELECT p.body, max(p.profiled_at) FROM profile p "
                        "JOIN source src ON src.id = p.source_id JOIN object o ON o.id = p.table_id WHERE ?1 IN ('', "
                        "src.name) AND o.removed_scan IS NULL AND p.body ->> '$.quality.columns' > 0 AND (NOT ?2 OR "
                        "p.table_id IN (SELECT id FROM temp.selected)) GROUP BY p.table_id)"};
    select.bind(1, source);
    select.bind(2, !filter.empty());
    if (!select.step() || select.is_null(0)) return std::nullopt;
    return select.get_double(0);
}

std::optional<double> TextFigures::approval() const {
    if (reviewed == 0) return std::nullopt;
    return std::floor(1000.0 * static_cast<double>(accepted) / static_cast<double>(reviewed)) / 10;
}

TextFigures text_figures(Store &store, std::string const &source, model::ObjectFilter const &filter) {
    TextFigures figures;
    select_objects(store, source, filter);
    sqlite::Stmt reviewed{store.db(),
                          "SELECT count(*), count(CASE d.status WHEN 'approved' THEN 1 END) FROM description d "
                          "JOIN source s ON s.id = d.source_id WHERE ?1 IN ('', s.name) AND d.origin <> 'human' AND "
                          "d.text <> '' AND (NOT ?2 OR d.object_id IN (SELECT id FROM temp.selected)) AND (d.status <> "
                          "'draft' OR EXISTS (SELECT 1 FROM description n WHERE "
                          "n.object_id = d.object_id AND n.version = d.version + 1 AND n.origin = 'human'))"};
    reviewed.bind(1, source);
    reviewed.bind(2, !filter.empty());
    if (reviewed.step()) {
        figures.reviewed = reviewed.get_int(0);
        figures.accepted = reviewed.get_int(1);
    }
    sqlite::Stmt pending{store.db(), "SELECT count(*) FROM v_reviews t JOIN source s ON s.id = t.source_id WHERE "
                                     "?1 IN ('', s.name) AND t.pending AND (NOT ?2 OR t.object_id IN (SELECT id FROM "
                                     "temp.selected))"};
    pending.bind(1, source);
    pending.bind(2, !filter.empty());
    if (pending.step()) figures.pending = pending.get_int(0);
    sqlite::Stmt texts{
        store.db(),
        // Inside, facts instead of texts, of which SQLite would keep all.
        "WITH partition AS MATERIALIZED (SELECT source_id, schema_name, name FROM object WHERE kind = 'table' AND "
        "removed_scan IS NULL AND body ->> '$.partition_of.name' IS NOT NULL), "
        "t AS MATERIALIZED (SELECT v.source_id, kind, status, confidence, stale, coalesce(text, '') <> '' AS said "
        "FROM v_texts v LEFT JOIN partition p ON p.source_id = v.source_id AND p.schema_name = v.schema_name AND "
        "p.name = CASE v.kind WHEN 'column' THEN v.table_name WHEN 'table' THEN v.name END WHERE p.name IS NULL AND "
        "(NOT ?2 OR v.object_id IN (SELECT id FROM temp.selected))) "
        "SELECT count(CASE WHEN t.stale AND t.said THEN 1 END), avg(CASE WHEN t.kind IN ('table', "
        "'view', 'column') THEN CASE WHEN NOT t.said THEN 0.0 WHEN t.status = 'approved' "
        "THEN 1.0 ELSE t.confidence END * CASE WHEN t.stale THEN 0.5 ELSE 1.0 END END) FROM "
        "t JOIN source s ON s.id = t.source_id WHERE ?1 IN ('', s.name)"};
    texts.bind(1, source);
    texts.bind(2, !filter.empty());
    if (texts.step()) {
        figures.stale = texts.get_int(0);
        if (!texts.is_null(1)) figures.quality = texts.get_double(1);
    }
    return figures;
}

std::vector<std::pair<model::Kind, std::int64_t>> object_counts(Store &store, std::string const &source) {
    sqlite::Stmt select{store.db(),
                        "SELECT o.kind, count(*) FROM source src JOIN object o ON o.source_id = src.id "
                        "WHERE o.removed_scan IS NULL AND o.extension = '' AND ?1 IN ('', src.name) GROUP BY 1"};
    select.bind(1, source);
    std::map<model::Kind, std::int64_t> counts;
    while (select.step()) {
        if (auto const kind = model::kind_from_name(select.get_text(0))) counts[*kind] = select.get_int(1);
    }
    return {counts.begin(), counts.end()};
}

} // namespace scribe::catalog
