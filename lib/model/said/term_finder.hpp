// SPDX-License-Identifier: MIT
#pragma once

#include "model/said/term.hpp"

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::model {

/// Finds the terms of a glossary in names and texts: the words of a term or synonym one behind another, singular and
/// plural, upper and lower case being the same ("net_revenue" and "Net revenues" hold "net revenue").
class TermFinder {
public:
    explicit TermFinder(std::vector<Term> const &terms);
    /// The places of the terms in the list, ascending, each once.
    std::vector<std::size_t> find(std::string_view text) const;
    bool empty() const { return m_phrases.empty(); }

private:
    struct Phrase {
        std::vector<std::string> words; ///< behind the first
        std::size_t term;
    };
    void add(std::string_view phrase, std::size_t term);

    std::multimap<std::string, Phrase, std::less<>> m_phrases; ///< by their first word
};

} // namespace scribe::model
