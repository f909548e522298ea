// SPDX-License-Identifier: MIT
#include "catalog/said/human_texts.hpp"

#include "catalog/said/descriptions.hpp"

#include <utility>
#include <vector>

namespace scribe::catalog {

namespace {

/// What people said counts no more: their approved versions become rejected ones.
void take_back(Store &store, ChangeSet &changes, SaidOf const &of) {
    sqlite::Stmt select{store.db(), "SELECT version, author FROM description WHERE object_id = ? AND origin = 'human' "
                                    "AND status = 'approved' ORDER BY version"};
    select.bind(1, of.object_id);
    std::vector<std::pair<std::int64_t, std::string>> versions;
    while (select.step()) versions.emplace_back(select.get_int(0), select.get_text(1));
    for (auto const &[version, author] : versions) {
        auto const before = description_state(store, of.object_id, version);
        auto one = model::description_from_json(before.value_or("{}"), of.label);
        one.status = "rejected";
        change_version(store, changes, {of.object_id, version}, of.label, one, author);
    }
}

} // namespace

std::optional<std::int64_t> source_of(Store &store, std::int64_t object_id) {
    sqlite::Stmt select{store.db(), "SELECT source_id FROM object WHERE id = ?1 UNION ALL SELECT id FROM source WHERE "
                                    "database_id = ?1"};
    select.bind(1, object_id);
    if (!select.step()) return std::nullopt;
    return select.get_int(0);
}

void save_human_text(Store &store, ChangeSet &changes, SaidOf const &of, HumanText const &said) {
    if (said.text.empty()) return take_back(store, changes, of);
    model::Description one;
    one.text = said.text;
    one.origin = "human";
    one.status = "approved";
    one.confidence = 1;
    one.reasons = {said.origin};
    change_version(store, changes, {of.object_id, next_version(store, of.object_id)}, of.label, one, said.author);
}

} // namespace scribe::catalog
