// SPDX-License-Identifier: MIT
#pragma once

#include "describe/model/context.hpp"
#include "llm/message.hpp"

#include <optional>
#include <string>
#include <vector>

// What is asked of a model. The same evidence gives the same bytes.
namespace scribe::describe {

/// A database as a whole.
struct DatabaseOutline {
    std::string source, database, comment;
    std::vector<model::Ref> tables; ///< the first of them, those with the most relationships first
    std::int64_t tables_in_all = 0;
};

/// How many columns one request asks for.
inline constexpr std::size_t k_columns_a_request = 20;
/// How many tables a database is summed up from.
inline constexpr std::size_t k_most_tables_shown = 200;

llm::Request database_request(DatabaseOutline const &database);

/// `texts`: what was said of its columns, in their order, when it is asked for again.
llm::Request table_request(TableEvidence const &table, ModelContext const &context,
                           std::vector<std::string> const *texts = nullptr);

/// The columns at these places; their ids in the answer are "c" and the place. `table_text`: what was said of the
/// table.
llm::Request columns_request(TableEvidence const &table, ModelContext const &context,
                             std::vector<std::size_t> const &places, std::string const &table_text, std::size_t number);

/// A better text of the table, or of one of its columns, from the one that there is and what a person says of it.
llm::Request improve_request(TableEvidence const &table, ModelContext const &context, std::optional<std::size_t> column,
                             std::string const &text, std::string const &hint);

} // namespace scribe::describe
