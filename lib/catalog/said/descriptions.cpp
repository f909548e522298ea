// SPDX-License-Identifier: MIT
#include "catalog/said/descriptions.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "catalog/objects.hpp"
#include "catalog/said/human_texts.hpp"
#include "model/filter.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::catalog {

namespace {

constexpr std::string_view k_subject = "description";

constexpr std::string_view k_columns = "t.object_id, s.name, t.kind, t.schema_name, t.table_name, t.name, t.text, "
                                       "t.origin, t.status, t.confidence, t.version, t.body, t.stale, t.evidence ";

TextRow read_row(sqlite::Stmt const &select) {
    TextRow row;
    row.object_id = select.get_int(0);
    row.source = select.get_text(1);
    row.database = select.get_text(2) == "database";
    row.kind =
        row.database ? model::Kind::schema : model::kind_from_name(select.get_text(2)).value_or(model::Kind::table);
    row.schema = select.get_text(3);
    row.table = select.get_text(4);
    row.name = select.get_text(5);
    if (!select.is_null(11)) row.description = model::description_from_json(select.get_text(11), row.name);
    row.description.text = select.get_text(6);
    row.description.origin = select.get_text(7);
    row.description.status = select.get_text(8);
    row.description.confidence = select.get_double(9);
    row.version = select.get_int(10);
    row.description.stale = select.get_int(12) != 0;
    row.evidence = select.get_int(13);
    return row;
}

/// Who wrote a version, and when, stays with it.
void put(Store &store, std::int64_t object_id, std::int64_t version, std::int64_t source_id,
         model::Description const &one, std::string_view author, std::int64_t evidence) {
    sqlite::Stmt upsert{
        store.db(), "INSERT INTO description (object_id, version, source_id, text, origin, status, confidence, "
                    "author, created_at, body, stale, evidence) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                    "ON CONFLICT (object_id, version) DO UPDATE SET text = excluded.text, origin = excluded.origin, "
                    "status = excluded.status, confidence = excluded.confidence, body = excluded.body, "
                    "stale = excluded.stale"};
    upsert.bind(1, object_id);
    upsert.bind(2, version);
    upsert.bind(3, source_id);
    upsert.bind(4, one.text);
    upsert.bind(5, one.origin);
    upsert.bind(6, one.status);
    upsert.bind(7, one.confidence);
    upsert.bind(8, author);
    upsert.bind(9, utc_now());
    auto body = one;
    body.stale = false; // the column says it
    upsert.bind(10, model::description_to_json(body));
    upsert.bind(11, one.stale);
    upsert.bind(12, evidence);
    upsert.run();
}

bool is_wanted(TextQuery const &query, TextRow const &row) {
    auto const &one = row.description;
    if (query.described && one.text.empty()) return false;
    if (query.undescribed && !one.text.empty()) return false;
    if (one.confidence < query.min_confidence) return false;
    if (query.stale && !one.stale) return false;
    if (!query.origins.empty() && std::ranges::find(query.origins, one.origin) == query.origins.end()) return false;
    auto record = row.record();
    if (row.database ? !query.filter.empty() : !in_filter(query.filter, record)) return false;
    if (query.patterns.empty() || model::selects(query.patterns, row.source, record)) return true;
    if (row.kind != model::Kind::column || !query.with_parts) return false;
    // A pattern of a table means its columns too.
    record.kind = model::Kind::table;
    record.name = row.table;
    record.table.clear();
    return model::selects(query.patterns, row.source, record);
}

} // namespace

model::Record TextRow::record() const {
    model::Record record;
    record.kind = kind;
    record.schema = database ? source : schema;
    record.table = table;
    record.name = name;
    return record;
}

std::string TextRow::ref() const { return database ? model::format_ref("", name) : model::format_ref(record()); }

std::int64_t list_texts(Store &store, TextQuery const &query, std::function<void(TextRow &&)> const &row) {
    std::string types;
    for (auto const type : k_text_types)
        if (query.types.empty() || std::ranges::find(query.types, type) != query.types.end())
            types += fmt::format("{}'{}'", types.empty() ? "" : ", ", type);
    auto const *const view = query.set == TextSet::counting ? "v_texts t" : "v_reviews t";
    auto const *const pending = query.set == TextSet::pending ? "t.pending AND " : "";
    sqlite::Stmt select{store.db(),
                        fmt::format("SELECT {} FROM {} JOIN source s ON s.id = t.source_id WHERE {} t.kind IN ({}) "
                                    "AND (?1 = '' OR s.name = ?1) ORDER BY s.name, t.kind <> 'database', "
                                    "t.schema_name, t.kind <> 'schema', t.kind IN ('routine', 'type'), "
                                    "CASE t.table_name WHEN '' THEN t.name ELSE t.table_name END, t.table_name <> '', "
                                    "t.position, t.name, t.kind",
                                    k_columns, view, pending, types)};
    select.bind(1, query.source);
    std::int64_t total = 0;
    while (select.step()) {
        auto one = read_row(select);
        if (!is_wanted(query, one)) continue;
        ++total;
        if (total <= query.offset || (query.limit > 0 && total > query.offset + query.limit)) continue;
        row(std::move(one));
    }
    return total;
}

namespace {

std::string select_one(std::string_view view) {
    return fmt::format("SELECT {} FROM {} t JOIN source s ON s.id = t.source_id WHERE t.object_id = ?", k_columns,
                       view);
}

std::optional<TextRow> find_in(Store &store, std::string_view view, std::int64_t object_id) {
    sqlite::Stmt select{store.db(), select_one(view)};
    select.bind(1, object_id);
    if (!select.step()) return std::nullopt;
    return read_row(select);
}

} // namespace

