// SPDX-License-Identifier: MIT
#pragma once

#include "diff/change.hpp"
#include "diff/ddl/script.hpp"
#include "diff/renamed.hpp"
#include "model/objects.hpp"
#include "model/reader.hpp"
#include "model/serialize.hpp"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace scribe::diff::ddl {

/// What has to be done, and what the statements need to know of the objects around. What cannot be altered stands here
/// as removed and added, and so does what has to make way for it.
class Plan {
public:
    Plan(std::vector<Change> changes, model::ModelReader &before, model::ModelReader &after);

    std::vector<Change> const &changes() const { return m_changes; }
    Names const &names() const { return m_names; }

    bool is_added(model::Kind kind, std::string const &schema, std::string const &name) const;
    bool is_removed(model::Kind kind, std::string const &schema, std::string const &name) const;
    bool is_part_removed(model::Kind kind, model::Ref const &table, std::string const &name) const {
        return m_removed_parts.contains({kind, table.schema, table.name, name});
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
    /// All parents: the partitioned table, or those it inherits from.
    std::vector<model::Ref> parents(model::Ref const &table, bool old_state = false) const;
    bool is_partitioned(model::Ref const &table) const { return m_partitioned.contains(table); }
    /// A row trigger of the partitioned table above has this name: the server made this one.
    bool is_cloned_trigger(model::Trigger const &trigger, bool old_state) const;

    /// Parents that it has before and after: what is done to them is done to it.
    std::vector<model::Ref> lasting_parents(model::Ref const &table) const;
    /// A foreign key that the server made for one partition of the table that another one refers to.
    bool is_copied_key(model::Constraint const &constraint) const {
        return m_copied_keys.contains({constraint.schema, constraint.table, constraint.name});
    }
    /// The definition of the index behind an added primary key or unique constraint; empty: not known.
    std::string key_index(model::Constraint const &constraint) const;
    /// An index or key that is made anew: the new one can be built while the old one is there.
    bool is_swapped(model::Record const &record) const { return m_swapped.contains(key_of(record)); }
    /// "schema.name(" of the routines that may give another result each time.
    std::vector<std::string> const &volatile_routines() const { return m_volatile_routines; }
    /// The NOT NULL constraint that a column gets, or nullptr. Only servers from 18 on have such, with names.
    model::Constraint const *new_not_null(model::Ref const &table, std::string const &column) const;
    /// The name of the one that it had; empty: none.
    std::string old_not_null(model::Ref const &table, std::string const &column) const;
    /// The tables below, of those that are below it before and after: what is done to it is done to them.
    std::vector<model::Ref> lasting_children(model::Ref const &table) const;
    /// Columns have the composite type, itself or inside another.
    bool is_stored(model::Ref const &type) const { return m_stored_types.contains(type); }
    /// What is not done, for people.
    std::vector<std::string> const &left() const { return m_left; }

private:
    using Key = std::tuple<model::Kind, std::string, std::string, std::string>;
    static Key key_of(model::Record const &record);
    void read_tables(model::ModelReader &reader, std::map<model::Ref, std::vector<model::Ref>> &parents, bool is_new);
    void read_triggers(model::ModelReader &reader, std::set<std::tuple<std::string, std::string, std::string>> &names);
    void read_copied_keys(model::ModelReader &before);
    void read_key_indexes(model::ModelReader &after);
    void read_volatile_routines(model::ModelReader &after);
    void read_not_null(model::ModelReader &before);
    void read_stored_types(model::ModelReader &before);
    /// Takes new types that the server cannot give out of the changes.
    void leave_types(model::ModelReader &before);
    void leave_bounds(std::set<std::pair<model::Ref, std::string>> const &left);
    std::string type_refused(Change const &change) const;
    void find_swaps();
    bool can_swap(model::Record const &before, model::Record const &after, std::vector<std::string> const &unstable,
                  std::vector<std::string> const &routines) const;
    void split_changes();
    void split_code(model::ModelReader &before, model::ModelReader &after);
    bool split_users(model::ModelReader &before, model::ModelReader &after);
    bool set_default_anew(model::Record const &before, model::Record const &after);
    /// "schema.name(" of those that are dropped and made anew.
    std::vector<std::string> replaced_routines() const;
    bool joins_typed(model::Record const &record, std::map<model::Ref, std::vector<std::string>> const &typed) const;
    void split_views(model::ModelReader &before, model::ModelReader &after);
    void split_parts(model::ModelReader &before, model::ModelReader &after);
    void split_keys(model::ModelReader &before, model::ModelReader &after);
    void split_routines(model::ModelReader &before, model::ModelReader &after);
    void replace(model::Record const &before, model::Record const &after);
    /// As replace(), unless that is planned already.
    void remake(model::Record const &before, model::Record const &after);
    void add(Action action, model::Record record);
    void index();
    void index_dropped_key(model::Record const &record);
    std::set<model::Ref> views_in_the_way(model::ModelReader &before);

    std::vector<Change> m_changes;
    Names m_names;
    std::set<std::tuple<model::Kind, std::string, std::string>> m_added, m_removed;
    std::set<Key> m_removed_parts;
    std::set<std::pair<model::Ref, std::set<std::string>>> m_dropped_keys; ///< tables and columns
    std::map<Key, std::size_t> m_by_key;                                   ///< added and changed, by their new names
    std::map<model::Ref, std::vector<model::Ref>> m_new_parents, m_old_parents;
    std::set<model::Ref> m_partitioned, m_partitions;
    std::set<std::tuple<std::string, std::string, std::string>> m_new_row_triggers, m_old_row_triggers, m_copied_keys;
    std::map<model::Ref, std::string> m_partition_keys, m_key_indexes; ///< by table and by index
    std::set<model::Ref> m_stored_types;
    std::set<Key> m_swapped;
    std::map<std::tuple<std::string, std::string, std::string>, model::Constraint> m_new_not_null; ///< by column
    std::map<std::tuple<std::string, std::string, std::string>, std::string> m_old_not_null;       ///< likewise
    std::vector<std::string> m_volatile_routines, m_left;
};

} // namespace scribe::diff::ddl
