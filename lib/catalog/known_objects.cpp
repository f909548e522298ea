// SPDX-License-Identifier: MIT
#include "catalog/known_objects.hpp"

#include "catalog/objects.hpp"

#include <fmt/format.h>

namespace scribe::catalog {

void KnownObjects::load(sqlite::Db &db, std::int64_t source_id) {
    m_states.reserve(static_cast<std::size_t>(db.query_int("SELECT max(rowid) FROM object")));
    sqlite::Stmt select{db, "SELECT id, hash, removed_scan IS NOT NULL FROM object WHERE source_id = ?"};
    select.bind(1, source_id);
    while (select.step()) m_states.emplace(select.get_int(0), State{select.get_int(1), select.get_int(2) != 0, false});
}

KnownObjects::Match KnownObjects::see(model::Record const &record) {
    Match match{model::object_id(m_source_name, record.kind, record.schema, record.table, record.name),
                model::content_hash(record), Found::added};
    ++m_summary.objects;
    auto const at = m_states.find(match.id);
    if (at == m_states.end()) {
        // The same new object twice: the unique index of the ids refuses it.
        ++m_summary.added;
        return match;
    }
    auto &state = at->second;
    if (state.seen) {
        throw base::Error(
            base::ExitCode::internal,
            fmt::format("the scan found {} {} twice", model::kind_name(record.kind), model::format_ref(record)));
    }
    state.seen = true;
    match.found = state.removed               ? Found::returned
                  : record.partial            ? Found::kept
                  : state.hash == match.hash  ? Found::same
                  : state.hash == ~match.hash ? Found::marked // model::content_hash
                                              : Found::changed;
    if (match.found == Found::returned) ++m_summary.added;
    else if (match.found == Found::changed) ++m_summary.changed;
    return match;
}

std::vector<std::int64_t> KnownObjects::missing(sqlite::Db &db, ScanScope const &scope) {
    std::vector<std::int64_t> ids;
    sqlite::Stmt find{db, std::string{k_record_select} + "WHERE o.id = ?"};
    model::Record record;
    for (auto const &[id, state] : m_states) {
        if (state.seen || state.removed) continue;
        find.bind(1, id);
        bool const found = find.step();
        if (found) read_record(find, record, 0);
        find.reset();
        if (found && !scope.unseen.contains(record.kind) && in_filter(scope.filter, record)) ids.push_back(id);
    }
    m_summary.removed = static_cast<std::int64_t>(ids.size());
    return ids;
}

} // namespace scribe::catalog
