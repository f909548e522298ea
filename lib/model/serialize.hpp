// SPDX-License-Identifier: MIT
#pragma once

#include "model/objects.hpp"
#include "model/reader.hpp"

namespace scribe::model {

/// The record of a model object: its common part moved over, the rest as JSON. Works for every struct of
/// objects.hpp that has a Kind.
template <typename T> Record to_record(T object);

/// The model object of a record. Unknown members are ignored, missing ones keep their default.
/// Throws base::Error(catalog) naming the object when the body is not what to_record wrote.
template <typename T> T from_record(Record const &record);
/// The same, into a new object: for lists, whose items need not be moved then.
template <typename T> void from_record(Record const &record, T &object);

/// Calls `visit` with each object of one kind, in the reader's order. The object is one and the same, its memory used
/// again: what shall be kept is moved or copied.
template <typename T, typename Visit> void for_each(ModelReader &reader, Visit const &visit) {
    auto const cursor = reader.read(T::k_kind);
    Record record;
    T object;
    while (cursor->next(record)) {
        object = T{};
        from_record(record, object);
        visit(object);
    }
}

/// Statistics as a JSON object, what is unknown left out.
std::string stats_to_json(Stats const &stats);
/// The reverse, as from_record; errors name `record`, whose statistics these are.
Stats stats_from_json(std::string_view json, Record const &record);

} // namespace scribe::model
