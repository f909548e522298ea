// SPDX-License-Identifier: MIT
#include "classify/checksum/digits.hpp"

#include <algorithm>
#include <array>

namespace scribe::classify {

bool digits(std::string_view text, std::size_t length) {
    return text.size() == length && std::all_of(text.begin(), text.end(), is_digit);
}

int number(std::string_view text, std::size_t at, std::size_t length) {
    int value = 0;
    for (std::size_t i = at; i < at + length; ++i) value = value * 10 + digit(text, i);
    return value;
}

int weighted(std::string_view text, std::initializer_list<int> weights) {
    int sum = 0;
    std::size_t at = 0;
    for (int const weight : weights) sum += weight * digit(text, at++);
    return sum;
}

bool luhn(std::string_view text) {
    if (text.size() < 2 || !digits(text, text.size()) || uniform(text)) return false;
    int sum = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        int const value = digit(text, text.size() - 1 - i);
        int const doubled = value * 2;
        sum += i % 2 == 0 ? value : doubled > 9 ? doubled - 9 : doubled;
    }
    return sum % 10 == 0;
}

int alphanumeric_mod(std::string_view text, int modulus) {
    int rest = 0;
    for (char const c : text) {
        int const value = is_digit(c) ? c - '0' : c - 'A' + 10;
        rest = (rest * (value > 9 ? 100 : 10) + value) % modulus;
    }
    return rest;
}

bool is_date(int month, int day) {
    constexpr std::array<int, 13> k_days{0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return month >= 1 && month <= 12 && day >= 1 && day <= k_days[static_cast<std::size_t>(month)];
}

bool mod_11_10(std::string_view text) {
    int rest = 10;
    for (std::size_t i = 0; i + 1 < text.size(); ++i) {
        rest = (rest + digit(text, i)) % 10;
        rest = (rest == 0 ? 10 : rest) * 2 % 11;
    }
    return (rest + digit(text, text.size() - 1)) % 10 == 1;
}

bool uniform(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [&](char c) { return c == text.front(); });
}

} // namespace scribe::classify
