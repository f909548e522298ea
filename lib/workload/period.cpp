// SPDX-License-Identifier: MIT
#include "workload/period.hpp"

#include <algorithm>

namespace scribe::workload {

using model::Counter;

namespace {

bool restarted(QuerySeries const &series, std::size_t first, std::size_t last) {
    return std::ranges::any_of(series.steps, [&](Step const &step) {
        return step.restarted && step.snapshot >= first && step.snapshot <= last;
    });
}

} // namespace

PeriodRows period_rows(AllSeries const &queries, QueryTexts const &texts, PeriodFilter const &filter, std::size_t first,
                       std::size_t last) {
    PeriodRows result;
    for (auto const &[id, series] : queries) {
        auto const text = texts.find(id);
        if (text == texts.end()) continue;
        PeriodRow row{id, &text->second, &series, sum(series, first, last), 0, restarted(series, first, last)};
        if (!(row.now[Counter::calls] > 0)) continue;
        result.total_ms += row.now[Counter::total_ms];
        result.rows.push_back(row);
    }
    std::erase_if(result.rows, [&](PeriodRow &row) {
        auto const ms = row.now[Counter::total_ms];
        row.share = result.total_ms > 0 ? ms / result.total_ms : 0;
        if (filter.only && !std::ranges::binary_search(*filter.only, row.id)) return true;
        if (!filter.all && row.query->purpose != "application" && row.share < k_noticed_share) {
            auto &left = result.left_out[row.query->purpose];
            ++left.queries;
            left.total_ms += ms;
            return true;
        }
        return row.now[Counter::calls] < static_cast<double>(filter.min_calls);
    });
    return result;
}

} // namespace scribe::workload
