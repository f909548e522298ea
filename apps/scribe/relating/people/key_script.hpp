// SPDX-License-Identifier: MIT
#pragma once

#include "model/relationship.hpp"
#include "relating/people/tables.hpp"

#include <set>
#include <string>
#include <vector>

namespace scribe::cli {

/// Writes PostgreSQL's statements that declare relationships as foreign keys, and those that undo them.
class KeyScript {
public:
    explicit KeyScript(KnownTables &tables) : m_tables(tables) {}

    /// Adds the statements of one relationship, or a comment that says why it can be no foreign key.
    void add(model::Relationship const &one);
    /// How many keys the script makes.
    int keys() const { return m_keys; }
    std::vector<std::string> const &statements() const { return m_forward; }
    /// The reverse, the last first.
    std::string rollback() const;
    std::string script() const;

private:
    /// A name of at most 63 bytes that nothing of this schema has, as PostgreSQL would choose it.
    std::string free_name(std::string const &schema, std::string const &table, std::vector<std::string> const &columns,
                          std::string_view ending);
    void load_names(std::string const &schema, KnownTable const &table);
    void add_parent_key(model::Relationship const &one, KnownTable const &parent);
    void add_key(model::Relationship const &one, KnownTable const &child, std::string const &name);
    void add_index(model::Relationship const &one, KnownTable const &child);
    void step(std::string statement, std::string undo);

    KnownTables &m_tables;
    std::vector<std::string> m_forward, m_backward;
    std::set<std::pair<std::string, std::string>> m_names;               ///< schema and name that are taken
    std::set<std::pair<model::Ref, std::vector<std::string>>> m_unique;  ///< keys that this script makes
    std::set<std::pair<model::Ref, std::vector<std::string>>> m_indexed; ///< indexes that it makes
    int m_keys = 0;
};

} // namespace scribe::cli
