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

/// Whose an e-mail address is.
enum class Mailbox {
    office,    ///< nobody's own: info@...
    authority, ///< of someone at a public authority
    person,
};

/// The words by which addresses of offices and of public authorities are known.
class Mailboxes {
public:
    explicit Mailboxes(RuleBook const &book);
    Mailbox look(std::string_view local, std::string_view domain) const;

private:
    bool is_authority(std::string_view domain) const;

    WordSet m_offices;
    std::vector<std::string> m_authorities; ///< ends of domains, after a full stop
};

/// What stands within a value: an object, a list, a sentence, a note of two words.
struct Finds {
    bool sentence = false;     ///< four words or more
    bool mail = false;         ///< an e-mail address of someone
    bool private_mail = false; ///< one of someone who is not at a public authority
    bool phone = false;        ///< a telephone number that anyone pays for, after + or as only those are written
    bool plus_phone = false;   ///< + and 9 to 15 digits, the same
    int numbers = 0;           ///< with the form of an IBAN, a card or a social security number, not the whole value
    int valid = 0;             ///< of those, with the right checksum
};

Finds find_within(Mailboxes const &mailboxes, std::string_view value);

/// True for a telephone number that is free to call: an office's.
bool is_freephone(std::string_view number);

} // namespace scribe::classify
