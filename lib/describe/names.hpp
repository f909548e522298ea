// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

// Names of tables and columns as phrases.
namespace scribe::describe {

class Vocabulary;

/// A name taken apart.
struct Phrase {
    std::vector<std::string> words;   ///< in lower case; abbreviations spelled out
    bool expanded = false;            ///< an abbreviation was spelled out, so that the words say more than the name
    std::vector<std::string> learned; ///< what shows the meaning of those that the database itself explains
    /// "customer number"
    std::string text() const;
};

/// The words of a name. `words`: what abbreviations stand for in its database, before what they do elsewhere.
Phrase phrase_of(std::string_view name, Vocabulary const *words = nullptr);

/// What one row of the table is, in the singular: "tbl_orders" is an order. Empty for a name without letters.
std::string entity_of(std::string_view table, Vocabulary const *vocabulary = nullptr);

/// The words of a table's name without those that say how it is stored: tbl, dim, vw ...
std::vector<std::string> without_layers(std::vector<std::string> words);

/// What an abbreviation of the trade stands for; empty for other words.
std::string_view expansion_of(std::string_view word);

/// "a", or "an" before a vowel.
std::string with_article(std::string const &noun);

/// With a capital letter first.
std::string sentence(std::string text);

} // namespace scribe::describe
