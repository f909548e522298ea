// SPDX-License-Identifier: MIT
#pragma once

#include "sqlite/db.hpp"

#include <string_view>

namespace scribe::catalog {

/// Asks who changed a thing last: what only scans of files said follows the next file, what was decided here stays.
class LastChange {
public:
    explicit LastChange(sqlite::Db &db)
        // Two conditions and a sort that no index gives: else all events of the subject are walked for each thing.
        : m_last(db,
                 "WITH mine AS (SELECT id, change_set_id FROM event WHERE subject = ?1 AND subject_id = ?2 UNION ALL "
                 "SELECT id, change_set_id FROM event WHERE ?1 = 'description' AND subject = ?1 AND subject_id "
                 "BETWEEN ?2 || '/' AND ?2 || '/:') SELECT c.command FROM mine JOIN change_set c ON c.id = "
                 "mine.change_set_id ORDER BY +mine.id DESC LIMIT 1") {}

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
