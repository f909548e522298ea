// SPDX-License-Identifier: MIT
#pragma once

#include "base/json.hpp"
#include "describe/model/context.hpp"

// Evidence as a model reads it: not part of this module's surface.
namespace scribe::describe {

/// A text of the database, as data; nothing for one that gives orders.
void write_text(base::JsonWriter &json, std::string_view name, std::string const &text);

/// Code as it may leave the house, at most so many bytes: of texts in quotes only plain short words.
std::string shown_code(std::string_view code, std::size_t most);

/// What people know of an object; examples only `with_values`.
void write_known(base::JsonWriter &json, Known const &known, bool with_values);

/// Name, kind, keys, relationships, of the table itself.
void write_table(base::JsonWriter &json, TableEvidence const &table, ModelContext const &context);

/// A column with all that is known of it; `id` may be empty.
void write_column(base::JsonWriter &json, TableEvidence const &table, ColumnEvidence const &column,
                  ModelContext const &context, std::string const &id);

/// Name and type of at most so many columns.
void write_columns_briefly(base::JsonWriter &json, TableEvidence const &table, std::vector<std::string> const *texts);

} // namespace scribe::describe
