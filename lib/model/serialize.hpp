// SPDX-License-Identifier: MIT
#pragma once

#include "model/objects.hpp"

namespace scribe::model {

/// The record of a model object: its common part moved over, the rest as JSON. Works for every struct of
/// objects.hpp that has a Kind.
template <typename T> Record to_record(T object);

/// The model object of a record. Unknown members are ignored, missing ones keep their default.
/// Throws base::Error(catalog) naming the object when the body is not what to_record wrote.
template <typename T> T from_record(Record const &record);
/// The same, into a new object: for lists, whose items need not be moved then.
template <typename T> void from_record(Record const &record, T &object);

/// Statistics as a JSON object, what is unknown left out.
std::string stats_to_json(Stats const &stats);
/// The reverse, as from_record; errors name `record`, whose statistics these are.
Stats stats_from_json(std::string_view json, Record const &record);

} // namespace scribe::model
