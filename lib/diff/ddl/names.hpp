// SPDX-License-Identifier: MIT
#pragma once

#include "model/objects.hpp"

#include <string>
#include <string_view>
#include <vector>

/// Names as SQL.
namespace scribe::diff::ddl {

std::string qualified(std::string_view schema, std::string_view name);
inline std::string qualified(model::Ref const &ref) { return qualified(ref.schema, ref.name); }
/// The table that a part belongs to.
inline std::string owner_of(model::Object const &part) { return qualified(part.schema, part.table); }
inline std::string own_name(model::Object const &object) { return qualified(object.schema, object.name); }
/// "a, b"
std::string ident_list(std::vector<std::string> const &names);
/// A role of a grant or policy: "public" is no name there.
std::string role(std::string_view name);
/// `schema.area(numeric, numeric)`: the routine as DROP and ALTER name it.
std::string routine_name(model::Routine const &routine);
/// "fillfactor=70" as `fillfactor='70'`, in a list; with `names_only` the names alone.
std::string option_list(std::vector<std::string> const &options, bool names_only = false);

/// True when the text holds the qualified name and does not go on with it.
bool holds_name(std::string_view text, std::string_view name);
/// True when the text holds `name`, quoted or not, as a word of its own.
bool mentions(std::string_view text, std::string_view name);

/// What of a routine names others that have to be there: its arguments and result, a body that the server parses, the
/// functions and types of an aggregate, the support function.
std::string needs_of(model::Routine const &routine);

} // namespace scribe::diff::ddl
