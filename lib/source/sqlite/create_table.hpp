// SPDX-License-Identifier: MIT
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::source::sqlite {

/// What only the text of CREATE TABLE says of a column.
struct ColumnText {
    std::string name;
    std::string collation;  ///< empty when none is written
    std::string expression; ///< of a generated column
    bool autoincrement = false;
};

/// A constraint as the text of CREATE TABLE has it.
struct ConstraintText {
    enum class Type { primary_key, unique, foreign_key, check, not_null };
    Type type = Type::check;
    std::string name;                 ///< empty when it has none
    std::vector<std::string> columns; ///< empty for checks
    std::string expression;           ///< checks: the condition without its brackets
    std::string conflict;             ///< ON CONFLICT: "rollback" | "abort" | "fail" | "ignore" | "replace"
    std::string match;                ///< foreign keys: "full", "partial" ... as written, in lower case
    bool deferrable = false;
    bool initially_deferred = false;
};

/// What SQLite keeps nowhere but in the text of a CREATE TABLE statement (sqlite.org/lang_createtable.html).
struct TableText {
    std::vector<ColumnText> columns;
    std::vector<ConstraintText> constraints; ///< in the order of the text

    /// The column, case of ASCII letters aside; nothing when the text has none of that name.
    ColumnText const *find_column(std::string_view name) const;
};

/// Reads a CREATE TABLE statement that SQLite accepted. What it cannot make out it leaves away; it never fails.
TableText read_create_table(std::string_view sql);

/// The module of a CREATE VIRTUAL TABLE statement; empty when the text is none.
std::string read_virtual_module(std::string_view sql);

} // namespace scribe::source::sqlite
