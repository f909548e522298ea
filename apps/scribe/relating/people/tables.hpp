// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"
#include "model/objects.hpp"
#include "model/relationship.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace scribe::cli {

/// A table or view of the catalog with what relationships need of it.
struct KnownTable {
    std::string schema, name;
    bool view = false;
    bool is_there = true;    ///< false: the catalog has none of that name
    std::string table_kind;  ///< of model::Table; empty for a view
    std::string persistence; ///< likewise
    bool has_heirs = false;  ///< other tables inherit from it
    std::vector<model::Column> columns;
    std::vector<model::Constraint> constraints;
    std::vector<model::Index> indexes;

    model::Column const *column(std::string_view name_of_column) const;
    /// True when no two rows share the values of these columns, by a key or index on them or some of them.
    bool is_unique(std::vector<std::string> const &names) const;
    bool is_primary_key(std::vector<std::string> const &names) const;
};

/// The tables of one source, read when they are asked for.
class KnownTables {
public:
    KnownTables(catalog::Store &store, catalog::SourceRow source);

    catalog::SourceRow const &source() const { return m_source; }
    bool is_sqlite() const { return m_source.product == "SQLite"; }
    /// The table's schema and name as the catalog has them; without a schema the only one of that name, or that of
    /// the schema public or main. Letters of another case do where only one name is alike. Nothing when there is none;
    /// throws base::Error(usage) when several schemas have it.
    std::optional<model::Ref> find(std::string const &schema, std::string const &table) const;
    /// The known names nearest to it, as a hint: "did you mean ...?" or how to list them.
    std::string near(std::string const &schema, std::string const &table) const;
    /// True when something of the schema that is named as tables are has this name: a table, view, index or sequence.
    bool is_taken(std::string const &schema, std::string const &name);
    KnownTable const &get(model::Ref const &ref);
    /// Fills in the schema, and names as the catalog writes them. Throws base::Error(usage) for what is not there.
    model::RelationshipEnd resolve(model::RelationshipEnd const &end);

private:
    std::vector<model::Ref> named(std::string const &schema, std::string const &table, bool any_case) const;

    catalog::Store &m_store;
    catalog::SourceRow m_source;
    std::vector<std::pair<model::Ref, bool>> m_names; ///< and whether it is a view; sorted
    std::set<model::Ref> m_inherited;                 ///< tables that others inherit from
    std::map<model::Ref, KnownTable> m_tables;
};

} // namespace scribe::cli
