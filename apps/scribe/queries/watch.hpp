// SPDX-License-Identifier: MIT
#pragma once

#include "command.hpp"
#include "source/recorded.hpp"

#include <chrono>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

namespace scribe::cli {

/// A length of time as people write it: 30s, 10m, 2h. Nothing for another word, for 0 and for more than a year.
std::optional<std::chrono::seconds> parse_duration(std::string const &word);

/// What ran between two snapshots.
struct Interval {
    struct Row {
        std::string text; ///< without constants
        double calls = 0, total_ms = 0;
        bool is_application = true; ///< false: it reads the system catalogs, or is no query
    };
    /// The queries that took the most time, the first of them first; others than an application's from 1 % of the time
    /// on.
    std::vector<Row> top;
    std::int64_t queries = 0;       ///< all
    double calls = 0, total_ms = 0; ///< of all
    std::string taken_at;
};

/// Makes intervals of the entries of one snapshot after the other.
class IntervalSums {
public:
    void begin(std::string const &taken_at);
    void put(source::RecordedEntry const &one);
    /// Nothing after the first snapshot.
    std::optional<Interval> finish();

private:
    using Key = std::tuple<std::int64_t, std::int64_t, std::int64_t, bool>; ///< what the server tells entries apart by
    struct Counted {
        double calls = 0, total_ms = 0;
    };
    struct Statement {
        std::string fingerprint, text;
        bool is_application = true;
    };
    std::map<Key, Counted> m_last, m_now;
    std::map<std::int64_t, Statement> m_statements; ///< that ran since the first snapshot, by queryid
    std::map<std::string, Interval::Row> m_rows;    ///< by fingerprint: lists of any length are one query
    std::string m_taken_at;
    bool m_has_last = false;
};

/// Shows intervals on standard output: on a terminal each takes the place of the one before, else they are lines one
/// after the other.
class IntervalDisplay {
public:
    explicit IntervalDisplay(Context &context) : m_context(context) {}
    void show(Interval const &interval);

private:
    Context &m_context;
    std::size_t m_shown = 0; ///< lines on the terminal
};

} // namespace scribe::cli
