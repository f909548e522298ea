// SPDX-License-Identifier: MIT
#pragma once

#include "model/objects.hpp"

#include <functional>
#include <string>
#include <string_view>

namespace scribe::diff::ddl {

/// What statements make and take away, as other statements name it: unquoted.
struct Name {
    std::string whole; ///< "schema.name", of a routine "schema.name("
    std::string part;  ///< a column, constraint, index, trigger, attribute ... of it; empty: the whole
    bool operator==(Name const &) const = default;
};

inline std::string whole_name(std::string_view schema, std::string_view name) {
    return std::string{schema}.append(".").append(name);
}
/// A relation, type or sequence.
inline Name whole_of(model::Object const &object) { return {whole_name(object.schema, object.name), {}}; }
/// All routines of this name.
inline Name calls_of(model::Routine const &routine) {
    return {whole_name(routine.schema, routine.routine_name) + "(", {}};
}
/// What belongs to a table or view.
inline Name part_of(model::Object const &part) { return {whole_name(part.schema, part.table), part.name}; }

// What no statement names.
/// The indexes of a table, with those of its partitions attached to them; its partitions.
inline Name indexes_of(std::string_view schema, std::string_view table) {
    return {whole_name(schema, table), " indexes"};
}
inline Name partitions_of(std::string_view schema, std::string_view table) {
    return {whole_name(schema, table), " partitions"};
}
/// Whether a trigger of the table is enabled.
inline Name state_of(model::Object const &trigger) {
    return {whole_name(trigger.schema, trigger.table), " state of " + trigger.name};
}
/// That the table is logged, or is not.
inline Name persistence_of(std::string_view schema, std::string_view table) {
    return {whole_name(schema, table), " persistence"};
}

/// Whom visit_names() tells what it finds.
struct NameVisitor {
    /// A name with its schema; `called`: "(" follows, as it does where a routine is called.
    std::function<void(std::string_view schema, std::string_view name, bool called)> qualified;
    std::function<void(std::string_view word)> word; ///< any name or key word, those above too
};

/// The names in SQL and in its literals, which may hold some ('s.q'::regclass). The bodies of routines that are texts
/// are passed over: nothing of what they name has to be there.
void visit_names(std::string_view sql, NameVisitor const &visitor);

} // namespace scribe::diff::ddl
