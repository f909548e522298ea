// SPDX-License-Identifier: MIT
#pragma once

#include "describe/model/claims.hpp"
#include "describe/model/prompt.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

// Texts from a language model: what it says is data, checked against the evidence.
namespace scribe::describe {

/// Answers all requests, in their order. An outcome without an answer leaves what was asked for without a text.
using Ask = std::function<std::vector<llm::Outcome>(std::vector<llm::Request> const &)>;

/// What is to be described of a table.
struct Wanted {
    bool table = true;
    std::vector<bool> columns; ///< in the order of TableEvidence::columns
};

struct ModelTexts {
    std::optional<Said> table;                ///< nothing: not asked for, or not answered
    std::vector<std::optional<Said>> columns; ///< in the order of TableEvidence::columns
    std::string model;                        ///< that wrote them, as it calls itself
    std::vector<llm::Outcome> failures;       ///< of requests without an answer
    std::vector<std::string> strangers;       ///< ids in answers that nobody asked for
};

/// The table, its columns, and the table again with what was said of them.
ModelTexts write_by_model(TableEvidence const &table, ModelContext const &context, Wanted const &wanted,
                          Ask const &ask);

/// What is left of a model's text after all checks, how sure it is and why. Without a text: why there is none.
Said said_of(Draft const &draft, TableEvidence const &table, ColumnEvidence const *column, ModelContext const &context);

} // namespace scribe::describe
