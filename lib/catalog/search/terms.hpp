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
    std::string word;                 ///< as it was typed
    std::vector<std::string> starts;  ///< what begins so has it: the word, or what it is a slip of
    std::vector<std::string> parts{}; ///< whole words that hold one of these elsewhere, or are near
    bool corrected = false;           ///< nothing has the word, but others that are near
    bool unknown = false;             ///< nor is any near

    bool matches(std::string const &folded) const {
        return std::ranges::any_of(starts, [&](auto const &start) { return folded.starts_with(start); }) ||
               std::ranges::find(parts, folded) != parts.end();
    }
};

/// The objects that have a term.
struct TermHits {
    OrdinalSet name, comment; ///< in the name also as several of its words typed as one
    OrdinalSet draft;         ///< in what a writer says and nobody approved
    OrdinalSet owner;         ///< columns: in the name of their table
    OrdinalSet anywhere;      ///< there, in the definition, or in the name of the table
};

/// Words beyond the first 16 are left out.
std::vector<Term> make_terms(sqlite::Db &db, PostingReader &postings, std::string const &text);

/// The words of a query written as one, as purchaseorderdetail has "purchase order". `forgiving`: also with a slip.
Term make_glued(sqlite::Db &db, PostingReader &postings, std::string const &whole_word, bool forgiving);

TermHits find_term(PostingReader &postings, Term const &term);

/// The objects of exactly that name, upper and lower case and what stands between words being the same.
OrdinalSet find_whole_name(PostingReader &postings, std::string const &whole_word);

} // namespace scribe::catalog
