// SPDX-License-Identifier: MIT
#include "base/text.hpp"

#include <fmt/format.h>
#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdlib>
#include <memory>
#include <numeric>

namespace scribe::base {

namespace {

/// Decodes one code point at `at`; returns its length in bytes, or 0 when it is malformed.
std::size_t decode(std::string_view text, std::size_t at, utf8proc_int32_t &code) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
        code = static_cast<unsigned char>(text[at]);
        return 1;
    }
    auto const n = utf8proc_iterate(reinterpret_cast<utf8proc_uint8_t const *>(text.data()) + at,
                                    static_cast<utf8proc_ssize_t>(text.size() - at), &code);
    return n > 0 ? static_cast<std::size_t>(n) : 0;
}

bool is_bidi_control(utf8proc_int32_t code) {
    return (code >= 0x202a && code <= 0x202e) || (code >= 0x2066 && code <= 0x2069) || code == 0x200e ||
           code == 0x200f || code == 0x061c;
}

bool is_control(utf8proc_int32_t code) { return code < 0x20 || (code >= 0x7f && code < 0xa0) || is_bidi_control(code); }

char lower_ascii(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }

bool is_ascii(std::string_view text) {
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::string to_lower(std::string_view text) {
    std::string out;
    utf8proc_int32_t code = 0;
    for (std::size_t i = 0; i < text.size();) {
        auto const n = decode(text, i, code);
        utf8proc_uint8_t buffer[4];
        auto const length = n == 0 ? 0 : utf8proc_encode_char(utf8proc_tolower(code), buffer);
        out.append(reinterpret_cast<char const *>(buffer), static_cast<std::size_t>(length));
        i += std::max<std::size_t>(n, 1);
    }
    return out;
}

constexpr std::string_view k_replacement = "\xef\xbf\xbd";

} // namespace

bool is_valid_utf8(std::string_view text) {
    utf8proc_int32_t code = 0;
    for (std::size_t i = 0; i < text.size();) {
        if (static_cast<unsigned char>(text[i]) < 0x80) {
            ++i;
            continue;
        }
        auto const n = decode(text, i, code);
        if (n == 0) return false;
        i += n;
    }
    return true;
}

std::string_view utf8_head(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xc0) == 0x80) --bytes;
    return text.substr(0, bytes);
}

std::string sanitize_utf8(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    utf8proc_int32_t code = 0;
    for (std::size_t i = 0; i < text.size();) {
        auto const n = decode(text, i, code);
        out.append(n == 0 ? k_replacement : text.substr(i, n));
        i += std::max<std::size_t>(n, 1);
    }
    return out;
}

std::size_t display_width(std::string_view text) {
    std::size_t width = 0;
    utf8proc_int32_t code = 0;
    for (std::size_t i = 0; i < text.size();) {
        auto const n = decode(text, i, code);
        width += n == 0 ? 1 : static_cast<std::size_t>(std::max(0, utf8proc_charwidth(code)));
        i += std::max<std::size_t>(n, 1);
    }
    return width;
}

std::string fit_width(std::string_view text, std::size_t width) {
    if (display_width(text) <= width) return std::string{text};
    if (width == 0) return {};
    std::size_t used = 0;
    std::size_t i = 0;
    utf8proc_int32_t code = 0;
    while (i < text.size()) {
        auto const n = decode(text, i, code);
        auto const w = n == 0 ? 1 : static_cast<std::size_t>(std::max(0, utf8proc_charwidth(code)));
        if (used + w > width - 1) break;
        used += w;
        i += std::max<std::size_t>(n, 1);
    }
    return std::string{text.substr(0, i)} + "…";
}

