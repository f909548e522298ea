// SPDX-License-Identifier: MIT
#pragma once

#include "classify/rule_book.hpp"
#include "classify/values/people.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace scribe::classify {

/// What speaks for a street address in a value.
struct StreetShape {
    bool word = false;   ///< a word for a street, or a post box
    bool number = false; ///< a digit
    bool shaped = false; ///< words and a house number, in either order
};

/// The words of streets in many languages.
class Streets {
public:
    explicit Streets(RuleBook const &book);
    StreetShape look(std::string_view value, std::vector<ValueWord> const &words) const;

private:
    bool is_street(ValueWord const &word, bool alone) const;

    WordSet m_words;
    std::vector<std::string> m_ends;  ///< of words: "strasse"
    std::vector<std::string> m_parts; ///< of words in scripts without blanks
};

/// True for a name by which people log in: a known given name or surname joined to another or to a number by . _ or
/// nothing ("ana.silva", "Kyle_Smith23").
bool is_handle(People const &people, std::string_view value, std::string_view folded);

/// Personal data that stands in running text.
struct TextFinds {
    bool sentence = false; ///< four words or more
    bool email = false;    ///< of a person: not info@ ...
    bool phone = false;    ///< +.. or (..) and digits
    bool number = false;   ///< IBAN, card or social security number; the checksums of the first two are right
};

/// `mailboxes` are those that are nobody's own.
TextFinds find_in_text(WordSet const &mailboxes, std::string_view value);

} // namespace scribe::classify
