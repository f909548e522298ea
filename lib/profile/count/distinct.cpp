// SPDX-License-Identifier: MIT
#include "profile/count/distinct.hpp"

#include "profile/estimate.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>
#include <utility>

namespace scribe::profile {

namespace {

constexpr std::size_t k_first_slots = 64, k_least_slots = 1024, k_most_slots = 131072;
constexpr std::size_t k_first_texts = 256;

} // namespace

DistinctCounter::DistinctCounter(Pool &pool, bool texts) : m_pool(pool), m_keep_texts(texts), m_slots(k_first_slots) {}

std::size_t DistinctCounter::bytes_for(std::size_t values) {
    values = std::min(values, k_most_slots);
    return std::clamp(std::bit_ceil(values + values / 4), k_least_slots, k_most_slots) * sizeof(Slot);
}

std::size_t DistinctCounter::place(std::uint64_t hash) const {
    auto const mask = m_slots.size() - 1;
    auto at = hash & mask;
    while (m_slots[at].hash != 0 && m_slots[at].hash != hash) at = (at + 1) & mask;
    return at;
}

void DistinctCounter::count(std::uint64_t hash, std::string_view text) {
    auto *slot = &find(hash);
    if (slot->hash == 0) {
        if (m_used >= m_slots.size() / 5 * 4) {
            make_room();
            if (hash > m_limit) return;
            slot = &find(hash);
        }
        slot->hash = hash;
        ++m_used;
    }
    if (slot->count != std::numeric_limits<std::uint32_t>::max()) ++slot->count;
    if (slot->text == 0 && m_keep_texts && m_level == 0 && std::has_single_bit(slot->count) &&
        (slot->count >= m_text_floor || m_used <= k_first_texts))
        keep_text(*slot, text);
}

void DistinctCounter::make_room() {
    auto const more = m_slots.size() * sizeof(Slot);
    // The first kilobytes are everyone's, whatever the pool has left.
    bool const free = m_slots.size() < k_least_slots;
    if (m_slots.size() < k_most_slots && (free || more <= m_pool.left)) {
        m_pool.left -= std::min(more, m_pool.left);
        rebuild(m_slots.size() * 2);
    } else raise_level();
}

void DistinctCounter::rebuild(std::size_t slots) {
    auto const old = std::exchange(m_slots, std::vector<Slot>(slots));
    m_used = 0;
    for (auto const &slot : old) {
        if (slot.hash == 0 || slot.hash > m_limit) continue;
        find(slot.hash) = slot;
        ++m_used;
    }
}

void DistinctCounter::raise_level() {
    if (m_level == 0 && m_keep_texts) {
        m_heavy = std::make_unique<HeavyHitters>(m_pool.heavy);
        auto const values = with_text();
        auto const seeds = std::min(values.size(), m_pool.heavy / 2);
        for (std::size_t i = 0; i < seeds; ++i) m_heavy->seed(values[i]);
        m_heavy->add_error(seeds < values.size() ? values[seeds].count : m_text_floor - 1);
        m_texts = {};
    }
    ++m_level;
    m_limit >>= 1;
    rebuild(m_slots.size());
}

void DistinctCounter::keep_text(Slot &slot, std::string_view text) {
    m_texts.push_back({slot.hash, std::string{beginning(text)}});
    slot.text = static_cast<std::uint32_t>(m_texts.size());
    if (m_texts.size() < m_pool.texts) return;
    // Too many: only those of the most frequent values stay.
    std::vector<std::pair<Slot *, std::uint32_t>> order;
    order.reserve(m_texts.size());
    for (std::uint32_t i = 0; i < m_texts.size(); ++i) order.emplace_back(&find(m_texts[i].hash), i);
    std::sort(order.begin(), order.end(), [](auto const &a, auto const &b) {
        return a.first->count != b.first->count ? a.first->count > b.first->count : a.second < b.second;
    });
    auto all = std::exchange(m_texts, {});
    m_texts.reserve(m_pool.texts);
    for (auto const &[kept, place] : order) {
        if (m_texts.size() == m_pool.texts / 4) {
            kept->text = 0;
            continue;
        }
        m_text_floor = kept->count + 1;
        m_texts.push_back(std::move(all[place]));
        kept->text = static_cast<std::uint32_t>(m_texts.size());
    }
}

std::vector<Counted> DistinctCounter::with_text() const {
    std::vector<Counted> list;
    for (auto const &text : m_texts) list.push_back({text.text, find(text.hash).count, text.hash});
    // Values that occur once stay in the order they came in.
    std::stable_sort(list.begin(), list.end(), [](Counted const &a, Counted const &b) {
        return a.count != b.count ? a.count > b.count : a.count > 1 && a.text < b.text;
    });
    return list;
}

std::vector<Counted> DistinctCounter::top(std::size_t most) const {
    auto list = m_heavy == nullptr ? with_text() : m_heavy->sorted();
    if (list.size() > most) list.resize(most);
    return list;
}

std::int64_t DistinctCounter::count_of(std::uint64_t hash) const {
    if (hash == 0) hash = 1;
    if (m_heavy != nullptr) return m_heavy->count_of(hash);
    return find(hash).count;
}

Frequencies DistinctCounter::frequencies() const {
    Frequencies found;
    for (auto const &slot : m_slots) {
        if (slot.hash == 0) continue;
        ++found.distinct;
        found.once += slot.count == 1 ? 1 : 0;
        found.twice += slot.count == 2 ? 1 : 0;
        if (slot.count > k_rare) continue;
        ++found.rare;
        found.rare_values += slot.count;
        found.rare_pairs += static_cast<double>(slot.count) * (slot.count - 1);
    }
    double const scale = std::exp2(m_level);
    for (auto *figure :
         {&found.distinct, &found.once, &found.twice, &found.rare, &found.rare_values, &found.rare_pairs})
        *figure *= scale;
    found.exact = m_level == 0;
    found.scale = scale;
    return found;
}

std::string DistinctCounter::sketch(std::size_t most) const {
    std::vector<std::uint64_t> hashes;
    hashes.reserve(m_used);
    for (auto const &slot : m_slots)
        if (slot.hash != 0) hashes.push_back(slot.hash);
    most = std::min(most, hashes.size());
    auto const end = hashes.begin() + static_cast<std::ptrdiff_t>(most);
    if (end != hashes.end()) std::nth_element(hashes.begin(), end, hashes.end());
    std::sort(hashes.begin(), end);
    std::string bytes;
    bytes.reserve(most * 8);
    for (std::size_t i = 0; i < most; ++i)
        for (unsigned shift = 0; shift < 64; shift += 8) bytes.push_back(static_cast<char>(hashes[i] >> shift & 0xffU));
    return bytes;
}

} // namespace scribe::profile
