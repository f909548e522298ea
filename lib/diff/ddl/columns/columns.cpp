// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "diff/ddl/columns/new_type.hpp"
#include "diff/ddl/names.hpp"
#include "diff/ddl/plan/replace.hpp"
#include "diff/ddl/plan/rewrites.hpp"
#include "diff/ddl/used_names.hpp"
#include "diff/ddl/writers.hpp"
#include "diff/widening.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace scribe::diff::ddl {

namespace {

using model::Column;
using model::Kind;
using model::Ref;

std::string alter_table(model::Object const &column) { return "ALTER TABLE " + owner_of(column) + " "; }

/// Partitions share the identity of their table from version 17 on; other children never do.
bool is_identity_shared(Plan const &plan, Column const &column) {
    return plan.is_partitioned({column.schema, column.table}) && plan.server_version() >= 17;
}

bool is_renamed_above(Plan const &plan, model::Object const &column) {
    return std::ranges::any_of(plan.lasting_parents({column.schema, column.table}),
                               [&](Ref const &parent) { return plan.is_renamed_column(parent, column.name); });
}

/// A parent's statement does it in the children too.
bool done_by_parent(Plan const &plan, Change const &change, std::string_view field = {}) {
    auto const &object = change.object();
    Ref const table{object.schema, object.table};
    if (field != "not_null" && plan.is_typed(table)) return true; // its type's statement does
    if (change.action == Action::renamed) return is_renamed_above(plan, object);
    bool const gone = change.action == Action::removed;
    // What is the table's own as well it gets and keeps by itself.
    if ((gone || change.action == Action::added) && !model::from_record<Column>(object).inherited) return false;
    for (auto const &parent : plan.lasting_parents(table)) {
        if (gone) {
            auto above = object;
            above.schema = parent.schema;
            above.table = parent.name;
            if (plan.is_part_removed(Kind::column, parent, object.name) && !plan.drops_alone(above)) return true;
            continue;
        }
        auto const *above = plan.find(Kind::column, parent.schema, parent.name, object.name);
        if (!above || above->action != change.action) continue;
        if (field.empty() || differs(*above, field)) return true;
    }
    return false;
}

/// `sql`, which gives the column a sequence, and the first value of this: behind those that rows have. It never goes
/// back, as several columns and the tables below may take their values from it.
std::vector<Statement> with_values_behind(Column const &column, std::string const &sequence,
                                          std::optional<model::Sequence> const &known, std::string sql) {
    bool const down = known && known->increment.starts_with('-');
    auto const last = fmt::format("pg_catalog.{}({})", down ? "min" : "max", base::quote_ident(column.name));
    auto const behind =
        !known ? last + " IS NOT NULL"
        : down ? fmt::format("{} BETWEEN {} AND (SELECT last_value FROM {})", last, known->minimum, own_name(*known))
               : fmt::format("{} BETWEEN (SELECT last_value FROM {}) AND {}", last, own_name(*known), known->maximum);
    return {{"BEGIN", "together: no row gets a value that another one has"},
            {std::move(sql), {}},
            {fmt::format("SELECT pg_catalog.setval({}, {}::bigint) FROM {} HAVING {}", sequence, last, owner_of(column),
                         behind),
             {}},
            {"COMMIT", {}}};
}

/// The new sequence that the default of a column of numbers takes its values from.
std::optional<model::Sequence> new_sequence_of(Plan const &plan, Column const &column) {
    std::optional<model::Sequence> found;
    constexpr std::array<std::string_view, 4> k_numbers{"smallint", "integer", "bigint", "numeric"};
    bool const numbers = std::ranges::find(k_numbers, column.type.substr(0, column.type.find('('))) != k_numbers.end();
    if (!numbers || !column.default_value || !column.default_value->starts_with("nextval(")) return found;
    NameVisitor visitor;
    visitor.word = [](std::string_view) {};
    visitor.qualified = [&](std::string_view schema, std::string_view name, bool) {
        auto const *const change = plan.find(Kind::sequence, std::string{schema}, {}, std::string{name});
        if (change && change->action == Action::added) found = model::from_record<model::Sequence>(change->after);
    };
    visit_names(*column.default_value, visitor);
    return found;
}

/// The default stands in the way of a new type that is not a wider one, of an identity, and of what goes before it is
/// set. Otherwise the new one takes its place in one statement: the column is never without.
void write_default(Plan const &plan, Change const &change, Column const &before, Column const &after, bool new_type,
                   Script &script) {
    bool const other = differs(change, "default");
    if (!before.generated.empty()) return;
    bool const in_the_way = before.default_value && ((new_type && !is_widening(before.type, after.type)) ||
                                                     !after.default_value || plan.needs_early(*before.default_value) ||
                                                     plan.needs_gone_sequence(*before.default_value));
    auto const old_code = before.default_value.value_or("");
    if (in_the_way && (other || new_type))
        script.add(Phase::drop_defaults, alter_only_column(after) + "DROP DEFAULT").ending(old_code);
    if (!after.default_value || !after.generated.empty() || !(other || (new_type && in_the_way))) return;
    auto const set = alter_only_column(after) + "SET DEFAULT " + *after.default_value;
    if (auto const sequence = new_sequence_of(plan, after))
        script
            .together(Phase::columns,
                      with_values_behind(after, base::quote_literal(own_name(*sequence)), sequence, set))
            .ending(old_code);
    else script.add(Phase::columns, set).ending(old_code);
}

void write_identity(Plan const &plan, Column const &before, Column const &after, Script &script) {
    if (before.identity == after.identity) return;
    if (after.identity.empty()) {
        script.add(Phase::drop_defaults, alter_column(after) + "DROP IDENTITY");
    } else if (before.identity.empty()) {
        add_identity(plan, after, Phase::columns, script);
    } else {
        script.add(Phase::columns,
                   alter_column(after) + "SET GENERATED " + (after.identity == "always" ? "ALWAYS" : "BY DEFAULT"));
    }
}

void write_settings(Change const &change, Column const &before, Column const &after, bool new_type, Script &script) {
    // A new type brings its own.
    if (differs(change, "storage") || (new_type && !after.storage.empty()))
        script.add(Phase::columns, after.storage.empty() ? reset_storage(after)
                                                         : alter_only_column(after) + "SET STORAGE " + after.storage);
    if (differs(change, "compression") || (new_type && !after.compression.empty()))
        script.add(Phase::columns, alter_column(after) + "SET COMPRESSION " +
                                       (after.compression.empty() ? "default" : after.compression));
    if (differs(change, "statistics_target"))
        script.add(Phase::columns,
                   fmt::format("{}SET STATISTICS {}", alter_only_column(after), after.statistics_target.value_or(-1)));
    if (differs(change, "options"))
        write_options(Phase::columns, alter_table(after) + "ALTER COLUMN " + base::quote_ident(after.name),
                      before.options, after.options, script);
}

void drop_not_null(Plan const &plan, Column const &column, Script &script) {
    auto &step = script.add(Phase::columns, alter_column(column) + "DROP NOT NULL");
    if (auto const *const key = plan.swapped_primary_key({column.schema, column.table}, column.name))
        step.needing(part_of(*key));
}

void alter(Plan const &plan, Change const &change, Script &script) {
    auto const before = model::from_record<Column>(change.before);
    auto const after = model::from_record<Column>(change.after);
    bool const new_type = (differs(change, "type") || differs(change, "collation"));
    bool const own_type =
        new_type && !done_by_parent(plan, change, "type") && !done_by_parent(plan, change, "collation");
    bool const with_default = own_type && goes_with_type(plan, before, after);
    // Else done already: see set_read_types().
    if (own_type && !plan.carried().contains({after.schema, after.table}))
        set_type(plan, change, before, after, with_default, script);
    if (!with_default) write_default(plan, change, before, after, new_type, script);
    if (differs(change, "generated") && after.generated.empty())
        script.add(Phase::drop_defaults, alter_column(after) + "DROP EXPRESSION");
    if (differs(change, "not_null") && !done_by_parent(plan, change, "not_null")) {
        if (after.not_null) set_not_null(plan, after, Phase::columns, script);
        else drop_not_null(plan, after, script);
    }
    write_identity(plan, before, after, script);
    write_settings(change, before, after, new_type, script);
    leave_rest(change,
               {"type", "user_type", "user_type_kind", "collation", "default", "generated", "expression", "not_null",
                "identity", "storage", "compression", "statistics_target", "options", "inherited", "position"},
               script);
    Ref const table{after.schema, after.table};
    // One that its parents leave becomes the table's own, and a partition has none of its own.
    if (differs(change, "inherited") && plan.parent(table).empty() &&
        (after.inherited || plan.lasting_parent_has(table, after.name)))
        script.not_done(fmt::format("{}: is {}, should be {}: that is said when a table is made",
                                    described(change.after), before.inherited ? "inherited" : "its table's own as well",
                                    after.inherited ? "inherited" : "its table's own as well"));
    if (differs(change, "position"))
        script.not_done(described(change.after) + ": its place among the columns cannot be changed");
}

/// The column alone, a value for each row, and then what makes values.
void add_in_steps(Plan const &plan, Column const &column, Script &script) {
    auto const table = owner_of(column);
    auto const name = base::quote_ident(column.name);
    auto plain = column;
    plain.identity.clear();
    plain.default_value.reset();
    plain.not_null = false;
    script.add(Phase::columns, alter_table(column) + "ADD COLUMN " + column_definition(plan, plain))
        .making(part_of(column));
    if (column.default_value) {
        script.add(Phase::columns, alter_column(column) + "SET DEFAULT " + *column.default_value);
        script.add(Phase::columns, fmt::format("UPDATE {} SET {} = DEFAULT", table, name), "writes every row");
    } else {
        script.add(Phase::columns,
                   fmt::format("UPDATE {0} AS one SET {1} = numbered.n FROM (SELECT tableoid AS t, ctid AS c, "
                               "row_number() OVER () AS n FROM {0}) AS numbered WHERE one.tableoid = numbered.t AND "
                               "one.ctid = numbered.c",
                               table, name),
                   "writes every row");
    }
    if (column.not_null) set_not_null(plan, column, Phase::columns, script);
    if (!column.identity.empty()) add_identity(plan, column, Phase::columns, script);
}

/// One statement cannot give children a column with an identity that they do not get, nor write rows that columns hold.
bool needs_steps(Plan const &plan, Column const &column) {
    Ref const table{column.schema, column.table};
    if (column.default_value) return plan.is_row_type(table);
    return !column.identity.empty() && !is_identity_shared(plan, column) && !plan.lasting_children(table).empty();
}

void add(Plan const &plan, Change const &change, Script &script) {
    auto const column = model::from_record<Column>(change.after);
    bool const typed = plan.is_typed({column.schema, column.table});
    bool const by_parent = done_by_parent(plan, change);
    if (by_parent && !typed) return write_inherited(plan, column, script);
    if (!by_parent && needs_steps(plan, column)) {
        add_in_steps(plan, column, script);
    } else if (!by_parent) {
        bool const required =
            column.not_null && !column.default_value && column.identity.empty() && column.generated.empty();
        auto first = column;
        // Children take the constraint over with the column, by its name.
        bool const late = required && !plan.is_parent({column.schema, column.table});
        first.not_null = column.not_null && !late;
        auto &step = script
                         .add(Phase::columns, alter_table(column) + "ADD COLUMN " + column_definition(plan, first),
                              rewrites_table(plan, column) ? "rewrites the table under an exclusive lock" : "")
                         .making(part_of(column));
        for (auto const &below : plan.columns_below(column)) step.making(below);
        // Rows that are there have no value yet; a key needs them at once.
        if (late)
            set_not_null(plan, column, plan.is_in_new_key(column) ? Phase::columns : Phase::required, script,
                         "fails while rows have no value there: fill the column first");
    }
    if (typed) {
        if (column.default_value)
            script.add(Phase::columns, alter_column(column) + "SET DEFAULT " + *column.default_value);
        if (column.not_null) set_not_null(plan, column, Phase::columns, script);
    }
    write_column_settings(Phase::columns, column, script);
}

void drop(Plan const &plan, Change const &change, Script &script) {
    if (done_by_parent(plan, change)) return;
    auto const &object = change.before;
    auto const column = model::from_record<Column>(object);
    auto &step = script
                     .destroy(plan.drops_early(column)                           ? Phase::drop_defaults
                              : plan.drops_before_children(object)               ? Phase::drop_inherited
                              : plan.joins_others({column.schema, column.table}) ? Phase::drop_odd_columns
                                                                                 : Phase::drop_columns,
                              fmt::format("ALTER TABLE {}{} DROP COLUMN {}", plan.drops_alone(object) ? "ONLY " : "",
                                          owner_of(object), base::quote_ident(object.name)),
                              "its values are gone")
                     .taking(part_of(column))
                     .ending(column.type)
                     .ending(column.expression)
                     .ending(column.default_value.value_or(""));
    if (plan.drops_alone(object)) return;
    for (auto const &below : plan.columns_below(column)) step.taking(below);
}

/// Of a table that goes, when what its columns call goes before it.
void free_routines(Plan const &plan, model::Record const &record, Script &script) {
    if (!plan.is_removed(Kind::table, record.schema, record.table)) return;
    auto const column = model::from_record<Column>(record);
    if (column.default_value && plan.needs_early(*column.default_value))
        script.add(Phase::drop_defaults, alter_only_column(column) + "DROP DEFAULT").ending(*column.default_value);
}

void write_column(Plan const &plan, Change const &change, Script &script) {
    auto const &object = change.object();
    if (plan.owner_removed(object) && change.action == Action::removed) return free_routines(plan, object, script);
    bool const of_replaced_view = change.action == Action::added && plan.is_in_place({object.schema, object.table});
    if (plan.owner_added(object) || of_replaced_view) {
        // A new table has it from its definition; a view's column may have a default and settings of its own.
        if (!of_replaced_view && !plan.is_added(Kind::view, object.schema, object.table)) return;
        auto const column = model::from_record<Column>(object);
        if (column.default_value)
            script.add(Phase::view_parts, alter_column(column) + "SET DEFAULT " + *column.default_value);
        write_column_settings(Phase::view_parts, column, script);
        return;
    }
    switch (change.action) {
    case Action::added: add(plan, change, script); break;
    case Action::removed: drop(plan, change, script); break;
    case Action::renamed:
        if (done_by_parent(plan, change)) break;
        script.add(plan.is_parted({object.schema, object.table}) ? Phase::late_renames : Phase::renames,
                   fmt::format("{}RENAME COLUMN {} TO {}", alter_table(object), base::quote_ident(change.before.name),
                               base::quote_ident(object.name)),
                   std::string{k_guessed});
        break;
    case Action::changed: alter(plan, change, script); break;
    }
}

/// Parents go before their children. But a child that gets a column of its own has it before it comes from the parent
/// as well: they become one.
std::ptrdiff_t rank(Plan const &plan, Change const &change) {
    auto const &object = change.object();
    Ref const table{object.schema, object.table};
    auto const depth = static_cast<std::ptrdiff_t>(plan.depth(table));
    bool const own = change.action == Action::added && depth > 0 && !plan.owner_added(object) &&
                     !model::from_record<Column>(object).inherited;
    return own ? -depth : depth;
}

} // namespace

