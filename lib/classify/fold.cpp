// SPDX-License-Identifier: MIT
#include "classify/fold.hpp"

#include "base/text.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <utility>

namespace scribe::classify {

namespace {

/// Letters that Unicode does not take for a letter with a mark.
constexpr std::pair<std::string_view, std::string_view> k_plain[] = {
    {"ø", "o"}, {"đ", "d"}, {"ł", "l"}, {"æ", "ae"}, {"œ", "oe"}, {"ı", "i"}, {"þ", "th"}, {"ð", "d"}, {"ħ", "h"},
};

void replace_letters(std::string &text) {
    for (auto const &[from, to] : k_plain)
        for (auto at = text.find(from); at != text.npos; at = text.find(from, at + to.size()))
            text.replace(at, from.size(), to);
}

bool is_ascii(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

} // namespace

std::string fold(std::string_view text) {
    if (is_ascii(text)) return base::to_lower_ascii(text);
    utf8proc_uint8_t *mapped = nullptr;
    auto const options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD |
                                                        UTF8PROC_STRIPMARK | UTF8PROC_COMPAT);
    auto const length = utf8proc_map(reinterpret_cast<utf8proc_uint8_t const *>(text.data()),
                                     static_cast<utf8proc_ssize_t>(text.size()), &mapped, options);
    std::unique_ptr<utf8proc_uint8_t, decltype(&std::free)> const owner{mapped, &std::free};
    if (length < 0) return base::to_lower_ascii(text);
    std::string folded{reinterpret_cast<char const *>(mapped), static_cast<std::size_t>(length)};
    replace_letters(folded);
    return folded;
}

std::vector<std::string> value_words(std::string_view folded, bool &other) {
    std::vector<std::string> words;
    std::string word;
    auto const end_word = [&] {
        if (!word.empty()) words.push_back(std::exchange(word, {}));
    };
    other = false;
    for (std::size_t at = 0; at < folded.size(); ++at) {
        char const c = folded[at];
        bool const typographic = c == '\xE2' && folded.substr(at, 3) == "\xE2\x80\x99"; // ’
        if ((c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) >= 0x80 && !typographic)) word += c;
        else if (c == '\'' || c == '`' || c == '.' || typographic) {
            if (typographic) at += 2;
            if (c == '.' && word.size() <= 1) end_word();
        } else {
            end_word();
            if (c != ' ' && c != '-' && c != ',') other = true;
        }
    }
    end_word();
    return words;
}

} // namespace scribe::classify
