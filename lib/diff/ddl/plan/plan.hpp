// SPDX-License-Identifier: MIT
#pragma once

#include "diff/change.hpp"
#include "diff/ddl/plan/family/family.hpp"
#include "diff/ddl/plan/family/inherited.hpp"
#include "diff/ddl/script.hpp"
#include "diff/renames/names.hpp"
#include "model/objects.hpp"
#include "model/reader.hpp"
#include "model/serialize.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace scribe::diff::ddl {

struct MadeAnew;

/// What has to be done, and what the statements need to know of the objects around. What cannot be altered stands here
/// as removed and added, and so does what has to make way for it.
class Plan {
public:
    Plan(std::vector<Change> changes, model::ModelReader &before, model::ModelReader &after);

    std::vector<Change> const &changes() const { return m_changes; }
    Names const &names() const { return m_names; }
    /// What goes later, and the name that it has until then: a table gets its own.
    std::vector<std::pair<model::Record, model::Record>> const &asides() const { return m_asides; }

    bool is_added(model::Kind kind, std::string const &schema, std::string const &name) const;
    bool is_removed(model::Kind kind, std::string const &schema, std::string const &name) const;
    bool is_part_removed(model::Kind kind, model::Ref const &table, std::string const &name) const {
        return m_removed_parts.contains({kind, table.schema, table.name, name});
    }
    bool is_renamed_column(model::Ref const &table, std::string const &name) const {
        return m_renamed_columns.contains({model::Kind::column, table.schema, table.name, name});
    }
    /// The key that a foreign key of the old state refers to is dropped, for good or to be made anew.
    bool is_key_dropped(model::Constraint const &foreign_key) const;
    /// The relation that a part belongs to comes or goes as a whole.
    bool owner_added(model::Object const &part) const;
    bool owner_removed(model::Object const &part) const;

    /// The added or changed change of an object by its new name, or nullptr.
    Change const *find(model::Kind kind, std::string const &schema, std::string const &table,
                       std::string const &name) const;

    /// The table that `table` is a partition of (empty: none), in the new or the old state.
    model::Ref parent(model::Ref const &table, bool old_state = false) const;
    /// A partition of the table is detached or dropped.
    bool loses_partition(model::Ref const &table) const;
    /// The table gets a parent or a child: their columns have to fit by then.
    bool joins_others(model::Ref const &table) const;
    /// The table, or one below it, stays and leaves a parent.
    bool is_parted(model::Ref const &table) const;
    /// A foreign key of the new state refers to the table, or to one that it was a partition of.
    bool is_referred_to(model::Ref table) const;
    /// All parents: the partitioned table, or those it inherits from.
    std::vector<model::Ref> const &parents(model::Ref const &table, bool old_state = false) const {
        return m_family.parents(table, old_state);
    }
    bool is_partitioned(model::Ref const &table) const { return m_partitioned.contains(table); }
    /// A row trigger of the partitioned table above has this name: the server made this one.
    bool is_cloned_trigger(model::Trigger const &trigger, bool old_state) const;

    /// Row triggers that partitions have from the tables above, where the script touches either and not all of them are
    /// simply enabled: what is done above resets them.
    std::vector<model::Trigger> cloned_triggers_to_set() const;

