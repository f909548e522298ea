// SPDX-License-Identifier: MIT
#pragma once

#include "context/import.hpp"

#include <optional>
#include <string>
#include <vector>

namespace scribe::context {

/// What a column of a table of statements says: a part of the object's place, a field, or (in the long form: object,
/// field, text) which field and its text.
struct ColumnRole {
    enum class Type { ref, source, schema, table, column, name, kind, data_type, field, which, text, ignored };
    Type type = Type::ignored;
    Field field = Field::description; ///< of Type::field
    bool operator==(ColumnRole const &) const = default;
};

/// Tells what headings and keys say: as ImportOptions::map has it, else by what they are called.
class Roles {
public:
    /// Throws base::Error(usage) when a heading is mapped to what is no field and no place.
    explicit Roles(std::map<std::string, std::string> const &map);
    std::optional<ColumnRole> of(std::string_view heading) const;

private:
    std::map<std::string, ColumnRole> m_mapped; ///< by heading_key
};

/// Throws base::Error(config) at `place`: nobody knows what the heading or key means.
[[noreturn]] void fail_unknown(std::string_view heading, std::string const &place, std::string_view what);

/// What the headings of a row say, in its order.
class Header {
public:
    /// `map` is ImportOptions::map. Throws base::Error(usage) when it maps to what is no field and no place.
    Header(std::vector<std::string> const &headings, std::map<std::string, std::string> const &map);

    /// True when rows under it name objects and say something of them.
    bool fits() const;
    /// Throws base::Error(config) for headings that say nothing known, or the same twice. `place` tells where a heading
    /// stands.
    void check(std::function<std::string(std::size_t column)> const &place) const;

    std::size_t size() const { return m_headings.size(); }
    std::string const &heading(std::size_t column) const { return m_headings[column]; }
    /// Nothing under an empty or unknown heading.
    std::optional<ColumnRole> role(std::size_t column) const { return m_roles[column]; }

private:
    bool has(ColumnRole::Type type) const;

    std::vector<std::string> m_headings;
    std::vector<std::optional<ColumnRole>> m_roles;
};

} // namespace scribe::context
