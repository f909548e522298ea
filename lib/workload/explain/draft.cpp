// SPDX-License-Identifier: MIT
#include "workload/explain/draft.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::workload {

Draft::Draft(std::string_view sql) : m_sql(sql) {
    auto tokens = tokens_of(m_sql);
    while (!tokens.empty() && tokens.back().is_mark(";")) tokens.pop_back();
    for (auto const &token : tokens) m_parts.push_back({token, {}, false, {}, {}});
}

void Draft::replace(std::size_t place, std::string instead) {
    m_parts[place].instead = std::move(instead);
    m_parts[place].replaced = true;
}

std::vector<int> Draft::parameters() const {
    std::vector<int> numbers;
    for (auto const &part : m_parts)
        if (part.kind == Token::Kind::parameter && !part.replaced) numbers.push_back(part.parameter);
    std::ranges::sort(numbers);
    auto const rest = std::ranges::unique(numbers);
    numbers.erase(rest.begin(), rest.end());
    return numbers;
}

std::string Draft::write(std::vector<std::size_t> *begins) const {
    auto const numbers = parameters();
    std::string out;
    std::size_t end = m_parts.empty() ? 0 : m_parts.front().at;
    for (auto const &part : m_parts) {
        out.append(m_sql, end, part.at - end);
        end = part.at + part.text.size();
        if (begins) begins->push_back(out.size());
        if (part.replaced) {
            out += part.instead;
        } else if (part.kind == Token::Kind::parameter) {
            auto const number = std::ranges::lower_bound(numbers, part.parameter) - numbers.begin() + 1;
            if (part.cast.empty()) out += fmt::format("${}", number);
            else if (part.suffix.empty()) out += fmt::format("(${}::{})", number, part.cast);
            else out += fmt::format("((${}::text || '{}')::{})", number, part.suffix, part.cast);
        } else {
            out += part.text;
        }
    }
    return out;
}

std::string Draft::text() const { return write(nullptr); }

std::size_t Draft::part_at(std::size_t byte) const {
    std::vector<std::size_t> begins;
    auto const text = write(&begins);
    auto const next = std::ranges::upper_bound(begins, byte);
    if (next == begins.begin()) return 0;
    return byte >= text.size() ? m_parts.size() : static_cast<std::size_t>(next - begins.begin()) - 1;
}

} // namespace scribe::workload
