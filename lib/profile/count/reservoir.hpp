// SPDX-License-Identifier: MIT
#pragma once

#include "profile/count/random.hpp"

#include <algorithm>
#include <array>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <numeric>
#include <vector>

namespace scribe::profile {

/// A uniform sample of at most `size` of the numbers added (algorithm L: Li, 1994). While there are no more than that,
/// it holds all of them. Of 16,384 numbers the rank of a quantile is off by 1.1 % in 95 of 100 samples at most
/// (Dvoretzky, Kiefer, Wolfowitz).
class Reservoir {
public:
    explicit Reservoir(std::size_t size) : m_size(size), m_random(size) {}

    void add(double number) {
        ++m_seen;
        if (m_numbers.size() < m_size) {
            // Doubling would end beyond what is ever kept.
            if (m_numbers.size() == m_numbers.capacity())
                m_numbers.reserve(std::min(m_size, 2 * m_numbers.size() + k_first));
            m_numbers.push_back(number);
            if (m_numbers.size() == m_size) skip();
        } else if (m_seen == m_next) {
            m_numbers[m_random.below(m_size)] = number;
            skip();
        }
    }

    std::int64_t seen() const { return m_seen; }
    bool complete() const { return m_seen == static_cast<std::int64_t>(m_numbers.size()); }
    /// The sample, sorted. Numbers can be added afterwards no more.
    std::vector<double> const &sort() {
        if (std::is_sorted(m_numbers.begin(), m_numbers.end())) return m_numbers;
        if (m_numbers.size() < k_least_sorted_by_digits) std::sort(m_numbers.begin(), m_numbers.end());
        else sort_by_digits();
        return m_numbers;
    }

private:
    static constexpr std::size_t k_least_sorted_by_digits = 512, k_first = 64;

    /// The order of its bits is that of the numbers.
    static std::uint64_t key_of(double number) {
        auto const bits = std::bit_cast<std::uint64_t>(number);
        return bits >> 63 != 0 ? ~bits : bits | std::uint64_t{1} << 63;
    }

    /// Byte by byte, the lowest first: a fourth of the time that comparing takes.
    void sort_by_digits() {
        std::array<std::array<std::uint32_t, 256>, 8> places{};
        for (double const number : m_numbers)
            for (unsigned byte = 0; byte < 8; ++byte) ++places[byte][key_of(number) >> (8 * byte) & 0xffU];
        std::vector<double> sorted(m_numbers.size());
        for (unsigned byte = 0; byte < 8; ++byte) {
            auto &place = places[byte];
            if (std::find(place.begin(), place.end(), m_numbers.size()) != place.end()) continue; // all the same
            std::exclusive_scan(place.begin(), place.end(), place.begin(), 0U);
            for (double const number : m_numbers) sorted[place[key_of(number) >> (8 * byte) & 0xffU]++] = number;
            m_numbers.swap(sorted);
        }
    }

    /// Draws which number is the next to be taken.
    void skip() {
        auto const size = static_cast<double>(m_size);
        m_weight *= std::exp(std::log(m_random.unit()) / size);
        auto const gap = std::floor(std::log(m_random.unit()) / std::log1p(-m_weight));
        m_next = m_seen + 1 + static_cast<std::int64_t>(std::min(gap, 1e15));
    }

    std::size_t m_size;
    Random m_random;
    std::vector<double> m_numbers;
    std::int64_t m_seen = 0, m_next = 0;
    double m_weight = 1;
};

} // namespace scribe::profile
