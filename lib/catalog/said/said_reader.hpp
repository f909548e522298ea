// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"
#include "model/said/said_of.hpp"

#include <memory>

// What people and writers say, as readers of the model hand it on: shared by the files of this module, not part of its
// surface.
namespace scribe::catalog {

/// All that people say of the objects that the filter covers, descriptions left out: by schema, table, position, name
/// and field, what is said of the database first.
std::unique_ptr<model::ItemCursor<model::SaidEntry>> said_entries(sqlite::Db &db, SourceRow const &source,
                                                                  model::ObjectFilter filter);
/// The version that counts of each description that has a text, in the same order.
std::unique_ptr<model::ItemCursor<model::SaidText>> said_texts(sqlite::Db &db, SourceRow const &source,
                                                               model::ObjectFilter filter);
/// All other versions, in the same order, those of an object by number.
std::unique_ptr<model::ItemCursor<model::SaidText>> other_texts(sqlite::Db &db, SourceRow const &source,
                                                                model::ObjectFilter filter);

} // namespace scribe::catalog
