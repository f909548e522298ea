// SPDX-License-Identifier: MIT
#include "model/said/term_finder.hpp"

#include "base/words.hpp"

#include <algorithm>
#include <set>

namespace scribe::model {

namespace {

std::vector<std::string> words_of(std::string_view text) {
    std::vector<std::string> words;
    for (auto const &word : base::split_words(text)) {
        for (auto const &plain : base::plain_words(word.folded)) words.push_back(base::singular(plain));
    }
    return words;
}

} // namespace

TermFinder::TermFinder(std::vector<Term> const &terms) {
    for (std::size_t i = 0; i < terms.size(); ++i) {
        add(terms[i].name, i);
        for (auto const &synonym : terms[i].synonyms) add(synonym, i);
    }
}

void TermFinder::add(std::string_view phrase, std::size_t term) {
    auto words = words_of(phrase);
    if (words.empty()) return;
    auto first = std::move(words.front());
    words.erase(words.begin());
    m_phrases.emplace(std::move(first), Phrase{std::move(words), term});
}

std::vector<std::size_t> TermFinder::find(std::string_view text) const {
    std::set<std::size_t> found;
    auto const words = words_of(text);
    for (std::size_t at = 0; at < words.size(); ++at) {
        auto const [from, to] = m_phrases.equal_range(words[at]);
        for (auto it = from; it != to; ++it) {
            auto const &[rest, term] = it->second;
            bool const fits = at + 1 + rest.size() <= words.size() &&
                              std::equal(rest.begin(), rest.end(), words.begin() + static_cast<std::ptrdiff_t>(at) + 1);
            if (fits) found.insert(term);
        }
    }
    return {found.begin(), found.end()};
}

} // namespace scribe::model
