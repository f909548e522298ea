// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace scribe::source::sqlite {

/// What only the text of CREATE INDEX says.
struct IndexText {
    std::vector<std::string> keys; ///< each key without COLLATE, ASC and DESC
    std::string predicate;         ///< behind WHERE
};

/// Reads a CREATE INDEX statement that SQLite accepted.
IndexText read_create_index(std::string_view sql);

/// What a CREATE TRIGGER statement says.
struct TriggerText {
    std::string timing = "before"; ///< before | after | instead of; SQLite's default is before
    std::string event;             ///< insert | update | delete
    std::vector<std::string> update_columns;
    std::string condition; ///< behind WHEN
};

/// Reads a CREATE TRIGGER statement that SQLite accepted.
TriggerText read_create_trigger(std::string_view sql);

} // namespace scribe::source::sqlite
