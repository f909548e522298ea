// SPDX-License-Identifier: MIT
#include "catalog/known.hpp"

#include "catalog/changes.hpp"
#include "catalog/profiles/labels.hpp"
#include "catalog/relations/relations.hpp"
#include "catalog/said/known_texts.hpp"
#include "catalog/said/last_change.hpp"

namespace scribe::catalog {

namespace {

/// Goes through what a file says and tells apart what differs and may follow it.
class Comparison {
public:
    Comparison(Store &store, SourceRow const &source) : m_store(store), m_source(source), m_last(store.db()) {}

    /// Calls `change(id, before, after)` for relationships, `change(id, name, before, after)` for labels: the states
    /// as events keep them.
    template <typename OnRelationship, typename OnLabel>
    TakenOver run(model::Known const &known, OnRelationship const &on_relationship, OnLabel const &on_label) {
        TakenOver taken;
        for (auto const &one : known.relationships) {
            auto const id = relationship_id(m_source.name, one);
            auto const row = find_relationship(m_store, id);
            if (row && row->relationship == one) continue;
            if (m_last.decided_here("relationship", relationship_id_text(id))) {
                ++taken.kept;
                continue;
            }
            ++taken.relationships;
            on_relationship(id, row ? std::optional{row->relationship} : std::nullopt, one);
        }
        for (auto const &one : known.labels) {
            auto const id = model::object_id(m_source.name, model::Kind::column, one.schema, one.table, one.column);
            auto const before = decision_state(m_store, id);
            auto const after = decision_state(LabelDecision{one.decision, one.entity, one.sensitivity});
            if (before == after) continue;
            if (m_last.decided_here("label", std::to_string(id))) {
                ++taken.kept;
                continue;
            }
            ++taken.labels;
            on_label(id, model::format_ref(one.schema, one.table) + "." + model::format_ref("", one.column), before,
                     after);
        }
        return taken;
    }

private:
    Store &m_store;
    SourceRow const &m_source;
    LastChange m_last;
};

std::optional<std::string> state_of(std::optional<model::Relationship> const &one) {
    return one ? std::optional{model::relationship_to_json(*one)} : std::nullopt;
}

} // namespace

TakenOver take_over(Store &store, SourceRow const &source, model::Known const &known, std::string_view author,
                    std::string_view command) {
    if (known.empty()) return {};
    sqlite::Txn txn{store.db()};
    ChangeSet changes{store.db(), std::string{author}, std::string{command}};
    auto taken = Comparison{store, source}.run(
        known,
        [&](std::int64_t id, std::optional<model::Relationship> const &before, model::Relationship const &after) {
            put_relationship(store, source, id, after);
            changes.record("relationship", relationship_id_text(id), model::relationship_text(after), state_of(before),
                           state_of(after));
        },
        [&](std::int64_t id, std::string const &name, std::optional<std::string> const &before,
            std::optional<std::string> const &after) {
            restore_decision(store, id, after, name);
            changes.record("label", std::to_string(id), name, before, after);
        });
    take_over_texts(store, source, known, changes, taken);
    txn.commit();
    return taken;
}

TakenOver preview_take_over(Store &store, SourceRow const &source, model::Known const &known) {
    auto taken = Comparison{store, source}.run(
        known, [](auto const &...) {}, [](auto const &...) {});
    preview_texts(store, source, known, taken);
    return taken;
}

} // namespace scribe::catalog
