// SPDX-License-Identifier: MIT
#pragma once

#include "sqlite/db.hpp"

#include <optional>
#include <string>

namespace scribe::catalog {

/// One command's changes by a person or a model: the change set is written with its first event, in the
/// transaction that the caller has open. Later commands (undo, redo, audit) read the same two tables.
class ChangeSet {
public:
    /// `reverts`: the change set that this one undoes.
    ChangeSet(sqlite::Db &db, std::string author, std::string command, std::optional<std::string> reverts = {});

    /// Records that the thing `subject`/`subject_id` went from `before` to `after` (JSON; nothing when it did not
    /// or does not exist). Nothing is recorded when both are equal.
    void record(std::string_view subject, std::string_view subject_id, std::string_view label,
                std::optional<std::string> const &before, std::optional<std::string> const &after);

    std::string const &id() const { return m_id; }
    int events() const { return m_events; }

private:
    sqlite::Db *m_db;
    std::string m_id;
    std::string m_author;
    std::string m_command;
    std::optional<std::string> m_reverts;
    int m_events = 0;
};

} // namespace scribe::catalog
