// SPDX-License-Identifier: MIT
#pragma once

#include <initializer_list>
#include <string_view>

/// What the checksums are made of. Callers have checked length and digits first.
namespace scribe::classify {

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// True when `text` has `length` characters and all are digits.
bool digits(std::string_view text, std::size_t length);

inline int digit(std::string_view text, std::size_t at) { return text[at] - '0'; }

/// The number that `length` digits from `at` on make.
int number(std::string_view text, std::size_t at, std::size_t length);

/// The sum of digits times weights, from the first digit on.
int weighted(std::string_view text, std::initializer_list<int> weights);

/// True when the last digit makes the Luhn sum (ISO/IEC 7812-1) a multiple of ten.
bool luhn(std::string_view text);

/// Digits and letters (A = 10 ... Z = 35) as one number, modulo `modulus`.
int alphanumeric_mod(std::string_view text, int modulus);

/// A day of a year of any century.
bool is_date(int month, int day);

/// ISO 7064 MOD 11,10: the last digit is the check digit.
bool mod_11_10(std::string_view text);

/// True when all characters are the same: often a filler, right by chance.
bool uniform(std::string_view text);

} // namespace scribe::classify