std::optional<TextRow> find_text(Store &store, std::int64_t object_id) { return find_in(store, "v_texts", object_id); }
std::optional<TextRow> find_review(Store &store, std::int64_t object_id) {
    return find_in(store, "v_reviews", object_id);
}

DescriptionWriter::DescriptionWriter(Store &store, SourceRow source, std::string author, std::string command)
    : m_store(store), m_source(std::move(source)), m_author(author),
      m_changes(store.db(), std::move(author), std::move(command)),
      m_newest(store.db(), "SELECT version, text, origin, body FROM description WHERE object_id = ? ORDER BY version "
                           "DESC LIMIT 1"),
      m_present(store.db(), select_one("v_texts")),
      m_seen(store.db(), "UPDATE description SET evidence = ?, stale = ? WHERE object_id = ? AND version = ? AND "
                         "(evidence <> ?1 OR stale <> ?2)") {}

std::optional<TextRow> DescriptionWriter::present(std::int64_t object_id) {
    m_present.reset();
    m_present.bind(1, object_id);
    std::optional<TextRow> row;
    if (m_present.step()) row = read_row(m_present);
    m_present.reset();
    return row;
}

bool DescriptionWriter::seen(TextRow const &row, std::int64_t evidence) {
    bool const changed = row.evidence != 0 && row.evidence != evidence;
    mark(row.object_id, row.version, evidence, changed || row.description.stale);
    return changed;
}

void DescriptionWriter::mark(std::int64_t object_id, std::int64_t version, std::int64_t evidence, bool stale) {
    m_seen.reset();
    m_seen.bind(1, evidence);
    m_seen.bind(2, stale);
    m_seen.bind(3, object_id);
    m_seen.bind(4, version);
    m_seen.run();
}

bool DescriptionWriter::save(std::int64_t object_id, std::string const &label, model::Description const &description,
                             std::int64_t evidence) {
    m_newest.bind(1, object_id);
    std::int64_t version = 1;
    if (m_newest.step()) {
        version = m_newest.get_int(0) + 1;
        auto const newest = model::description_from_json(m_newest.get_text(3), label);
        bool const same = newest.text == description.text && newest.origin == description.origin &&
                          newest.writer == description.writer && newest.reasons == description.reasons;
        if (same) {
            m_newest.reset();
            if (evidence != 0) mark(object_id, version - 1, evidence, false);
            return false;
        }
    }
    m_newest.reset();
    put(m_store, object_id, version, m_source.id, description, m_author, evidence);
    m_changes.record(k_subject, description_key(object_id, version), label, std::nullopt,
                     model::description_to_json(description));
    return true;
}

std::vector<TextVersion> text_versions(Store &store, std::int64_t object_id) {
    sqlite::Stmt select{store.db(), "SELECT version, author, created_at, body, stale, evidence FROM description "
                                    "WHERE object_id = ? ORDER BY version"};
    select.bind(1, object_id);
    std::vector<TextVersion> versions;
    while (select.step()) {
        TextVersion one;
        one.version = select.get_int(0);
        one.author = select.get_text(1);
        one.created_at = select.get_text(2);
        one.description = model::description_from_json(select.get_text(3), "a version");
        one.description.stale = select.get_int(4) != 0;
        one.evidence = select.get_int(5);
        versions.push_back(std::move(one));
    }
    return versions;
}

std::optional<std::string> description_state(Store &store, std::int64_t object_id, std::int64_t version) {
    sqlite::Stmt select{store.db(), "SELECT body, stale FROM description WHERE object_id = ? AND version = ?"};
    select.bind(1, object_id);
    select.bind(2, version);
    if (!select.step()) return std::nullopt;
    auto one = model::description_from_json(select.get_text(0), "a version");
    one.stale = select.get_int(1) != 0;
    return model::description_to_json(one);
}

bool restore_description(Store &store, std::int64_t object_id, std::int64_t version,
                         std::optional<std::string> const &state, std::string const &author, std::int64_t evidence) {
    if (!state) {
        sqlite::Stmt remove{store.db(), "DELETE FROM description WHERE object_id = ? AND version = ?"};
        remove.bind(1, object_id);
        remove.bind(2, version);
        remove.run();
        return true;
    }
    auto const source = source_of(store, object_id);
    if (!source) return false;
    put(store, object_id, version, *source, model::description_from_json(*state, "a version"), author, evidence);
    return true;
}

std::int64_t next_version(Store &store, std::int64_t object_id) {
    sqlite::Stmt select{store.db(), "SELECT coalesce(max(version), 0) + 1 FROM description WHERE object_id = ?"};
    select.bind(1, object_id);
    select.step();
    return select.get_int(0);
}

bool change_version(Store &store, ChangeSet &changes, VersionOf const &of, std::string const &label,
                    model::Description const &description, std::string const &author, std::int64_t evidence) {
    auto const before = description_state(store, of.object_id, of.version);
    auto const after = model::description_to_json(description);
    if (before == after) return false;
    if (!restore_description(store, of.object_id, of.version, after, author, evidence))
        throw base::Error(base::ExitCode::usage, fmt::format("{} is not in the catalog any more", label));
    changes.record(k_subject, description_key(of.object_id, of.version), label, before, after);
    return true;
}

std::string description_key(std::int64_t object_id, std::int64_t version) {
    return fmt::format("{}/{}", object_id, version);
}

std::optional<std::pair<std::int64_t, std::int64_t>> parse_description_key(std::string_view key) {
    auto const slash = key.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    auto const id = base::parse_int(key.substr(0, slash));
    auto const version = base::parse_int(key.substr(slash + 1));
    if (!id || !version) return std::nullopt;
    return std::pair{*id, *version};
}

} // namespace scribe::catalog
