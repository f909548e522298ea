// SPDX-License-Identifier: MIT
#pragma once

#include "model/objects.hpp"

#include <set>
#include <string>
#include <string_view>
#include <utility>

namespace scribe::source::tbls {

/// Brings objects to what every schema.json of tbls says of them, whoever wrote it and whatever search path it was
/// written with, so that a file can be compared with a database or another file:
/// what the form has no place for goes; schemas go from types, defaults and definitions; what a definition tells is
/// read from it; names that SQLite's constraints have in one place only give way to made ones.
class CommonForm {
public:
    /// `schemas`: those of both sides; `product`: as SourceInfo has it.
    CommonForm(std::set<std::string> schemas, std::string const &product);

    /// A type of the side that is reduced: columns of a domain that is NOT NULL are so in tbls.
    void know(model::Type const &type);
    /// A constraint of the side that is reduced: whether columns of SQLite's primary keys are NOT NULL is told in
    /// several ways.
    void know(model::Constraint const &key);

    /// Changes the record; false when not every file has such an object.
    bool reduce(model::Record &record) const;

    /// The text of PostgreSQL with `schema.` left out, outside of strings and, where one begins with it, within.
    std::string without_schemas(std::string_view text) const;

private:
    bool reduce_kind(model::Record &record) const;
    model::Record reduced(model::Table const &from) const;
    model::Record reduced(model::View const &from) const;
    model::Record reduced(model::Column const &from) const;
    model::Record reduced(model::Constraint const &from) const;
    model::Record reduced(model::Index const &from) const;
    model::Record reduced(model::Trigger const &from) const;
    model::Record reduced(model::Routine const &from) const;
    static model::Record reduced(model::Type const &from);

    std::set<std::string> m_schemas;
    std::set<model::Ref> m_full_domains;
    std::set<std::pair<std::string, std::string>> m_primary; ///< SQLite: table and column
    bool m_sqlite;
};

} // namespace scribe::source::tbls
