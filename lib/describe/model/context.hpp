// SPDX-License-Identifier: MIT
#pragma once

#include "describe/evidence.hpp"

#include <map>
#include <set>
#include <string>
#include <vector>

namespace scribe::describe {

/// The names of all tables and views of a source, to tell those that a text mentions.
class TableNames {
public:
    void add(model::Ref const &table);
    bool has(std::string const &schema, std::string const &name) const { return m_refs.contains({schema, name}); }
    /// True for the name of some table or schema.
    bool knows(std::string const &name) const { return m_names.contains(name); }
    /// The tables whose names read so: words in lower case and in the singular, blanks between them.
    std::vector<model::Ref> called(std::string const &words) const;
    /// The most words that a name has.
    std::size_t longest() const { return m_longest; }

private:
    std::set<model::Ref> m_refs;
    std::set<std::string> m_names;
    std::multimap<std::string, model::Ref> m_words;
    std::size_t m_longest = 0;
};

/// What a model is told beside the evidence of the table itself.
struct ModelContext {
    std::string source;
    std::string database;                              ///< its name
    std::string summary{};                             ///< of the database
    std::string table_text{};                          ///< what a person or the database's comment says of the table
    std::map<std::string, std::string> column_texts{}; ///< the same of its columns
    std::map<model::Ref, std::string> texts{};         ///< of tables that it has to do with
    std::map<std::string, std::string> schema_texts{}; ///< of schemas, for the database
    TableNames const *names = nullptr;                 ///< of all tables
    std::string vouched{};                             ///< what a person says of the object now: numbers and names too
    bool structure_only = false;                       ///< nothing but names, types and keys leaves the house
    bool flat = false;                                 ///< no request builds on the answer to another
};

/// True when a text of the database gives orders, as to a language model. Such a text is shown to none.
bool gives_orders(std::string const &text);

/// True when values of the column may leave the house: it is no personal data, no credential, and nobody hid them.
bool may_show(ColumnEvidence const &column);

} // namespace scribe::describe
