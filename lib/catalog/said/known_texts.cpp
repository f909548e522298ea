// SPDX-License-Identifier: MIT
#include "catalog/said/known_texts.hpp"

#include "catalog/said/context.hpp"
#include "catalog/said/glossary.hpp"
#include "catalog/said/known_versions.hpp"
#include "catalog/said/last_change.hpp"
#include "catalog/said/templates.hpp"
#include "model/filter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace scribe::catalog {

namespace {

/// Goes through what a file says; without a change set it only counts.
class Texts {
public:
    Texts(Store &store, SourceRow const &source, ChangeSet *changes, TakenOver &taken)
        : m_store(store), m_source(source), m_changes(changes), m_taken(taken), m_last(store.db()) {}

    /// Versions of one object.
    void take(std::vector<model::SaidText const *> const &versions) {
        auto const [id, label] = object(versions.front()->of);
        bool const decided = m_last.decided_here("description", std::to_string(id));
        take_over_versions(m_store, {id, label, decided}, versions, m_changes, m_taken);
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

    void take(model::SaidTemplate const &one) {
        auto const before = template_state(m_store, one.said.name);
        auto const after = model::template_to_json(one.said);
        if (before == after) return;
        if (m_last.decided_here("template", one.said.name)) return keep();
        ++m_taken.texts;
        if (!m_changes) return;
        restore_template(m_store, one.said.name, after, one.author, one.said_at);
        m_changes->record("template", one.said.name, one.said.name, before, after);
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
};

/// The versions of each object, oldest first; objects in the order of the file.
std::vector<std::vector<model::SaidText const *>> by_object(std::vector<model::SaidText> const &all) {
    std::vector<std::vector<model::SaidText const *>> groups;
    std::map<model::ObjectName, std::size_t> places;
    for (auto const &one : all) {
        auto const [place, is_new] = places.emplace(one.of, groups.size());
        if (is_new) groups.emplace_back();
        groups[place->second].push_back(&one);
    }
    for (auto &group : groups) std::ranges::stable_sort(group, {}, &model::SaidText::version);
    return groups;
}

void run(Texts texts, model::Known const &known) {
    for (auto const &versions : by_object(known.descriptions)) texts.take(versions);
    for (auto const &one : known.context) texts.take(one);
    for (auto const &one : known.glossary) texts.take(one);
    for (auto const &one : known.templates) texts.take(one);
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
