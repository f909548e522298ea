// SPDX-License-Identifier: MIT
#include "base/words.hpp"

#include "base/text.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
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

bool is_letter_or_digit(utf8proc_int32_t character) {
    auto const category = utf8proc_category(character);
    return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_NO) || category == UTF8PROC_CATEGORY_CO;
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

std::vector<std::string> plain_words(std::string_view folded) {
    bool const ascii = std::ranges::all_of(folded, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (ascii) return {std::string{folded}};
    utf8proc_uint8_t *mapped = nullptr;
    auto const length = utf8proc_map(
        reinterpret_cast<utf8proc_uint8_t const *>(folded.data()), static_cast<utf8proc_ssize_t>(folded.size()),
        &mapped, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_STRIPMARK));
    std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> const owned{mapped, &std::free};
    if (length < 0) return {std::string{folded}}; // no UTF-8: it is compared as it is
    std::string_view const text{reinterpret_cast<char const *>(mapped), static_cast<std::size_t>(length)};
    std::vector<std::string> words{""};
    for (utf8proc_ssize_t at = 0; at < length;) {
        utf8proc_int32_t character = 0;
        auto const bytes = utf8proc_iterate(mapped + at, length - at, &character);
        if (is_letter_or_digit(character))
            words.back() += text.substr(static_cast<std::size_t>(at), static_cast<std::size_t>(bytes));
        else if (!words.back().empty()) words.emplace_back();
        at += bytes;
    }
    if (words.back().empty()) words.pop_back();
    return words;
}

namespace {

/// The last row of the table of distances between `a` and the beginnings of `b`, which begins with `row`; stops when
/// all of a row is above `most`, and returns it then.
std::vector<std::size_t> distances(std::string_view a, std::string_view b, std::vector<std::size_t> row,
                                   std::size_t most) {
    std::vector<std::size_t> last(b.size() + 1), before(b.size() + 1);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        before.swap(last);
        last.swap(row);
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] = std::min({last[j] + 1, row[j - 1] + 1, last[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        // What a swap takes back stands in the row before.
        if (std::ranges::min(row) > most && std::ranges::min(last) > most) break;
    }
    return row;
}

} // namespace

std::size_t typing_distance(std::string_view a, std::string_view b, std::size_t most) {
    auto const longer = a.size() > b.size() ? a.size() - b.size() : b.size() - a.size();
    if (longer > most) return longer;
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    return distances(a, b, std::move(row), most).back();
}

std::size_t typing_distance_inside(std::string_view a, std::string_view text) {
    // It may begin and end anywhere.
    auto const row = distances(a, text, std::vector<std::size_t>(text.size() + 1, 0), a.size());
    return std::ranges::min(row);
}

namespace {

bool ends(std::string_view word, std::string_view end) { return word.size() > end.size() + 1 && word.ends_with(end); }

} // namespace

std::string singular(std::string_view word) {
    std::string text{word};
    if (word == "people") return "person";
    if (word == "children") return "child";
    if (word == "indices" || word == "vertices" || word == "matrices" || word == "appendices")
        return text.substr(0, text.size() - 4) + (word == "vertices" || word == "indices" ? "ex" : "ix");
    if (word == "media" || word == "series" || word == "species" || word == "news" || word == "status" ||
        word == "alias" || word == "bias" || word == "canvas" || word == "atlas" || word == "gas")
        return text;
    if (ends(word, "ies") && word.size() > 4) return text.substr(0, text.size() - 3) + "y";
    for (auto const *const end : {"sses", "ches", "shes", "xes", "zes"})
        if (ends(word, end)) return text.substr(0, text.size() - 2);
    for (auto const *const end : {"statuses", "aliases", "buses", "bonuses", "viruses"})
        if (word.ends_with(end)) return text.substr(0, text.size() - 2);
    if (ends(word, "s") && !ends(word, "ss") && !ends(word, "us") && !ends(word, "is") && word.size() > 3)
        return text.substr(0, text.size() - 1);
    return text;
}

} // namespace scribe::base
