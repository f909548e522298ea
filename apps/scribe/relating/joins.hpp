// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"
#include "relate/facts.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace scribe::cli {

/// What reading SQL came to.
struct JoinSummary {
    std::int64_t texts = 0, unread = 0;
    std::vector<std::string> notes; ///< the first reasons of those that could not be read
};

/// Reads the joins of the definitions of views, rules and routines, and of statements that a user gives (one a text),
/// into `facts`.
JoinSummary observe_joins(catalog::Store &store, catalog::SourceRow const &source,
                          std::vector<std::string> const &statements, relate::Facts &facts);

/// The statements of an SQL file, taken apart at semicolons that stand outside of quotes and comments.
std::vector<std::string> split_statements(std::string_view text);

} // namespace scribe::cli
