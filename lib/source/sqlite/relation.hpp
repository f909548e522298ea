// SPDX-License-Identifier: MIT
#pragma once

#include "source/sqlite/create_table.hpp"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// A database as SQLite's pragmas and its sqlite_schema table tell it. Text is as the file has it, valid UTF-8 or not;
/// `name` is the repaired form that goes into the catalog, `raw` the one that SQLite knows.
namespace scribe::source::sqlite {

struct ColumnInfo {
    std::string raw, name;
    std::string type;
    bool not_null = false;
    std::optional<std::string> default_value;
    int key_position = 0; ///< place in the primary key, from 1; 0: not part of it
    int hidden = 0;       ///< 0 no, 1 hidden, 2 generated virtual, 3 generated stored (sqlite.org/pragma.html)
};

struct IndexKeyInfo {
    int column = 0; ///< position in the table from 0; -1 the rowid, -2 an expression
    std::string raw;
    bool descending = false;
    std::string collation;
};

struct IndexInfo {
    std::string raw, name;
    bool unique = false;
    std::string origin; ///< c | u | pk
    std::string definition;
    std::vector<IndexKeyInfo> keys;
    std::optional<std::int64_t> bytes;
};

struct ForeignKeyInfo {
    std::string parent; ///< as written in the child table
    std::vector<std::string> columns;
    std::vector<std::string> parent_columns; ///< empty: the parent's primary key is meant
    std::string on_update, on_delete;
};

struct TriggerInfo {
    std::string raw, name;
    std::string definition;
};

/// Columns that a view reads, by the raw name of their relation.
using RawUses = std::map<std::string, std::vector<std::string>>;

/// A table or view and all that belongs to it.
struct Relation {
    enum class Type { table, view, virtual_table, shadow };
    std::int64_t id = 0; ///< row in sqlite_schema
    std::string raw, name;
    Type type = Type::table;
    bool without_rowid = false;
    bool strict = false;
    std::string definition;
    std::string problem; ///< why SQLite cannot open it; empty when it can
    TableText text;      ///< ordinary and shadow tables
    RawUses uses;        ///< views
    std::vector<ColumnInfo> columns;
    std::vector<IndexInfo> indexes;
    std::vector<ForeignKeyInfo> foreign_keys; ///< in the order of the text
    std::vector<TriggerInfo> triggers;
    std::optional<std::int64_t> rows;
    bool rows_exact = false;
    std::optional<std::int64_t> bytes; ///< of its own b-tree

    bool is_table() const { return type != Type::view; }
    /// The column of that raw name, case of ASCII letters aside.
    ColumnInfo const *find_column(std::string_view raw_name) const;
    /// The columns of the primary key in its order.
    std::vector<ColumnInfo const *> primary_key() const;
};

/// All relations, found by id and by name.
class Relations {
public:
    std::vector<Relation> &all() { return m_all; }
    std::vector<Relation> const &all() const { return m_all; }

    /// Call it once all() is complete.
    void build_lookup();
    Relation *find(std::int64_t id);
    /// Case of ASCII letters aside, as SQLite compares names.
    Relation const *find(std::string_view raw_name) const;

private:
    std::vector<Relation> m_all;
    std::unordered_map<std::int64_t, std::size_t> m_by_id;
    std::unordered_map<std::string, std::size_t> m_by_name;
};

} // namespace scribe::source::sqlite
