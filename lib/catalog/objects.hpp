// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"

#include <string_view>

// Reading objects: shared by the files of this module, not part of its surface.
namespace scribe::catalog {

/// `filter` is what of it is read, within what `scan` (the newest, unless told) and those before it were asked for.
model::SourceFacts facts_of(sqlite::Db &db, SourceRow const &source, std::optional<std::int64_t> scan,
                            model::ObjectFilter const &filter);

/// The columns that read_record takes, in its order; the alias of object is o, of statistic s.
inline constexpr std::string_view k_record_columns =
    "o.kind, o.schema_name, o.table_name, o.name, o.position, o.comment, o.extension, o.body, s.body";

/// The same without statistics, for kinds or purposes that need none.
inline constexpr std::string_view k_bare_columns =
    "o.kind, o.schema_name, o.table_name, o.name, o.position, o.comment, o.extension, o.body, NULL";

inline constexpr std::string_view k_record_select =
    "SELECT o.kind, o.schema_name, o.table_name, o.name, o.position, o.comment, o.extension, o.body, s.body "
    "FROM object o LEFT JOIN statistic s ON s.object_id = o.id ";

/// Fills `record` from the row's columns from number `at` on.
void read_record(sqlite::Stmt &row, model::Record &record, int at);

/// True when the filter covers the object: itself, the table it is part of, or for schemas the schema.
bool in_filter(model::ObjectFilter const &filter, model::Record const &record);

} // namespace scribe::catalog
