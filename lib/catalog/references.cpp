// SPDX-License-Identifier: MIT
#include "catalog/references.hpp"

#include "base/json.hpp"
#include "catalog/objects.hpp"

#include <xxhash.h>

#include <algorithm>

namespace scribe::catalog {

namespace {

// A model::Ref in a body. Quotes within JSON strings are escaped, so that no text of the user looks like it.
constexpr std::string_view k_open = "{\"schema\":\"";
constexpr std::string_view k_middle = "\",\"name\":\"";

std::int64_t hash(std::string_view text) { return static_cast<std::int64_t>(XXH3_64bits(text.data(), text.size())); }

/// Where the JSON string that goes on at `at` ends: its closing quote.
std::size_t string_end(std::string_view body, std::size_t at) {
    while (at < body.size() && body[at] != '"') at += body[at] == '\\' ? 2U : 1U;
    return at;
}

} // namespace

std::string reference_json(std::string_view schema, std::string_view name) {
    std::string text = "{\"schema\":";
    base::append_json_string(text, schema);
    text += ",\"name\":";
    base::append_json_string(text, name);
    text.push_back('}');
    return text;
}

std::int64_t reference_target(std::string_view schema, std::string_view name) {
    return hash(reference_json(schema, name));
}

void References::collect(std::int64_t object_id, std::string_view body) {
    for (auto at = body.find(k_open); at != std::string_view::npos; at = body.find(k_open, at + 1)) {
        auto const schema_end = string_end(body, at + k_open.size());
        if (!body.substr(std::min(schema_end, body.size())).starts_with(k_middle)) continue;
        auto const end = string_end(body, schema_end + k_middle.size()) + 1;
        if (end < body.size() && body[end] == '}') m_pairs.emplace_back(hash(body.substr(at, end + 1 - at)), object_id);
    }
}

void References::save(sqlite::Db &db) {
    // In the order of the table each row goes behind the one before.
    std::ranges::sort(m_pairs);
    auto const [from, to] = std::ranges::unique(m_pairs);
    m_pairs.erase(from, to);
    sqlite::Stmt insert{db, "INSERT OR IGNORE INTO reference (target, object_id) VALUES (?, ?)"};
    for (auto const &[target, object_id] : m_pairs) {
        insert.bind(1, target);
        insert.bind(2, object_id);
        insert.run();
    }
    m_pairs.clear();
}

std::vector<model::Record> Store::mentions(std::int64_t source_id, model::Kind kind, std::string_view schema,
                                           std::string_view name, std::int64_t limit) {
    // A function may have the name of a table: triggers name functions, all others name tables, types ...
    // The hash finds candidates; the body, as it is today, decides.
    sqlite::Stmt select{*m_db,
                        "SELECT " + std::string{k_record_columns} +
                            " FROM reference r CROSS JOIN object o ON o.id = r.object_id "
                            "LEFT JOIN statistic s ON s.object_id = o.id "
                            "WHERE r.target = ?1 AND o.source_id = ?2 AND o.removed_scan IS NULL AND instr(o.body, ?3) "
                            "AND (o.kind IN ('trigger', 'event-trigger')) = ?5 "
                            "ORDER BY o.kind, o.schema_name, o.table_name, o.position, o.name LIMIT ?4"};
    select.bind(1, reference_target(schema, name));
    select.bind(2, source_id);
    select.bind(3, reference_json(schema, name));
    select.bind(4, limit);
    select.bind(5, std::int64_t{kind == model::Kind::routine ? 1 : 0});
    std::vector<model::Record> records;
    while (select.step()) read_record(select, records.emplace_back(), 0);
    return records;
}

} // namespace scribe::catalog
