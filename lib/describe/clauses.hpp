// SPDX-License-Identifier: MIT
#pragma once

#include "describe/evidence.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace scribe::describe {

/// Something that the evidence proves of an object.
struct Clause {
    std::string text;
    std::string reason; ///< where it comes from; no value of a column is in it
    double confidence = 1;
    bool tells = true; ///< more than name, type and keys do: without such a clause there is no text
};

/// "a, b and c"; of more than `most` the first of them, and how many there are besides.
std::string list_of(std::vector<std::string> const &items, std::size_t most);

/// A table as people call it: its schema only where it is another than `schema`.
std::string table_name(model::Ref const &table, std::string const &schema);

/// The text of a value between quotes, on one line and cut when it is long.
std::string quoted_value(std::string const &value);

/// What the profile says of values that may be shown, the most telling first.
/// Where its values are `listed` already, no list of them.
std::vector<Clause> value_clauses(ColumnEvidence const &column, bool listed);

/// What the definition says: default, checks, expression, where a view has it from.
std::vector<Clause> definition_clauses(ColumnEvidence const &evidence, std::string const &schema);

/// True where a check lists the values of the column.
bool lists_values(ColumnEvidence const &evidence);

/// A check on one column in words: "one of 1, 2 and 3", "not negative"; empty where it cannot be read so, or, of a
/// `guarded` column, tells texts.
std::string check_in_words(std::string const &check, std::string const &column, bool guarded);

/// The sentences in which people say rules and usage, without the full stop: "Business rules: never negative".
std::vector<std::string> people_say(Known const &known);

/// The code without parentheses around all of it.
std::string_view without_parentheses(std::string_view code);

/// On one line, without a full stop at the end, and cut when it is long.
std::string plain_end(std::string_view text);

} // namespace scribe::describe
