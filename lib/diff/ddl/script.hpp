// SPDX-License-Identifier: MIT
#pragma once

#include "diff/ddl/used_names.hpp"
#include "diff/renames/names.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::diff::ddl {

/// The order in which statements run where the names in them do not ask for another (see sort.hpp): what depends on
/// others goes first and comes last. What protects data (policies, triggers, rules) and what people read (views) is
/// changed in place, or dropped as late and made as early as can be: indexes are built and rows are checked while it is
/// there.
enum class Phase {
    settings,
    schemas, ///< before tables move into them
    renames,
    drop_foreign_keys, ///< before the server looks for what refers to partitions that are detached
    leave_parents,     ///< detached partitions, inheritance that ends
    late_renames,      ///< of columns that such had from their parents, whose statements rename them below
    drop_left_keys,    ///< foreign keys that such had from their parents
    drop_indexes,
    revokes,      ///< rights on tables, before less keeps rows from people
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
    domains,        ///< defaults and checks of domains: they may call routines
    routine_owners, ///< with the next two: what is made anew can be called again
    routine_default_grants,
    routine_grants,
    tables,
    drop_inherited, ///< columns that children may have for their own then
    columns,
    inherited_columns, ///< what children have otherwise than their parents
    policies,
    protection,       ///< row security: before anybody gets a right
    drop_odd_columns, ///< of tables that become part of others, and of these
    drop_tables,
    sequence_owners,
    views,        ///< but for those that lean on keys or hold rows
    view_actions, ///< their triggers and rules
    view_options, ///< what they ask of their readers, before anybody gets a right
    view_owners,  ///< with the next two: they can be read again
    view_default_grants,
    view_grants,
    persistence, ///< before foreign keys: none leads from a logged table to one that is not
    keys,
    indexes,           ///< unique ones, and those of partitions and new tables
    detach_partitions, ///< of those that are attached again with other bounds
    partitions,
    index_parents,
    index_partitions,
    late_views, ///< that group by a key, or hold rows of partitions
    view_parts,
    actions, ///< triggers and rules of tables
    statistics,
    owners,
    default_grants, ///< rights that default privileges gave to what is made
    grants,         ///< before what takes long: what is made anew is read again
    late_indexes,   ///< all others
    foreign_keys,
    table_settings, ///< replica identity, clustering, tablespaces: they name indexes
    comments,
    required,     ///< NOT NULL of new columns that rows have no value of
    drop_columns, ///< not before all else could be done: their values are gone then
    drop_rest,    ///< routines and sequences
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

/// Statements that run one after the other, and what they have to do with other steps.
struct Step {
    Phase phase;
    std::vector<Statement> statements;
    std::vector<Name> makes, takes; ///< what is there, or is as it will be, after them; what no longer is
    /// Where they name what has to be there, in the old state for those that take away; unset: in their SQL.
    std::optional<std::string> code;
    std::vector<Name> needs; ///< what has to be made before and is not named in them
    std::string old_code;    ///< of the old state, ends with them: what it names may go only then

    Step &making(Name name) { return makes.push_back(std::move(name)), *this; }
    Step &taking(Name name) { return takes.push_back(std::move(name)), *this; }
    Step &needing(Name name) { return needs.push_back(std::move(name)), *this; }
    Step &reading(std::string text) { return code = std::move(text), *this; }
    Step &ending(std::string_view text) { return old_code.append(" ").append(text), *this; }
};

/// The steps of a script.
class Script {
public:
    /// What is added can be told what it has to do with others, until the next is.
    Step &add(Phase phase, std::string sql, std::string note = {}) {
        return put(phase, {std::move(sql), std::move(note)});
    }
    Step &destroy(Phase phase, std::string sql, std::string note) {
        return put(phase, {std::move(sql), std::move(note), true});
    }
    Step &alone(Phase phase, std::string sql) { return put(phase, {std::move(sql), {}, false, true}); }
    /// Statements that nothing may come between.
    Step &together(Phase phase, std::vector<Statement> statements);
    void not_done(std::string what) { put(Phase::left, {{}, std::move(what)}); }

    bool empty() const { return m_steps.empty(); }
    /// In an order in which they can run. `names` has the new names of what the old state's code names.
    std::vector<Statement> take(Names const &names);

private:
    Step &put(Phase phase, Statement statement);
    std::vector<Step> m_steps;
};

} // namespace scribe::diff::ddl
