// SPDX-License-Identifier: MIT
#include "catalog/audit/log.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/text.hpp"
#include "catalog/audit/later_names.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::catalog {

namespace {

constexpr std::string_view k_change_set =
    "SELECT change_set, author, command, changed_at, reverts, CASE WHEN is_undone THEN reverted_by END, events "
    "FROM v_changes ";

ChangeSetRow read_change_set(sqlite::Stmt const &row) {
    ChangeSetRow set;
    set.id = row.get_text(0);
    set.author = row.get_text(1);
    set.command = row.get_text(2);
    set.changed_at = row.get_text(3);
    set.reverts = row.get_text(4);
    set.undone_by = row.get_text(5);
    set.events = row.get_int(6);
    return set;
}

/// Finds change sets by their ids.
class ChangeSets {
public:
    explicit ChangeSets(Store &store) : m_select(store.db(), std::string{k_change_set} + "WHERE change_set = ?") {}
    ChangeSetRow get(std::string_view id) {
        m_select.reset();
        m_select.bind(1, id);
        m_select.step();
        return read_change_set(m_select);
    }

private:
    sqlite::Stmt m_select;
};

/// What SQL can tell of a query, of the change set c and its event e.
constexpr std::string_view k_wanted = "(?1 = '' OR c.id = ?1) AND (?2 = '' OR c.author = ?2) AND c.created_at >= ?3 "
                                      "AND (?4 = '[]' OR e.subject IN (SELECT value FROM json_each(?4))) ";

void bind(sqlite::Stmt &select, AuditQuery const &query) {
    select.bind(1, query.change_set);
    select.bind(2, query.author);
    select.bind(3, query.since);
    base::JsonWriter subjects;
    subjects.value(query.subjects);
    select.bind(4, subjects.text());
}

bool selected(AuditQuery const &query, NamedObject const &object) {
    auto const &record = object.record;
    if (model::selects(query.patterns, object.source, record)) return true;
    if (!model::is_table_part(record.kind)) return false;
    model::Record table;
    table.kind = model::Kind::table;
    table.schema = record.schema;
    table.name = record.table;
    return model::selects(query.patterns, object.source, table);
}

bool selected(Store &store, LaterNames const &later, AuditQuery const &query, Event const &event) {
    if (query.patterns.empty()) return true;
    auto const *const subject = find_subject(event.subject);
    if (!subject) return false;
    auto const objects = subject->objects(store, event);
    return std::ranges::any_of(objects, [&](NamedObject const &object) {
        if (selected(query, object)) return true;
        auto const names = later.of(object, event.change_set);
        return std::ranges::any_of(names, [&](NamedObject const &name) { return selected(query, name); });
    });
}

bool on_page(AuditQuery const &query, std::int64_t number) {
    return number > query.offset && (query.limit == 0 || number - query.offset <= query.limit);
}

} // namespace

Event read_event(sqlite::Stmt const &row) {
    Event event;
    event.id = row.get_text(0);
    event.change_set = row.get_text(1);
    event.subject = row.get_text(2);
    event.subject_id = row.get_text(3);
    event.label = row.get_text(4);
    event.before = row.get_optional_text(5);
    event.after = row.get_optional_text(6);
    return event;
}

std::int64_t list_change_sets(Store &store, AuditQuery const &query, std::function<void(ChangeSetRow &&)> const &row) {
    sqlite::Txn const snapshot{store.db(), sqlite::Txn::Kind::deferred};
    ChangeSets sets{store};
    std::int64_t total = 0;
    auto const found = [&](std::string_view id) {
        if (on_page(query, ++total)) row(sets.get(id));
    };
    if (query.patterns.empty()) {
        sqlite::Stmt select{store.db(), fmt::format("SELECT c.id FROM change_set c WHERE EXISTS (SELECT 1 FROM event e "
                                                    "WHERE e.change_set_id = c.id AND {}) ORDER BY c.id DESC",
                                                    k_wanted)};
        bind(select, query);
        while (select.step()) found(select.get_text(0));
        return total;
    }
    sqlite::Stmt select{store.db(), fmt::format("SELECT {} FROM change_set c JOIN event e ON e.change_set_id = c.id "
                                                "WHERE {} ORDER BY c.id DESC, e.id",
                                                k_event_columns, k_wanted)};
    bind(select, query);
    LaterNames const later{store};
    std::string last;
    while (select.step()) {
        if (select.get_text(1) == last || !selected(store, later, query, read_event(select))) continue;
        last = select.get_text(1);
        found(last);
    }
    return total;
}

std::int64_t list_events(Store &store, AuditQuery const &query,
                         std::function<void(ChangeSetRow const &, Event &&)> const &row) {
    sqlite::Txn const snapshot{store.db(), sqlite::Txn::Kind::deferred};
    ChangeSets sets{store};
    sqlite::Stmt select{store.db(), fmt::format("SELECT {} FROM change_set c JOIN event e ON e.change_set_id = c.id "
                                                "WHERE {} ORDER BY c.id DESC, e.id",
                                                k_event_columns, k_wanted)};
    bind(select, query);
    LaterNames const later{store};
    std::int64_t total = 0;
    ChangeSetRow set;
    while (select.step()) {
        auto event = read_event(select);
        if (!selected(store, later, query, event) || !on_page(query, ++total)) continue;
        if (set.id != event.change_set) set = sets.get(event.change_set);
        row(set, std::move(event));
    }
    return total;
}

ChangeSetRow find_change_set(Store &store, std::string_view word) {
    std::string wanted{word};
    std::ranges::transform(wanted, wanted.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    sqlite::Stmt select{store.db(), std::string{k_change_set} +
                                        "WHERE substr(change_set, 1, length(?1)) = ?1 ORDER BY change_set LIMIT 2"};
    select.bind(1, wanted);
    if (wanted.empty() || !select.step())
        throw base::Error(base::ExitCode::usage, fmt::format("there is no change set \"{}\"", base::single_line(word)),
                          "scribe audit lists them; the beginning of an id is enough");
    auto set = read_change_set(select);
    if (select.step())
        throw base::Error(base::ExitCode::usage,
                          fmt::format("several change sets begin with \"{}\"", base::single_line(word)),
                          fmt::format("write more of it: {} or {}", set.id, select.get_text(0)));
    return set;
}

} // namespace scribe::catalog
