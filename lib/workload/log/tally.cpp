// SPDX-License-Identifier: MIT
#include "workload/log/tally.hpp"

#include "sql/text/fingerprint.hpp"
#include "workload/read_query.hpp"

#include <algorithm>

namespace scribe::workload {

namespace {

using model::Counter;

/// What is kept in memory at most, however long the log is.
constexpr std::size_t k_most_known = 20'000, k_most_queries = 50'000;

} // namespace

void Tally::Sums::add(double ms) {
    least = calls == 0 ? ms : std::min(least, ms);
    most = std::max(most, ms);
    calls += 1;
    total += ms;
    squares += ms * ms;
}

/// Parsing takes much longer than taking constants out, and logs repeat themselves.
std::string const &Tally::fingerprint(std::string const &text) {
    auto masked = sql::mask_constants(text);
    if (auto const known = m_known.find(masked); known != m_known.end()) return known->second;
    if (m_known.size() >= k_most_known) m_known.clear();
    auto query = read_query(text);
    auto hash = query.fingerprint;
    m_queries.try_emplace(hash, std::move(query));
    return m_known.emplace(std::move(masked), std::move(hash)).first->second;
}

void Tally::add(LogStatement &&statement) {
    if (statement.text.find("/* scribe */") != std::string::npos) return; // asked by scribe itself
    ++m_statements;
    if (m_queries.size() >= k_most_queries) {
        ++m_left_out;
        return;
    }
    if (!statement.time.empty()) {
        if (m_oldest.empty() || statement.time < m_oldest) m_oldest = statement.time;
        m_newest = std::max(m_newest, statement.time);
    }
    auto &entry = m_entries[{fingerprint(statement.text), statement.database, statement.user}];
    (statement.from_plan ? entry.explained : entry.logged).add(statement.ms);
}

void Tally::finish(
    std::function<void(model::Query const &, model::QueryEntry const &, model::QueryFigures const &)> const &each) {
    for (auto const &[key, entry] : m_entries) {
        auto const &[fingerprint, database, user] = key;
        auto const &sums = entry.logged.calls > 0 ? entry.logged : entry.explained;
        model::QueryFigures figures;
        figures.counters[Counter::calls] = sums.calls;
        figures.counters[Counter::total_ms] = sums.total;
        figures.counters[Counter::squares_ms] = sums.squares;
        figures.min_ms = sums.least;
        figures.max_ms = sums.most;
        each(m_queries.at(fingerprint), {database, user, 0, 0, 0, true}, figures);
    }
}

} // namespace scribe::workload
