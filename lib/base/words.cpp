// SPDX-License-Identifier: MIT
#include "base/words.hpp"

#include "base/text.hpp"

#include <algorithm>
#include <numeric>

namespace scribe::base {

namespace {

enum class Class { none, digit, lower, upper };

Class class_of(char c) {
    if (c >= '0' && c <= '9') return Class::digit;
    if (c >= 'A' && c <= 'Z') return Class::upper;
    if ((c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80) return Class::lower;
    return Class::none;
}

/// True when a word ends between the characters `at` - 1 and `at`.
bool ends_before(std::string_view text, std::size_t at) {
    auto const left = class_of(text[at - 1]);
    auto const right = class_of(text[at]);
    if (left == Class::none || right == Class::none) return left != right;
    if ((left == Class::digit) != (right == Class::digit)) return true;
    if (left == Class::lower && right == Class::upper) return true;
    // HTTPServer: the last capital belongs to the word that follows.
    bool const next_lower = at + 1 < text.size() && class_of(text[at + 1]) == Class::lower;
    return left == Class::upper && right == Class::upper && next_lower;
}

} // namespace

std::vector<Word> split_words(std::string_view text) {
    std::vector<Word> words;
    std::size_t from = 0;
    for (std::size_t at = 1; at <= text.size(); ++at) {
        if (at < text.size() && !ends_before(text, at)) continue;
        if (class_of(text[from]) != Class::none)
            words.push_back({from, at - from, fold_case(text.substr(from, at - from))});
        from = at;
    }
    return words;
}

std::size_t typing_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> before, last(b.size() + 1), row(b.size() + 1);
    std::iota(last.begin(), last.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        before = last;
        last = row;
    }
    return last[b.size()];
}

} // namespace scribe::base
