// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"
#include "model/record.hpp"
#include "sqlite/db.hpp"

#include <cstdint>
#include <string_view>
#include <utility>
#include <vector>

// Who mentions whom: shared by the files of this module, not part of its surface.
namespace scribe::catalog {

/// The key of what `schema`.`name` is mentioned by: a hash of both as they stand in JSON.
std::int64_t reference_target(std::string_view schema, std::string_view name);

/// The references of the objects that a scan adds or changes. Those of earlier states stay: a reader looks into the
/// object.
class References {
public:
    /// Notes every model::Ref in the body, whatever member it is of.
    void collect(std::int64_t object_id, std::string_view body);
    void save(sqlite::Db &db);

private:
    std::vector<std::pair<std::int64_t, std::int64_t>> m_pairs;
};

/// The text that a body holds when it mentions `schema`.`name`.
std::string reference_json(std::string_view schema, std::string_view name);

/// Whose expressions, definitions and bodies name a sequence or a type or call a routine (of overloads one that takes
/// so many arguments); of other kinds of objects nothing. In no particular order.
std::vector<model::Record> uses_in_code(sqlite::Db &db, std::int64_t source_id, model::Record const &object,
                                        std::int64_t limit);

/// The routines that the code of a table or view and its parts calls, and the sequences that it names.
std::vector<UsedObject> used_by_code(Store &store, std::int64_t source_id, model::Record const &object,
                                     std::vector<model::Record> const &parts);

} // namespace scribe::catalog
