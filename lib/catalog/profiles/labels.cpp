// SPDX-License-Identifier: MIT
#include "catalog/profiles/labels.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "catalog/changes.hpp"
#include "catalog/objects.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::catalog {

namespace {

constexpr std::string_view k_subject = "label";

/// What counts of a column: what a person decided, else what the rules say.
struct Effective {
    std::string entity, sensitivity;
    double confidence = 0;
};

Effective effective(model::Label const &judged, LabelDecision const &decision) {
    if (decision.decision == "set") return {decision.entity, decision.sensitivity, 1};
    if (decision.decision == "rejected") return {"", "none", 1};
    return {judged.entity, judged.sensitivity, judged.confidence};
}

constexpr std::string_view k_upsert =
    "INSERT INTO label (column_id, source_id, judged, decision, entity, sensitivity, confidence, semantic_type) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) ON CONFLICT (column_id) DO UPDATE SET judged = excluded.judged, "
    "decision = excluded.decision, entity = excluded.entity, sensitivity = excluded.sensitivity, "
    "confidence = excluded.confidence, semantic_type = excluded.semantic_type";

void write(Store &store, LabelKey const &key, model::Label const &judged, LabelDecision const &decision) {
    auto const counts = effective(judged, decision);
    sqlite::Stmt upsert{store.db(), k_upsert};
    upsert.bind(1, key.column_id);
    upsert.bind(2, key.source_id);
    upsert.bind(3, model::label_to_json(judged));
    upsert.bind(4, decision.decision);
    upsert.bind(5, counts.entity);
    upsert.bind(6, counts.sensitivity);
    upsert.bind(7, counts.confidence);
    upsert.bind(8, judged.semantic_type);
    upsert.run();
}

/// What is stored of a column.
struct Stored {
    model::Label judged;
    LabelDecision decision;
    std::string name; ///< of the column, for people
};

std::optional<Stored> find(Store &store, std::int64_t column_id) {
    sqlite::Stmt select{store.db(),
                        "SELECT l.judged, l.decision, l.entity, l.sensitivity, o.schema_name, o.table_name, "
                        "o.name FROM object o LEFT JOIN label l ON l.column_id = o.id WHERE o.id = ?"};
    select.bind(1, column_id);
    if (!select.step()) return std::nullopt;
    Stored stored;
    stored.name =
        model::format_ref(select.get_text(4), select.get_text(5)) + "." + model::format_ref("", select.get_text(6));
    if (select.is_null(0)) return stored;
    stored.judged = model::label_from_json(select.get_text(0), stored.name);
    stored.decision = {std::string{select.get_text(1)}, {}, {}};
    if (stored.decision.decision == "set") {
        stored.decision.entity = select.get_text(2);
        stored.decision.sensitivity = select.get_text(3);
    }
    return stored;
}

constexpr std::string_view k_row = "SELECT s.name, o.schema_name, o.table_name, o.name, l.entity, l.sensitivity, "
                                   "l.confidence, l.semantic_type, l.decision, l.judged FROM label l JOIN object o ON "
                                   "o.id = l.column_id JOIN source s ON s.id = l.source_id ";

LabelRow read_row(sqlite::Stmt const &select) {
    LabelRow row;
    row.source = select.get_text(0);
    row.schema = select.get_text(1);
    row.table = select.get_text(2);
    row.column = select.get_text(3);
    row.entity = select.get_text(4);
    row.sensitivity = select.get_text(5);
    row.confidence = select.get_double(6);
    row.semantic_type = select.get_text(7);
    row.decision = select.get_text(8);
    row.judged = model::label_from_json(select.get_text(9), row.table + "." + row.column);
    return row;
}

} // namespace

std::optional<std::string> decision_state(LabelDecision const &decision) {
    if (decision.decision.empty()) return std::nullopt;
    base::JsonWriter json;
    json.begin_object();
    json.member("decision", decision.decision);
    if (decision.decision == "set") {
        json.member("entity", decision.entity);
        json.member("sensitivity", decision.sensitivity);
    }
    json.end_object();
    return json.take();
}

LabelSaver::LabelSaver(Store &store)
    : m_upsert(store.db(),
               "INSERT INTO label (column_id, source_id, judged, decision, entity, sensitivity, confidence, "
               "semantic_type) VALUES (?1, ?2, ?3, '', ?4, ?5, ?6, ?7) ON CONFLICT (column_id) DO UPDATE SET judged = "
               "excluded.judged, semantic_type = excluded.semantic_type, "
               "entity = iif(decision = '', excluded.entity, entity), "
               "sensitivity = iif(decision = '', excluded.sensitivity, sensitivity), "
               "confidence = iif(decision = '', excluded.confidence, confidence)") {}