    /// Parents that it has before and after: what is done to them is done to it.
    std::vector<model::Ref> lasting_parents(model::Ref const &table) const { return m_family.lasting_parents(table); }
    /// A foreign key that the server made for one partition of the table that another one refers to.
    bool is_copied_key(model::Constraint const &constraint) const {
        return m_copied_keys.contains({constraint.schema, constraint.table, constraint.name});
    }
    /// The index behind an added primary key or unique constraint, or nullptr.
    model::Index const *key_index(model::Constraint const &constraint) const;
    /// Which tables refer to which others; read where tables become logged or are no longer.
    std::set<std::pair<model::Ref, model::Ref>> const &foreign_keys() const { return m_foreign_keys; }
    /// An index or key that is made anew: the new one can be built while the old one is there.
    bool is_swapped(model::Record const &record) const { return m_swapped.contains(key_of(record)); }
    /// The old one of them; a primary key may have got another name.
    model::Record const &swapped_from(model::Record const &record) const { return m_swapped.at(key_of(record)); }
    /// The primary key that takes the place of one that the column is in, or nullptr.
    model::Constraint const *swapped_primary_key(model::Ref const &table, std::string const &column) const;
    /// "schema.name(" of the routines that may give another result each time.
    std::vector<std::string> const &volatile_routines() const { return m_volatile_routines; }
    /// The NOT NULL constraint that a column gets, or nullptr. Only servers from 18 on have such, with names.
    model::Constraint const *new_not_null(model::Ref const &table, std::string const &column) const;
    /// The column is part of a primary key that is made.
    bool is_in_new_key(model::Column const &column) const;
    /// The name of the one that it had; empty: none.
    std::string old_not_null(model::Ref const &table, std::string const &column) const;
    /// The tables below, of those that are below it before and after: what is done to it is done to them.
    std::vector<model::Ref> lasting_children(model::Ref const &table) const { return m_family.lasting_children(table); }
    /// Theirs as well: what a statement for the table's column does it does to theirs of the name.
    std::vector<Name> columns_below(model::Column const &column) const;
    /// Columns have the composite type, itself or inside another.
    bool is_stored(model::Ref const &type) const { return m_stored_types.contains(type); }
    /// What the rules and triggers of a view that goes name.
    std::string code_of_view(model::Ref const &view) const {
        auto const found = m_view_code.find(view);
        return found == m_view_code.end() ? std::string{} : found->second;
    }
    /// A view that is replaced without being dropped.
    bool is_in_place(model::Ref const &view) const { return m_views_in_place.contains(view); }
    /// A trigger, rule or policy of the old state that has to go before the tables are changed.
    bool is_in_the_way(model::Record const &action) const { return m_in_the_way.contains(key_of(action)); }
    /// A trigger, rule or policy that goes and comes in one transaction with new types.
    struct Carried {
        std::optional<model::Record> before, after; ///< as it was, under the new name of its table; as it is made
    };
    /// Of those, by table: what only new types of the columns of that table hinder, and what takes its place.
    std::map<model::Ref, std::vector<Carried>> const &carried() const { return m_carried; }
    /// A restrictive policy closes all rows of the table in the old state: a script that stopped left it so.
    bool is_closed(model::Ref const &table) const { return m_closed.contains(table); }
    /// The name for such a policy, which the table has not in either state.
    std::string closing_name(model::Ref const &table) const;
    bool is_carried(model::Record const &action) const { return m_carried_keys.contains(key_of(action)); }
    /// A column that goes before others are made: a generated one may hold a routine that is to go, any a type.
    bool drops_early(model::Column const &column) const;
    /// The major version of the server that the script runs on; 0: unknown.
    std::int64_t server_version() const { return m_version; }
    /// What goes gives its name to another table, view, sequence or type.
    bool is_name_used_again(std::string const &schema, std::string const &name) const;
    /// A table that goes before new types are made.
    bool goes_early(model::Record const &table) const;
    /// The table has its columns from the same type before and after.
    bool is_typed(model::Ref const &table) const;
    /// Columns have arrays, rows or ranges of the domain.
    bool is_contained(model::Ref const &domain) const { return m_contained.contains(domain); }
    /// The code needs a routine, type or sequence that goes before the tables are changed.
    bool needs_early(std::string_view code) const;
    /// The code calls a routine that the script makes and that needs others: they may need what has the code.
    bool calls_made(std::string_view code) const;
    /// The code needs a sequence that goes with its column.
    bool needs_gone_sequence(std::string_view code) const;
    /// Another of its schema and name takes its place: with the same arguments, or others that calls may fit as well.
    bool is_routine_replaced(model::Routine const &routine) const;
    /// The server keeps its code parsed, and it names a column that goes or changes its type.
    bool reads_gone_columns(model::Routine const &routine) const;
    /// It needs a relation of the kind that goes.
    bool needs_removed(model::Kind kind, model::Routine const &routine) const;
    /// Columns have rows of the table, or of one below it, as their type: its rows cannot be written anew.
    bool is_row_type(model::Ref const &relation) const;
    /// What a column has from the parents of its table: a new one, or one whose parents get the column too.
    Inherited inherited(model::Ref const &child, std::string const &column) const;
    /// The columns that a table has when new ones are made, by name; those of new tables as CREATE TABLE gives them.
    std::map<std::string, model::Column> columns_at_first(model::Ref const &table) const;
    /// A table that it inherits from before and after has the column after.
    bool lasting_parent_has(model::Ref const &table, std::string const &column) const;
    /// Columns that are to be inherited alone from a parent that the table gets: the server makes them its own as well.
    std::vector<std::string> becomes_own(model::Ref const &table) const;
    /// A column of a parent that goes before children have what they keep of it, or have another of the name.
    bool drops_before_children(model::Object const &column) const;
    /// A child keeps the column that goes here: it must not be taken along.
    bool drops_alone(model::Record const &column) const { return m_dropped_alone.contains(key_of(column)); }
    /// Tables inherit from it, before or after; partitions do not count.
    bool is_parent(model::Ref const &table) const;
    /// How many tables are above, at most.
    std::size_t depth(model::Ref const &table) const;
    /// What is not done, for people.
    std::vector<std::string> const &left() const { return m_left; }

private:
    using Columns = std::set<std::pair<model::Ref, std::string>>; ///< tables and names
    using Key = std::tuple<model::Kind, std::string, std::string, std::string>;
    static Key key_of(model::Record const &record);
    void read_tables(model::ModelReader &reader, bool is_new);
    void read_triggers(model::ModelReader &reader, bool is_new);
    void read_copied_keys(model::ModelReader &before);
    void read_key_indexes(model::ModelReader &after);
    void read_foreign_keys(model::ModelReader &after);
    void read_volatile_routines(model::ModelReader &after);
    void read_not_null(model::ModelReader &before);
    void read_stored_types(model::ModelReader &before);
    /// Gives what goes and has the name that a table gets another one.
    void set_aside();
    /// What else differs of renamed tables is changed afterwards.
    void part_renamed();
    /// Takes types that go to another schema with their extension out of the changes.
    void follow_extensions();
    /// Takes new types that the server cannot give out of the changes.
    void leave_types(model::ModelReader &before);
    /// Leaves what would have to be made anew, with what is below it.
    void leave_made_anew();
    void find_below(MadeAnew &anew) const;
    void keep_places(MadeAnew &anew);
    void keep_removed(MadeAnew const &anew);
    /// Leaves the views, routines, triggers, rules and policies that read tables which are not made, or columns that
    /// are not what the new state's code takes them for.
    void leave_readers(std::set<model::Ref> const &out, Columns const &columns = {});
    /// The same of such columns alone, and of what else of tables names them.
    void leave_readers_of(Columns columns);
    /// Leaves columns that publications, which stay as they are, list or compare.
    void leave_published(model::ModelReader &before);
    /// Leaves columns generated that should no longer be, where the server cannot do that, and what they are generated
    /// with where it would drop them with that.
    void leave_expressions();
    /// Leaves routines that partition keys of tables that stay, and expressions that stay, name.
    void leave_used_routines();
    /// Leaves new foreign tables.
    void leave_foreign();
    void leave_parts(MadeAnew const &anew);
    void leave_key_columns();
    bool is_under(model::Ref const &table, std::set<model::Ref> const &tables, bool old_state) const;
    void leave_partitions(std::set<std::pair<model::Ref, std::string>> const &left);
    void leave_kinds(model::ModelReader &before);
    void read_contained(model::ModelReader &before, std::vector<model::Record> const &composites);
    void leave_bounds(std::set<std::pair<model::Ref, std::string>> const &left);
    std::string type_refused(Change const &change, model::ModelReader &reader) const;
    /// Both types are enums, and the new one has all labels of the old one.
    bool keeps_labels(model::ModelReader &before, model::Column const &was, model::Column const &is) const;
    /// Leaves base types: C functions, which need the type in turn, make them.
    void leave_base_types();
    /// Takes what columns and types that are left need out of what goes.
    void leave_needed();
    /// Takes schemas out of what goes that hold what is left.
    void leave_schemas();
    /// Takes columns that cannot be added out of the changes.
    void leave_added();
    void read_row_types(model::ModelReader &before);
    void read_parent_columns(model::ModelReader &after);
    std::vector<model::Column> parent_columns(model::Ref const &table) const;
    Inherited inherited_from(model::Ref const &parent, std::string const &name) const;
    /// From a column that is added.
    Inherited inherited_from_new(model::Column const &column) const;
    /// In the old state.
    bool is_below(model::Ref const &table, model::Ref const &above) const;
    void find_dropped_alone();
    bool is_kept_below(model::Ref const &table, std::string const &column) const;
    void find_swaps();
    using ColumnLists = std::map<model::Ref, std::vector<std::string>>; ///< by table
    static std::vector<std::string> const &columns_of(ColumnLists const &lists, model::Ref const &table);
    /// Columns of the table that go or get another type.
    std::vector<std::string> const &moving_columns(model::Ref const &table) const {
        return columns_of(m_moving_columns, table);
    }
    /// Those of them that do so before keys are made.
    ColumnLists early_columns() const;
    void swap_key(model::Record const &before, model::Record const &after, ColumnLists const &early);
    bool can_swap(model::Record const &before, model::Record const &after,
                  std::vector<std::string> const &unstable) const;
    bool can_swap_constraint(model::Constraint const &before, model::Constraint const &after) const;
    void split_changes();
    void split_code(model::ModelReader &before, model::ModelReader &after);
    /// Domains whose code calls a routine that is made anew.
    bool split_domains(model::ModelReader &before, model::ModelReader &after);
    void find_columns();
    bool split_users(model::ModelReader &before, model::ModelReader &after);
    bool set_default_anew(model::Record const &before, model::Record const &after);
    void index_routines();
    void find_made_routines();
    /// Columns that change their type, by table.
    struct TypedColumns {
        ColumnLists all;
        ColumnLists apart; ///< to one that compares otherwise
    };
    /// True for a foreign key that has to go while the columns get their types.
    bool hinders_types(model::Record const &record, TypedColumns const &typed) const;
    void split_views(model::ModelReader &before, model::ModelReader &after);
    void find_views_in_place(model::ModelReader &before, model::ModelReader &after);
    void split_actions(model::ModelReader &before, model::ModelReader &after);
    /// The tables above, whose statements give the tables new types.
    std::set<model::Ref> roots_of(std::vector<model::Ref> const &tables) const;
    bool may_carry(model::Ref const &table, model::Record const &action) const;
    /// What is not made again (`gone`, by the table whose types hinder it) where others of its kind take its place.
    void read_closing_policies(model::ModelReader &before, model::ModelReader &after);
    void carry_replaced(std::vector<std::pair<model::Ref, model::Record>> gone);
    /// Routines ("schema.name("), types and sequences that go before the tables are changed.
    std::vector<std::string> early_names() const;
    std::vector<std::string> sequences_of_columns() const; ///< that go with these
    void split_parts(model::ModelReader &before, model::ModelReader &after);
    void split_keys(model::ModelReader &before, model::ModelReader &after);
    /// An index of a partition cannot leave that of its table, which takes it along when it goes.
    void split_indexes(model::ModelReader &before, model::ModelReader &after);
    void split_routines(model::ModelReader &before, model::ModelReader &after);
    /// Joins what is removed and added with nothing but another name; `late` when all is known that has to make way.
    void join_renamed(bool late);
    bool is_renamed(Change const &gone, Change const &fresh, bool late) const;
    /// A column of the constraint or index goes or gets another type.
    bool touches_columns(model::Record const &part) const;
    /// Something of the old state that goes has the name.
    bool is_name_taken(model::Record const &wanted) const;
    /// A default follows its sequence.
    void keep_defaults(model::Record const &before, model::Record const &after);
    /// Both are parts of one table, which may have another name now.
    bool is_same_table(model::Record const &before, model::Record const &after) const;
    void replace(model::Record const &before, model::Record const &after);
    /// As replace(), unless that is planned already.
    void remake(model::Record const &before, model::Record const &after);
    void add(Action action, model::Record record);
    void index();
    void index_dropped_key(model::Record const &record);
    std::set<model::Ref> views_in_the_way(model::ModelReader &before);
    /// All of them; one that is set aside under the name that it has then.
    std::vector<model::Record> old_views(model::ModelReader &before) const;

