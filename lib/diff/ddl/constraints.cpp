// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "diff/ddl/names.hpp"
#include "diff/ddl/plan/replace.hpp"
#include "diff/ddl/writers.hpp"

#include <fmt/format.h>

namespace scribe::diff::ddl {

namespace {

using model::Constraint;
using model::Kind;
using model::Ref;

constexpr std::string_view k_create = "CREATE INDEX ";
constexpr std::string_view k_create_unique = "CREATE UNIQUE INDEX ";

Ref table_of(model::Object const &part) { return {part.schema, part.table}; }

/// Outside of transactions.
Statement alone(std::string sql) { return {std::move(sql), {}, false, true}; }

std::string alter_table(Constraint const &constraint) { return "ALTER TABLE " + owner_of(constraint) + " "; }

/// What a parent's statement makes or drops in the children too. Keys of partitions are made one by one and joined.
bool follows_parent(Constraint const &constraint) {
    return constraint.inherited && (constraint.type == "check" || constraint.type == "foreign key");
}

bool is_key(Constraint const &constraint) { return constraint.type == "primary key" || constraint.type == "unique"; }

std::string deferral(Constraint const &constraint) {
    if (!constraint.deferrable) return {};
    return constraint.initially_deferred ? " DEFERRABLE INITIALLY DEFERRED" : " DEFERRABLE";
}

/// The definition of an index, under another name and made while the table is written to. Empty: it is no such.
std::string concurrently(std::string definition, std::string const &name, std::string const &new_name) {
    auto const quoted = base::quote_ident(name);
    for (auto const prefix : {k_create_unique, k_create}) {
        if (!definition.starts_with(prefix)) continue;
        if (definition.compare(prefix.size(), quoted.size(), quoted) != 0) return {};
        return definition.replace(prefix.size(), quoted.size(), "CONCURRENTLY " + base::quote_ident(new_name));
    }
    return {};
}

/// A name for what takes the place of another, until it does.
std::string passing_name(Plan const &plan, Change const &change) {
    return fmt::format("scribe_new_{}", &change - plan.changes().data() + 1);
}

/// The key's definition with the storage parameters of its index, which the server's text leaves out.
std::string with_options(Constraint const &constraint, model::Index const *index) {
    auto text = constraint.definition;
    if (!index || index->options.empty()) return text;
    auto const end = deferral(constraint);
    if (text.ends_with(end)) text.resize(text.size() - end.size());
    return fmt::format("{} WITH ({}){}", text, option_list(index->options), end);
}

void add_key(Plan const &plan, Change const &change, Constraint const &constraint, bool on_new_table, Script &script) {
    bool const swapped = plan.is_swapped(change.after);
    bool const partitioned = plan.is_partitioned(table_of(constraint));
    auto const name = base::quote_ident(constraint.name);
    auto const *const old = swapped ? &plan.swapped_from(change.after) : nullptr;
    auto const drop_old = old ? "DROP CONSTRAINT " + base::quote_ident(old->name) + ", " : std::string{};
    // A column of the old one goes after it.
    auto const old_code = old ? owner_of(constraint) + " " + code_of(*old) : std::string{};
    Name const own_index{whole_name(constraint.schema, constraint.index), {}};
    bool const same_name = old && old->name == constraint.name;
    auto const index_name = same_name ? passing_name(plan, change) : constraint.index;
    auto const *const own = plan.key_index(constraint);
    // Only B-trees can be built apart from their constraint.
    auto const index = on_new_table || partitioned || !own || own->method != "btree"
                           ? std::string{}
                           : concurrently(own->definition, constraint.index, index_name);
    if (index.empty()) {
        script
            .add(Phase::keys, fmt::format("ALTER TABLE {}{} {}ADD CONSTRAINT {} {}", partitioned ? "ONLY " : "",
                                          owner_of(constraint), drop_old, name, with_options(constraint, own)))
            .making(part_of(constraint))
            .making(own_index)
            .ending(old_code);
        return;
    }
    auto add = fmt::format("{}{}ADD CONSTRAINT {} {} USING INDEX {}{}", alter_table(constraint), drop_old, name,
                           constraint.type == "unique" ? "UNIQUE" : "PRIMARY KEY", base::quote_ident(index_name),
                           deferral(constraint));
    script.together(Phase::keys, {alone(index), {std::move(add), {}}})
        .making(part_of(constraint))
        .making(own_index)
        .ending(old_code);
}

/// Such keys cannot be left unchecked, or their copies for partitions stay so.
bool concerns_partitions(Plan const &plan, Constraint const &constraint) {
    return plan.is_partitioned(table_of(constraint)) || plan.is_partitioned(constraint.references);
}

/// Makes it without looking at the rows, which takes no lock for long, and looks at them afterwards.
std::vector<Statement> in_two_steps(Constraint const &constraint) {
    auto const name = base::quote_ident(constraint.name);
    return {{fmt::format("{}ADD CONSTRAINT {} {} NOT VALID", alter_table(constraint), name, constraint.definition), {}},
            {alter_table(constraint) + "VALIDATE CONSTRAINT " + name, {}}};
}

/// The same of one that takes the place of another, which holds until then.
std::vector<Statement> swapped_in_two_steps(Constraint const &constraint, std::string const &passing) {
    auto fresh = constraint;
    fresh.name = passing;
    auto statements = in_two_steps(fresh);
    auto const name = base::quote_ident(constraint.name);
    statements.push_back({alter_table(constraint) + "DROP CONSTRAINT " + name, {}});
    statements.push_back(
        {fmt::format("{}RENAME CONSTRAINT {} TO {}", alter_table(constraint), base::quote_ident(passing), name), {}});
    return statements;
}

void add(Plan const &plan, Change const &change, Constraint const &constraint, Script &script) {
    bool const on_new_table = plan.owner_added(constraint);
    // What becomes part of another table needs its checks before that.
    bool const joins =
        on_new_table ? !plan.parent(table_of(constraint)).empty() : plan.lasting_parents(table_of(constraint)).empty();
    if (follows_parent(constraint) && !(joins && constraint.type == "check")) return;
    if (is_key(constraint)) return add_key(plan, change, constraint, on_new_table, script);
    auto const phase = constraint.type == "foreign key" ? Phase::foreign_keys : Phase::keys;
    bool const two_steps = (constraint.type == "check" || constraint.type == "foreign key") && !on_new_table &&
                           !constraint.not_valid && !constraint.not_enforced &&
                           !(constraint.type == "foreign key" && concerns_partitions(plan, constraint));
    bool const swapped = plan.is_swapped(change.after);
    if (two_steps) {
        script
            .together(phase,
                      swapped ? swapped_in_two_steps(constraint, passing_name(plan, change)) : in_two_steps(constraint))
            .making(part_of(constraint));
        return;
    }
    auto const name = base::quote_ident(constraint.name);
    script
        .add(phase, fmt::format("{}{}ADD CONSTRAINT {} {}", alter_table(constraint),
                                swapped ? "DROP CONSTRAINT " + name + ", " : "", name, constraint.definition))
        .making(part_of(constraint));
}

void drop(Plan const &plan, Change const &change, Constraint const &constraint, Script &script) {
    bool const foreign = constraint.type == "foreign key";
    if (plan.is_copied_key(constraint) || plan.is_swapped(change.before)) return;
    if (plan.owner_removed(constraint)) {
        // Tables that refer to each other go one after the other, and later than the keys that are referred to.
        auto const &other = constraint.references;
        bool const in_the_way = plan.is_removed(Kind::table, other.schema, other.name) ||
                                plan.is_key_dropped(constraint) || plan.loses_partition(other);
        bool const calls = constraint.type == "check" && plan.needs_early(constraint.definition);
        if (constraint.inherited || (!calls && !(foreign && in_the_way))) return;
    } else if (constraint.inherited && !plan.lasting_parents(table_of(constraint)).empty()) {
        return;
    }
    bool const left = constraint.inherited; // by a parent that the table leaves first
    script
        .add(!foreign ? Phase::drop_constraints
             : left   ? Phase::drop_left_keys
                      : Phase::drop_foreign_keys,
             alter_table(constraint) + "DROP CONSTRAINT " + base::quote_ident(constraint.name))
        .ending(foreign ? "" : constraint.definition);
}

void alter(Change const &change, Constraint const &constraint, Script &script) {
    if (constraint.inherited) return;
    auto const name = base::quote_ident(constraint.name);
    if (differs(change, "deferrable") || differs(change, "initially_deferred"))
        script.add(Phase::foreign_keys, fmt::format("{}ALTER CONSTRAINT {}{}", alter_table(constraint), name,
                                                    constraint.deferrable ? deferral(constraint) : " NOT DEFERRABLE"));
    if (differs(change, "not_valid"))
        script.add(Phase::foreign_keys, alter_table(constraint) + "VALIDATE CONSTRAINT " + name);
}

void rename(Plan const &plan, Change const &change, Constraint const &constraint, Script &script) {
    // Checks of parents and children have one name.
    if (constraint.type == "check" && constraint.inherited && !plan.lasting_parents(table_of(constraint)).empty())
        return;
    script.add(Phase::renames, fmt::format("{}RENAME CONSTRAINT {} TO {}", alter_table(constraint),
                                           base::quote_ident(change.before.name), base::quote_ident(constraint.name)));
}

/// The new one is there before the old one goes.
std::vector<Statement> swapped_index(model::Index const &index, std::string const &passing) {
    return {
        alone(concurrently(index.definition, index.name, passing)),
        alone("DROP INDEX CONCURRENTLY " + own_name(index)),
        {fmt::format("ALTER INDEX {} RENAME TO {}", qualified(index.schema, passing), base::quote_ident(index.name)),
         {}}};
}

void add_index(Plan const &plan, Change const &change, model::Index const &index, Script &script) {
    bool const of_view = plan.is_added(Kind::view, index.schema, index.table);
    // Nothing leans on those that are not unique.
    auto const built = index.unique ? Phase::indexes : Phase::late_indexes;
    auto sql = index.definition;
    Step *step = nullptr;
    if (plan.is_swapped(change.after)) {
        step = &script.together(built, swapped_index(index, passing_name(plan, change)));
        step->ending(code_of(plan.swapped_from(change.after)));
    } else if (plan.is_partitioned(table_of(index))) {
        step = &script.add(Phase::index_parents, std::move(sql)).needing(partitions_of(index.schema, index.table));
    } else if (plan.owner_added(index)) {
        step = &script.add(of_view ? Phase::view_parts : Phase::indexes, std::move(sql));
    } else {
        auto const at = sql.find("INDEX ");
        step = &script.alone(index.partition_of.empty() ? built : Phase::indexes, sql.insert(at + 6, "CONCURRENTLY "));
    }
    step->making(whole_of(index)).making(part_of(index)).making(indexes_of(index.schema, index.table));
}

void drop_index(Plan const &plan, Change const &change, model::Index const &index, Script &script) {
    if (!index.constraint.empty() || plan.owner_removed(index)) return;
    // The parent's index takes those of the partitions along.
    if (!index.partition_of.empty() && !plan.lasting_parents(table_of(index)).empty()) return;
    if (plan.is_swapped(change.before)) return;
    if (index.partitioned) script.add(Phase::drop_indexes, "DROP INDEX " + own_name(index));
    else script.alone(Phase::drop_indexes, "DROP INDEX CONCURRENTLY " + own_name(index));
}

void attach(Plan const &plan, model::Index const &index, Script &script) {
    auto const &whole = index.partition_of;
    auto const table = plan.parent(table_of(index));
    script
        .add(Phase::index_partitions,
             fmt::format("ALTER INDEX {} ATTACH PARTITION {}", qualified(whole), own_name(index)))
        .making({whole_name(whole.schema, whole.name), {}})
        .making(indexes_of(table.schema, table.name))
        .needing(partitions_of(table.schema, table.name));
}

void write_clustering(Change const &change, model::Index const &index, Script &script) {
    bool const was_clustered =
        change.action != Action::added && model::from_record<model::Index>(change.before).clustered;
    if (index.clustered && !was_clustered)
        script.add(Phase::table_settings,
                   fmt::format("ALTER TABLE {} CLUSTER ON {}", owner_of(index), base::quote_ident(index.name)));
    if (!index.clustered && was_clustered)
        script.add(Phase::drop_indexes, fmt::format("ALTER TABLE {} SET WITHOUT CLUSTER", owner_of(index)));
}

} // namespace

void write_constraint(Plan const &plan, Change const &change, Script &script) {
    auto const constraint = model::from_record<Constraint>(change.object());
    if (constraint.type == "not null") return write_not_null(plan, change, script);
    if (constraint.type == "trigger") return; // comes and goes with it
    if (change.action == Action::renamed) return rename(plan, change, constraint, script);
    if (change.action == Action::added) add(plan, change, constraint, script);
    else if (change.action == Action::removed) drop(plan, change, constraint, script);
    else alter(change, constraint, script);
}

void write_index(Plan const &plan, Change const &change, Script &script) {
    auto const index = model::from_record<model::Index>(change.object());
    auto const name = own_name(index);
    if (change.action == Action::renamed) {
        if (index.constraint.empty())
            script.add(Phase::renames, fmt::format("ALTER INDEX {} RENAME TO {}", own_name(change.before),
                                                   base::quote_ident(index.name)));
        return write_clustering(change, index, script);
    }
    if (change.action == Action::removed) return drop_index(plan, change, index, script);
    if (change.action == Action::added) {
        if (index.constraint.empty()) add_index(plan, change, index, script);
        if (!index.partition_of.empty()) attach(plan, index, script);
    }
    bool const moved = change.action == Action::added ? !index.tablespace.empty() : differs(change, "tablespace");
    if (moved)
        script.add(Phase::table_settings,
                   fmt::format("ALTER INDEX {} SET TABLESPACE {}", name,
                               base::quote_ident(index.tablespace.empty() ? "pg_default" : index.tablespace)));
    write_clustering(change, index, script);
    if (index.replica_identity && change.action == Action::added && !plan.owner_added(index))
        script.add(Phase::table_settings, fmt::format("ALTER TABLE {} REPLICA IDENTITY USING INDEX {}", owner_of(index),
                                                      base::quote_ident(index.name)));
    if (change.action != Action::changed) return;
    if (differs(change, "options"))
        write_options(change, model::from_record<model::Index>(change.before).options, index.options, script);
    if (differs(change, "partition_of") && !index.partition_of.empty()) attach(plan, index, script);
}

void write_statistics(Plan const &plan, Change const &change, Script &script) {
    auto const statistics = model::from_record<model::Statistics>(change.object());
    if (change.action == Action::removed) {
        if (!plan.is_removed(Kind::table, statistics.relation.schema, statistics.relation.name))
            script.add(Phase::drop_statistics, "DROP STATISTICS " + own_name(statistics)).ending(statistics.definition);
        return;
    }
    bool const is_new = change.action == Action::added;
    if (is_new) script.add(Phase::statistics, statistics.definition);
    if (is_new ? statistics.statistics_target.has_value() : differs(change, "statistics_target"))
        script.add(Phase::statistics, fmt::format("ALTER STATISTICS {} SET STATISTICS {}", own_name(statistics),
                                                  statistics.statistics_target.value_or(-1)));
}

} // namespace scribe::diff::ddl
