// SPDX-License-Identifier: MIT
#pragma once

#include "pg/connection.hpp"

#include <set>
#include <string>
#include <string_view>

namespace scribe::source::postgres {

/// What a server's system catalogs offer, read once a connection: decides by columns, not by version numbers, so that
/// look-alikes and older versions give what they have.
class Capabilities {
public:
    explicit Capabilities(pg::Connection &connection);
    /// For tests: exactly these "catalog.column" names, all readable.
    explicit Capabilities(std::set<std::string> columns) : m_columns(std::move(columns)) {}

    bool has(std::string const &catalog_column) const { return m_columns.contains(catalog_column); }
    /// The first system catalog that the SQL text names and this role may not read; empty when there is none.
    std::string unreadable_in(std::string_view sql) const;
    /// The text of a query file with its `--@` lines resolved (see sql/README.md).
    std::string resolve(std::string_view sql) const;
    /// True when this server needs double quotes around the word though it looks plain.
    bool is_keyword(std::string const &word) const { return m_keywords.contains(word); }
    void set_keywords(std::set<std::string> words) { m_keywords = std::move(words); }

private:
    std::set<std::string> m_columns;
    std::set<std::string> m_unreadable;
    std::set<std::string> m_keywords;
};

} // namespace scribe::source::postgres
