// SPDX-License-Identifier: MIT
#pragma once

#include "diff/change.hpp"
#include "diff/ddl/script.hpp"
#include "diff/render.hpp"
#include "diff/rights.hpp"
#include "model/reader.hpp"

namespace scribe::diff::ddl {

/// The statements that turn the old state into the new one, for PostgreSQL, in the order in which they run, and what is
/// left to do by hand. `changes` are those of all severities between the two states; `kept` is what the new state's
/// reader took over from the old one: new objects have the rights that the server gives them.
std::vector<Statement> make_script(std::vector<Change> changes, model::ModelReader &before, model::ModelReader &after,
                                   KeptRights kept = {});

/// Writes the statements as a script for psql, with comments.
void render_sql(Sides const &sides, std::vector<Statement> const &statements, Write const &write);

} // namespace scribe::diff::ddl
