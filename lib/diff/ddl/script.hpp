// SPDX-License-Identifier: MIT
#pragma once

#include "model/objects.hpp"

#include <array>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::diff::ddl {

/// The order in which statements run: what depends on others goes first and comes last. What protects data (policies,
/// triggers, rules) and what people read (views) is changed in place, or dropped as late and made as early as can be:
/// indexes are built and rows are checked while it is there.
enum class Phase {
    settings,
    schemas, ///< before tables move into them
    renames,
    leave_parents, ///< detached partitions, inheritance that ends
    drop_foreign_keys,
    drop_indexes,
    drop_actions, ///< triggers, rules, policies that stand in the way
    drop_views,   ///< and routines that need them
    drop_constraints,
    drop_statistics,
    drop_defaults,        ///< defaults and identities that change or stand in the way of a new type
    drop_replaced,        ///< routines and sequences that come back as others
    drop_replaced_tables, ///< and types: others get their names
    drop_replaced_types,
    extensions,
    types,
    sequences,
    routines,
    domains, ///< defaults and checks of domains: they may call routines
    tables,
    table_routines, ///< routines whose arguments or result are rows of new tables
    drop_columns,
    columns,
    inherited_columns, ///< what children have otherwise than their parents
    column_routines,   ///< those whose code names new columns
    drop_tables,
    sequence_owners,
    keys,
    indexes,           ///< unique ones, and those of partitions and new tables
    detach_partitions, ///< of those that are attached again with other bounds
    partitions,
    index_partitions,
    views, ///< and routines that need them, in an order of their own
    view_parts,
    actions,      ///< triggers, rules, policies, event triggers
    late_indexes, ///< all others
    foreign_keys,
    statistics,
    table_settings, ///< row security, replica identity, clustering: they name indexes and policies
    owners,
    default_grants, ///< rights that default privileges gave to what is made
    grants,
    comments,
    drop_rest, ///< routines and sequences
    drop_types,
    drop_extensions,
    drop_schemas,
    left, ///< what is not done
};

/// One statement of a script, or, when `sql` is empty, what is left to do.
struct Statement {
    std::string sql;  ///< without the semicolon
    std::string note; ///< for people; may be empty
    bool destructive = false;
    bool alone = false; ///< cannot run inside a transaction
};

/// Statements, in the order of their phases and within one as they came.
class Script {
public:
    void add(Phase phase, std::string sql, std::string note = {}) { put(phase, {std::move(sql), std::move(note)}); }
    void destroy(Phase phase, std::string sql, std::string note) {
        put(phase, {std::move(sql), std::move(note), true});
    }
    void alone(Phase phase, std::string sql) { put(phase, {std::move(sql), {}, false, true}); }
    void not_done(std::string what) { put(Phase::left, {{}, std::move(what)}); }

    bool empty() const;
    std::vector<Statement> take();

private:
    void put(Phase phase, Statement statement) {
        m_phases[static_cast<std::size_t>(phase)].push_back(std::move(statement));
    }
    std::array<std::vector<Statement>, static_cast<std::size_t>(Phase::left) + 1> m_phases;
};

} // namespace scribe::diff::ddl