void LabelSaver::save(LabelKey const &key, model::Label const &judged) {
    m_upsert.bind(1, key.column_id);
    m_upsert.bind(2, key.source_id);
    m_upsert.bind(3, model::label_to_json(judged));
    m_upsert.bind(4, judged.entity);
    m_upsert.bind(5, judged.sensitivity);
    m_upsert.bind(6, judged.confidence);
    m_upsert.bind(7, judged.semantic_type);
    m_upsert.run();
}

std::map<std::int64_t, std::string> find_decisions(Store &store, std::vector<std::int64_t> const &columns) {
    sqlite::Stmt select{store.db(), "SELECT decision FROM label WHERE column_id = ? AND decision <> ''"};
    std::map<std::int64_t, std::string> decisions;
    for (auto const column : columns) {
        select.bind(1, column);
        if (select.step()) decisions.emplace(column, select.get_text(0));
        select.reset();
    }
    return decisions;
}

std::int64_t list_labels(Store &store, LabelQuery const &query, std::function<void(LabelRow &&)> const &row) {
    sqlite::Stmt select{store.db(),
                        fmt::format("{}WHERE o.removed_scan IS NULL AND (?1 = '' OR s.name = ?1) AND (?2 OR "
                                    "l.entity <> '' OR l.decision <> '' OR (?3 AND l.semantic_type <> '')) ORDER BY "
                                    "s.name, o.schema_name, o.table_name, o.position, o.name",
                                    k_row)};
    select.bind(1, query.source);
    select.bind(2, query.all);
    select.bind(3, query.semantic_types);
    std::int64_t total = 0;
    model::Record record;
    record.kind = model::Kind::column;
    while (select.step()) {
        record.schema = select.get_text(1);
        record.table = select.get_text(2);
        record.name = select.get_text(3);
        if (!in_filter(query.filter, record)) continue;
        // A pattern may name the column, or its whole table.
        if (!query.patterns.empty() && !model::selects(query.patterns, select.get_text(0), record)) {
            model::Record table;
            table.kind = model::Kind::table;
            table.schema = record.schema;
            table.name = record.table;
            if (!model::selects(query.patterns, select.get_text(0), table)) continue;
        }
        auto const &entities = query.entities;
        if (!entities.empty() && std::ranges::find(entities, select.get_text(4)) == entities.end()) continue;
        ++total;
        if (total <= query.offset || (query.limit > 0 && total > query.offset + query.limit)) continue;
        row(read_row(select));
    }
    return total;
}

std::optional<LabelRow> find_label(Store &store, std::int64_t column_id) {
    sqlite::Stmt select{store.db(), fmt::format("{}WHERE l.column_id = ?", k_row)};
    select.bind(1, column_id);
    if (!select.step()) return std::nullopt;
    return read_row(select);
}

int decide_labels(Store &store, std::vector<LabelKey> const &columns, LabelDecision const &decision,
                  std::string_view author, std::function<void(LabelKey const &)> const &with) {
    sqlite::Txn txn{store.db()};
    ChangeSet changes{store.db(), std::string{author}, "classify"};
    for (auto const &key : columns) {
        auto const stored = find(store, key.column_id);
        if (!stored) continue;
        changes.record(k_subject, std::to_string(key.column_id), stored->name, decision_state(stored->decision),
                       decision_state(decision));
        write(store, key, stored->judged, decision);
        if (with) with(key);
    }
    txn.commit();
    return changes.events();
}

std::optional<std::string> decision_state(Store &store, std::int64_t column_id) {
    auto const stored = find(store, column_id);
    return stored ? decision_state(stored->decision) : std::nullopt;
}

void restore_decision(Store &store, std::int64_t column_id, std::optional<std::string> const &state,
                      std::string_view name) {
    auto const stored = find(store, column_id);
    sqlite::Stmt source{store.db(), "SELECT source_id FROM object WHERE id = ?"};
    source.bind(1, column_id);
    if (!stored || !source.step())
        throw base::Error(base::ExitCode::usage,
                          fmt::format("the column {} is not in the catalog any more", base::single_line(name)));
    LabelDecision decision;
    if (state) {
        sqlite::Stmt read{store.db(), "SELECT ?1 ->> 'decision', ?1 ->> 'entity', ?1 ->> 'sensitivity'"};
        read.bind(1, *state);
        read.step();
        decision = {std::string{read.get_text(0)}, std::string{read.get_text(1)}, std::string{read.get_text(2)}};
    }
    write(store, {column_id, source.get_int(0)}, stored->judged, decision);
}

std::map<std::int64_t, model::ClassEvidence> table_evidence(Store &store, std::int64_t table_id) {
    sqlite::Stmt select{store.db(), "SELECT column_id, evidence FROM column_evidence WHERE table_id = ?"};
    select.bind(1, table_id);
    std::map<std::int64_t, model::ClassEvidence> found;
    while (select.step()) {
        auto const id = select.get_int(0);
        found.emplace(id, model::class_evidence_from_json(select.get_text(1), fmt::format("column {}", id)));
    }
    return found;
}

} // namespace scribe::catalog
