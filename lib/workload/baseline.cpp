// SPDX-License-Identifier: MIT
#include "workload/baseline.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/json_reader.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>

namespace scribe::workload {

namespace {

using model::Counter;
namespace dom = simdjson::dom;

constexpr std::size_t k_most_periods = 30;
constexpr std::array k_kept = {Counter::calls, Counter::total_ms, Counter::squares_ms};

[[noreturn]] void fail() {
    throw base::Error(base::ExitCode::catalog, "the baseline in the catalog cannot be read",
                      "scribe analyze-queries baseline set makes it anew");
}

template <typename T> T need(simdjson::simdjson_result<T> &&result) {
    T value{};
    if (std::move(result).get(value) != simdjson::SUCCESS) fail();
    return value;
}

std::vector<double> numbers(dom::array array) {
    std::vector<double> list;
    for (auto const item : array) list.push_back(item.is_null() ? model::k_not_counted : need(item.get_double()));
    return list;
}

std::int64_t id_of(std::string_view hex) {
    std::uint64_t id = 0;
    auto const read = std::from_chars(hex.data(), hex.data() + hex.size(), id, 16);
    if (read.ec != std::errc{} || read.ptr != hex.data() + hex.size()) fail();
    return static_cast<std::int64_t>(id);
}

} // namespace

std::optional<Latency> latency(std::vector<double> times_ms) {
    if (times_ms.empty()) return std::nullopt;
    std::ranges::sort(times_ms);
    auto const last = times_ms.size() - 1;
    auto const rank = static_cast<std::size_t>(std::ceil(0.95 * static_cast<double>(times_ms.size()))) - 1;
    return Latency{times_ms.front(), (times_ms[last / 2] + times_ms[(last + 1) / 2]) / 2, times_ms[rank]};
}

void add_queries(Baseline &baseline, AllSeries const &queries) {
    for (auto const &[id, series] : queries) {
        auto &periods = baseline.queries[id];
        auto const begin = series.steps.size() > k_most_periods ? series.steps.size() - k_most_periods : 0;
        for (auto i = begin; i < series.steps.size(); ++i) periods.push_back(series.steps[i].counters);
        if (periods.empty()) baseline.queries.erase(id);
    }
}

std::string baseline_to_json(Baseline const &baseline) {
    base::JsonWriter json;
    json.begin_object();
    json.member("origin", baseline.origin);
    json.member("snapshot", baseline.snapshot);
    json.member("connecting_ms", baseline.connecting_ms);
    json.member("round_trip_ms", baseline.round_trip_ms);
    json.key("queries");
    json.begin_object();
    for (auto const &[id, periods] : baseline.queries) {
        json.key(fmt::format("{:016x}", static_cast<std::uint64_t>(id)));
        json.begin_array();
        for (auto const &one : periods) {
            json.begin_array();
            for (auto const counter : k_kept) json.value(one[counter]);
            json.end_array();
        }
        json.end_array();
    }
    json.end_object();
    json.end_object();
    return json.take();
}

Baseline baseline_from_json(std::string_view json) {
    dom::parser parser;
    dom::object root;
    if (parser.parse(json.data(), json.size()).get(root) != simdjson::SUCCESS) fail();
    Baseline baseline;
    baseline.origin = need(root["origin"].get_string());
    baseline.snapshot = need(root["snapshot"].get_int64());
    baseline.connecting_ms = numbers(need(root["connecting_ms"].get_array()));
    baseline.round_trip_ms = numbers(need(root["round_trip_ms"].get_array()));
    for (auto const &[hex, list] : need(root["queries"].get_object())) {
        auto &periods = baseline.queries[id_of(hex)];
        for (auto const item : need(list.get_array())) {
            auto const values = numbers(need(item.get_array()));
            if (values.size() != k_kept.size()) fail();
            model::Counters counters;
            for (std::size_t i = 0; i < values.size(); ++i) counters[k_kept[i]] = values[i];
            periods.push_back(counters);
        }
    }
    return baseline;
}

std::vector<BaselineChange> compare_queries(Baseline const &baseline, AllSeries const &queries, std::size_t first,
                                            RegressionRule const &rule) {
    std::map<std::int64_t, QuerySeries> joined; // the periods of the baseline, and one of all since
    for (auto const &[id, periods] : baseline.queries)
        for (auto const &one : periods) {
            auto &steps = joined[id].steps;
            steps.push_back({steps.size(), one});
        }
    std::map<std::int64_t, BaselineChange> changes;
    for (auto const &[id, series] : joined) changes[id].before = sum(series, 0, series.steps.size());
    for (auto const &[id, series] : queries) {
        auto const now = sum(series, first, SIZE_MAX);
        if (now[Counter::calls] > 0) changes[id].now = now;
    }
    std::vector<BaselineChange> list;
    for (auto &[id, change] : changes) {
        change.query = id;
        auto &series = joined[id];
        auto const periods = series.steps.size();
        auto const calls = change.now[Counter::calls];
        series.steps.push_back({periods, change.now});
        change.regression = find_regression(series, periods, rule);
        if (change.regression) change.finding = "slower";
        else if (periods == 0 && calls >= rule.min_calls) change.finding = "new";
        else if (!(calls > 0) && change.before[Counter::calls] >= rule.min_calls) change.finding = "gone";
        if (change.finding != "new") change.unjudged = why_not_judged(series, periods, rule);
        list.push_back(change);
    }
    return list;
}

std::optional<Regression> compare_latency(std::vector<double> const &before_ms, std::vector<double> const &now_ms,
                                          RegressionRule rule) {
    auto const now = latency(now_ms);
    if (!now) return std::nullopt;
    rule.min_calls = 1;
    QuerySeries series;
    auto const add_step = [&](double ms) {
        Step step{series.steps.size(), {}};
        step.counters[Counter::calls] = 1;
        step.counters[Counter::total_ms] = ms;
        series.steps.push_back(step);
    };
    for (auto const ms : before_ms) add_step(ms);
    add_step(now->median);
    return find_regression(series, before_ms.size(), rule);
}

} // namespace scribe::workload
