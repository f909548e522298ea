// SPDX-License-Identifier: MIT
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

// Names of tables and columns as people build them of words.
namespace scribe::relate {

/// The words of a name, in lower case: "BillingAddressID" and "billing_address_id" are billing, address, id; a number
/// is a word.
std::vector<std::string> words(std::string_view name);

/// The words without spaces between them.
std::string glue(std::vector<std::string> const &words, std::size_t from = 0, std::size_t to = std::string::npos);

/// Words that mean something to the search for relationships: words.txt.
struct Lexicon {
    std::set<std::string, std::less<>> id;      ///< "id", "key", "nr": a column of that ending refers to something
    std::set<std::string, std::less<>> generic; ///< "id", "code", "name": as names of keys they tell nothing
    std::set<std::string, std::less<>> up;      ///< "parent", "manager": to a row of the same table
    std::set<std::string, std::less<>> role;    ///< "author", "created_by": a person
    std::vector<std::string> person;            ///< "user", "employee": tables of persons, the likeliest first
    std::set<std::string, std::less<>> layer;   ///< "tbl", "dim": says nothing about what a table holds
    std::set<std::string, std::less<>> measure; ///< "count", "price": a column of that ending refers to nothing
};
Lexicon const &lexicon();

/// A column's name taken apart.
struct ColumnName {
    std::vector<std::string> words; ///< singular, without the table's prefix
    std::vector<std::string> stem;  ///< the words without what says that it refers to something
    bool id = false;                ///< something was taken off
    bool plural = false;            ///< the last word was
    int number = -1;                ///< at its end: entity1, team_2_id
    std::string whole;              ///< all words glued
};

/// `prefix`: the word that all names of columns of the table begin with, if there is one.
ColumnName column_name(std::string_view name, std::string_view prefix);

/// The word that nearly all names of columns of a table begin with ("ca_street", "ca_city"); empty when there is none.
std::string column_prefix(std::vector<std::string> const &names);

/// Whether `shorter` may be an abbreviation of `longer`: it begins alike and its letters follow each other there.
bool abbreviates(std::string_view shorter, std::string_view longer);

} // namespace scribe::relate
