// SPDX-License-Identifier: MIT
#pragma once

#include "sql/statement.hpp"

#include <map>
#include <vector>

namespace scribe::sql {

/// Follows columns of views to the columns of tables that they show, through views of views.
class Views {
public:
    /// `result` is what analyze() says of the view's definition.
    void add(TableName view, std::vector<ResultColumn> result);

    /// The columns of tables that the column shows: itself unless its table is a view, none when it is computed.
    std::vector<ColumnName> follow(ColumnName const &column) const;
    /// The joins between tables that joins between views and tables come down to.
    std::vector<Join> follow(std::vector<Join> const &joins) const;

private:
    std::map<TableName, std::vector<ResultColumn>> m_views;
};

} // namespace scribe::sql
