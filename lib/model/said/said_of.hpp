// SPDX-License-Identifier: MIT
#pragma once

#include "model/column_template.hpp"
#include "model/description.hpp"
#include "model/said/context_entry.hpp"

#include <cstdint>
#include <string>

// What is said of objects, with their names: as documents and readers of models hand it on.
namespace scribe::model {

/// An object by its name; the kind "database" with nothing else is the database itself.
struct ObjectName {
    std::string kind, schema, table, name;
    auto operator<=>(ObjectName const &) const = default;
};

/// What people say of an object in one field; the description is a SaidText.
struct SaidEntry {
    ObjectName of;
    ContextEntry entry;
    bool operator==(SaidEntry const &) const = default;
};

/// A version of an object's description.
struct SaidText {
    ObjectName of;
    std::int64_t version = 0; ///< 1, 2 ... of this object; 0: not known
    Description description;
    std::string author;
    std::string said_at; ///< UTC, ISO 8601
    bool operator==(SaidText const &) const = default;
};

/// A template of people for texts of columns.
struct SaidTemplate {
    ColumnTemplate said; ///< without a text it takes the shipped one of that name away
    std::string author;
    std::string said_at; ///< UTC, ISO 8601
    bool operator==(SaidTemplate const &) const = default;
};

/// As compact JSON, members at their default left out.
std::string said_entry_to_json(SaidEntry const &entry);
std::string said_text_to_json(SaidText const &text);
std::string said_template_to_json(SaidTemplate const &one);

/// Gives items one by one.
template <typename T> class ItemCursor {
public:
    virtual ~ItemCursor() = default;
    /// Fills `item` with the next one; false at the end.
    virtual bool next(T &item) = 0;
};

} // namespace scribe::model
