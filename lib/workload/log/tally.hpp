// SPDX-License-Identifier: MIT
#pragma once

#include "model/code/query.hpp"
#include "workload/log/message.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

namespace scribe::workload {

/// The values that a call had, nothing for NULL, and how long it took.
struct LoggedValues {
    double ms = 0;
    std::vector<std::optional<std::string>> values;
};

/// How many different queries are counted, and how long their texts may be together: what a log may make grow.
struct TallyRoom {
    std::size_t queries = 50'000, bytes = std::size_t{128} << 20;
};

/// Where an earlier look at logs ended: at the newest time, of which it had seen so many statements.
struct ReadBefore {
    std::string time; ///< empty: there was none
    std::int64_t at_time = 0;
};

/// Adds up what a log or a file of statements tells, query by query.
class Tally {
public:
    /// `keep_values`: also the parameters of the slowest calls of each query.
    explicit Tally(bool keep_values = false, TallyRoom room = {}) : m_keep_values(keep_values), m_room(room) {}

    /// What was read before is passed over from now on.
    void begin_after(ReadBefore before) { m_before = std::move(before); }
    /// Of a statement without a time only the calls count.
    void add(LogStatement &&statement);
    /// Gives what was added up, in a fixed order. Of the calls of a query those count that the log has, or those that
    /// auto_explain has, whichever are more.
    void finish(
        std::function<void(model::Query const &, model::QueryEntry const &, model::QueryFigures const &)> const &each);
    /// Gives each plan of each query once, with the time of the first and the last call that had it.
    void plans(std::function<void(model::Query const &, model::QueryPlan const &)> const &each) const;
    /// Gives the values that were kept of each query, those of the slowest call first.
    void values(std::function<void(model::Query const &, std::vector<LoggedValues> const &)> const &each) const;

    std::int64_t statements() const { return m_statements; }
    /// Those that were read before.
    std::int64_t passed() const { return m_passed; }
    /// Statements of the newest time, those that were read before included.
    std::int64_t at_newest() const { return m_at_newest; }
    /// Those of queries for which there was no room.
    std::int64_t left_out() const { return m_left_out; }
    /// Those that are no SQL to the parser, and of the first of them why, and its beginning without constants.
    std::int64_t unparsed() const { return m_unparsed; }
    std::string const &first_unparsed() const { return m_first_unparsed; }
    /// Plans for which there was no room.
    std::int64_t plans_left_out() const { return m_plans_left_out; }
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
    /// The key of its query; null where there is no room for it.
    std::string const *fingerprint(std::string const &text);
    bool was_read(std::string const &time);
    void add_plan(std::string const &fingerprint, LogStatement const &statement);
    void add_values(std::string const &fingerprint, LogStatement const &statement);

    bool m_keep_values;
    TallyRoom m_room;
    std::size_t m_query_bytes = 0;
    std::map<std::pair<std::uint64_t, std::uint64_t>, std::string>
        m_known;                                   ///< by the hash of the text without constants
    std::map<std::string, model::Query> m_queries; ///< by fingerprint
    std::map<Key, Entry> m_entries;
    std::map<std::pair<std::string, std::string>, model::QueryPlan> m_plans; ///< by fingerprint and hash
    std::map<std::string, std::vector<LoggedValues>> m_values;               ///< by fingerprint
    std::size_t m_plan_bytes = 0, m_value_bytes = 0;
    ReadBefore m_before;
    std::int64_t m_statements = 0, m_left_out = 0, m_plans_left_out = 0, m_passed = 0, m_passed_at_time = 0;
    std::int64_t m_at_newest = 0;
    std::int64_t m_unparsed = 0;
    std::string m_oldest, m_newest, m_first_unparsed;
};

} // namespace scribe::workload