std::string single_line(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    utf8proc_int32_t code = 0;
    for (std::size_t i = 0; i < text.size();) {
        auto const n = decode(text, i, code);
        if (n == 0) {
            out.append(k_replacement);
            ++i;
            continue;
        }
        if (code == '\n' || code == '\t') out.push_back(' ');
        else if (code == '\r') {
        } else if (code < 0x20 || (code >= 0x7f && code < 0xa0)) out.append(fmt::format("\\x{:02x}", code));
        else if (!is_bidi_control(code)) out.append(text.substr(i, n));
        i += n;
    }
    return out;
}

bool has_controls(std::string_view text) {
    utf8proc_int32_t code = 0;
    for (std::size_t i = 0; i < text.size();) {
        auto const n = decode(text, i, code);
        if (n > 0 && is_control(code)) return true;
        i += std::max<std::size_t>(n, 1);
    }
    return false;
}

void append_escaped_ident(std::string &out, std::string_view name) {
    out += "U&\"";
    utf8proc_int32_t code = 0;
    for (std::size_t i = 0; i < name.size();) {
        auto const n = decode(name, i, code);
        auto const piece = name.substr(i, std::max<std::size_t>(n, 1));
        if (n > 0 && is_control(code)) out += fmt::format("\\{:04x}", code);
        else if (piece == "\"" || piece == "\\") out.append(piece).append(piece);
        else out.append(piece);
        i += piece.size();
    }
    out.push_back('"');
}

std::optional<std::string> unescape_ident(std::string_view text) {
    std::string out;
    while (!text.empty()) {
        auto const plain = std::min(text.find('\\'), text.size());
        out.append(text.substr(0, plain));
        text.remove_prefix(plain);
        if (text.empty()) break;
        if (text.starts_with("\\\\")) {
            out.push_back('\\');
            text.remove_prefix(2);
            continue;
        }
        bool const wide = text.starts_with("\\+");
        auto const digits = text.substr(wide ? 2 : 1, wide ? 6 : 4);
        utf8proc_int32_t code = 0;
        auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
        bool const whole = digits.size() == (wide ? 6U : 4U) && end == digits.data() + digits.size();
        if (error != std::errc{} || !whole || code <= 0 || !utf8proc_codepoint_valid(code)) return std::nullopt;
        utf8proc_uint8_t buffer[4];
        auto const length = utf8proc_encode_char(code, buffer);
        out.append(reinterpret_cast<char const *>(buffer), static_cast<std::size_t>(length));
        text.remove_prefix((wide ? 2 : 1) + digits.size());
    }
    return out;
}

bool contains_any_case(std::string_view text, std::string_view part) {
    if (!is_ascii(part)) return to_lower(text).find(to_lower(part)) != std::string::npos;
    return !std::ranges::search(text, part, {}, lower_ascii, lower_ascii).empty() || part.empty();
}

bool has_glob(std::string_view pattern) { return pattern.find_first_of("*?") != std::string_view::npos; }

bool glob_match(std::string_view pattern, std::string_view text) {
    std::size_t p = 0;
    std::size_t t = 0;
    std::size_t star = std::string_view::npos;
    std::size_t mark = 0;
    while (t < text.size()) {
        if (p < pattern.size() && (pattern[p] == '?' || (pattern[p] == text[t] && pattern[p] != '*'))) {
            ++p;
            ++t;
        } else if (p < pattern.size() && pattern[p] == '*') {
            star = p++;
            mark = t;
        } else if (star != std::string_view::npos) {
            p = star + 1;
            t = ++mark;
        } else {
            return false;
        }
    }
    while (p < pattern.size() && pattern[p] == '*') ++p;
    return p == pattern.size();
}

std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        auto diagonal = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            auto const above = row[j];
            row[j] = std::min({above + 1, row[j - 1] + 1, diagonal + (a[i - 1] == b[j - 1] ? 0 : 1)});
            diagonal = above;
        }
    }
    return row[b.size()];
}

