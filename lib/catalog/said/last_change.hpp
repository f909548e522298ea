// SPDX-License-Identifier: MIT
#pragma once

#include "sqlite/db.hpp"

#include <string_view>

namespace scribe::catalog {

/// Asks who changed a thing last: what only scans of files said follows the next file, what was decided here stays.
class LastChange {
public:
    explicit LastChange(sqlite::Db &db)
        : m_last(db, "SELECT c.command FROM event e JOIN change_set c ON c.id = e.change_set_id "
                     "WHERE e.subject = ?1 AND (e.subject_id = ?2 OR (?1 = 'description' AND e.subject_id "
                     "BETWEEN ?2 || '/' AND ?2 || '/:')) ORDER BY e.id DESC LIMIT 1") {}

    /// True when what happened to it last is no scan of a file. Of a description, `subject_id` may be the object alone.
    bool decided_here(std::string_view subject, std::string_view subject_id) {
        m_last.bind(1, subject);
        m_last.bind(2, subject_id);
        bool const decided = m_last.step() && !m_last.get_text(0).starts_with("scan json:");
        m_last.reset();
        return decided;
    }

private:
    sqlite::Stmt m_last;
};

} // namespace scribe::catalog
