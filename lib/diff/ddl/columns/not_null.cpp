// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "diff/ddl/names.hpp"
#include "diff/ddl/writers.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::diff::ddl {

namespace {

using model::Constraint;
using model::Kind;
using model::Ref;

/// True when everything below has the constraint under the same name: the server renames all or none.
bool below_has_name(Plan const &plan, Ref const &table, std::string const &column, std::string const &name) {
    auto const children = plan.lasting_children(table);
    return std::all_of(children.begin(), children.end(), [&](Ref const &child) {
        return plan.old_not_null(child, column) == name && below_has_name(plan, child, column, name);
    });
}

/// The constraint of a column that keeps its NOT NULL under another name.
void rename(Plan const &plan, Change const &change, Constraint const &constraint, std::string const &column,
            Script &script) {
    Ref const table{constraint.schema, constraint.table};
    auto const old_name = plan.old_not_null(table, column);
    auto const parents = plan.lasting_parents(table);
    bool const by_parent = std::any_of(parents.begin(), parents.end(), [&](Ref const &parent) {
        auto const *above = plan.new_not_null(parent, column);
        return above != nullptr && above->name == constraint.name && plan.old_not_null(parent, column) == old_name;
    });
    if (by_parent) return;
    bool const from_parent = std::any_of(parents.begin(), parents.end(),
                                         [&](Ref const &parent) { return !plan.old_not_null(parent, column).empty(); });
    if (from_parent || (!constraint.no_inherit && !below_has_name(plan, table, column, old_name))) {
        script.not_done(fmt::format("{}: its name is {}; the server renames none that parents and children name "
                                    "differently",
                                    described(change.after), base::quote_ident(old_name)));
        return;
    }
    script.add(Phase::columns, fmt::format("ALTER TABLE {} RENAME CONSTRAINT {} TO {}", owner_of(constraint),
                                           base::quote_ident(old_name), base::quote_ident(constraint.name)));
}

} // namespace

void write_not_null(Plan const &plan, Change const &change, Script &script) {
    auto const constraint = model::from_record<Constraint>(change.object());
    if (change.action == Action::removed || constraint.columns.size() != 1) return; // goes with the column's NOT NULL
    auto const alter = "ALTER TABLE " + owner_of(constraint) + " ";
    auto const name = base::quote_ident(constraint.name);
    if (change.action == Action::changed) {
        if (differs(change, "no_inherit"))
            // Children lose theirs after it.
            script.add(constraint.no_inherit ? Phase::drop_constraints : Phase::columns,
                       fmt::format("{}ALTER CONSTRAINT {} {}INHERIT", alter, name, constraint.no_inherit ? "NO " : ""));
        if (differs(change, "not_valid") && constraint.not_valid)
            script.not_done(described(change.after) + ": it is valid, and the server makes none invalid again");
        if (differs(change, "not_valid") && !constraint.not_valid)
            script.add(Phase::columns, alter + "VALIDATE CONSTRAINT " + name);
        return;
    }
    Ref const table{constraint.schema, constraint.table};
    auto const &column = constraint.columns.front();
    if (!plan.new_not_null(table, column)) {
        script.not_done(fmt::format("{}: before version 18 NOT NULL of a column has no name of its own and no comment",
                                    described(change.after)));
        return;
    }
    if (plan.owner_added(constraint)) {
        if (constraint.not_valid && !constraint.inherited)
            script.add(Phase::keys, fmt::format("{}ADD CONSTRAINT {} {}", alter, name, constraint.definition));
        return;
    }
    auto const old_name = plan.old_not_null(table, column);
    bool const remade = plan.is_part_removed(Kind::column, table, column);
    if (!old_name.empty() && old_name != constraint.name && !remade) rename(plan, change, constraint, column, script);
}

} // namespace scribe::diff::ddl
