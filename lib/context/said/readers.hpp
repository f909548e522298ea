// SPDX-License-Identifier: MIT
#pragma once

#include "context/import.hpp"
#include "context/said/tree.hpp"

// The readers behind read_statements that read no tables, one a format.
namespace scribe::context {

/// Takes statements that say something.
class Sayings {
public:
    explicit Sayings(std::function<void(Statement &&)> const &use) : m_use(use) {}
    void add(Statement &&statement) const {
        std::erase_if(statement.fields, [](auto const &field) { return field.second.empty(); });
        if (!statement.fields.empty()) m_use(std::move(statement));
    }

private:
    std::function<void(Statement &&)> const &m_use;
};

/// The file of "schema.table", as tools write it that know no quotes.
void set_dotted_table(Statement &statement, std::string_view name);

/// scribe's own form: docs/context-files.md.
void read_own(Tree const &tree, ImportOptions const &options, Sayings const &use);
/// .tbls.yml: name, desc, labels, comments.
void read_tbls_comments(Tree const &tree, Sayings const &use);
/// dbt's schema.yml: models, seeds, snapshots, sources.
void read_dbt(Tree const &tree, Sayings const &use);
/// SchemaCrawler's attributes: tables with remarks and attributes.
void read_schemacrawler(Tree const &tree, Sayings const &use);

/// SchemaSpy's meta XML: comments.
void read_schemaspy_comments(std::string_view text, std::string const &file, Sayings const &use);
/// Notes of DBML.
void read_dbml_notes(std::string_view text, std::string const &file, Sayings const &use);
/// COMMENT ON statements of SQL.
void read_sql_comments(std::string_view text, std::string const &file, Sayings const &use);

} // namespace scribe::context
