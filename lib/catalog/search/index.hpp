// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"

#include <string>

// The full-text index: shared by the files of this module, not part of its surface.
namespace scribe::catalog {

/// True when scans changed objects since the index was made.
bool search_index_is_stale(sqlite::Db &db);

/// Brings the index in step with the objects, in one transaction; what did not change is not touched.
void update_search_index(sqlite::Db &db);

/// Takes objects out of the index: those that `select`, a query, gives as rows of kind and id.
void remove_from_search_index(sqlite::Db &db, std::string_view select);

/// Forgets the index; the next update makes it anew. For commands that delete objects.
void drop_search_index(sqlite::Db &db);

/// The rowid of an object in the index: those of one kind stand together, whole objects before parts of tables.
std::int64_t search_rowid(model::Kind kind, std::int64_t object_id);
/// The first and last rowid that objects of a kind, and whole objects or parts, may have.
struct RowidRange {
    std::int64_t first, last;
};
RowidRange rowids_of(model::Kind kind);
RowidRange rowids_of_wholes();
RowidRange rowids_of_parts();

/// A name as one word, and with each of its words: "customerAddress" is customeraddress.
std::string whole_word(std::string_view name);

/// Words of the column `labels`, which no identifier is likely to have.
std::string subkind_label_word(model::Subkind const &subkind);
std::string source_label_word(std::int64_t source_id);
std::string schema_label_word(std::string_view schema);
inline constexpr std::string_view k_extension_label = "zzextension";

/// What an object's kind says beyond its name: the type of a column, the text of a view or function, the columns of a
/// key.
std::string definition_text(model::Record const &record);

} // namespace scribe::catalog
