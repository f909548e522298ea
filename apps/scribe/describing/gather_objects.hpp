// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"
#include "describe/objects.hpp"

#include <cstdint>
#include <functional>
#include <string>

namespace scribe::cli {

/// What is known of an object that is no table, view or column.
struct GatheredObject {
    std::int64_t id = 0;
    model::Record object; ///< by which patterns know it: the database by the name of its source
    describe::ObjectEvidence evidence;
};

/// Gives a source's routines, types, schemas and, last of all, the database itself. Memory grows with the number of
/// tables and keys.
void for_each_object(catalog::Store &store, catalog::SourceRow const &source,
                     std::function<void(GatheredObject &&)> const &visit);

/// Such an object as texts name it: the database as its source.
std::string object_name(model::Record const &object);

} // namespace scribe::cli
