// SPDX-License-Identifier: MIT
#pragma once

#include <array>
#include <optional>
#include <string_view>

namespace scribe::model {

/// What an object is. Partitioned, foreign and virtual tables are tables; materialized views are views;
/// functions, procedures and aggregates are routines; enums, domains, composites and ranges are types. Privileges are
/// those on the database and those that new objects get; what is granted on an object stands in the object.
enum class Kind {
    schema,
    table,
    view,
    column,
    constraint,
    index,
    sequence,
    type,
    routine,
    trigger,
    rule,
    policy,
    statistics,
    extension,
    publication,
    event_trigger,
    server,
    privileges,
};

inline constexpr std::array k_all_kinds = {
    Kind::schema,     Kind::table,     Kind::view,        Kind::column,        Kind::constraint, Kind::index,
    Kind::sequence,   Kind::type,      Kind::routine,     Kind::trigger,       Kind::rule,       Kind::policy,
    Kind::statistics, Kind::extension, Kind::publication, Kind::event_trigger, Kind::server,     Kind::privileges,
};

/// The name as it stands in the catalog and on the command line ("event-trigger").
std::string_view kind_name(Kind kind);
/// "event trigger", as text says it
std::string_view kind_text(Kind kind);
/// "event triggers"
std::string_view kind_plural(Kind kind);
std::optional<Kind> kind_from_name(std::string_view name);

/// True for what belongs to a table or view: columns, constraints, indexes, triggers, rules, policies.
bool is_table_part(Kind kind);
/// True for what belongs to the database and to no schema: extensions, publications, event triggers, servers,
/// privileges.
bool is_database_wide(Kind kind);

} // namespace scribe::model
