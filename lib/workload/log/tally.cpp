// SPDX-License-Identifier: MIT
#include "workload/log/tally.hpp"

#include "base/text.hpp"
#include "sql/text/fingerprint.hpp"
#include "workload/read_query.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <functional>

namespace scribe::workload {

namespace {

using model::Counter;

/// What is kept in memory at most, however long the log is.
constexpr std::size_t k_most_known = 100'000;
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
std::string const *Tally::fingerprint(std::string const &text) {
    auto const masked = sql::mask_constants(text);
    auto const hash = XXH3_128bits(masked.data(), masked.size());
    if (m_known.size() >= k_most_known) m_known.clear();
    auto const [known, is_new] = m_known.try_emplace({hash.high64, hash.low64});
    if (is_new) {
        auto query = read_query(text);
        known->second = query.fingerprint;
        bool const has_room = m_queries.size() < m_room.queries && m_query_bytes + query.text.size() <= m_room.bytes;
        if (has_room && !m_queries.contains(known->second)) {
            m_query_bytes += query.text.size();
            m_queries.emplace(known->second, std::move(query));
        }
    }
    auto const query = m_queries.find(known->second);
    return query == m_queries.end() ? nullptr : &query->first;
}

/// A log that goes on has more of the newest time that was read.
bool Tally::was_read(std::string const &time) {
    if (time.empty() || time > m_before.time) return false;
    if (time < m_before.time) return true;
    return m_passed_at_time < m_before.at_time && ++m_passed_at_time > 0;
}

void Tally::add(LogStatement &&statement) {
    if (statement.text.find("/* scribe */") != std::string::npos) return; // asked by scribe itself
    if (was_read(statement.time)) {
        ++m_passed;
        return;
    }
    ++m_statements;
    if (!statement.time.empty()) {
        if (m_oldest.empty() || statement.time < m_oldest) m_oldest = statement.time;
        if (statement.time > m_newest) {
            m_newest = statement.time;
            m_at_newest = m_newest == m_before.time ? m_before.at_time : 0;
        }
        m_at_newest += statement.time == m_newest ? 1 : 0;
    }
    auto const *const found = fingerprint(statement.text);
    if (!found) {
        ++m_left_out;
        return;
    }
    auto const &query = *found;
    if (query.starts_with("text:") && m_unparsed++ == 0) {
        auto const &first = m_queries.at(query);
        m_first_unparsed = fmt::format("{}: {}", first.error, base::single_line(base::utf8_head(first.text, 100)));
    }
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
        // Both tell of the same calls, each of those that took longer than its limit.
        auto const &sums = entry.logged.calls >= entry.explained.calls ? entry.logged : entry.explained;
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
