// SPDX-License-Identifier: MIT
#pragma once

#include "model/objects.hpp"
#include "source/tbls/elements.hpp"

#include <string>
#include <unordered_map>
#include <vector>

namespace scribe::source::tbls {

/// How the file names things.
struct Naming {
    std::string schema = "main"; ///< of a name without one
    bool qualified = false;      ///< names have their schema in front
    bool postgres = false;       ///< definitions are PostgreSQL's, with its quotes
    bool sqlite = false;

    /// "public.users" as schema and name; the first dot divides.
    model::Ref ref(std::string const &name) const;
};
Naming naming(Driver const &driver, std::string const &database);

/// The parent of each relation, by its table and definition: tbls names the table that a constraint of PostgreSQL
/// refers to without its schema, and only its relations with it.
class Parents {
public:
    void add(Relation const &relation);
    /// Null when there is no such relation.
    std::string const *find(std::string const &table, std::string const &definition) const;

private:
    std::unordered_map<std::string, std::string> m_parents;
};

/// The parts and the table or view itself, as records. Parts of one name are numbered: "name~2".
std::vector<model::Record> convert(Table const &table, Naming const &naming, Parents const &parents);
/// The foreign key that the relation stands for; virtual ones are not enforced.
model::Constraint convert(Relation const &relation, Naming const &naming);
model::Routine convert(Function const &function, Naming const &naming);
model::Type convert(Enum const &values, Naming const &naming);

/// True when all that the text says has a place in a column.
bool is_understood(std::string_view extra_definition);

/// One text for a foreign key, to tell whether a relation has its constraint.
std::string key_of(model::Constraint const &key);

} // namespace scribe::source::tbls
