// SPDX-License-Identifier: MIT
#pragma once

#include "profile/count/random.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
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
        std::sort(m_numbers.begin(), m_numbers.end());
        return m_numbers;
    }

private:
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
