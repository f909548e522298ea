// SPDX-License-Identifier: MIT
#include "profile/count/heavy.hpp"

#include <algorithm>
#include <array>

namespace scribe::profile {

namespace {

constexpr std::size_t k_slots = 1024, k_most = 512;

} // namespace

std::string_view beginning(std::string_view text) {
    constexpr std::size_t k_kept = 100;
    if (text.size() <= k_kept) return text;
    auto end = k_kept;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xc0U) == 0x80) --end;
    return text.substr(0, end);
}

HeavyHitters::HeavyHitters() : m_slots(k_slots) {}

std::size_t HeavyHitters::place(std::uint64_t hash) const {
    auto at = hash % k_slots;
    while (m_slots[at].hash != 0 && m_slots[at].hash != hash) at = (at + 1) % k_slots;
    return at;
}

void HeavyHitters::add(std::uint64_t hash, std::string_view text) {
    auto *slot = &m_slots[place(hash)];
    if (slot->hash == 0) {
        if (m_used == k_most) {
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
    m_slots[place(value.hash)].count += value.count - 2;
}

void HeavyHitters::shrink() {
    std::array<std::int64_t, k_most> counts{};
    std::size_t used = 0;
    for (auto const &slot : m_slots)
        if (slot.hash != 0) counts[used++] = slot.count;
    auto *const middle = counts.begin() + used / 2;
    std::nth_element(counts.begin(), middle, counts.begin() + used);
    auto const less = *middle;
    m_error += less;
    m_spare.assign(k_slots, {});
    m_slots.swap(m_spare);
    m_used = 0;
    for (auto slot : m_spare) {
        if (slot.hash == 0) continue;
        slot.count -= less;
        if (slot.count > 0) {
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
