// SPDX-License-Identifier: MIT
#pragma once

#include "describe/evidence.hpp"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

// What is known of objects other than tables, and what that proves.
namespace scribe::describe {

/// A table or view, seen from its schema.
struct Relation {
    model::Ref ref;
    bool view = false;
    std::optional<std::int64_t> rows;
    std::size_t referrers = 0; ///< tables that refer to it
};

/// A schema with all that is in it, objects of extensions and partitions left out.
struct SchemaEvidence {
    std::string name;
    std::vector<Relation> relations;
    std::size_t routines = 0, types = 0;
};

struct DatabaseEvidence {
    std::string product; ///< "PostgreSQL"
    std::vector<SchemaEvidence> schemas;
};

struct RoutineEvidence {
    model::Routine routine;
    std::vector<model::Ref> reads, writes; ///< tables and views, in the order of the text
    std::vector<std::string> calls;        ///< other routines of the database
    std::vector<model::Trigger> triggers;  ///< that run it
};

struct TypeEvidence {
    model::Type type;
    std::vector<std::string> users; ///< "orders.state": the first columns of that type
    std::size_t more_users = 0;     ///< besides these
};

/// An object that is no table, view or column.
using ObjectEvidence = std::variant<DatabaseEvidence, SchemaEvidence, RoutineEvidence, TypeEvidence>;

Said describe_schema(SchemaEvidence const &schema);
Said describe_database(DatabaseEvidence const &database);
Said describe_routine(RoutineEvidence const &routine);
Said describe_type(TypeEvidence const &evidence);

/// As basis_of() of tables.
std::int64_t basis_of(SchemaEvidence const &schema);
std::int64_t basis_of(DatabaseEvidence const &database);
std::int64_t basis_of(RoutineEvidence const &routine);
std::int64_t basis_of(TypeEvidence const &type);

Said describe_object(ObjectEvidence const &object);
std::int64_t basis_of(ObjectEvidence const &object);

} // namespace scribe::describe
