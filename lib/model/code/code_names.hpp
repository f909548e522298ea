// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace scribe::model {

/// A name in SQL: "public.price", "new.total", "total"; keywords are names too.
struct CodeName {
    std::vector<std::string> parts; ///< without quotes; in lower case where it had none
    bool is_type = false;           ///< stands behind "::"
    bool is_called = false;         ///< stands before "("
};

/// The names in an expression, a definition or the body of a routine, in their order; what stands in literals and
/// comments is none. With `sqlite`, names in [brackets] and `backticks` are names too.
std::vector<CodeName> names_in_code(std::string_view code, bool sqlite = false);

/// True when the code, which belongs to the table, names this column of it: alone, or behind the table's name, NEW or
/// OLD. With `sqlite` in upper or lower case.
bool names_column(std::string_view code, std::string_view table, std::string_view column, bool sqlite = false);

/// True when the code names the type by its schema and name; with `casts_only` only behind "::".
bool names_type(std::string_view code, std::string_view schema, std::string_view name, bool casts_only);

} // namespace scribe::model
