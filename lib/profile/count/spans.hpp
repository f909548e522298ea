// SPDX-License-Identifier: MIT
#pragma once

#include "profile/count/axis.hpp"

#include <cstdint>
#include <string>
#include <string_view>

namespace scribe::profile {

/// Orders times of day and intervals, whose text is in another order.
class SpanCounter {
public:
    explicit SpanCounter(std::size_t kept) : m_axis(kept) {}

    /// A value; what is none of its kind does not count.
    void add(std::string_view text);

    std::string const &min() const { return m_min; }
    std::string const &max() const { return m_max; }
    Axis &axis() { return m_axis; }

private:
    Axis m_axis;
    std::string m_min, m_max;
};

} // namespace scribe::profile
