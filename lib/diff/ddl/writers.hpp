// SPDX-License-Identifier: MIT
#pragma once

#include "diff/ddl/plan/plan.hpp"
#include "diff/ddl/script.hpp"

#include <functional>
#include <string>
#include <string_view>

// One function a kind of object: each adds the statements of one change. Shared by the files of this folder.
namespace scribe::diff::ddl {

/// Beside what is renamed because it looks so.
inline constexpr std::string_view k_guessed =
    "a guess, by what it holds: --no-renames writes a drop and a new one instead, without the old values";

void write_schema(Change const &change, Script &script);
void write_extensions(Plan const &plan, Script &script);
void write_types(Plan const &plan, Script &script);
void write_sequence(Plan const &plan, Change const &change, Script &script);
void write_routines(Plan const &plan, Script &script);
void write_tables(Plan const &plan, Script &script);
void write_columns(Plan const &plan, Script &script);
void write_constraint(Plan const &plan, Change const &change, Script &script);
void write_not_null(Plan const &plan, Change const &change, Script &script);
void write_index(Plan const &plan, Change const &change, Script &script);
void write_statistics(Plan const &plan, Change const &change, Script &script);
void write_views(Plan const &plan, Script &script);
/// It leans on a primary key, or holds rows: it comes after keys and partitions.
bool comes_late(model::View const &view);
/// Triggers, rules and policies.
void write_actions(Plan const &plan, Script &script);
/// Statements that make one of them, and enable or disable it where it is not as a new one.
std::vector<std::string> action_statements(model::Record const &action);

/// Gives what is made the rights that it has without default privileges: the old side may have any. `only_anew`: what
/// was there before, and has its grants from then.
void write_default_grants(Plan const &plan, bool only_anew, Script &script);

/// Statements that take from a routine what anybody has without a grant, in the transaction that makes it.
std::vector<Statement> closed_at_once(model::Record const &routine);
/// The statement that takes from what was made what default privileges gave to others.
Statement without_default_grants(model::Record const &made);
/// Something else of that name and kind is dropped before: people had their rights on it.
bool is_made_anew(Plan const &plan, model::Record const &made);
/// Not all may call the routine, which takes such a transaction.
bool is_closed_at_once(model::Routine const &routine);

/// A new routine that runs with the rights of its owner: it gets that owner in the transaction that makes it.
bool is_owned_at_once(model::Record const &record);
std::string owner_statement(model::Record const &record, std::string const &owner);

/// Grants on the database, and default privileges.
void write_privileges(Plan const &plan, Change const &change, Script &script);
struct RightsStatement {
    std::string sql;
    bool takes = false;             ///< REVOKE
    bool takes_from_others = false; ///< and what was given on by way of it, which those who keep it get anew later
};

/// GRANT and REVOKE that turn the rights into others; `on` gives "SELECT, INSERT ON TABLE t" for these words.
std::vector<RightsStatement> grant_statements(std::function<std::string(std::vector<std::string> const &)> const &on,
                                              std::vector<model::Grant> const &before,
                                              std::vector<model::Grant> const &after);

/// When an object gets its owner, loses what default privileges gave it, and gets its grants.
struct RightsPhases {
    Phase owner, default_grants, grants;
};
RightsPhases rights_phases(model::Record const &record);
/// Owner, grants and comment of what is there after the change.
void write_common(Plan const &plan, Change const &change, Script &script);
/// Comments on the constraints of a domain.
void write_check_comments(Plan const &plan, Change const &change, Script &script);
/// What COMMENT ... IS takes: a literal, or NULL.
std::string comment_text(std::optional<std::string> const &comment);

/// "name type COLLATE c GENERATED ... DEFAULT ... NOT NULL", as CREATE TABLE and ADD COLUMN take it.
std::string column_definition(Plan const &plan, model::Column const &column);
/// " NOT NULL" of a column that is, with the name of the constraint where the server keeps it.
std::string not_null_clause(Plan const &plan, model::Column const &column);
/// "ALTER TABLE t ALTER COLUMN c "
std::string alter_column(model::Column const &column);
/// The same for what children may have otherwise.
std::string alter_only_column(model::Column const &column);
/// Gives the column the storage of its type.
std::string reset_storage(model::Column const &column);
/// The new sequence of the column's identity.
std::optional<model::Sequence> identity_sequence(Plan const &plan, model::Column const &column);
/// "GENERATED ALWAYS AS IDENTITY (SEQUENCE NAME s START WITH 1 ...)"
std::string identity_clause(Plan const &plan, model::Column const &column);
/// Statements that have the parents of a new table store each column alike, and those that undo it.
struct Levelling {
    std::vector<Statement> before, after;
};
Levelling level_parents(Plan const &plan, model::Table const &table);
/// What CREATE TABLE says of a column of a table that inherits; empty: nothing.
std::string child_column(Plan const &plan, model::Column const &column);
/// What a column that its table has from a parent has otherwise: of a new table, or one whose parents get the column.
void write_inherited(Plan const &plan, model::Column const &column, Script &script);
/// SET NOT NULL, by way of a validated check.
void set_not_null(Plan const &plan, model::Column const &column, Phase phase, Script &script,
                  std::string const &note = {});
void add_identity(Plan const &plan, model::Column const &column, Phase phase, Script &script);
/// What a column definition cannot say: storage, compression, statistics target, options.
void write_column_settings(Phase phase, model::Column const &column, Script &script);

/// Storage parameters of a changed object: those that are to be set, and those that go.
void write_options(Change const &change, std::vector<std::string> const &before, std::vector<std::string> const &after,
                   Script &script);

/// The same of anything that `alter` names, as "ALTER TABLE t ALTER COLUMN c".
void write_options(Phase phase, std::string const &alter, std::vector<std::string> const &before,
                   std::vector<std::string> const &after, Script &script);

/// True when a changed object differs in the field.
bool differs(Change const &change, std::string_view field);
/// "-- not done" for the fields of a changed object that are none of these.
void leave_rest(Change const &change, std::initializer_list<std::string_view> done, Script &script);
/// "table public.orders", for people.
std::string described(model::Record const &record);
/// "ALTER TABLE t" or what the kind needs: TABLE, VIEW, MATERIALIZED VIEW, FOREIGN TABLE, SEQUENCE, FUNCTION ...
std::string sql_object(model::Record const &record);

} // namespace scribe::diff::ddl
