// SPDX-License-Identifier: MIT
#pragma once

#include "model/kind.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What people know of objects, as files of theirs and of other tools say it.
namespace scribe::context {

/// What can be said of an object. description becomes an approved text; several terms, examples, sources and tags of
/// one object stand one a line.
enum class Field { description, rules, sources, usage, examples, terms, owner, tags, sensitivity };

/// "description": as catalogs, templates and outputs call it.
std::string_view field_name(Field field);
/// The reverse; also takes the other common headings of it ("Business Rules", "data_owner"), whatever their case and
/// punctuation.
std::optional<Field> field_from_heading(std::string_view heading);
/// In their order.
std::vector<Field> all_fields();

/// One row, element or entry of a file: an object and what is said of it.
struct Statement {
    std::string place;                   ///< "people.csv:12", "people.xlsx:Sheet1!A12"
    std::string source;                  ///< empty: not said
    std::optional<model::Kind> kind;     ///< nothing: told by what follows; a table may be a view as well
    std::string schema, table, name;     ///< empty: not said; nothing at all is the database
    std::map<Field, std::string> fields; ///< what the file says, several ones a line each; an empty cell says nothing
};

} // namespace scribe::context
