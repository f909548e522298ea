// SPDX-License-Identifier: MIT
#pragma once

#include "command.hpp"
#include "model/relationship.hpp"

#include <cstdint>
#include <vector>

namespace scribe::cli {

/// What asking came to.
struct AskSummary {
    std::int64_t asked = 0, yes = 0, no = 0, unsure = 0;
    std::int64_t failed = 0; ///< requests without an answer
};

/// Asks the language model that scribe.yml configures for describe about what the search left undecided: names and
/// figures go out, no value does. What it says is written into the evidence; it moves the confidence only of pairs
/// whose values were not compared. Throws base::Error(usage) when no model is configured.
AskSummary ask_model(std::vector<model::Relationship> &found, catalog::SourceRow const &source,
                     GlobalOptions const &global, Context &context);

} // namespace scribe::cli
