// SPDX-License-Identifier: MIT
#include "catalog/said/context.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "catalog/objects.hpp"
#include "model/filter.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::catalog {

namespace {

constexpr std::string_view k_subject = "context";
constexpr std::string_view k_description = "description";

constexpr std::string_view k_newest =
    "SELECT text FROM context WHERE object_id = ? AND field = ? ORDER BY version DESC LIMIT 1";

/// SQL that puts fields in their order.
std::string field_order() {
    std::string names = ",";
    for (auto const field : model::k_context_fields) names += std::string{field} + ",";
    return fmt::format("instr('{}', ',' || field || ',')", names);
}

void put(Store &store, SaidOf const &target, std::string_view field, std::optional<std::string> const &text,
         model::ContextEntry const &said) {
    sqlite::Stmt insert{store.db(),
                        "INSERT INTO context (object_id, field, version, source_id, text, author, said_at, origin) "
                        "SELECT ?1, ?2, coalesce(max(version), 0) + 1, ?3, ?4, ?5, ?6, ?7 FROM context "
                        "WHERE object_id = ?1 AND field = ?2"};
    insert.bind(1, target.object_id);
    insert.bind(2, field);
    insert.bind(3, target.source_id);
    insert.bind(4, text);
    insert.bind(5, said.author);
    insert.bind(6, said.said_at);
    insert.bind(7, said.origin);
    insert.run();
}

/// Columns field, text, author, said_at, origin from number `at` on.
model::ContextEntry read_entry(sqlite::Stmt const &row, int at) {
    model::ContextEntry entry;
    entry.field = row.get_text(at);
    entry.text = row.get_text(at + 1);
    entry.author = row.get_text(at + 2);
    entry.said_at = row.get_text(at + 3);
    entry.origin = row.get_text(at + 4);
    return entry;
}

/// False for what is said of an object of which the catalog has not even the name.
bool read_row(sqlite::Stmt const &select, ContextRow &row) {
    row.object_id = select.get_int(0);
    row.source = select.get_text(1);
    row.kind.reset();
    if (select.is_null(2)) {
        if (row.object_id != model::database_id(row.source)) return false;
    } else {
        row.kind = model::kind_from_name(select.get_text(2)).value_or(model::Kind::table);
    }
    row.schema = select.get_text(3);
    row.table = select.get_text(4);
    row.name = select.get_text(5);
    row.removed = select.get_int(6) != 0;
    row.entry = read_entry(select, 7);
    return true;
}

bool is_wanted(ContextQuery const &query, ContextRow const &row) {
    if (!query.fields.empty() && std::ranges::find(query.fields, row.entry.field) == query.fields.end()) return false;
    if (!row.kind) {
        if (std::ranges::find(query.databases, row.source) != query.databases.end()) return true;
        return query.databases.empty() && query.patterns.empty() && query.filter.empty();
    }
    model::Record record;
    record.kind = *row.kind;
    record.schema = row.schema;
    record.table = row.table;
    record.name = row.name;
    if (!in_filter(query.filter.for_source(row.source), record)) return false;
    if (query.patterns.empty()) return query.databases.empty();
    if (model::selects(query.patterns, row.source, record)) return true;
    if (row.kind != model::Kind::column) return false;
    // A pattern of a table means its columns too.
    record.kind = model::Kind::table;
    record.name = row.table;
    record.table.clear();
    return model::selects(query.patterns, row.source, record);
}

} // namespace

std::int64_t list_context(Store &store, ContextQuery const &query, std::function<void(ContextRow &&)> const &row) {
    sqlite::Stmt select{
        store.db(),
        fmt::format("SELECT c.object_id, s.name, o.kind, o.schema_name, o.table_name, o.name, "
                    "o.removed_scan IS NOT NULL, c.field, c.text, c.author, c.said_at, c.origin "
                    "FROM v_current_context c JOIN source s ON s.id = c.source_id LEFT JOIN object o ON o.id = "
                    "c.object_id WHERE (?1 = '' OR s.name = ?1) AND (?2 OR o.removed_scan IS NULL) "
                    "ORDER BY s.name, o.id IS NOT NULL, o.schema_name, o.kind <> 'schema', CASE o.table_name WHEN '' "
                    "THEN o.name ELSE o.table_name END, o.table_name <> '', o.position, o.name, o.kind, {}",
                    field_order())};
    select.bind(1, query.source);
    select.bind(2, query.removed);
    std::int64_t total = 0;
    ContextRow one;
    while (select.step()) {
        if (!read_row(select, one) || !is_wanted(query, one)) continue;
        ++total;
        if (total <= query.offset || (query.limit > 0 && total > query.offset + query.limit)) continue;
        row(std::move(one));
        one = {};
    }
    return total;
}

ContextReader::ContextReader(Store &store)
    : m_entries(store.db(), "SELECT field, text, author, said_at, origin FROM v_current_context WHERE object_id = ? "
                            "ORDER BY " +
                                field_order()),
      m_text(store.db(), "SELECT text FROM v_current_descriptions WHERE object_id = ? AND status = 'approved'") {}

