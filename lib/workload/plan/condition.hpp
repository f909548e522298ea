// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace scribe::workload {

/// A column as a condition of a verbose plan names it: by the alias of its table.
struct AliasColumn {
    std::string alias, column;
    auto operator<=>(AliasColumn const &) const = default;
};

/// One side of a comparison.
struct Operand {
    std::vector<AliasColumn> columns;
    std::vector<int> parameters;
    std::vector<std::string> literals; ///< as written, 'a%'
    std::string function;              ///< the outermost one that is called
    std::string cast;                  ///< the type that the whole is cast to last
    bool calculates = false;           ///< an operator is in it
    bool subplan = false;              ///< it asks a subquery
    /// True for a column and nothing else; casts may be around it.
    bool is_column() const {
        return columns.size() == 1 && parameters.empty() && literals.empty() && function.empty() && !calculates;
    }
};

/// left op right, as in (orders.total > $1). Of `= ANY (...)` the right side is what is in the brackets.
struct Comparison {
    Operand left, right;
    std::string op; ///< "=", "~~" (LIKE)
};

/// The comparisons in a condition of a plan, those within others too.
std::vector<Comparison> comparisons(std::string_view condition);

/// True when the condition has OR outside of what is in quotes.
bool has_or(std::string_view condition);

/// The condition with `?` in place of its literals: what may be kept of it.
std::string without_literals(std::string_view condition);

} // namespace scribe::workload
