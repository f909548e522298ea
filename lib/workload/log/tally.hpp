// SPDX-License-Identifier: MIT
#pragma once

#include "model/code/query.hpp"
#include "workload/log/log_reader.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <tuple>
#include <unordered_map>

namespace scribe::workload {

/// Adds up what a log or a file of statements tells, query by query.
class Tally {
public:
    /// Of a statement without a time only the calls count.
    void add(LogStatement &&statement);
    /// Gives what was added up, in a fixed order. Calls that only auto_explain tells of count where the query has no
    /// others.
    void finish(
        std::function<void(model::Query const &, model::QueryEntry const &, model::QueryFigures const &)> const &each);

    std::int64_t statements() const { return m_statements; }
    std::int64_t left_out() const { return m_left_out; }
    std::string const &oldest() const { return m_oldest; } ///< time; empty: none was told
    std::string const &newest() const { return m_newest; }

private:
    using Key = std::tuple<std::string, std::string, std::string>; ///< fingerprint, database, user
    struct Sums {
        double calls = 0, total = 0, squares = 0, least = 0, most = 0;
        void add(double ms);
    };
    struct Entry {
        Sums logged, explained;
    };
    std::string const &fingerprint(std::string const &text);

    std::unordered_map<std::string, std::string> m_known; ///< fingerprints by text without constants
    std::map<std::string, model::Query> m_queries;        ///< by fingerprint
    std::map<Key, Entry> m_entries;
    std::int64_t m_statements = 0, m_left_out = 0;
    std::string m_oldest, m_newest;
};

} // namespace scribe::workload
