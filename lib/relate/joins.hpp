// SPDX-License-Identifier: MIT
#pragma once

#include "model/reader.hpp"
#include "relate/facts.hpp"

#include <string>
#include <vector>

namespace scribe::relate {

/// What reading SQL came to.
struct JoinSummary {
    std::int64_t texts = 0, unread = 0;
    std::vector<std::string> notes; ///< the first reasons of those that could not be read
};

/// A statement that is no part of the database, and what to call it.
struct Statement {
    std::string text;
    std::string name; ///< "statement 3"
};

/// Reads the joins of the definitions of views, rules and routines, and of `statements`, into `facts`.
JoinSummary observe_joins(model::ModelReader &reader, std::vector<Statement> const &statements, Facts &facts);

} // namespace scribe::relate
