// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace scribe::sql {

/// What a person wrote as a condition.
struct Expression {
    /// The columns as written, each once, in order: {"o", "customer_id"} of o.customer_id. Those of the tables of
    /// subqueries are not among them.
    std::vector<std::vector<std::string>> columns;
    std::string error; ///< why the text is no condition; else empty
};

/// Reads a text that must be one SQL expression, such as the condition of a join. Whether it is true or false for sure
/// only a database can tell; what cannot be is refused: numbers, texts, rows, arithmetic.
Expression read_expression(std::string_view text);

/// True when the text is one boolean SQL expression; else `error` says why not.
bool is_expression(std::string_view text, std::string &error);

} // namespace scribe::sql
