// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::profile {

/// A value with its number of occurrences, as counters give them.
struct Counted {
    std::string text;
    std::int64_t count = 0;
    std::uint64_t hash = 0;
};

/// The beginning of a value that is kept, at most 100 bytes, cut between characters.
std::string_view beginning(std::string_view text);

/// Counts the most frequent values of a stream in constant space (Misra and Gries, 1982; halving at the median as
/// Anderson et al., 2017): counts are too low by error() at most.
class HeavyHitters {
public:
    /// Counts at most `most` values at a time, a power of two.
    explicit HeavyHitters(std::size_t most) : m_most(most), m_slots(2 * most) {}

    void add(std::uint64_t hash, std::string_view text);
    /// Begins with a count from elsewhere.
    void seed(Counted const &value);
    /// What counts given by seed() lack, at most.
    void add_error(std::int64_t error) { m_error += error; }

    std::int64_t count_of(std::uint64_t hash) const;
    std::int64_t error() const { return m_error; }
    /// All that are counted and have a text, most frequent first.
    std::vector<Counted> sorted() const;

private:
    struct Slot {
        std::uint64_t hash = 0; ///< 0: empty
        std::uint32_t count = 0;
        std::uint32_t text = 0; ///< place in m_texts + 1
    };
    std::size_t place(std::uint64_t hash) const;
    void shrink();

    std::size_t m_most;
    std::vector<Slot> m_slots;
    std::vector<std::string> m_texts;
    std::vector<std::uint32_t> m_free;
    std::size_t m_used = 0;
    std::int64_t m_error = 0;
};

} // namespace scribe::profile
