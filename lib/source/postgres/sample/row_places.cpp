// SPDX-License-Identifier: MIT
#include "source/postgres/sample/row_places.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace scribe::source::postgres {

namespace {

/// Pages that are looked at to learn how many rows a page holds, over all partitions and at least of each.
constexpr double k_probed_pages = 100;
constexpr double k_least_probed = 5;
/// Partitions whose pages are looked at: the others are taken to be as the server counted them, or like these.
constexpr std::size_t k_probed_parts = 50;
/// Pages read for a row that is drawn, at most: more make it rarer that two rows come from one page.
constexpr double k_pages_a_row = 4;
/// Places looked up for a row that is drawn, at most: a table emptier than that is better read by BERNOULLI.
constexpr double k_places_a_row = 300;
/// Places looked up in one statement, which the server holds in memory: 40 MB.
constexpr double k_places_a_statement = 1'000'000;

} // namespace

RowPlaces::RowPlaces(pg::Connection &connection, std::vector<Heap> heaps, std::uint64_t seed,
                     std::function<void()> check)
    : m_connection(connection), m_check(std::move(check)), m_random(seed) {
    for (auto &heap : heaps) {
        if (heap.blocks == 0) continue;
        m_blocks += static_cast<double>(heap.blocks);
        m_places += static_cast<double>(heap.blocks * heap.most_slots);
        m_parts.push_back({std::move(heap)});
    }
    std::ranges::stable_sort(m_parts, [](auto const &a, auto const &b) { return a.heap.blocks > b.heap.blocks; });
}

void RowPlaces::probe() {
    for (std::size_t i = 0; i < std::min(m_parts.size(), k_probed_parts); ++i) {
        auto const share = static_cast<double>(m_parts[i].heap.blocks) / m_blocks;
        probe(m_parts[i], static_cast<std::int64_t>(std::max(k_least_probed, k_probed_pages * share)));
    }
    estimate();
}

void RowPlaces::probe(Part &part, std::int64_t pages) {
    std::vector<std::uint64_t> drawn;
    for (std::int64_t i = 0; i < std::min(pages, part.heap.blocks); ++i)
        drawn.push_back(m_random() % static_cast<std::uint64_t>(part.heap.blocks));
    std::ranges::sort(drawn);
    drawn.erase(std::unique(drawn.begin(), drawn.end()), drawn.end());
    m_check();
    // Each name is qualified by one of ours: a column of the table may be called as any of them.
    auto const result = m_connection.query(fmt::format(
        "SELECT counted.rows FROM unnest('{{{}}}'::int8[]) page(number) CROSS JOIN LATERAL (SELECT count(*) AS rows "
        "FROM "
        "ONLY {} held WHERE held.ctid = ANY (ARRAY(SELECT format('(%s,%s)', page.number, slot.number)::tid FROM "
        "generate_series(1, {}) slot(number)))) counted",
        fmt::join(drawn, ","), part.heap.ref, part.heap.most_slots));
    for (int i = 0; i < result.rows(); ++i) {
        auto const rows = static_cast<double>(result.integer(i, "rows"));
        part.rows += rows;
        part.squares += rows * rows;
        part.most = std::max(part.most, rows);
    }
    part.pages = result.rows();
}

/// Where the pages looked at differ much, what the server counted is better than they, unless they rule it out.
void RowPlaces::estimate() {
    double pages = 0, probed_blocks = 0, probed_rows = 0, variance = 0;
    for (auto &part : m_parts) {
        if (part.pages == 0) continue;
        auto const blocks = static_cast<double>(part.heap.blocks);
        part.density = part.rows / part.pages;
        pages += part.pages;
        probed_blocks += blocks;
        probed_rows += part.density * blocks;
        auto const spread = std::max(0.0, part.squares / part.pages - part.density * part.density);
        variance += blocks * blocks * spread / part.pages;
    }
    double counted = 0;
    bool all_counted = true;
    for (auto &part : m_parts) {
        auto const blocks = static_cast<double>(part.heap.blocks);
        if (part.pages == 0)
            part.density = part.heap.counted ? *part.heap.counted / blocks : probed_rows / std::max(probed_blocks, 1.0);
        m_rows += part.density * blocks;
        counted += part.heap.counted.value_or(0);
        all_counted = all_counted && part.heap.counted.has_value();
    }
    if (all_counted && std::abs(counted - m_rows) <= 3 * std::sqrt(variance) + 0.1 * m_rows) {
        for (auto &part : m_parts) part.density = *part.heap.counted / static_cast<double>(part.heap.blocks);
        m_rows = counted;
    }
    // Where no page has a row, three in as many pages may well have been missed.
    m_rows = std::max(m_rows, 3 * m_blocks / std::max(pages, 1.0));
}

bool RowPlaces::are_sparse() const { return m_places > k_places_a_row * m_rows; }

/// Of the strata of a part.
std::int64_t RowPlaces::width_of(Part const &part) {
    // Pages that were not looked at may have some more rows, and places whose rows were deleted.
    auto const usual = 1 + 1.1 * std::max(part.density, part.most);
    auto const most = 1 + k_pages_a_row * part.density;
    return std::clamp<std::int64_t>(std::llround(std::min(usual, most)), 1, part.heap.most_slots);
}

void RowPlaces::draw(double rows, std::function<void(std::string const &)> const &read) {
    // The same place may be drawn more than once and gives its row once.
    m_chance = std::min(0.95, rows / std::max(m_rows, 1.0));
    auto const rate = -std::log1p(-m_chance);
    for (auto const &part : m_parts) draw_from(part, rate, read);
}

/// `rate`: how often a place is drawn, on average.
void RowPlaces::draw_from(Part const &part, double rate, std::function<void(std::string const &)> const &read) {
    auto const &heap = part.heap;
    auto const width = width_of(part);
    auto const strata = (heap.most_slots + width - 1) / width;
    auto const pages = rate * static_cast<double>(heap.blocks * width);
    auto const slices = std::clamp<std::int64_t>(
        std::llround(std::ceil(pages * static_cast<double>(strata) / k_places_a_statement)), 1, heap.blocks);
    for (std::int64_t slice = 0; slice < slices; ++slice) {
        auto const first = heap.blocks * slice / slices, end = heap.blocks * (slice + 1) / slices;
        auto const wanted = rate * static_cast<double>((end - first) * width);
        // A share of a draw is made by chance, else many small partitions would all be left out or all be in.
        auto draws = static_cast<std::int64_t>(wanted);
        if (uniform() < wanted - static_cast<double>(draws)) ++draws;
        auto const seed = static_cast<std::int64_t>(m_random() >> 2);
        if (draws == 0) continue;
        m_check();
        read(fmt::format(
            "ONLY {} WHERE ctid = ANY (ARRAY(SELECT ('(' || {} + (hashint8extended(i, {}) & 9223372036854775807) % {} "
            "|| ',' || 1 + j * {} + (hashint8extended(i * {} + j, {}) & 9223372036854775807) % {} || ')')::tid FROM "
            "generate_series(1::int8, {}) i, generate_series(0, {}) j))",
            heap.ref, first, seed, end - first, width, strata, seed + 1, width, draws, strata - 1));
    }
}

} // namespace scribe::source::postgres
