// SPDX-License-Identifier: MIT
#include "profile/count/numbers.hpp"

#include "profile/count/heavy.hpp"

#include <algorithm>

namespace scribe::profile {

namespace {

/// True when a is beyond b, which a double cannot tell apart: whole numbers of the same length and sign.
bool text_beyond(std::string_view a, std::string_view b, bool above) {
    if (a.size() != b.size() || a.size() < 16) return false;
    return (a < b) != (above != a.starts_with('-'));
}

} // namespace

void NumberCounter::add(Number const &number, std::string_view text) {
    ++m_count;
    if (number.kind != Number::Kind::finite) {
        m_nan += number.kind == Number::Kind::nan;
        m_infinite += number.kind == Number::Kind::infinite;
        return;
    }
    auto const value = number.value;
    bool const first = m_axis.count() == 0;
    if (first || value < m_axis.min() || (value == m_axis.min() && text_beyond(text, m_min, false)))
        m_min = beginning(text);
    if (first || value > m_axis.max() || (value == m_axis.max() && text_beyond(text, m_max, true)))
        m_max = beginning(text);
    m_axis.add(value);
    m_zero += value == 0;
    m_negative += value < 0;
    m_whole += number.whole;
    m_padded += number.padded;
    m_digits = std::max(m_digits, number.digits);
    m_scale = std::max(m_scale, number.scale);
}

void NumberCounter::finish(model::NumberFacts &facts, bool exact) {
    if (m_count == 0) return;
    auto const share = [this](std::int64_t count) {
        return rounded(static_cast<double>(count) / static_cast<double>(m_count));
    };
    facts.zero_share = share(m_zero);
    facts.negative_share = share(m_negative);
    facts.whole_share = share(m_whole);
    facts.nan_share = share(m_nan);
    facts.infinite_share = share(m_infinite);
    facts.padded_share = share(m_padded);
    facts.digits = m_digits;
    facts.scale = m_scale;
    if (m_axis.count() == 0) return;
    m_axis.moments(facts, exact);
    facts.outlier_share = rounded(m_axis.outliers());
}

} // namespace scribe::profile