std::optional<std::string> nearest(std::string_view word, std::vector<std::string> const &candidates) {
    std::optional<std::string> best;
    auto limit = std::max<std::size_t>(2, word.size() / 3) + 1;
    auto const lower = to_lower_ascii(word);
    for (auto const &candidate : candidates) {
        bool const prefix = word.size() >= 2 && candidate.starts_with(word);
        // Upper or lower case is one slip, however many letters it is in.
        auto const distance =
            prefix ? 1 : std::min(edit_distance(word, candidate), edit_distance(lower, to_lower_ascii(candidate)) + 1);
        if (distance < limit) {
            limit = distance;
            best = candidate;
        }
    }
    return best;
}

std::string join(std::vector<std::string> const &parts, std::string_view separator) {
    std::string out;
    for (auto const &part : parts) {
        if (&part != &parts.front()) out += separator;
        out += part;
    }
    return out;
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    std::size_t from = 0;
    for (auto at = text.find(separator); at != std::string_view::npos; at = text.find(separator, from)) {
        parts.emplace_back(text.substr(from, at - from));
        from = at + 1;
    }
    parts.emplace_back(text.substr(from));
    return parts;
}

std::string to_lower_ascii(std::string_view text) {
    std::string out{text};
    for (auto &c : out) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return out;
}

std::string fold_case(std::string_view text) {
    bool const ascii =
        std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (ascii) return to_lower_ascii(text);
    utf8proc_uint8_t *folded = nullptr;
    auto const length = utf8proc_map(
        reinterpret_cast<utf8proc_uint8_t const *>(text.data()), static_cast<utf8proc_ssize_t>(text.size()), &folded,
        static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD));
    std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> const owned{folded, &std::free};
    if (length < 0) return to_lower_ascii(text);
    return {reinterpret_cast<char const *>(folded), static_cast<std::size_t>(length)};
}

std::string_view trim(std::string_view text) {
    constexpr std::string_view k_space = " \t\r\n\f\v";
    auto const first = text.find_first_not_of(k_space);
    if (first == std::string_view::npos) return {};
    return text.substr(first, text.find_last_not_of(k_space) - first + 1);
}

std::optional<std::int64_t> parse_int(std::string_view text) {
    std::int64_t number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size() || text.empty()) return std::nullopt;
    return number;
}

std::string group_digits(std::int64_t number) {
    auto digits = std::to_string(number);
    auto const first = digits.starts_with('-') ? 1 : 0;
    for (auto at = static_cast<std::ptrdiff_t>(digits.size()) - 3; at > first; at -= 3) {
        digits.insert(static_cast<std::size_t>(at), ",");
    }
    return digits;
}

std::string counted(std::int64_t number, std::string_view one, std::string_view many) {
    auto text = group_digits(number) + " ";
    text += number == 1 || many.empty() ? one : many;
    if (number != 1 && many.empty()) text += "s";
    return text;
}

std::string human_bytes(std::int64_t bytes) {
    static constexpr std::array<char const *, 6> k_units = {"bytes", "kB", "MB", "GB", "TB", "PB"};
    auto value = static_cast<double>(bytes);
    std::size_t unit = 0;
    while (value >= 1024 && unit + 1 < k_units.size()) {
        value /= 1024;
        ++unit;
    }
    if (unit == 0) return fmt::format("{} bytes", bytes);
    return fmt::format("{:.{}f} {}", value, value < 10 ? 1 : 0, k_units[unit]);
}

std::string human_seconds(double seconds) {
    constexpr std::int64_t k_minute = 60;
    constexpr std::int64_t k_hour = 3600;
    auto const whole = std::llround(std::clamp(seconds, 0.0, 1e12));
    if (whole < 2 * k_minute) return fmt::format("{} s", whole);
    if (whole < 2 * k_hour) return fmt::format("{} min", whole / k_minute);
    return fmt::format("{} h {:02} min", group_digits(whole / k_hour), whole % k_hour / k_minute);
}

std::string human_time(std::string_view iso) {
    std::string text{iso.substr(0, 19)};
    if (text.size() > 10) text[10] = ' ';
    return text;
}

} // namespace scribe::base
