// SPDX-License-Identifier: MIT
#pragma once

#include "describe/model/claims.hpp"

#include <string>
#include <vector>

// Reads what models answer; it fits its schema.
namespace scribe::describe {

/// An answer to a request for one text: table_request(), object_request() and those to improve them.
Draft read_text_answer(std::string const &json);
/// An answer to a columns_request().
std::vector<Draft> read_columns_answer(std::string const &json);

} // namespace scribe::describe
