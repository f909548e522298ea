// SPDX-License-Identifier: MIT
#include "profile/count/arrays.hpp"

#include "base/parse/array_text.hpp"
#include "profile/hash.hpp"

namespace scribe::profile {

/// False when it is no array. Elements are counted on the way.
bool ArrayCounter::read(std::string_view text, std::int64_t &length) {
    return base::read_array(text, [&](std::string_view element, bool null) {
        ++length;
        ++m_elements;
        if (null) ++m_nulls;
        else m_distinct.add(hash_value(element, static_cast<std::int64_t>(element.size()), 0), element);
    });
}

void ArrayCounter::add(model::SampleValue const &value) {
    std::int64_t length = 0;
    bool const whole = read(value.text, length);
    if (value.cut()) return; // its length is unknown
    if (!whole) {
        ++m_invalid;
        return;
    }
    ++m_count;
    m_empty += length == 0 ? 1 : 0;
    m_lengths.add(static_cast<double>(length));
}

void ArrayCounter::finish(model::ArrayFacts &facts) const {
    auto const part = [](std::int64_t count, std::int64_t all) {
        return all == 0 ? 0 : rounded(static_cast<double>(count) / static_cast<double>(all));
    };
    for (auto const &element : m_distinct.top(10))
        facts.elements.push_back({element.text, element.count, part(element.count, m_elements)});
    facts.null_element_share = part(m_nulls, m_elements);
    if (m_count == 0) return; // all were cut
    facts.min_length = static_cast<std::int64_t>(m_lengths.min());
    facts.max_length = static_cast<std::int64_t>(m_lengths.max());
    facts.mean_length = m_lengths.mean(true).value;
    facts.empty_share = part(m_empty, m_count);
}

} // namespace scribe::profile
