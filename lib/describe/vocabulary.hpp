// SPDX-License-Identifier: MIT
#pragma once

#include "model/objects.hpp"

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::describe {

/// What abbreviations stand for in one database, learned from its own names. A word is learned where the database
/// proves it (a column that refers to a table, columns that begin with the name of their table) and where it stands for
/// one thing only.
class Vocabulary {
public:
    /// What a word stands for, and what shows it: "cust is customer, as shop.orders.cust_id refers to shop.customer".
    struct Meaning {
        std::string text, reason;
    };

    /// A column that refers to a column of a table.
    void see_reference(model::Ref const &table, std::string const &column, model::Ref const &target,
                       std::string const &target_column);
    /// A table, or view, with the names of its columns.
    void see_table(model::Ref const &table, std::vector<std::string> const &columns);
    /// People say that the word stands for the term; that counts before what names show.
    void say(std::string_view word, std::string_view term);

    /// All names were seen. Makes parts_of() a matter of looking up; other words than those of tables and columns it
    /// leaves alone then.
    void settle();

    /// The words that a word is made of, in a database that puts none of its names together with separators:
    /// "salesorderheader" is sales, order, header. The word itself where all of it is not known words.
    std::vector<std::string> parts_of(std::string const &word) const;

    /// Null for a word that is none, or that stands for several things.
    Meaning const *find(std::string_view word) const;

private:
    struct Entry {
        Meaning meaning;
        bool torn = false, said = false;
    };
    void learn(std::string const &word, std::string const &text, std::string const &place);
    std::vector<std::string> part(std::string const &word) const;
    bool align(std::vector<std::string> const &shorts, std::vector<std::string> const &words, std::string const &place);

    std::map<std::string, Entry, std::less<>> m_entries;
    std::set<std::string, std::less<>> m_tables;                          ///< words that are the whole name of a table
    std::map<std::string, std::vector<std::string>, std::less<>> m_parts; ///< of words of names, until settle() empty
    std::set<std::string, std::less<>> m_seen;                            ///< words of names, until settle()
    bool m_settled = false;
    std::size_t m_glued = 0, m_parted = 0; ///< long names of tables without and with separators
};

} // namespace scribe::describe
