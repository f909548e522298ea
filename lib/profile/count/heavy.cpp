// SPDX-License-Identifier: MIT
#include "profile/count/heavy.hpp"

#include <algorithm>
#include <utility>

namespace scribe::profile {

std::string_view beginning(std::string_view text) {
    constexpr std::size_t k_kept = 100;
    if (text.size() <= k_kept) return text;
    auto end = k_kept;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80) --end;
    return text.substr(0, end);
}

std::size_t HeavyHitters::place(std::uint64_t hash) const {
    auto const mask = m_slots.size() - 1;
    auto at = hash & mask;
    while (m_slots[at].hash != 0 && m_slots[at].hash != hash) at = (at + 1) & mask;
    return at;
}

void HeavyHitters::add(std::uint64_t hash, std::string_view text) {
    auto *slot = &m_slots[place(hash)];
    if (slot->hash == 0) {
        if (m_used == m_most) {
            shrink();
            slot = &m_slots[place(hash)];
        }
        *slot = {hash, 1, 0};
        ++m_used;
        return;
    }
    ++slot->count;
    if (slot->text != 0) return;
    if (m_free.empty()) {
        m_texts.emplace_back();
        m_free.push_back(static_cast<std::uint32_t>(m_texts.size()));
    }
    slot->text = m_free.back();
    m_free.pop_back();
    m_texts[slot->text - 1] = beginning(text);
}

void HeavyHitters::seed(Counted const &value) {
    add(value.hash, value.text);
    add(value.hash, value.text); // the text is kept with the second
    m_slots[place(value.hash)].count = static_cast<std::uint32_t>(value.count);
}

void HeavyHitters::shrink() {
    std::vector<std::uint32_t> counts;
    counts.reserve(m_used);
    for (auto const &slot : m_slots)
        if (slot.hash != 0) counts.push_back(slot.count);
    auto const middle = counts.begin() + static_cast<std::ptrdiff_t>(counts.size() / 2);
    std::nth_element(counts.begin(), middle, counts.end());
    auto const less = *middle;
    m_error += less;
    auto const old = std::exchange(m_slots, std::vector<Slot>(m_slots.size()));
    m_used = 0;
    for (auto slot : old) {
        if (slot.hash == 0) continue;
        if (slot.count > less) {
            slot.count -= less;
            m_slots[place(slot.hash)] = slot;
            ++m_used;
        } else if (slot.text != 0) m_free.push_back(slot.text);
    }
}

std::int64_t HeavyHitters::count_of(std::uint64_t hash) const { return m_slots[place(hash)].count; }

std::vector<Counted> HeavyHitters::sorted() const {
    std::vector<Counted> list;
    for (auto const &slot : m_slots)
        if (slot.text != 0) list.push_back({m_texts[slot.text - 1], slot.count, slot.hash});
    std::sort(list.begin(), list.end(), [](Counted const &a, Counted const &b) {
        return a.count != b.count ? a.count > b.count : a.text < b.text;
    });
    return list;
}

} // namespace scribe::profile
