// SPDX-License-Identifier: MIT
#pragma once

#include "classify/rule_book.hpp"

#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace scribe::classify {

/// A rule that a column's name speaks for.
struct NameHit {
    int rule;
    bool hint;          ///< by one of the rule's hints, which alone say little
    std::size_t first;  ///< word of the name where it begins
    std::size_t length; ///< words
};

/// Which rules the name of a column speaks for. Whole words count, never parts of words.
class NameRules {
public:
    explicit NameRules(RuleBook const &book);

    /// The words of a name, folded, abbreviations written out ("cust_nm": cust, name) and without numbers. What stands
    /// together without a break ("membermailingaddress") is parted where all of it is words that the rules know.
    std::vector<std::string> words(std::string_view name) const;

    /// The rules that the words speak for, longest first. A name within a longer one does not count ("ip address" is
    /// no address), nor one that a later word makes something else ("email verified").
    std::vector<NameHit> match(std::vector<std::string> const &words) const;

private:
    struct Phrase {
        std::vector<std::string> words;
        int rule;
        bool hint;
    };
    void add(std::string const &name, int rule, bool hint);
    void read_short(std::set<std::string> const &entries);
    void write_out(std::vector<std::string> &words) const;
    std::vector<std::string> part(std::string const &word) const;
    bool names_person(std::vector<std::string> const &words, NameHit const &hit) const;
    bool is_asked(std::vector<std::string> const &words, NameHit const &hit) const;
    bool fits_hint(std::vector<std::string> const &words, NameHit const &hit, std::size_t other) const;
    bool stands(std::vector<std::string> const &words, NameHit const &hit) const;

    RuleBook const &m_book;
    std::unordered_map<std::string, std::vector<Phrase>> m_phrases; ///< by their first word
    std::unordered_set<std::string> m_vocabulary;
    std::unordered_map<std::string, std::string> m_short; ///< abbreviations and what they stand for
};

} // namespace scribe::classify
