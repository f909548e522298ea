// SPDX-License-Identifier: MIT
#pragma once

#include "model/objects.hpp"

#include <map>
#include <set>
#include <utility>
#include <vector>

namespace scribe::diff::ddl {

/// Which tables are partitions of others or inherit from them, before and after a script, by their new names. What is
/// asked of one table looks at its own parents and children only, however many tables there are.
class Family {
public:
    using Members = std::map<model::Ref, std::vector<model::Ref>>;

    /// Gives a table these parents in place of those that it had.
    void set(model::Ref const &table, std::vector<model::Ref> parents, bool old_state);

    /// In the order in which they were named; empty: none.
    std::vector<model::Ref> const &parents(model::Ref const &table, bool old_state) const;
    std::set<model::Ref> const &children(model::Ref const &table, bool old_state) const;
    /// Before and after.
    std::vector<model::Ref> lasting_parents(model::Ref const &table) const;
    std::vector<model::Ref> lasting_children(model::Ref const &table) const;
    /// What has parents, with them.
    Members const &all(bool old_state) const { return state(old_state).parents; }

private:
    struct State {
        Members parents;
        std::map<model::Ref, std::set<model::Ref>> children;
    };
    State const &state(bool old_state) const { return old_state ? m_old : m_new; }

    State m_old, m_new;
};

} // namespace scribe::diff::ddl
