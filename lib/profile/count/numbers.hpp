// SPDX-License-Identifier: MIT
#pragma once

#include "profile/count/axis.hpp"
#include "profile/parse/number.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace scribe::profile {

/// Counts numbers.
class NumberCounter {
public:
    /// Keeps at most `kept` numbers for quantiles.
    explicit NumberCounter(std::size_t kept) : m_axis(kept) {}

    /// A number that parse_number made of `text`.
    void add(Number const &number, std::string_view text);

    std::int64_t count() const { return m_count; }
    std::int64_t finite() const { return m_axis.count(); }
    std::int64_t padded() const { return m_padded; }
    std::string const &min() const { return m_min; }
    std::string const &max() const { return m_max; }
    Axis &axis() { return m_axis; }
    /// All but what the axis gives and what depends on distinct values.
    void finish(model::NumberFacts &facts, bool exact);

private:
    Axis m_axis;
    std::string m_min, m_max;
    std::int64_t m_count = 0, m_zero = 0, m_negative = 0, m_whole = 0, m_nan = 0, m_infinite = 0, m_padded = 0;
    std::uint16_t m_digits = 0, m_scale = 0;
};

} // namespace scribe::profile
