// SPDX-License-Identifier: MIT
#include "profile/count/arrays.hpp"

#include "profile/count/hash.hpp"

namespace scribe::profile {

/// Reads {1,NULL,"a \"b\"",{2}}, [0:1]={5,6} too; false when it is none. Elements are counted on the way.
bool ArrayCounter::read(std::string_view text, std::int64_t &length) {
    if (text.starts_with('[')) {
        auto const from = text.find("={");
        if (from == std::string_view::npos) return false;
        text.remove_prefix(from + 1);
    }
    std::size_t at = 0;
    int depth = 0;
    while (at < text.size()) {
        auto const c = text[at];
        if (c == '{') ++depth;
        else if (c == '}' && --depth == 0) return at + 1 == text.size();
        if (depth <= 0) return false;
        if (c == '{' || c == '}' || c == ',') {
            ++at;
            continue;
        }
        m_element.clear();
        bool const quoted = c == '"';
        if (quoted) {
            for (++at; at < text.size() && text[at] != '"'; ++at) {
                if (text[at] == '\\' && at + 1 < text.size()) ++at;
                m_element += text[at];
            }
            if (at++ >= text.size()) return false;
        } else {
            for (; at < text.size() && text[at] != ',' && text[at] != '}'; ++at) m_element += text[at];
        }
        ++length;
        ++m_elements;
        if (!quoted && m_element == "NULL") ++m_nulls;
        else m_distinct.add(hash_value(m_element, static_cast<std::int64_t>(m_element.size()), 0), m_element);
    }
    return false;
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
    m_empty += length == 0;
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
