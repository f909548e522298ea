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

    /// The views of the new state that are made, those that others read first; and of the old one that are dropped,
    /// those that read others first.
    std::vector<model::Record const *> views_to_create() const;
    std::vector<model::Record const *> views_to_drop() const;

private:
    using Key = std::tuple<model::Kind, std::string, std::string, std::string>;
    static Key key_of(model::Record const &record);
    void read_tables(model::ModelReader &reader, std::map<model::Ref, std::vector<model::Ref>> &parents, bool is_new);
    void read_triggers(model::ModelReader &reader, std::set<std::tuple<std::string, std::string, std::string>> &names);
    void split_changes();
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
    std::set<std::tuple<std::string, std::string, std::string>> m_new_row_triggers, m_old_row_triggers;
};

} // namespace scribe::diff::ddl
