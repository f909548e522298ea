// SPDX-License-Identifier: MIT
#include "queries/watch.hpp"

#include "base/text.hpp"
#include "queries/load.hpp"
#include "workload/period.hpp"
#include "workload/read_query.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <ostream>
#include <utility>

namespace scribe::cli {

namespace {

constexpr std::size_t k_most_rows = 10;
constexpr std::size_t k_most_text = 400;          ///< bytes of a statement that may be shown
constexpr std::size_t k_most_statements = 20'000; ///< that are remembered: a server keeps 5,000 unless told

std::string line_of(Interval::Row const &row, double whole_ms) {
    model::Query query;
    query.text = row.text;
    return fmt::format("{:5.1f} % {:>9} {:>10} {:>10}  {}", whole_ms > 0 ? 100 * row.total_ms / whole_ms : 0,
                       ms_text(row.total_ms), base::group_digits(std::llround(row.calls)),
                       ms_text(row.total_ms / row.calls), query_line(query));
}

} // namespace

std::optional<std::chrono::seconds> parse_duration(std::string const &word) {
    constexpr std::array<std::pair<std::string_view, std::int64_t>, 4> k_units = {
        {{"s", 1}, {"m", 60}, {"min", 60}, {"h", 3600}}};
    constexpr std::int64_t k_most = std::int64_t{365} * 24 * 3600;
    auto const digits = word.find_first_not_of("0123456789");
    auto const number = base::parse_int(word.substr(0, digits));
    if (!number || *number < 1 || digits == std::string::npos) return std::nullopt;
    for (auto const &[unit, seconds] : k_units)
        if (word.substr(digits) == unit && *number <= k_most / seconds) return std::chrono::seconds{*number * seconds};
    return std::nullopt;
}

void IntervalSums::begin(std::string const &taken_at) {
    m_taken_at = taken_at;
    m_now.clear();
    m_rows.clear();
    if (m_statements.size() > k_most_statements) m_statements.clear();
}

void IntervalSums::put(source::RecordedEntry const &one) {
    Counted const now{one.figures.counters[model::Counter::calls], one.figures.counters[model::Counter::total_ms]};
    Key const key{one.entry.dbid, one.entry.userid, one.entry.queryid, one.entry.toplevel};
    m_now[key] = now;
    if (!m_has_last) return;
    auto const last = m_last.find(key);
    bool const goes_on =
        last != m_last.end() && last->second.calls <= now.calls && last->second.total_ms <= now.total_ms;
    auto const before = goes_on ? last->second : Counted{}; // else it is new, or its counters began anew
    if (!(now.calls > before.calls)) return;
    auto const [known, is_new] = m_statements.try_emplace(one.entry.queryid);
    if (is_new) {
        // The server keeps the constants of statements that are no queries: passwords among them.
        auto const query = one.bytes > 0 ? workload::read_query(one.text, one.bytes, one.text_hash)
                                         : workload::unread_query(one.entry.queryid);
        known->second = {query.fingerprint, std::string{base::utf8_head(query.text, k_most_text)},
                         query.purpose == "application"};
    }
    auto &row = m_rows[known->second.fingerprint];
    if (row.text.empty()) row.text = known->second.text;
    row.is_application = known->second.is_application;
    row.calls += now.calls - before.calls;
    row.total_ms += now.total_ms - before.total_ms;
}

std::optional<Interval> IntervalSums::finish() {
    m_last = std::move(m_now);
    if (!std::exchange(m_has_last, true)) return std::nullopt;
    Interval interval;
    interval.taken_at = m_taken_at;
    interval.queries = static_cast<std::int64_t>(m_rows.size());
    for (auto &[id, row] : m_rows) {
        interval.calls += row.calls;
        interval.total_ms += row.total_ms;
        interval.top.push_back(std::move(row));
    }
    std::erase_if(interval.top, [&](Interval::Row const &row) {
        return !row.is_application && row.total_ms < workload::k_noticed_share * interval.total_ms;
    });
    std::ranges::stable_sort(interval.top, std::greater{}, &Interval::Row::total_ms);
    if (interval.top.size() > k_most_rows) interval.top.resize(k_most_rows);
    return interval;
}

void IntervalDisplay::show(Interval const &interval) {
    std::vector<std::string> lines{fmt::format(
        "{} UTC  {}  {}  {}", base::human_time(interval.taken_at), base::counted(interval.queries, "query", "queries"),
        base::counted(std::llround(interval.calls), "call"), ms_text(interval.total_ms))};
    if (!interval.top.empty())
        lines.push_back(fmt::format("{:>7} {:>9} {:>10} {:>10}  {}", "SHARE", "TIME", "CALLS", "MEAN", "STATEMENT"));
    for (auto const &row : interval.top) lines.push_back(line_of(row, interval.total_ms));
    auto &out = m_context.out;
    if (m_context.out_is_terminal && m_shown > 0) out << fmt::format("\x1b[{}A\r\x1b[J", m_shown);
    for (auto const &line : lines)
        out << (m_context.out_is_terminal ? base::fit_width(line, static_cast<std::size_t>(m_context.terminal_width))
                                          : line)
            << '\n';
    out << std::flush;
    m_shown = lines.size();
}

} // namespace scribe::cli
