// SPDX-License-Identifier: MIT
#pragma once

#include "model/code/query.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

// Counters only grow; what happened is the difference of two snapshots.
namespace scribe::workload {

/// What happened between two snapshots: calls, times, blocks. Never negative.
struct Step {
    std::size_t snapshot = 0; ///< place of the later one among all
    model::Counters counters;
    bool is_start = false;  ///< all since the counters began: there is no snapshot before
    bool restarted = false; ///< the counters began anew in between: what they had then is not in it
};

/// All that is known of a query.
struct QuerySeries {
    std::vector<Step> steps; ///< the oldest first, those without calls left out
    double min_ms = model::k_not_counted, max_ms = model::k_not_counted; ///< of one call, since the counters began
    std::set<std::string> databases, users;
};

/// By query.
using AllSeries = std::map<std::int64_t, QuerySeries>;

/// Makes differences of the figures of entries, which come entry by entry, the oldest snapshot of each first.
class SeriesBuilder {
public:
    /// What happened up to the snapshot before the place `first` is added up into one step at that snapshot's: memory
    /// does not grow with the history. 0: each step is kept.
    SeriesBuilder(std::vector<model::QuerySnapshot> const &snapshots, std::size_t first);

    /// The figures of an entry in that snapshot, where they are others than in the one before. `is_gone`: the server no
    /// longer has the entry.
    void put(std::int64_t query, std::int64_t entry, model::QueryEntry const &who, std::int64_t snapshot, bool is_gone,
             model::QueryFigures const &figures);
    AllSeries take() { return std::move(m_series); }

private:
    /// The snapshot before that one that covers the database too.
    std::optional<std::size_t> before(std::size_t snapshot, std::string const &database) const;
    Step step(std::size_t snapshot, model::QueryEntry const &who, model::QueryFigures const &figures) const;

    std::vector<model::QuerySnapshot> const &m_snapshots;
    std::size_t m_first;
    std::map<std::int64_t, std::size_t> m_places; ///< by id of the snapshot
    std::int64_t m_entry = 0;
    std::optional<model::QueryFigures> m_last; ///< of the entry; nothing when it was not there
    std::size_t m_last_place = 0;              ///< of the snapshot that m_last is of
    AllSeries m_series;
};

/// Adds what is counted; what one of them does not count stays as the other has it.
void add(model::Counters &to, model::Counters const &from);

/// The sum of the steps from one place to another, both included.
model::Counters sum(QuerySeries const &series, std::size_t first, std::size_t last);

/// Of one call; nothing when there were none.
std::optional<double> mean_ms(model::Counters const &counters);
/// The standard deviation of the time of a call; nothing when it is not known.
std::optional<double> deviation_ms(model::Counters const &counters);

} // namespace scribe::workload
