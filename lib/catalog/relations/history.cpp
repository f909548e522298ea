// SPDX-License-Identifier: MIT
#include "catalog/relations/history.hpp"

#include "catalog/relations/relations.hpp"

namespace scribe::catalog {

std::vector<RelationshipEvent> relationship_history(Store &store, std::int64_t id) {
    sqlite::Stmt select{store.db(), "SELECT c.created_at, c.author, c.command, e.before, e.after FROM event e "
                                    "JOIN change_set c ON c.id = e.change_set_id "
                                    "WHERE e.subject = 'relationship' AND e.subject_id = ? ORDER BY e.id"};
    select.bind(1, relationship_id_text(id));
    auto const state = [&select](int column) {
        return select.is_null(column) ? std::nullopt
                                      : std::optional{model::relationship_from_json(select.get_text(column))};
    };
    std::vector<RelationshipEvent> events;
    while (select.step())
        events.push_back({std::string{select.get_text(0)}, std::string{select.get_text(1)},
                          std::string{select.get_text(2)}, state(3), state(4)});
    return events;
}

} // namespace scribe::catalog
