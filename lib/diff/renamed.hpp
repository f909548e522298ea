// SPDX-License-Identifier: MIT
#pragma once

#include "model/objects.hpp"

#include <map>
#include <string>
#include <string_view>
#include <tuple>

namespace scribe::diff {

/// The new names of tables, views and columns.
class Names {
public:
    void add(model::Record const &before, model::Record const &after);
    bool empty() const { return m_tables.empty() && m_columns.empty(); }

    /// The new name of a table; the old one when it has no other.
    std::string table(std::string const &schema, std::string const &name) const;
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
    void rewrite(model::Index &index) const;
    void rewrite(model::Sequence &sequence) const;
    void rewrite(model::Trigger &trigger) const;
    void rewrite(model::Statistics &statistics) const;
    void rewrite(model::Publication &publication) const;
    void rewrite(model::Ref &table) const;
    void rewrite(model::Ref const &table, std::vector<std::string> &columns) const;
    /// The text with the new names of the table's columns.
    std::string rewritten_code(model::Ref const &table, std::string_view text) const;

    std::map<model::Ref, std::string> m_tables;
    std::map<std::tuple<std::string, std::string, std::string>, std::string> m_columns;
};

} // namespace scribe::diff
