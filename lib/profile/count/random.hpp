// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>

namespace scribe::profile {

/// Pseudo-random numbers, the same in every run (SplitMix64: Steele, Lea, Flood, 2014).
class Random {
public:
    explicit Random(std::uint64_t seed) : m_state(seed) {}

    std::uint64_t next() {
        auto z = (m_state += 0x9e3779b97f4a7c15U);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31);
    }
    /// Above 0, at most 1.
    double unit() { return static_cast<double>((next() >> 11) + 1) * 0x1p-53; }
    /// 0 to `end` - 1; the bias is below 2^-32 where end is below 2^32.
    std::uint64_t below(std::uint64_t end) { return next() % end; }

private:
    std::uint64_t m_state;
};

} // namespace scribe::profile