std::vector<model::ContextEntry> ContextReader::entries(std::int64_t object_id) {
    m_entries.bind(1, object_id);
    std::vector<model::ContextEntry> entries;
    while (m_entries.step()) entries.push_back(read_entry(m_entries, 0));
    m_entries.reset();
    return entries;
}

std::string ContextReader::approved_text(std::int64_t object_id) {
    m_text.bind(1, object_id);
    std::string text;
    if (m_text.step()) text = m_text.get_text(0);
    m_text.reset();
    return text;
}

std::vector<model::ContextEntry> context_of(Store &store, std::int64_t object_id) {
    return ContextReader{store}.entries(object_id);
}

std::vector<ContextVersion> context_history(Store &store, std::int64_t object_id) {
    sqlite::Stmt select{store.db(),
                        "SELECT field, text, author, said_at, origin, version = max(version) OVER (PARTITION BY field) "
                        "AND text IS NOT NULL AS counts, version FROM context WHERE object_id = ?1 "
                        "UNION ALL SELECT 'description', d.text, d.author, d.created_at, "
                        "coalesce(d.body ->> '$.reasons[0]', ''), coalesce(d.version = c.version, 0), d.version "
                        "FROM description d LEFT JOIN v_current_descriptions c ON c.object_id = d.object_id "
                        "WHERE d.object_id = ?1 AND d.origin = 'human' ORDER BY 4 DESC, 1, 7 DESC"};
    select.bind(1, object_id);
    std::vector<ContextVersion> versions;
    while (select.step()) versions.push_back({read_entry(select, 0), select.get_int(5) != 0});
    return versions;
}

ContextWriter::ContextWriter(Store &store, std::string author, std::string command)
    : m_store(store), m_author(author), m_changes(store.db(), std::move(author), std::move(command)),
      m_present(store.db(), "SELECT text FROM v_current_context WHERE object_id = ? AND field = ?") {}

std::string ContextWriter::present(std::int64_t object_id, std::string const &field) {
    m_present.bind(1, object_id);
    m_present.bind(2, field);
    std::string text;
    if (m_present.step()) text = m_present.get_text(0);
    m_present.reset();
    return text;
}

bool ContextWriter::save(SaidOf const &target, std::string const &field, std::string const &text,
                         std::string const &origin) {
    if (text.size() > model::k_most_context)
        throw base::Error(base::ExitCode::usage,
                          fmt::format("{} of {} is longer than {}", field, base::single_line(target.label),
                                      base::human_bytes(model::k_most_context)),
                          "say it shorter, and name the document that says more");
    auto const before = present(target.object_id, field);
    if (before == text) return false;
    if (field == k_description) {
        save_human_text(m_store, m_changes, target, {text, m_author, origin});
        return true;
    }
    auto const after = text.empty() ? std::nullopt : std::optional{text};
    put(m_store, target, field, after, {field, text, m_author, utc_now(), origin});
    m_changes.record(k_subject, context_key(target.object_id, field), target.label + " " + field,
                     before.empty() ? std::nullopt : std::optional{context_state(before)},
                     after ? std::optional{context_state(*after)} : std::nullopt);
    return true;
}

std::string context_state(std::string_view text) {
    base::JsonWriter json;
    json.begin_object();
    json.member("text", text);
    json.end_object();
    return json.take();
}

std::optional<std::string> context_state(Store &store, std::int64_t object_id, std::string_view field) {
    sqlite::Stmt select{store.db(), k_newest};
    select.bind(1, object_id);
    select.bind(2, field);
    if (!select.step() || select.is_null(0)) return std::nullopt;
    return context_state(select.get_text(0));
}

bool restore_context(Store &store, std::int64_t object_id, std::string_view field,
                     std::optional<std::string> const &state, model::ContextEntry const &said_by) {
    auto const source = source_of(store, object_id);
    if (!source) return false;
    auto const text = state ? std::optional{context_text(store, state)} : std::nullopt;
    put(store, {object_id, *source, {}}, field, text, said_by);
    return true;
}

std::string context_text(Store &store, std::optional<std::string> const &state) {
    if (!state) return {};
    sqlite::Stmt read{store.db(), "SELECT ?1 ->> 'text'"};
    read.bind(1, *state);
    read.step();
    return std::string{read.get_text(0)};
}

std::string context_key(std::int64_t object_id, std::string_view field) {
    return fmt::format("{}/{}", object_id, field);
}

std::optional<std::pair<std::int64_t, std::string>> parse_context_key(std::string_view key) {
    auto const slash = key.find('/');
    if (slash == std::string_view::npos) return std::nullopt;
    auto const id = base::parse_int(key.substr(0, slash));
    if (!id) return std::nullopt;
    return std::pair{*id, std::string{key.substr(slash + 1)}};
}

} // namespace scribe::catalog
