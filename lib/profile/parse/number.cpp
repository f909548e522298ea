// SPDX-License-Identifier: MIT
#include "profile/parse/number.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <array>
#include <charconv>
#include <cmath>
#include <limits>
#include <string>

namespace scribe::profile {

namespace {

constexpr std::array k_powers = {1e0,  1e1,  1e2,  1e3,  1e4,  1e5,  1e6,  1e7,  1e8,  1e9,  1e10, 1e11,
                                 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

Number parse_word(std::string_view text, bool negative) {
    Number number;
    if (text.size() < 3 || text.size() > 8) return number;
    auto const word = base::to_lower_ascii(text);
    if (word == "nan") number.kind = Number::Kind::nan;
    if (word == "infinity" || word == "inf") {
        number.kind = Number::Kind::infinite;
        number.value = std::numeric_limits<double>::infinity();
        if (negative) number.value = -number.value;
    }
    return number;
}

/// Numbers with an exponent or more digits than fit in 64 bits.
bool parse_long(std::string_view text, Number &number) {
    if (!text.empty() && text[0] == '+') text.remove_prefix(1);
    auto const result = std::from_chars(text.data(), text.data() + text.size(), number.value);
    if (result.ptr != text.data() + text.size()) return false;
    if (result.ec == std::errc::result_out_of_range) {
        // Too large or too small for a double.
        auto const exponent = text.find_first_of("eE");
        bool const small = exponent != std::string_view::npos && text.substr(exponent + 1).starts_with('-');
        number.value = small ? 0 : std::numeric_limits<double>::max();
        if (text.starts_with('-')) number.value = -number.value;
    } else if (result.ec != std::errc{}) return false;
    number.whole = std::trunc(number.value) == number.value;
    return true;
}

} // namespace

Number parse_number(std::string_view text) {
    Number number;
    auto const *at = text.data();
    auto const *const end = at + text.size();
    bool const negative = at != end && *at == '-';
    if (at != end && (*at == '-' || *at == '+')) ++at;
    auto const *const first = at;
    std::uint64_t digits = 0;
    while (at != end && is_digit(*at)) digits = digits * 10 + static_cast<std::uint64_t>(*at++ - '0');
    auto const before = at - first;
    auto const *const point = at;
    if (at != end && *at == '.') {
        ++at;
        while (at != end && is_digit(*at)) digits = digits * 10 + static_cast<std::uint64_t>(*at++ - '0');
    }
    auto const after = at > point ? at - point - 1 : 0;
    if (before + after == 0) return at == end ? number : parse_word({at, static_cast<std::size_t>(end - at)}, negative);
    constexpr std::ptrdiff_t k_most = 65535;
    number.digits = static_cast<std::uint16_t>(std::min(before, k_most));
    number.scale = static_cast<std::uint16_t>(std::min(after, k_most));
    number.padded = before > 1 && *first == '0';
    if (at != end || before + after > 18) {
        if (at != end && *at != 'e' && *at != 'E') return {};
        if (!parse_long(text, number)) return {};
    } else {
        auto const value = static_cast<double>(digits);
        number.value = after == 0 ? value : value / k_powers[static_cast<std::size_t>(after)];
        if (negative) number.value = -number.value;
        number.whole = after == 0 || std::trunc(number.value) == number.value;
    }
    number.kind = Number::Kind::finite;
    return number;
}

Number parse_amount(std::string_view text) {
    auto number = parse_number(text);
    if (number.kind != Number::Kind::none || text.size() > 64) return number;
    std::string plain;
    bool negative = false;
    auto const mark = text.find_last_of(".,");
    // The last of the two is the decimal point unless three digits follow and there is no other.
    auto const digits_after = mark == std::string_view::npos ? 0 : [&] {
        std::size_t count = 0;
        for (auto i = mark + 1; i < text.size() && is_digit(text[i]); ++i) ++count;
        return count;
    }();
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const c = text[i];
        if (is_digit(c)) plain += c;
        else if (i == mark && digits_after != 3) plain += '.';
        else if (c == '-' || c == '(') negative = true;
        else if ((c >= 'a' && c <= 'z' && plain.empty()) || c == ':') return {};
    }
    number = parse_number(plain);
    if (negative) number.value = -number.value;
    return number;
}

std::string number_text(double number) {
    if (number == 0) return "0"; // also minus zero
    if (std::fabs(number) < 1e15 && std::trunc(number) == number) return fmt::format("{:.0f}", number);
    return fmt::format("{:.15g}", number);
}

} // namespace scribe::profile
