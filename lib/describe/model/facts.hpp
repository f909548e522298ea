// SPDX-License-Identifier: MIT
#pragma once

#include "describe/model/context.hpp"

#include <set>
#include <string>
#include <string_view>

// Not part of this module's surface.
namespace scribe::describe {

/// What the evidence has of one column, or of all of a table, to look up.
class Facts {
public:
    /// `vouched`: a text whose values, names and numbers count as known.
    Facts(TableEvidence const &table, ColumnEvidence const *column, TableNames const *names,
          std::string_view vouched = {});

    bool has_value(std::string const &value) const {
        return m_values.contains(value) || (!value.empty() && m_vouched.find(value) != std::string::npos);
    }
    bool has_number(std::string const &number) const;
    /// True for the name of an object that may be mentioned.
    bool has_name(std::string const &name) const;
    /// True when the table has a relationship with it, reads it, or is it.
    bool is_related(model::Ref const &table) const { return m_related.contains(table); }
    /// True when the column of the text is part of a relationship, or the text is of a table that has one.
    bool is_linked() const { return m_linked; }

private:
    void add(ColumnEvidence const &column);
    void add_values(ColumnEvidence const &column);
    void add_text(std::string_view text);
    void vouch(Known const &known);
    void add_link(Link const &link, ColumnEvidence const *column);

    TableNames const *m_all;
    std::string m_vouched;
    std::set<std::string> m_values, m_numbers, m_names;
    std::set<model::Ref> m_related;
    bool m_linked = false;
};

/// The texts between quotes in an SQL expression.
std::vector<std::string> literals_in(std::string_view expression);

/// "1.50" as "1.5", "007" as "7".
std::string plain_number(std::string number);

} // namespace scribe::describe
