// SPDX-License-Identifier: MIT
#include "profile/judge/evidence.hpp"

#include "base/words.hpp"

#include <algorithm>

namespace scribe::profile {

using model::ValueClass;

namespace {

bool is_in(Evidence::Words list, std::string_view word) {
    return std::find(list.begin(), list.end(), word) != list.end();
}

} // namespace

std::vector<std::string> name_words(std::string_view name) {
    std::vector<std::string> words;
    for (auto const &word : base::split_words(name))
        for (auto &plain : base::plain_words(word.folded)) words.push_back(std::move(plain));
    return words;
}

bool Evidence::last_word_in(Words list) const { return !words.empty() && is_in(list, words.back()); }

bool Evidence::first_word_in(Words list) const { return !words.empty() && is_in(list, words.front()); }

bool Evidence::any_word_in(Words list) const {
    return std::any_of(words.begin(), words.end(), [list](auto const &word) { return is_in(list, word); });
}

bool Evidence::number() const {
    return column.value_class == ValueClass::integer || column.value_class == ValueClass::decimal ||
           column.value_class == ValueClass::real;
}

bool Evidence::date() const {
    return column.value_class == ValueClass::date || column.value_class == ValueClass::timestamp;
}

} // namespace scribe::profile
