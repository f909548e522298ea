// SPDX-License-Identifier: MIT
#pragma once

#include "profile/count/heavy.hpp"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::profile {

/// What the counters of a table share.
struct Pool {
    std::size_t left = 0;     ///< bytes
    std::size_t heavy = 512;  ///< frequent values that each may count
    std::size_t texts = 2048; ///< values that each may keep until it has to choose among them
};

/// How many distinct values there are, and how often the values occur.
struct Frequencies {
    double distinct = 0, once = 0, twice = 0;         ///< values that occur at all, once, twice
    double rare = 0, rare_values = 0, rare_pairs = 0; ///< as SampleCounts
    bool exact = false;
    double scale = 1; ///< values that each one counted stands for
};

/// Counts distinct values by their hashes, exactly while the pool has room for all of them. Afterwards it keeps those
/// hashes only that are below a limit, which is halved as often as it takes, with exact counts (adaptive sampling:
/// Flajolet, 1990; Gibbons, 2001): with 50,000 of them, numbers are off by 1 % in 95 of 100 columns. Most frequent
/// values are counted beside it then.
class DistinctCounter {
public:
    /// `pool` must outlive it. Without `texts` there are no most frequent values.
    DistinctCounter(Pool &pool, bool texts);

    void add(std::uint64_t hash, std::string_view text) {
        if (hash == 0) hash = 1;
        if (hash <= m_limit) count(hash, text);
        if (m_heavy != nullptr) m_heavy->add(hash, text);
    }

    /// What a counter of so many values takes, when all of them are different and there is room.
    static std::size_t bytes_for(std::size_t values);

    /// Asks for the memory that add() will look at.
    void prefetch(std::uint64_t hash) const {
        if (hash <= m_limit) __builtin_prefetch(&m_slots[hash & (m_slots.size() - 1)], 1);
    }

    Frequencies frequencies() const;
    bool exact() const { return m_level == 0; }
    /// Values by frequency, at most `most`; those that occur once in the order they came.
    std::vector<Counted> top(std::size_t most) const;
    /// Occurrences that top() may lack of a value.
    std::int64_t top_error() const { return m_heavy == nullptr ? 0 : m_heavy->error(); }
    std::int64_t count_of(std::uint64_t hash) const;
    /// The smallest hashes, ascending, 8 bytes each, little-endian.
    std::string sketch(std::size_t most) const;

private:
    struct Slot {
        std::uint64_t hash = 0; ///< 0: empty
        std::uint32_t count = 0;
        std::uint32_t text = 0; ///< place in m_texts + 1
    };
    struct Text {
        std::uint64_t hash;
        std::string text;
    };

    void count(std::uint64_t hash, std::string_view text);
    std::size_t place(std::uint64_t hash) const;
    Slot const &find(std::uint64_t hash) const { return m_slots[place(hash)]; }
    Slot &find(std::uint64_t hash) { return m_slots[place(hash)]; }
    void make_room();
    void raise_level();
    void rebuild(std::size_t slots);
    void keep_text(Slot &slot, std::string_view text);
    std::vector<Counted> with_text() const;

    Pool &m_pool;
    bool m_keep_texts;
    std::vector<Slot> m_slots;
    std::size_t m_used = 0;
    unsigned m_level = 0;
    std::uint64_t m_limit = ~std::uint64_t{0};
    std::vector<Text> m_texts;
    std::uint32_t m_text_floor = 2; ///< values that occur less often get no text
    std::unique_ptr<HeavyHitters> m_heavy;
};

} // namespace scribe::profile
