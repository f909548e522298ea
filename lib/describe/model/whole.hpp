// SPDX-License-Identifier: MIT
#pragma once

#include "describe/model/claims.hpp"
#include "describe/objects.hpp"
#include "llm/message.hpp"

#include <string>

// What is asked of a model about objects that are no tables, and what its answers are held against.
namespace scribe::describe {

/// The object, with what is said of the tables (schemas, for the database) that it has to do with. `name`: as people
/// refer to it.
llm::Request object_request(ObjectEvidence const &object, ModelContext const &context, std::string const &name);

/// A better text from the one that there is and what a person says of it.
llm::Request improve_object_request(ObjectEvidence const &object, ModelContext const &context, std::string const &name,
                                    std::string const &text, std::string const &hint);

/// What is left of a model's text after all checks: names, values and numbers must be in what the model was shown.
Said said_of(Draft const &draft, ObjectEvidence const &object, ModelContext const &context, std::string const &name);

/// The tables whose texts tell of the object, those first that tell most; at most k_most_tables_told.
std::vector<model::Ref> tables_of(ObjectEvidence const &object);
inline constexpr std::size_t k_most_tables_told = 60;

} // namespace scribe::describe