    std::int64_t m_version;
    std::vector<Change> m_changes;
    Names m_names;
    std::vector<std::pair<model::Record, model::Record>> m_asides;
    std::set<std::tuple<model::Kind, std::string, std::string>> m_added, m_removed;
    std::set<Key> m_dropped_alone, m_removed_parts, m_renamed_columns; ///< the last by their new names
    ColumnLists m_moving_columns;                                      ///< see moving_columns()
    std::set<model::Ref> m_taken_names;     ///< of what goes or gets another name, among those that tables share
    bool m_is_type_name_used_again = false; ///< or that of a sequence
    std::set<std::pair<model::Ref, std::set<std::string>>> m_dropped_keys; ///< tables and columns
    std::map<Key, std::size_t> m_by_key;                                   ///< added and changed, by their new names
    Family m_family;
    std::set<model::Ref> m_partitioned, m_partitions;
    std::map<std::tuple<std::string, std::string, std::string>, std::string> m_new_row_triggers; ///< their states
    std::set<std::tuple<std::string, std::string, std::string>> m_old_row_triggers, m_copied_keys;
    std::map<model::Ref, std::string> m_partition_keys; ///< by table
    std::map<model::Ref, model::Index> m_key_indexes;
    std::set<std::pair<model::Ref, model::Ref>> m_foreign_keys;
    std::set<model::Ref> m_referred_to; ///< by any of them
    Columns m_compared;                 ///< by publications
    std::set<model::Ref> m_stored_types, m_contained, m_row_types;
    std::vector<model::Record> m_left_columns;                 ///< as they were and stay
    std::map<model::Ref, model::Ref> m_old_typed, m_new_typed; ///< tables and their types
    std::set<model::Ref> m_closed;
    std::set<std::pair<model::Ref, std::string>> m_closing_names; ///< that tables have
    std::set<std::string> m_child_checks; ///< that go, of tables that have parents before and after
    std::set<Key> m_in_the_way, m_carried_keys;
    std::map<Key, model::Record> m_swapped; ///< by both keys: the one that goes
    std::map<model::Ref, std::pair<model::Constraint, model::Constraint>> m_swapped_primary; ///< by table
    std::map<model::Ref, std::vector<Carried>> m_carried;
    std::map<Key, model::Column> m_parent_columns; ///< of tables that others are to inherit from, as they will be
    std::set<model::Ref> m_views_in_place;
    std::map<model::Ref, std::string> m_view_code; ///< see code_of_view()
    std::map<std::tuple<std::string, std::string, std::string>, model::Constraint> m_new_not_null; ///< by column
    std::map<std::tuple<std::string, std::string, std::string>, std::string> m_old_not_null;       ///< likewise
    std::vector<std::string> m_volatile_routines, m_left, m_early; ///< m_early: early_names() of the whole plan
    std::vector<std::string> m_gone_sequences;
    std::set<std::pair<model::Ref, std::string>> m_gone_columns;         ///< of tables that stay; see above
    std::map<model::Ref, model::Ref> m_old_names;                        ///< of renamed tables, by the new ones
    std::vector<std::string> m_left_expressions;                         ///< of columns that are to be plain ones
    std::vector<std::string> m_left_code;                                ///< of parts that stay
    std::set<std::string> m_left_schemas;                                ///< of what should go and stays
    std::vector<std::string> m_replaced_routines;                        ///< "schema.name(", sorted
    std::vector<std::string> m_added_routines;                           ///< likewise
    std::vector<std::string> m_added_views;                              ///< as code names them
    std::map<model::Kind, std::vector<std::string>> m_removed_relations; ///< likewise, tables and views
    std::vector<std::string> m_made_routines;                            ///< likewise, of those that name others
};

/// "18.4" -> 18
std::int64_t major_version(std::string const &version);

} // namespace scribe::diff::ddl
