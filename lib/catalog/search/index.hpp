// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"

#include <string>

// The full-text index: shared by the files of this module, not part of its surface.
namespace scribe::catalog {

/// True when what is in the index changed since: scans found other objects, or people and writers said something.
bool search_index_is_stale(sqlite::Db &db);

/// True when scans found other objects since the index was made.
bool search_index_misses_scans(sqlite::Db &db);

/// False when there is none, or one of another format.
bool search_index_is_usable(sqlite::Db &db);

/// Brings the index in step, in one transaction; what did not change is not touched.
void update_search_index(sqlite::Db &db);

/// Takes objects out of the index: those whose ids `select`, a query, gives.
void remove_from_search_index(sqlite::Db &db, std::string_view select);

/// Forgets the index; the next update makes it anew. For commands that delete objects.
void drop_search_index(sqlite::Db &db);

/// A name as one word: "customerAddress" is customeraddress.
std::string whole_word(std::string_view name);

// What is found besides objects.
inline constexpr std::string_view k_database_type = "database";
inline constexpr std::string_view k_term_type = "term";

// Words of Field::fact.
std::string type_fact(std::string_view type); ///< kinds, and the two above
std::string subkind_fact(model::Subkind const &subkind);
std::string source_fact(std::int64_t source_id);
std::string schema_fact(std::string_view schema);
std::string length_fact(std::string_view name);
inline constexpr std::string_view k_extension_fact = "extension";
inline constexpr std::string_view k_length_fact = "length "; ///< followed by the bytes of whole_word, 255 at most

/// What an object's kind says beyond its name: the type of a column, the text of a view or function, the columns of a
/// key.
std::string definition_text(model::Record const &record);

} // namespace scribe::catalog
