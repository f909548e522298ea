// SPDX-License-Identifier: MIT
#include "describe/names.hpp"

#include "base/text.hpp"
#include "base/words.hpp"
#include "describe/vocabulary.hpp"
#include "describe_data.hpp"

#include <algorithm>
#include <array>
#include <map>

namespace scribe::describe {

namespace {

using Dictionary = std::map<std::string, std::string, std::less<>>;

Dictionary const &dictionary() {
    static Dictionary const the_dictionary = [] {
        Dictionary dictionary;
        for (auto const &line : base::split(data::k_abbreviations, '\n')) {
            auto const space = line.find(' ');
            if (line.empty() || line[0] == '#' || space == std::string::npos) continue;
            dictionary.emplace(line.substr(0, space), line.substr(space + 1));
        }
        return dictionary;
    }();
    return the_dictionary;
}

/// Words before or after the name of a table that say how it is stored and not what it holds.
constexpr std::array<std::string_view, 10> k_layers{"v",   "tbl", "tb", "dim",  "fact",
                                                    "stg", "vw",  "mv", "view", "table"};

bool is_layer(std::string const &word) { return std::ranges::find(k_layers, word) != k_layers.end(); }

} // namespace

std::string Phrase::text() const { return base::join(words, " "); }

std::string_view expansion_of(std::string_view word) {
    auto const found = dictionary().find(word);
    return found == dictionary().end() ? std::string_view{} : found->second;
}

Phrase phrase_of(std::string_view name, Vocabulary const *words) {
    Phrase phrase;
    for (auto const &word : base::split_words(name)) {
        for (auto const &part : words ? words->parts_of(word.folded) : std::vector{word.folded}) {
            if (auto const *const meaning = words ? words->find(part) : nullptr) {
                phrase.words.push_back(meaning->text);
                phrase.learned.push_back(meaning->reason);
                phrase.expanded = true;
            } else if (auto const known = expansion_of(part); !known.empty()) {
                phrase.words.emplace_back(known);
                phrase.expanded = true;
            } else {
                phrase.words.push_back(part == "id" ? "ID" : part);
            }
        }
    }
    return phrase;
}

std::vector<std::string> without_layers(std::vector<std::string> words) {
    while (words.size() > 1 && is_layer(words.front())) words.erase(words.begin());
    while (words.size() > 1 && is_layer(words.back())) words.pop_back();
    return words;
}

std::string entity_of(std::string_view table, Vocabulary const *vocabulary) {
    auto words = without_layers(phrase_of(table, vocabulary).words);
    auto const is_number = [](std::string const &word) {
        return word.find_first_not_of("0123456789") == std::string::npos;
    };
    // "payment_p2022_01" holds payments.
    bool const numbered = words.size() > 1 && is_number(words.back());
    while (words.size() > 1 && is_number(words.back())) words.pop_back();
    if (numbered && words.size() > 1 && words.back() == "p") words.pop_back();
    if (words.empty()) return {};
    words.back() = base::singular(words.back());
    return base::join(words, " ");
}

std::string with_article(std::string const &noun) {
    // Written with a vowel and spoken without one: a unit, a user, a UUID, a euro.
    constexpr std::array<std::string_view, 10> k_spoken{"uni",  "use", "usa", "usu", "util",
                                                        "uuid", "url", "uri", "eu",  "one "};
    auto const folded = base::to_lower_ascii(noun);
    bool const spoken = std::ranges::any_of(k_spoken, [&](auto head) { return folded.starts_with(head); });
    bool const vowel =
        !spoken && !noun.empty() && std::string_view{"aeiouAEIO"}.find(noun[0]) != std::string_view::npos;
    // A letter that stands alone is spoken by its name: an l, a b.
    bool const letter = folded.size() == 1 || (folded.size() > 1 && folded[1] == ' ');
    bool const spoken_vowel = letter && std::string_view{"aefhilmnorsx"}.find(folded[0]) != std::string_view::npos;
    return ((letter ? spoken_vowel : vowel) ? "an " : "a ") + noun;
}

std::string sentence(std::string text) {
    if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
    return text;
}

} // namespace scribe::describe
