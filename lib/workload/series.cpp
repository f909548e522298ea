// SPDX-License-Identifier: MIT
#include "workload/series.hpp"

#include <algorithm>
#include <cmath>

namespace scribe::workload {

namespace {

using model::Counter;
using model::Counters;

/// Counters that fell began anew. The squares are computed from rounded figures and may fall by that.
bool fell(Counters const &before, Counters const &now) {
    for (std::size_t i = 0; i < now.values().size(); ++i) {
        if (i == static_cast<std::size_t>(Counter::squares_ms)) continue;
        if (now.values()[i] < before.values()[i]) return true;
    }
    return false;
}

/// The least rises and the greatest falls in no entry that goes on. Where the entry says since when it counts, the two
/// may be reset alone (since 17).
bool began_anew(model::QueryFigures const &before, model::QueryFigures const &now) {
    if (fell(before.counters, now.counters)) return true;
    return now.since.empty() && (now.max_ms < before.max_ms || now.min_ms > before.min_ms);
}

Counters difference(Counters const &before, Counters const &now) {
    Counters result;
    for (std::size_t i = 0; i < now.values().size(); ++i)
        result.values()[i] = now.values()[i] - before.values()[i]; // not a number when one of them is not
    auto &squares = result[Counter::squares_ms];
    if (squares < 0) squares = 0;
    return result;
}

bool differ(std::string const &a, std::string const &b) { return !a.empty() && !b.empty() && a != b; }

double least(double a, double b) { return std::isnan(a) || b < a ? b : a; }
double most(double a, double b) { return std::isnan(a) || b > a ? b : a; }

} // namespace

void add(Counters &to, Counters const &from) {
    for (std::size_t i = 0; i < from.values().size(); ++i) {
        auto const value = from.values()[i];
        auto &sum = to.values()[i];
        if (!std::isnan(value)) sum = std::isnan(sum) ? value : sum + value;
    }
}

SeriesBuilder::SeriesBuilder(std::vector<model::QuerySnapshot> const &snapshots, std::size_t first)
    : m_snapshots(snapshots), m_first(first) {
    for (std::size_t i = 0; i < snapshots.size(); ++i) m_places[snapshots[i].id] = i;
}

std::optional<std::size_t> SeriesBuilder::before(std::size_t snapshot, std::string const &database) const {
    while (snapshot-- > 0) {
        auto const &scope = m_snapshots[snapshot].scope;
        if (scope.empty() || scope == database) return snapshot;
    }
    return std::nullopt;
}

Step SeriesBuilder::step(std::size_t snapshot, model::QueryEntry const &who, model::QueryFigures const &figures) const {
    Step step{snapshot, figures.counters, false, false};
    auto const &now = m_snapshots[snapshot];
    if (now.is_period()) return step;
    auto const last = before(snapshot, who.database);
    if (!last) {
        step.is_start = true;
        return step;
    }
    auto const &then = m_snapshots[*last];
    bool const began_since = !figures.since.empty() && figures.since > then.taken_at;
    if (!m_last) {
        // It may have been there all the time, and hidden.
        if (then.hidden > 0 && !began_since) step.is_start = true;
        return step;
    }
    step.restarted = differ(m_snapshots[m_last_place].since, now.since) || differ(m_last->since, figures.since) ||
                     began_anew(*m_last, figures);
    if (!step.restarted) step.counters = difference(m_last->counters, figures.counters);
    return step;
}

void SeriesBuilder::put(std::int64_t query, std::int64_t entry, model::QueryEntry const &who, std::int64_t snapshot,
                        bool is_gone, model::QueryFigures const &figures) {
    if (entry != m_entry) m_last.reset();
    m_entry = entry;
    auto const place = m_places.find(snapshot);
    if (place == m_places.end()) return;
    if (is_gone) {
        // A snapshot from which statements are hidden does not tell that this one is gone.
        if (m_snapshots[place->second].hidden == 0) m_last.reset();
        return;
    }
    auto made = step(place->second, who, figures);
    m_last = figures;
    m_last_place = place->second;
    if (m_first > 0) made.snapshot = std::max(made.snapshot, m_first - 1);
    auto &series = m_series[query];
    series.databases.insert(who.database);
    series.users.insert(who.user);
    series.min_ms = least(series.min_ms, figures.min_ms);
    series.max_ms = most(series.max_ms, figures.max_ms);
    if (!(made.counters[Counter::calls] > 0)) return;
    auto const at = std::ranges::lower_bound(series.steps, made.snapshot, {}, &Step::snapshot);
    if (at == series.steps.end() || at->snapshot != made.snapshot) {
        series.steps.insert(at, made);
        return;
    }
    add(at->counters, made.counters);
    at->is_start = at->is_start || made.is_start;
    at->restarted = at->restarted || made.restarted;
}

Counters sum(QuerySeries const &series, std::size_t first, std::size_t last) {
    Counters total;
    for (auto const &step : series.steps)
        if (step.snapshot >= first && step.snapshot <= last) add(total, step.counters);
    return total;
}

std::optional<double> mean_ms(Counters const &counters) {
    auto const calls = counters[Counter::calls];
    if (!(calls > 0)) return std::nullopt;
    return counters[Counter::total_ms] / calls;
}

std::optional<double> deviation_ms(Counters const &counters) {
    auto const mean = mean_ms(counters);
    if (!mean || std::isnan(counters[Counter::squares_ms])) return std::nullopt;
    return std::sqrt(std::max(0.0, counters[Counter::squares_ms] / counters[Counter::calls] - *mean * *mean));
}

} // namespace scribe::workload
