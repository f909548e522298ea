// SPDX-License-Identifier: MIT
#pragma once

#include "pg/connection.hpp"

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::source::postgres {

/// A system catalog that this role may not read, or a function that it may not call.
struct Lack {
    std::string word;  ///< what queries call it
    std::string what;  ///< "read pg_catalog.pg_policy"
    std::string right; ///< what a GRANT calls it: "SELECT ON pg_catalog.pg_policy"
};

/// What a server's system catalogs offer, read once a connection: decides by columns, not by version numbers, so that
/// look-alikes and older versions give what they have.
class Capabilities {
public:
    /// Throws as require() does: without these catalogs nothing can be read.
    explicit Capabilities(pg::Connection &connection);
    /// For tests: exactly these "catalog.column" names, all readable.
    explicit Capabilities(std::set<std::string> columns) : m_columns(std::move(columns)) {}

    bool has(std::string const &catalog_column) const { return m_columns.contains(catalog_column); }
    /// Makes has() true of it.
    void add(std::string catalog_column) { m_columns.insert(std::move(catalog_column)); }
    /// The system catalogs and functions that the SQL text names and this role may not use.
    std::vector<Lack> lacking_in(std::string_view sql) const;
    /// Throws Error(source_query) with the GRANT that helps when this role lacks a right that the SQL text needs; `who`
    /// is the role.
    void require(std::string_view sql, std::string const &who) const;
    /// The text of a query file with its `--@` lines resolved (see sql/README.md).
    std::string resolve(std::string_view sql) const;
    /// True when this server needs double quotes around the word though it looks plain.
    bool is_keyword(std::string const &word) const { return m_keywords.contains(word); }
    void set_keywords(std::set<std::string> words) { m_keywords = std::move(words); }

private:
    std::set<std::string> m_columns;
    std::vector<Lack> m_lacks;
    std::set<std::string> m_keywords;
};

} // namespace scribe::source::postgres
