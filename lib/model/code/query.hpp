// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Statements that run on a server, and what is counted of them.
namespace scribe::model {

/// What is counted of a statement. All of them only grow, so that differences tell what happened in between.
enum class Counter : std::uint8_t {
    calls,
    rows,
    total_ms,
    squares_ms, ///< sum of the squares of the times of all calls: gives their variance
    plan_ms,
    shared_hit, ///< blocks, as the following
    shared_read,
    shared_dirtied,
    shared_written,
    local_blocks,
    temp_read,
    temp_written,
    read_ms,
    write_ms,
    wal_bytes,
    jit_ms,
};

/// As the catalog's columns and JSON call them, in the order of Counter.
inline constexpr std::array<std::string_view, 16> k_counter_names = {
    "calls",       "rows",           "total_ms",       "squares_ms",   "plan_ms",   "shared_hit",
    "shared_read", "shared_dirtied", "shared_written", "local_blocks", "temp_read", "temp_written",
    "read_ms",     "write_ms",       "wal_bytes",      "jit_ms"};

/// What is not counted or not known.
inline constexpr double k_not_counted = std::numeric_limits<double>::quiet_NaN();

/// One number for each Counter; k_not_counted where the server does not count it.
class Counters {
public:
    Counters() { m_values.fill(k_not_counted); }
    double &operator[](Counter counter) { return m_values[static_cast<std::size_t>(counter)]; }
    double operator[](Counter counter) const { return m_values[static_cast<std::size_t>(counter)]; }
    /// In the order of k_counter_names.
    std::array<double, k_counter_names.size()> &values() { return m_values; }
    std::array<double, k_counter_names.size()> const &values() const { return m_values; }

private:
    std::array<double, k_counter_names.size()> m_values{};
};

/// A statement, whatever its constants are.
struct Query {
    std::string fingerprint; ///< of the parse tree; text:HASH of what cannot be parsed, queryid:ID without text
    std::string kind;        ///< select | insert | update | delete | merge | utility; empty: not known
    std::string purpose = "application"; ///< application | catalog (reads the system catalogs) | utility
    std::string text;                    ///< without constants; its beginning when it is very long
    std::int64_t bytes = 0;              ///< of the whole text
    std::string error;                   ///< why it could not be read; else empty
};

/// What a server counts on its own: a statement of one user in one database.
struct QueryEntry {
    std::string database, user;
    std::int64_t dbid = 0, userid = 0, queryid = 0; ///< 0: not known, as in logs
    bool toplevel = true;                           ///< false: within a function
    auto operator<=>(QueryEntry const &) const = default;
};

/// What was counted of an entry when a snapshot was taken.
struct QueryFigures {
    Counters counters;
    double min_ms = k_not_counted, max_ms = k_not_counted; ///< of one call, since the entry is counted
    std::string since;                                     ///< since when it is counted; empty: not known
};

/// When and of what counters were read.
struct QuerySnapshot {
    std::int64_t id = 0;
    std::string taken_at;    ///< UTC, ISO 8601, by the server's clock; of a log its newest line
    std::string origin;      ///< server | file: counters since a reset; log | workload: figures of a period
    std::string scope;       ///< the database that it covers; empty: all of the server
    std::string since;       ///< since when the counters count, or the period begins; empty: not known
    std::string started_at;  ///< when the server started; empty: not known
    std::string body;        ///< JSON: what was left out and why
    std::int64_t hidden = 0; ///< statements of others that the role could not see
    /// How often the server forgot statements for want of room since its counters began; nothing: not known.
    std::optional<std::int64_t> forgotten{};
    /// True when its figures are those of a period by themselves.
    bool is_period() const { return origin == "log" || origin == "workload"; }
};

/// A plan of a query.
struct QueryPlan {
    std::string hash;   ///< of its shape
    std::string origin; ///< generic | bound | analyzed | log | equivalent (of the SELECT that finds the same rows)
    std::string plan;   ///< as EXPLAIN (FORMAT JSON) gives it
    double total_cost = 0;
    std::string first_seen, last_seen; ///< UTC, ISO 8601
    std::string body = "{}";           ///< JSON: what else is known
};

} // namespace scribe::model
