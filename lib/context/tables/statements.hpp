// SPDX-License-Identifier: MIT
#pragma once

#include "context/import.hpp"
#include "context/tables/header.hpp"

#include <string>
#include <vector>

namespace scribe::context {

/// Where a row, or a cell of it, stands: "people.csv:12", "people.xlsx:Sheet1!A12".
using TablePlace = std::function<std::string(std::size_t row, std::optional<std::size_t> column)>;

/// What is said in one row or entry of an object's place; empty: nothing.
struct PlaceWords {
    std::string ref, source, schema, table, column, name, kind;
    bool kind_may_be_type = false; ///< the kind may as well be a column's data type
};

/// Fills the place of a statement. Throws base::Error(config) at `place` for words that name no object.
void set_object(Statement &statement, PlaceWords const &words, std::string const &place);

/// The text as statements have it: \n as line ends, no white space around it.
std::string plain_text(std::string_view text);

/// Takes the rows under one header.
class RowReader {
public:
    virtual ~RowReader() = default;
    /// Rows may be shorter than the header, and longer with empty cells. Throws base::Error(config).
    virtual void row(std::vector<std::string> const &cells, std::size_t number) = 0;
    /// True when the cells of that column say something.
    virtual bool uses(std::size_t /*column*/) const { return true; }
    /// True when a row of text with fewer cells than the header is none that was broken in two.
    virtual bool may_be_short() const { return false; }
};

/// Makes statements of rows in scribe's own layout.
class StatementRows : public RowReader {
public:
    StatementRows(Header header, TablePlace place, std::function<void(Statement &&)> const &use)
        : m_header(std::move(header)), m_place(std::move(place)), m_use(use) {}
    void row(std::vector<std::string> const &cells, std::size_t number) override;
    bool uses(std::size_t column) const override;

private:
    Header m_header;
    TablePlace m_place;
    std::function<void(Statement &&)> const &m_use;
};

} // namespace scribe::context
