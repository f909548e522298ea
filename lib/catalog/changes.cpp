// SPDX-License-Identifier: MIT
#include "catalog/changes.hpp"

#include "base/ulid.hpp"
#include "catalog/store.hpp"

namespace scribe::catalog {

ChangeSet::ChangeSet(sqlite::Db &db, std::string author, std::string command, std::optional<std::string> reverts)
    : m_db(&db), m_id(base::new_ulid()), m_author(std::move(author)), m_command(std::move(command)),
      m_reverts(std::move(reverts)) {}

void ChangeSet::record(std::string_view subject, std::string_view subject_id, std::string_view label,
                       std::optional<std::string> const &before, std::optional<std::string> const &after) {
    if (before == after) return;
    if (m_events++ == 0) {
        sqlite::Stmt insert{*m_db, "INSERT INTO change_set (id, author, command, created_at, reverts) "
                                   "VALUES (?, ?, ?, ?, ?)"};
        insert.bind(1, m_id);
        insert.bind(2, m_author);
        insert.bind(3, m_command);
        insert.bind(4, utc_now());
        insert.bind(5, m_reverts);
        insert.run();
    }
    sqlite::Stmt insert{*m_db, "INSERT INTO event (id, change_set_id, subject, subject_id, label, before, after) "
                               "VALUES (?, ?, ?, ?, ?, ?, ?)"};
    insert.bind(1, base::new_ulid());
    insert.bind(2, m_id);
    insert.bind(3, subject);
    insert.bind(4, subject_id);
    insert.bind(5, label);
    insert.bind(6, before);
    insert.bind(7, after);
    insert.run();
}

} // namespace scribe::catalog