void set_not_null(Plan const &plan, Column const &column, Phase phase, Script &script, std::string const &note) {
    if (auto const *constraint = plan.new_not_null({column.schema, column.table}, column.name)) {
        // The parent's statement makes it here too.
        if (constraint->inherited && !plan.lasting_parents({column.schema, column.table}).empty()) return;
        auto const name = base::quote_ident(constraint->name);
        std::vector<Statement> statements{
            {fmt::format("{}ADD CONSTRAINT {} {}{}", alter_table(column), name, constraint->definition,
                         constraint->not_valid ? "" : " NOT VALID"),
             note}};
        if (!constraint->not_valid) statements.push_back({alter_table(column) + "VALIDATE CONSTRAINT " + name, {}});
        script.together(phase, std::move(statements)).making(part_of(*constraint));
        return;
    }
    // A validated check saves SET NOT NULL its scan under an exclusive lock.
    auto const check = base::quote_ident("scribe_not_null_" + std::to_string(column.position));
    script.together(phase, {{fmt::format("{}ADD CONSTRAINT {} CHECK ({} IS NOT NULL) NOT VALID", alter_table(column),
                                         check, base::quote_ident(column.name)),
                             note},
                            {alter_table(column) + "VALIDATE CONSTRAINT " + check, {}},
                            {alter_column(column) + "SET NOT NULL", {}},
                            {alter_table(column) + "DROP CONSTRAINT " + check, {}}});
}

void add_identity(Plan const &plan, Column const &column, Phase phase, Script &script) {
    auto const add = (is_identity_shared(plan, column) ? alter_column(column) : alter_only_column(column)) + "ADD " +
                     identity_clause(plan, column);
    auto const sequence = fmt::format("pg_catalog.pg_get_serial_sequence({}, {})",
                                      base::quote_literal(owner_of(column)), base::quote_literal(column.name));
    script.together(phase, with_values_behind(column, sequence, identity_sequence(plan, column), add));
}

void write_columns(Plan const &plan, Script &script) {
    set_read_types(plan, script);
    std::vector<std::pair<std::ptrdiff_t, Change const *>> order;
    for (auto const &change : plan.changes()) {
        if (change.object().kind == Kind::column) order.emplace_back(rank(plan, change), &change);
    }
    std::stable_sort(order.begin(), order.end(), [](auto const &a, auto const &b) { return a.first < b.first; });
    for (auto const &[rank, change] : order) write_column(plan, *change, script);
}

} // namespace scribe::diff::ddl
