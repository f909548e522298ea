// SPDX-License-Identifier: MIT
#include "workload/log/line_prefix.hpp"

#include "base/text.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace scribe::workload {

namespace {

/// The characters of which the text of an escape is made; empty: of any.
std::string_view characters_of(char escape) {
    switch (escape) {
    case 'p':
    case 'P':
    case 'l':
    case 'x': return "0123456789";
    case 'Q': return "-0123456789";
    case 'n': return ".0123456789";
    case 'v': return "/0123456789";
    case 'c': return ".0123456789abcdef";
    case 'e': return "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
    case 'h': return ":.-_[]/%0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    default: return {};
    }
}

/// True when the text may be all that the escape stands for.
bool is_text_of(char escape, std::string_view text) {
    if (escape == 't' || escape == 'm' || escape == 's') // date, time and zone
        return !iso_time(text).empty() && std::ranges::count(text, ' ') == 2 && !text.ends_with(' ');
    if (escape == 'r') return text == "[local]" || (text.ends_with(')') && text.find('(') != text.npos);
    return true;
}

/// Of %n: seconds and milliseconds since 1970.
std::string epoch_time(std::string_view text) {
    auto const point = text.find('.');
    auto const seconds = base::parse_int(text.substr(0, point));
    constexpr std::int64_t k_most = 253'402'300'799; // the year 9999
    if (!seconds || *seconds < 0 || *seconds > k_most) return {};
    std::string fraction{point == std::string_view::npos ? std::string_view{} : text.substr(point + 1, 3)};
    fraction.resize(3, '0');
    return fmt::format("{:%FT%T}.{}Z", fmt::gmtime(static_cast<std::time_t>(*seconds)), fraction);
}

} // namespace

std::string iso_time(std::string_view text) {
    constexpr std::string_view k_shape = "0000-00-00 00:00:00";
    if (text.size() < k_shape.size()) return {};
    for (std::size_t i = 0; i < k_shape.size(); ++i) {
        bool const digit = text[i] >= '0' && text[i] <= '9';
        if (k_shape[i] == '0' ? !digit : text[i] != k_shape[i]) return {};
    }
    std::string time{text.substr(0, k_shape.size())};
    time[10] = 'T';
    if (text.size() >= k_shape.size() + 4 && text[k_shape.size()] == '.') time += text.substr(k_shape.size(), 4);
    else time += ".000";
    return time + "Z";
}

LinePrefix::LinePrefix(std::string_view pattern) {
    pattern = base::trim(pattern);
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] != '%' || i + 1 >= pattern.size()) {
            m_parts.push_back({pattern[i]});
            continue;
        }
        auto const padding = pattern.find_first_not_of("-0123456789", i + 1);
        if (padding == std::string_view::npos) continue;
        bool const is_padded = padding > i + 1;
        i = padding;
        if (pattern[i] == '%') m_parts.push_back({'%'});
        else if (pattern[i] == 'q') m_session = m_parts.size();
        else m_parts.push_back({0, pattern[i], is_padded});
    }
}

namespace {

/// Finds out which piece of a text belongs to which part of a pattern: each as short as the rest lets it be, an address
/// as long.
template <typename Part> class PrefixMatch {
public:
    PrefixMatch(std::vector<Part> const &parts, std::string_view text)
        : m_parts(parts), m_text(text), m_failed(parts.size() * (text.size() + 1)) {}

    bool run(PrefixFields &fields) {
        m_fields = &fields;
        return match(0, 0);
    }

private:
    bool match(std::size_t part, std::size_t at) {
        if (part == m_parts.size()) return at == m_text.size();
        auto failed = m_failed.begin() + static_cast<std::ptrdiff_t>(part * (m_text.size() + 1) + at);
        if (*failed) return false; // tried before
        *failed = !try_part(part, at);
        return !*failed;
    }

    bool try_part(std::size_t part, std::size_t at) {
        auto const &one = m_parts[part];
        if (one.escape == 0) return at < m_text.size() && m_text[at] == one.literal && match(part + 1, at + 1);
        auto const most = m_text.size() - at;
        auto const allowed = std::string{characters_of(one.escape)} + (one.is_padded ? " " : "");
        auto const size =
            characters_of(one.escape).empty() ? most : std::min(most, m_text.substr(at).find_first_not_of(allowed));
        // The colons of an address are no end of it.
        bool const longest_first = one.escape == 'h';
        for (std::size_t i = 0; i <= size; ++i) {
            auto const length = longest_first ? size - i : i;
            auto const text = base::trim(m_text.substr(at, length));
            if (!is_text_of(one.escape, text) || !match(part + 1, at + length)) continue;
            keep(one.escape, text);
            return true;
        }
        return false;
    }

    void keep(char escape, std::string_view text) {
        if (escape == 'u') m_fields->user = text;
        else if (escape == 'd') m_fields->database = text;
        else if (escape == 't' || escape == 'm') m_fields->time = iso_time(text);
        else if (escape == 'n') m_fields->time = epoch_time(text);
    }

    std::vector<Part> const &m_parts;
    std::string_view m_text;
    std::vector<bool> m_failed;
    PrefixFields *m_fields = nullptr;
};

} // namespace

std::optional<PrefixFields> LinePrefix::read(std::string_view text) const {
    text = base::trim(text);
    PrefixFields fields;
    if (PrefixMatch{m_parts, text}.run(fields)) return fields;
    if (!m_session) return std::nullopt;
    auto parts = m_parts;
    parts.resize(*m_session);
    while (!parts.empty() && parts.back().literal == ' ') parts.pop_back();
    fields = {};
    return PrefixMatch{parts, text}.run(fields) ? std::optional{fields} : std::nullopt;
}

} // namespace scribe::workload
