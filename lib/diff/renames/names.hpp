// SPDX-License-Identifier: MIT
#pragma once

#include "model/objects.hpp"

#include <map>
#include <string>
#include <string_view>
#include <tuple>
#include <utility>
#include <vector>

namespace scribe::diff {

/// The new names of tables, views and columns.
class Names {
public:
    void add(model::Record const &before, model::Record const &after);
    /// A sequence that went to another schema with its table.
    void add_sequence(model::Record const &before, model::Record const &after);

    /// The new schema and name of a table or view; the old ones when it has no others.
    model::Ref relation(model::Ref const &table) const;
    /// The table or view has another name, or columns of it have.
    bool concerns(model::Ref const &table) const;
    /// Puts a part of a table to where that is now.
    void follow(model::Record &part) const;
    /// The new name of a column of a table under its old name.
    std::string column(std::string const &schema, std::string const &table, std::string const &name) const;

    /// The name of a part: that of a foreign key without one of its own is made of its columns and table.
    std::string part(model::Record const &part) const;

    /// The record as a database keeps it after the renaming: names that it refers to are the new ones, and a definition
    /// that follows from them is that of `after`. SQL text of people (views, expressions) stays.
    model::Record renamed(model::Record const &before, model::Record const &after) const;

private:
    template <typename T> model::Record rewritten(model::Record const &before, model::Record const &after) const;
    void rewrite(model::Table &table) const;
    void rewrite(model::View &view) const;
    void rewrite(model::Constraint &constraint) const;
    void rewrite_ends(model::Constraint &constraint) const;
    void rewrite(model::Column &column) const;
    void rewrite(model::Index &index) const;
    void rewrite(model::Sequence &sequence) const;
    void rewrite(model::Trigger &trigger) const;
    void rewrite(model::Statistics &statistics) const;
    void rewrite(model::Publication &publication) const;
    void rewrite(model::Ref &table) const;
    void rewrite(model::Ref const &table, std::vector<std::string> &columns) const;
    /// The text with the new names of the table's columns.
    std::string rewritten_code(model::Ref const &table, std::string_view text) const;

    std::map<model::Ref, model::Ref> m_tables;
    std::vector<std::pair<std::string, std::string>> m_sequences; ///< as defaults name them: before and after
    std::map<std::tuple<std::string, std::string, std::string>, std::string> m_columns;
};

} // namespace scribe::diff
