// SPDX-License-Identifier: MIT
#include "workload/log/tally.hpp"

#include "sql/text/fingerprint.hpp"
#include "workload/read_query.hpp"

#include <algorithm>
#include <functional>

namespace scribe::workload {

namespace {

using model::Counter;

/// What is kept in memory at most, however long the log is.
constexpr std::size_t k_most_known = 20'000, k_most_queries = 50'000;
constexpr std::size_t k_most_plan_bytes = std::size_t{64} << 20, k_most_value_bytes = std::size_t{8} << 20;
constexpr std::size_t k_most_calls = 3; ///< of a query, whose values are kept

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
    auto const &query = fingerprint(statement.text);
    auto &entry = m_entries[{query, statement.database, statement.user}];
    (statement.from_plan ? entry.explained : entry.logged).add(statement.ms);
    if (!statement.plan.empty()) add_plan(query, statement);
    if (m_keep_values && !statement.parameters.empty()) add_values(query, statement);
}

void Tally::add_plan(std::string const &fingerprint, LogStatement const &statement) {
    auto const plan = read_logged_plan(statement);
    if (!plan) return;
    auto const hash = plan_hash(*plan);
    if (auto const known = m_plans.find({fingerprint, hash}); known != m_plans.end()) {
        auto &seen = known->second;
        seen.first_seen = std::min(seen.first_seen, statement.time);
        seen.last_seen = std::max(seen.last_seen, statement.time);
        return;
    }
    model::QueryPlan kept{hash, "log", plan_to_keep(*plan), plan->root.total_cost, statement.time, statement.time};
    if (m_plan_bytes + kept.plan.size() > k_most_plan_bytes) {
        ++m_plans_left_out;
        return;
    }
    m_plan_bytes += kept.plan.size();
    m_plans.emplace(std::pair{fingerprint, hash}, std::move(kept));
}

void Tally::add_values(std::string const &fingerprint, LogStatement const &statement) {
    auto &kept = m_values[fingerprint];
    if (kept.size() == k_most_calls && kept.back().ms >= statement.ms) return;
    auto values = read_parameters(statement.parameters);
    if (values.empty() || m_value_bytes + statement.parameters.size() > k_most_value_bytes) return;
    // What auto_explain and the log tell of one call counts once, and so do calls with the same values.
    auto const same = std::ranges::find(kept, values, &LoggedValues::values);
    if (same != kept.end()) {
        same->ms = std::max(same->ms, statement.ms);
    } else {
        m_value_bytes += statement.parameters.size();
        kept.push_back({statement.ms, std::move(values)});
    }
    std::ranges::stable_sort(kept, std::greater{}, &LoggedValues::ms);
    if (kept.size() > k_most_calls) kept.pop_back();
}

void Tally::plans(std::function<void(model::Query const &, model::QueryPlan const &)> const &each) const {
    for (auto const &[key, plan] : m_plans) each(m_queries.at(key.first), plan);
}

void Tally::values(std::function<void(model::Query const &, std::vector<LoggedValues> const &)> const &each) const {
    for (auto const &[fingerprint, kept] : m_values)
        if (!kept.empty()) each(m_queries.at(fingerprint), kept);
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
