// SPDX-License-Identifier: MIT
#include "profile/profiler.hpp"

#include "profile/estimate.hpp"
#include "profile/finish.hpp"
#include "profile/hash.hpp"
#include "profile/table.hpp"

#include <algorithm>
#include <cmath>

namespace scribe::profile {

struct TableProfiler::State {
    State(ProfileOptions given, std::size_t size)
        : options(std::move(given)), setting(options.key, options.today, options.memory, size), hashes(size) {}

    ProfileOptions options;
    Setting setting;
    std::vector<ColumnCounter> columns;
    std::optional<DistinctCounter> rows; ///< nothing when a key makes them different
    std::vector<std::uint64_t> hashes;   ///< of the row in hand
    std::int64_t count = 0;
};

TableProfiler::TableProfiler(std::vector<model::SampleColumn> columns, ProfileOptions options)
    : m_state(std::make_unique<State>(std::move(options), columns.size())) {
    auto &state = *m_state;
    bool const keyed =
        std::any_of(columns.begin(), columns.end(), [](auto const &column) { return column.key && column.not_null; });
    state.columns.reserve(columns.size());
    for (auto &column : columns) state.columns.emplace_back(std::move(column), state.setting);
    if (!keyed && !state.columns.empty()) state.rows.emplace(state.setting.pool, false);
}

TableProfiler::~TableProfiler() = default;
TableProfiler::TableProfiler(TableProfiler &&) noexcept = default;
TableProfiler &TableProfiler::operator=(TableProfiler &&) noexcept = default;

void TableProfiler::row(model::SampleRow values) {
    auto &state = *m_state;
    ++state.count;
    auto const count = std::min(values.size(), state.columns.size());
    std::uint64_t row_hash = 0;
    for (std::size_t i = 0; i < count; ++i) {
        state.hashes[i] = state.columns[i].prepare(values[i]);
        row_hash = mix_hash(row_hash, state.hashes[i]);
    }
    if (state.rows) state.rows->prefetch(row_hash);
    for (std::size_t i = 0; i < count; ++i) state.columns[i].add(values[i], state.hashes[i]);
    if (state.rows) state.rows->add(row_hash, {});
}

TableProfiler::Result TableProfiler::finish(model::SampleInfo const &given, TableFacts facts) {
    auto &state = *m_state;
    facts.columns.resize(state.columns.size());
    auto info = given;
    if (info.sampled == 0) info.sampled = state.count;
    Result result;
    for (std::size_t i = 0; i < state.columns.size(); ++i) {
        // What a counter holds makes room for the profiles of the next columns.
        auto counter = std::move(state.columns[i]);
        auto &profile = result.columns.emplace_back(measure_column(counter, facts.columns[i], info));
        judge_column(counter, state.options, profile);
        result.sketches.push_back(counter.has_values() ? counter.distinct().sketch(k_sketch_size) : std::string{});
    }
    name_currencies(result.columns);
    result.table = finish_table(result.columns, info, state.options);
    result.table.bytes = facts.bytes;
    auto &table = result.table;
    if (state.columns.empty()) table.duplicate_reason = "it has no column";
    else if (!state.rows) table.duplicate_reason = "a key tells the rows apart";
    else if (state.count > 0) {
        auto const distinct =
            std::llround(std::min(state.rows->frequencies().distinct, static_cast<double>(state.count)));
        // Of the sample, so there is nothing to estimate.
        table.duplicate_share = rounded(share_of(state.count - distinct, state.count, true));
    }
    return result;
}

std::size_t memory_needed(std::size_t columns, std::int64_t rows, std::size_t memory) {
    // Masks, and the profile that is made of it all; a value that is kept, and what the classifier remembers of one.
    constexpr std::size_t k_column = std::size_t{32} << 10, k_text = 96, k_known = 32;
    auto const count = static_cast<std::size_t>(std::max<std::int64_t>(rows, 0));
    auto const numbers = std::min(count, Setting::kept_numbers(memory, columns)) * sizeof(double);
    auto const texts = std::min(count, Setting::kept_texts(columns)) * (k_text + k_known);
    auto const distinct = std::min(columns * DistinctCounter::bytes_for(count),
                                   std::max(Setting::pooled(memory, columns), columns * DistinctCounter::bytes_for(0)));
    return distinct + columns * (numbers + texts + k_column);
}

} // namespace scribe::profile
