// SPDX-License-Identifier: MIT
#include "profile/count/spans.hpp"

#include "profile/count/heavy.hpp"
#include "profile/parse/span.hpp"

namespace scribe::profile {

void SpanCounter::add(std::string_view text) {
    auto const seconds = parse_span(text);
    if (!seconds) return;
    bool const first = m_axis.count() == 0;
    if (first || *seconds < m_axis.min()) m_min = beginning(text);
    if (first || *seconds > m_axis.max()) m_max = beginning(text);
    m_axis.add(*seconds);
}

} // namespace scribe::profile
