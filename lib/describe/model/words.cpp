// SPDX-License-Identifier: MIT
#include "describe/model/words.hpp"

#include "base/text.hpp"
#include "base/words.hpp"

#include <algorithm>
#include <array>

namespace scribe::describe {

namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }
bool is_letter(char c) { return is_upper(c) || (c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) & 0x80U) != 0; }
bool is_word(char c) { return is_letter(c) || is_digit(c) || c == '_'; }

/// True when the full stop at `at` ends an abbreviation.
bool is_abbreviation(std::string_view text, std::size_t at) {
    constexpr std::array<std::string_view, 6> k_short = {"e.g", "i.e", "etc", "vs", "approx", "no"};
    auto const head = text.substr(0, at);
    return std::ranges::any_of(k_short, [&](auto word) {
        return head.ends_with(word) && (head.size() == word.size() || !is_letter(head[head.size() - word.size() - 1]));
    });
}

/// The last word before `at` is written in capitals: ISO, UTF, SHA.
bool follows_standard(std::string_view text, std::size_t at) {
    while (at > 0 && (text[at - 1] == ' ' || text[at - 1] == '-' || text[at - 1] == '.')) --at;
    auto const end = at;
    while (at > 0 && is_word(text[at - 1])) --at;
    auto const word = text.substr(at, end - at);
    return !word.empty() && std::ranges::all_of(word, [](char c) { return is_upper(c) || is_digit(c); }) &&
           is_upper(word.front());
}

struct Mark {
    std::string_view open, close;
};
constexpr std::array<Mark, 5> k_marks = {{{"`", "`"}, {"\"", "\""}, {"'", "'"}, {"“", "”"}, {"‘", "’"}}};

} // namespace

std::vector<std::string> plain_words_of(std::string_view text) {
    std::vector<std::string> words;
    for (auto const &word : base::split_words(text)) words.push_back(base::singular(word.folded));
    return words;
}

std::vector<std::string> sentences_of(std::string_view text) {
    std::vector<std::string> sentences;
    std::size_t begin = 0;
    auto const add = [&](std::size_t end) {
        auto const sentence = base::trim(text.substr(begin, end - begin));
        if (!sentence.empty()) sentences.emplace_back(sentence);
        begin = end;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool const end = text[i] == '!' || text[i] == '?' || (text[i] == '.' && !is_abbreviation(text, i));
        if (text[i] == '\n' || text[i] == ';') add(i + 1);
        else if (end && i + 1 < text.size() && text[i + 1] == ' ') add(i + 1);
    }
    add(text.size());
    return sentences;
}

std::vector<std::string> quoted_in(std::string_view text) {
    std::vector<std::string> found;
    for (std::size_t i = 0; i < text.size(); ++i) {
        for (auto const &[open, close] : k_marks) {
            if (!text.substr(i).starts_with(open) || (i > 0 && is_word(text[i - 1]) && open != "`")) continue;
            auto end = i + open.size();
            // A closing mark within a word is an apostrophe.
            do {
                end = text.find(close, end);
                if (end == std::string_view::npos) break;
                end += close.size();
            } while (close == "'" && end < text.size() && is_word(text[end]));
            if (end == std::string_view::npos) continue;
            found.emplace_back(text.substr(i + open.size(), end - close.size() - i - open.size()));
            i = end - 1;
            break;
        }
    }
    return found;
}

std::vector<std::string> names_in(std::string_view text) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < text.size();) {
        if (!is_word(text[i])) {
            ++i;
            continue;
        }
        auto end = i;
        while (end < text.size() && is_word(text[end])) ++end;
        auto const word = text.substr(i, end - i);
        if (word.find('_') != std::string_view::npos) names.emplace_back(word);
        i = end;
    }
    return names;
}

std::vector<std::string> numbers_in(std::string_view text) {
    std::vector<std::string> numbers;
    for (std::size_t i = 0; i < text.size();) {
        // Digits within a word are a part of it: sha256.
        if (!is_digit(text[i]) || (i > 0 && (is_letter(text[i - 1]) || text[i - 1] == '_'))) {
            ++i;
            continue;
        }
        auto const begin = i;
        std::string number;
        for (; i < text.size(); ++i) {
            bool const inner = i + 1 < text.size() && is_digit(text[i + 1]);
            if (is_digit(text[i]) || (text[i] == '.' && inner)) number.push_back(text[i]);
            else if (text[i] != ',' || !inner) break;
        }
        if (!follows_standard(text, begin)) numbers.push_back(std::move(number));
    }
    return numbers;
}

bool has_phrase(std::string_view text, std::string_view phrase, std::string_view *after) {
    auto const folded = base::to_lower_ascii(text);
    for (auto at = folded.find(phrase); at != std::string::npos; at = folded.find(phrase, at + 1)) {
        auto const end = at + phrase.size();
        if ((at > 0 && is_word(folded[at - 1])) || (end < folded.size() && is_word(folded[end]))) continue;
        if (after) *after = text.substr(end);
        return true;
    }
    return false;
}

} // namespace scribe::describe
