// SPDX-License-Identifier: MIT
#pragma once

#include "sql/scope.hpp"
#include "sql/statement.hpp"

#include <deque>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace scribe::sql {

/// Conditions that hold together: those of WHERE and of inner joins of one query, those of one outer join, those of one
/// branch of OR.
struct Conjunction {
    Conjunction const *around = nullptr; ///< what holds here too
    bool is_branch = false;              ///< of OR, NOT or CASE: its comparisons are no joins
    struct Pair {
        Source left, right;
    };
    struct Fact {
        Source column;
        std::string value;
    };
    std::vector<Pair> pairs{};
    std::vector<Fact> facts{};
};

/// What was found in a text: uses of tables, and what holds for them.
class Facts {
public:
    /// A use of the table in FROM of the query whose conditions `home` holds.
    std::size_t add_instance(TableName table, Conjunction const &home, bool is_read);
    /// A statement changes the table.
    void add_write(TableName table) { m_writes.push_back(std::move(table)); }
    /// The text names columns of the tables that it reads.
    void add_columns(Sources const &columns, Budget &budget);
    /// A statement changes the column of the table that it changes, by add_write() the last one.
    void add_written_column(std::string_view column);
    Conjunction &add_conjunction(Conjunction const *around, bool is_branch);
    /// The two are compared: all that the one may be with all that the other may be.
    static void add_pairs(Conjunction &conjunction, Sources const &left, Sources const &right, Budget &budget);

    /// The joins and tables, by name.
    void write(StatementUse &use, Budget &budget) const;
    /// What the columns are, by name.
    std::vector<ResultColumn> named(Shape const &shape) const;

private:
    struct Instance {
        TableName table;
        Conjunction const *home = nullptr;
        bool is_read = false;
    };
    ColumnName name(Source const &source) const;
    void write_joins(Conjunction const &conjunction, std::vector<Join> &joins, Budget &budget) const;
    std::vector<Constant> constants(Conjunction const &conjunction, std::size_t left, std::size_t right,
                                    Budget &budget) const;

    std::vector<Instance> m_instances;
    std::vector<TableName> m_writes;
    std::set<std::pair<std::size_t, std::string>> m_columns; ///< of instances
    std::set<ColumnName> m_written_columns;
    std::deque<Conjunction> m_conjunctions;
};

} // namespace scribe::sql
