// SPDX-License-Identifier: MIT
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::classify {

/// What a section of rules.txt says. The file's head explains the words.
struct Rule {
    std::string name;  ///< the entity (EMAIL) or, in lower case, the semantic type (url)
    bool type = false; ///< a semantic type
    std::string sensitivity = "personal";
    std::vector<std::string> names;   ///< of columns: words parted by blanks
    std::vector<std::string> hints;   ///< names that mean it only when the values agree well
    std::vector<std::string> formats; ///< RE2, of whole values: say it without a name when `alone`
    std::vector<std::string> loose;   ///< RE2: say it only beside a name
    std::vector<std::string> holds;   ///< words: a value that has one of them counts as loose
    std::vector<std::string> list;    ///< values that say it, folded
    std::vector<std::string> among;   ///< whole names of columns that say it in tables of people only
    std::vector<std::string> codes;   ///< values that say it beside a whole name, in tables of people
    std::string check;                ///< name of a checksum, see checksums.hpp
    double chance = 1;                ///< share of random values of the format that pass the checksum
    double share = 0.85;              ///< of distinct values that must have the format, without a name
    double named = 0.4;               ///< the same, beside a name
    bool flag = false;                ///< yes and no are values that say it beside one of `among`, in those tables
    bool alone = false;               ///< values of the format say it without a name
    std::int64_t least = 1;           ///< distinct values without a name
    bool numeric = false;             ///< its loose formats may be plain numbers
    bool towns = false;   ///< of what stands somewhere, too: the words `sites` before a name make it something else
    bool someone = false; ///< one of the signs of people must be more than the words `statistics`
    int people = 0;       ///< signs of people that the table must hold besides, where the name does not say it
    int people_named = 0; ///< the same where it does
    std::string beside;   ///< an entity: counts only in a table with a column of it, by its values or its name
    std::string unless;   ///< a test: where `unless_share` of the values answer it, the format alone says nothing
    double unless_share = 1;
    std::set<std::string> vetoes; ///< words of a column name that make it something else
    std::int64_t plenty = 0; ///< so many distinct values make loose formats of a type count without a name; 0: none
    bool numbers = false;    ///< a number can have one of its formats; Rules finds out
    bool dates = false;      ///< the same of a date
};

/// The rules file, parsed.
struct RuleBook {
    std::vector<Rule> rules;
    std::map<std::string, std::set<std::string>, std::less<>> words; ///< sets of words by name

    /// The index of a rule, or -1.
    int find(std::string_view name) const;
    bool has_word(std::string_view set, std::string const &word) const;
};

/// Throws base::Error(internal) with the line: the file is part of the program.
RuleBook parse_rules(std::string_view text);

} // namespace scribe::classify
