// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/search/postings.hpp"

#include <algorithm>
#include <string>
#include <vector>

// What the words of a query stand for: shared by the files of this module, not part of its surface.
namespace scribe::catalog {

/// A word of the query and what stands for it.
struct Term {
    std::string word;
    std::vector<std::string> alternatives; ///< parts of words, corrections
    bool corrected = false;

    bool matches(std::string const &folded) const {
        if (!corrected && folded.starts_with(word)) return true;
        return std::ranges::find(alternatives, folded) != alternatives.end();
    }
};

/// The objects that have a term.
struct TermHits {
    OrdinalSet name, comment;
    OrdinalSet anywhere; ///< there, in the definition, in the name of the table, or as several words typed as one
};

/// Words beyond the first 16 are left out.
std::vector<Term> make_terms(sqlite::Db &db, PostingReader &postings, std::string const &text);

TermHits find_term(PostingReader &postings, Term const &term);

/// The objects of exactly that name, upper and lower case and what stands between words being the same.
OrdinalSet find_whole_name(PostingReader &postings, std::string const &whole_word);

} // namespace scribe::catalog
