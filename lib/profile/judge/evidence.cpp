// SPDX-License-Identifier: MIT
#include "profile/judge/evidence.hpp"

#include "base/words.hpp"

#include <algorithm>

namespace scribe::profile {

using model::ValueClass;

std::vector<std::string> name_words(std::string_view name) {
    std::vector<std::string> words;
    for (auto &word : base::split_words(name)) words.push_back(std::move(word.folded));
    return words;
}

bool Evidence::last_word_in(std::initializer_list<std::string_view> list) const {
    return !words.empty() && std::find(list.begin(), list.end(), words.back()) != list.end();
}

bool Evidence::any_word_in(std::initializer_list<std::string_view> list) const {
    return std::any_of(words.begin(), words.end(),
                       [list](auto const &word) { return std::find(list.begin(), list.end(), word) != list.end(); });
}

bool Evidence::number() const {
    return column.value_class == ValueClass::integer || column.value_class == ValueClass::decimal ||
           column.value_class == ValueClass::real;
}

bool Evidence::date() const {
    return column.value_class == ValueClass::date || column.value_class == ValueClass::timestamp;
}

} // namespace scribe::profile
