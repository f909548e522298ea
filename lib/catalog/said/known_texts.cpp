// SPDX-License-Identifier: MIT
#include "catalog/said/known_texts.hpp"

#include "catalog/said/context.hpp"
#include "catalog/said/descriptions.hpp"
#include "catalog/said/glossary.hpp"
#include "catalog/said/last_change.hpp"
#include "model/filter.hpp"

#include <fmt/format.h>

namespace scribe::catalog {

namespace {

/// Goes through what a file says; without a change set it only counts.
class Texts {
public:
    Texts(Store &store, SourceRow const &source, ChangeSet *changes, TakenOver &taken)
        : m_store(store), m_source(source), m_changes(changes), m_taken(taken), m_last(store.db()),
          m_current(store.db(), "SELECT version, body FROM v_current_descriptions WHERE object_id = ?"),
          m_newest(store.db(), "SELECT coalesce(max(version), 0) FROM description WHERE object_id = ?"),
          m_written(store.db(), "UPDATE description SET created_at = ?3 WHERE object_id = ?1 AND version = ?2") {}

    void take(model::SaidText const &one) {
        auto const [id, label] = object(one.of);
        m_current.bind(1, id);
        std::optional<model::Description> present;
        if (m_current.step()) present = model::description_from_json(m_current.get_text(1), label);
        m_current.reset();
        auto const &said = one.description;
        if (present && present->text == said.text && present->origin == said.origin && present->status == said.status)
            return;
        // What a person approved in the file counts more than a draft that was written here.
        bool const better = said.status == "approved" && (!present || present->status == "draft");
        if (m_last.decided_here("description", std::to_string(id)) && !better) return keep();
        ++m_taken.texts;
        if (!m_changes) return;
        m_newest.bind(1, id);
        m_newest.step();
        auto const version = m_newest.get_int(0) + 1;
        m_newest.reset();
        auto const state = model::description_to_json(said);
        if (!restore_description(m_store, id, version, state, one.author)) return;
        if (!one.said_at.empty()) {
            m_written.bind(1, id);
            m_written.bind(2, version);
            m_written.bind(3, one.said_at);
            m_written.run();
        }
        m_changes->record("description", description_key(id, version), label, std::nullopt, state);
    }

    void take(model::SaidEntry const &one) {
        auto const [id, label] = object(one.of);
        auto const key = context_key(id, one.entry.field);
        auto const before = context_state(m_store, id, one.entry.field);
        if (context_text(m_store, before) == one.entry.text) return;
        if (m_last.decided_here("context", key)) return keep();
        ++m_taken.texts;
        if (!m_changes) return;
        auto const after = context_state(one.entry.text);
        if (!restore_context(m_store, id, one.entry.field, after, dated(one.entry))) return;
        m_changes->record("context", key, label + " " + one.entry.field, before, after);
    }

    void take(model::Term const &one) {
        auto const key = model::term_key(one.name);
        auto const before = term_state(m_store, key);
        auto const after = model::term_to_json(one);
        if (before == after) return;
        if (m_last.decided_here("term", key)) return keep();
        ++m_taken.texts;
        if (!m_changes) return;
        restore_term(m_store, key, after, dated({"", "", one.author, one.said_at, one.origin}));
        m_changes->record("term", key, one.name, before, after);
    }

private:
    void keep() { ++m_taken.kept; }

    static model::ContextEntry dated(model::ContextEntry entry) {
        if (entry.said_at.empty()) entry.said_at = utc_now();
        return entry;
    }

    std::pair<std::int64_t, std::string> object(model::ObjectName const &of) const {
        auto const kind = model::kind_from_name(of.kind);
        if (!kind) return {model::database_id(m_source.name), m_source.name + ":"};
        model::Record record;
        record.kind = *kind;
        record.schema = of.schema;
        record.table = of.table;
        record.name = of.name;
        return {model::object_id(m_source.name, *kind, of.schema, of.table, of.name), model::format_ref(record)};
    }

    Store &m_store;
    SourceRow const &m_source;
    ChangeSet *m_changes;
    TakenOver &m_taken;
    LastChange m_last;
    sqlite::Stmt m_current, m_newest, m_written;
};

void run(Texts texts, model::Known const &known) {
    for (auto const &one : known.descriptions) texts.take(one);
    for (auto const &one : known.context) texts.take(one);
    for (auto const &one : known.glossary) texts.take(one);
}

} // namespace

void take_over_texts(Store &store, SourceRow const &source, model::Known const &known, ChangeSet &changes,
                     TakenOver &taken) {
    run(Texts{store, source, &changes, taken}, known);
}

void preview_texts(Store &store, SourceRow const &source, model::Known const &known, TakenOver &taken) {
    run(Texts{store, source, nullptr, taken}, known);
}

} // namespace scribe::catalog
