// SPDX-License-Identifier: MIT
#pragma once

#include "model/profile.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace scribe::source {

/// What a server has against a statement.
struct SqlProblem {
    std::string sqlstate;
    std::string message;           ///< in the server's words
    std::optional<std::size_t> at; ///< the byte of the statement that it points to
};

/// Which plan of the prepared statement is wanted.
struct PlanRequest {
    /// One value a parameter, as text, nothing for NULL. Without it the plan is the one that holds for all values.
    std::optional<std::vector<std::optional<std::string>>> values{};
    bool analyze = false;       ///< runs the statement, and rolls back what it did
    bool writes = false;        ///< it may change rows on the way; else the transaction is read-only
    int statement_limit_ms = 0; ///< of what runs; 0 = that of the connection
};

/// EXPLAIN (FORMAT JSON) of it, or why there is none.
struct PlanAnswer {
    std::string json;
    std::optional<SqlProblem> problem;
};

/// A table as plans name it.
struct PlanTable {
    std::string schema, name;
    auto operator<=>(PlanTable const &) const = default;
};

/// What the server's statistics know of a table.
struct PlanTableFacts {
    PlanTable table;
    double rows = -1;                 ///< that the planner assumes; below 0: never counted
    std::int64_t bytes = 0;           ///< without indexes
    std::int64_t live_rows = 0;       ///< counted since
    std::int64_t modified_rows = 0;   ///< since the last ANALYZE
    std::optional<double> days_old{}; ///< how long ago that was; nothing: never
};

/// A column of such a table.
struct PlanColumn {
    PlanTable table;
    std::string column;
    auto operator<=>(PlanColumn const &) const = default;
};

/// What the planner knows of a column; values in the order and spelling of the server.
struct PlanColumnFacts {
    PlanColumn column;
    std::string type; ///< "integer", "character varying"
    std::optional<model::PlannerStatistics> statistics{};
};

/// Explains statements one after the other: first prepare() each, then ask for plans of it. Nothing is run unless asked
/// for, and nothing of it stays. All throw base::Error(source_connect | interrupted), and source_query for what is not
/// the statement's fault.
class PlanSession {
public:
    virtual ~PlanSession() = default;
    /// Hands the statement to the server's parser; the problem when it refuses it.
    virtual std::optional<SqlProblem> prepare(std::string const &sql) = 0;
    /// Of the statement prepared last: the types of its parameters $1, $2, ...
    virtual std::vector<std::string> const &parameter_types() const = 0;
    virtual PlanAnswer plan(PlanRequest const &request) = 0;
    /// Those of the tables that the server still has, in any order; one statement.
    virtual std::vector<PlanTableFacts> tables(std::vector<PlanTable> const &tables) = 0;
    /// Likewise of columns.
    virtual std::vector<PlanColumnFacts> columns(std::vector<PlanColumn> const &columns) = 0;
};

} // namespace scribe::source
