// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "diff/ddl/names.hpp"
#include "diff/ddl/plan/replace.hpp"
#include "diff/ddl/writers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace scribe::diff::ddl {

namespace {

using model::Kind;
using model::Ref;
using model::Table;

std::vector<model::Column> columns_of(Plan const &plan, Table const &table) {
    std::vector<model::Column> columns;
    for (auto const &change : plan.changes()) {
        auto const &record = change.after;
        if (change.action == Action::added && record.kind == Kind::column && record.schema == table.schema &&
            record.table == table.name)
            columns.push_back(model::from_record<model::Column>(record));
    }
    std::sort(columns.begin(), columns.end(), [](auto const &a, auto const &b) { return a.position < b.position; });
    return columns;
}

/// What one row of CREATE TABLE ... OF says of a column; empty: nothing.
std::string typed_column(Plan const &plan, model::Column const &column) {
    std::string text;
    if (column.default_value) text += " DEFAULT " + *column.default_value;
    text += not_null_clause(plan, column);
    return text.empty() ? text : base::quote_ident(column.name) + " WITH OPTIONS" + text;
}

std::string create_statement(Plan const &plan, Table const &table, std::vector<model::Column> const &columns) {
    std::vector<std::string> lines;
    for (auto const &column : columns) {
        if (!table.of_type.empty()) {
            if (auto line = typed_column(plan, column); !line.empty()) lines.push_back("    " + line);
        } else if (table.inherits.empty()) {
            // A partition is made with all its columns and attached later.
            lines.push_back("    " + column_definition(plan, column));
        } else if (auto line = child_column(plan, column); !line.empty()) {
            lines.push_back("    " + line);
        }
    }
    auto sql = fmt::format("CREATE {}TABLE {}", table.persistence == "unlogged" ? "UNLOGGED " : "", own_name(table));
    if (!table.of_type.empty()) sql += " OF " + qualified(table.of_type);
    if (!lines.empty()) sql += " (\n" + base::join(lines, ",\n") + "\n)";
    else if (table.of_type.empty()) sql += " ()";
    if (!table.inherits.empty()) {
        std::vector<std::string> parents;
        for (auto const &parent : table.inherits) parents.push_back(qualified(parent));
        sql += "\nINHERITS (" + base::join(parents, ", ") + ")";
    }
    if (!table.partition_key.empty()) sql += "\nPARTITION BY " + table.partition_key;
    if (!table.access_method.empty()) sql += "\nUSING " + base::quote_ident(table.access_method);
    if (!table.options.empty()) sql += "\nWITH (" + option_list(table.options) + ")";
    if (!table.tablespace.empty()) sql += "\nTABLESPACE " + base::quote_ident(table.tablespace);
    return sql;
}

std::string attach_statement(Table const &table) {
    return fmt::format("ALTER TABLE ONLY {} ATTACH PARTITION {} {}", qualified(table.partition_of), own_name(table),
                       table.partition_bound);
}

/// The server gives a new partition the indexes that it has not yet, and takes of those that are there any on the same
/// columns, whatever their order: a parent that stays has its own already, another gets them later.
void attach(Table const &table, Script &script) {
    auto const &parent = table.partition_of;
    script.add(Phase::partitions, attach_statement(table))
        .making(partitions_of(parent.schema, parent.name))
        .needing(indexes_of(table.schema, table.name));
}

void write_replica_identity(Table const &table, Script &script) {
    auto const &identity = table.replica_identity;
    script.add(Phase::table_settings,
               fmt::format("ALTER TABLE {} REPLICA IDENTITY {}", own_name(table),
                           identity.empty()        ? "DEFAULT"
                           : identity == "full"    ? "FULL"
                           : identity == "nothing" ? "NOTHING"
                                                   : "USING INDEX " + base::quote_ident(identity)));
}

void write_row_security(Table const &table, bool enabled_before, bool forced_before, Script &script) {
    // With no policy left nobody would see a row.
    if (table.row_security != enabled_before)
        script.add(table.row_security ? Phase::protection : Phase::policies,
                   fmt::format("ALTER TABLE {} {} ROW LEVEL SECURITY", own_name(table),
                               table.row_security ? "ENABLE" : "DISABLE"));
    if (table.force_row_security != forced_before)
        script.add(Phase::protection, fmt::format("ALTER TABLE {} {} ROW LEVEL SECURITY", own_name(table),
                                                  table.force_row_security ? "FORCE" : "NO FORCE"));
}

void create(Plan const &plan, Table const &table, Script &script) {
    auto columns = columns_of(plan, table);
    for (auto &column : columns) {
        // The routine may need the table in turn.
        bool const late = column.default_value && plan.calls_made(*column.default_value);
        if (!late || !table.inherits.empty()) continue;
        script.add(Phase::columns, alter_only_column(column) + "SET DEFAULT " + *column.default_value);
        column.default_value.reset();
    }
    auto [statements, after] = level_parents(plan, table);
    statements.push_back({create_statement(plan, table, columns), {}});
    std::move(after.begin(), after.end(), std::back_inserter(statements));
    auto &made = script.together(Phase::tables, std::move(statements)).making(whole_of(table));
    for (auto const &column : columns) {
        if (auto const sequence = identity_sequence(plan, column)) made.making(whole_of(*sequence));
    }
    for (auto const &column : columns) {
        if (table.inherits.empty()) write_column_settings(Phase::columns, column, script);
        else write_inherited(plan, column, script);
    }
    if (!table.partition_of.empty()) attach(table, script);
    write_row_security(table, false, false, script);
    if (!table.replica_identity.empty()) write_replica_identity(table, script);
}

void alter_parents(Plan const &plan, Change const &change, Table const &before, Table const &after, Script &script) {
    auto const name = own_name(after);
    if (differs(change, "partition_of") || differs(change, "partition_bound")) {
        auto const old_parent = plan.parent({after.schema, after.name}, true);
        if (!before.partition_of.empty() && old_parent == after.partition_of) return; // see write_bounds()
        if (!before.partition_of.empty())
            script.add(Phase::leave_parents,
                       fmt::format("ALTER TABLE {} DETACH PARTITION {}", qualified(old_parent), name));
        if (!after.partition_of.empty()) attach(after, script);
    }
    auto const old_parents = plan.parents({after.schema, after.name}, true);
    if (!before.partition_of.empty() || !after.partition_of.empty()) return;
    for (auto const &parent : old_parents) {
        if (std::find(after.inherits.begin(), after.inherits.end(), parent) == after.inherits.end())
            script.add(Phase::leave_parents, fmt::format("ALTER TABLE {} NO INHERIT {}", name, qualified(parent)));
    }
    for (auto const &parent : after.inherits) {
        if (std::find(old_parents.begin(), old_parents.end(), parent) == old_parents.end())
            script.add(Phase::partitions, fmt::format("ALTER TABLE {} INHERIT {}", name, qualified(parent)));
    }
    for (auto const &column : plan.becomes_own({after.schema, after.name}))
        script.not_done(
            fmt::format("column {}.{}: will be its table's own as well, should be inherited: that is said when "
                        "a table is made",
                        name, base::quote_ident(column)));
}

/// A logged table may only refer to logged ones.
void write_persistence(Plan const &plan, Table const &table, Script &script) {
    bool const unlogged = table.persistence == "unlogged";
    auto &step = script
                     .add(Phase::persistence,
                          fmt::format("ALTER TABLE {} SET {}", own_name(table), unlogged ? "UNLOGGED" : "LOGGED"),
                          "rewrites the table under an exclusive lock")
                     .making(persistence_of(table.schema, table.name));
    for (auto const &[from, to] : plan.foreign_keys()) {
        auto const &own = unlogged ? to : from;
        auto const &other = unlogged ? from : to;
        if (own == Ref{table.schema, table.name} && other != own)
            step.needing(persistence_of(other.schema, other.name));
    }
}

void alter(Plan const &plan, Change const &change, Script &script) {
    auto const before = model::from_record<Table>(change.before);
    auto const after = model::from_record<Table>(change.after);
    auto const name = own_name(after);
    if (differs(change, "persistence")) write_persistence(plan, after, script);
    if (differs(change, "tablespace"))
        script.add(Phase::table_settings,
                   fmt::format("ALTER TABLE {} SET TABLESPACE {}", name,
                               base::quote_ident(after.tablespace.empty() ? "pg_default" : after.tablespace)),
                   "moves the table under an exclusive lock");
    if (differs(change, "access_method"))
        script.add(Phase::table_settings,
                   fmt::format("ALTER TABLE {} SET ACCESS METHOD {}", name,
                               base::quote_ident(after.access_method.empty() ? "heap" : after.access_method)),
                   "rewrites the table under an exclusive lock");
    if (differs(change, "options")) write_options(change, before.options, after.options, script);
    write_row_security(after, before.row_security, before.force_row_security, script);
    if (differs(change, "replica_identity")) write_replica_identity(after, script);
    alter_parents(plan, change, before, after, script);
    if (differs(change, "of_type"))
        script.add(Phase::table_settings, after.of_type.empty()
                                              ? fmt::format("ALTER TABLE {} NOT OF", name)
                                              : fmt::format("ALTER TABLE {} OF {}", name, qualified(after.of_type)));
    leave_rest(change,
               {"persistence", "tablespace", "access_method", "options", "row_security", "force_row_security",
                "replica_identity", "partition_of", "partition_bound", "inherits", "of_type"},
               script);
}

/// What is needed by each table that goes: its parents, and what goes with it.
std::map<Ref, std::string> code_of_gone(Plan const &plan) {
    std::map<Ref, std::string> all;
    for (auto const &change : plan.changes()) {
        auto const &object = change.before;
        if (change.action != Action::removed) continue;
        if (object.kind == Kind::table) {
            Ref const table{object.schema, object.name};
            for (auto const &parent : plan.parents(table, true)) all[table] += " " + qualified(parent);
            auto const &type = model::from_record<Table>(object).of_type;
            if (!type.empty()) all[table] += " " + qualified(type);
        }
        if (object.table.empty() || !plan.is_removed(Kind::table, object.schema, object.table)) continue;
        auto &code = all[{object.schema, object.table}];
        if (object.kind == Kind::column) code += " " + model::from_record<model::Column>(object).type;
        // Foreign keys, and what code cannot wait for the table, go before.
        bool const key =
            object.kind == Kind::constraint && model::from_record<model::Constraint>(object).type == "foreign key";
        auto const own = code_of(object);
        if (!key && !plan.needs_early(own) && !(is_action(object.kind) && plan.is_in_the_way(object)))
            code += " " + own;
    }
    return all;
}

} // namespace

void write_options(Phase phase, std::string const &alter, std::vector<std::string> const &before,
                   std::vector<std::string> const &after, Script &script) {
    auto const name_of = [](std::string const &option) { return option.substr(0, option.find('=')); };
    std::vector<std::string> gone;
    for (auto const &option : before) {
        bool const stays = std::any_of(after.begin(), after.end(),
                                       [&](auto const &other) { return name_of(other) == name_of(option); });
        if (!stays) gone.push_back(option);
    }
    if (!gone.empty()) script.add(phase, fmt::format("{} RESET ({})", alter, option_list(gone, true)));
    if (!after.empty()) script.add(phase, fmt::format("{} SET ({})", alter, option_list(after)));
}

void write_options(Change const &change, std::vector<std::string> const &before, std::vector<std::string> const &after,
                   Script &script) {
    auto const phase = change.after.kind == Kind::view ? Phase::view_options : Phase::table_settings;
    write_options(phase, "ALTER " + sql_object(change.after), before, after, script);
}

/// New bounds of partitions: those of one table in one transaction, so that no reader misses their rows, and none are
/// out when the server refuses the bounds. They get what is done to their table first.
void write_bounds(Plan const &plan, Script &script) {
    std::map<Ref, std::vector<Table>> tables;
    for (auto const &change : plan.changes()) {
        if (change.action != Action::changed || change.after.kind != Kind::table) continue;
        if (!differs(change, "partition_of") && !differs(change, "partition_bound")) continue;
        auto after = model::from_record<Table>(change.after);
        auto const old_parent = plan.parent({after.schema, after.name}, true);
        if (!old_parent.empty() && old_parent == after.partition_of) tables[old_parent].push_back(std::move(after));
    }
    for (auto const &[parent, partitions] : tables) {
        std::vector<Statement> statements{
            {"BEGIN", "fails, and changes nothing, where rows lie outside of the new bounds"}};
        for (auto const &partition : partitions)
            statements.push_back(
                {fmt::format("ALTER TABLE {} DETACH PARTITION {}", qualified(parent), own_name(partition)), {}});
        for (auto const &partition : partitions) statements.push_back({attach_statement(partition), {}});
        statements.push_back({"COMMIT", {}});
        auto &step = script.together(Phase::detach_partitions, std::move(statements));
        step.making(partitions_of(parent.schema, parent.name));
        for (auto const &partition : partitions) step.needing(indexes_of(partition.schema, partition.name));
    }
}

void write_tables(Plan const &plan, Script &script) {
    write_bounds(plan, script);
    auto gone = code_of_gone(plan);
    std::map<Ref, std::vector<Name>> sequences; // that go with their tables, and that other tables may need
    for (auto const &change : plan.changes()) {
        if (change.action != Action::removed || change.before.kind != Kind::sequence) continue;
        sequences[model::from_record<model::Sequence>(change.before).owned_by].push_back(whole_of(change.before));
    }
    for (auto const &[before, aside] : plan.asides())
        script.add(Phase::renames,
                   fmt::format("ALTER {} RENAME TO {}", sql_object(before), base::quote_ident(aside.name)),
                   "it goes later; a table gets its name");
    for (auto const &change : plan.changes()) {
        if (change.object().kind != Kind::table) continue;
        if (change.action == Action::renamed) {
            auto const &after = change.after;
            if (change.before.schema != after.schema)
                script.add(
                    Phase::renames,
                    fmt::format("ALTER {} SET SCHEMA {}", sql_object(change.before), base::quote_ident(after.schema)),
                    std::string{k_guessed});
            auto moved = change.before;
            moved.schema = after.schema;
            if (moved.name != after.name)
                script.add(Phase::renames,
                           fmt::format("ALTER {} RENAME TO {}", sql_object(moved), base::quote_ident(after.name)),
                           std::string{k_guessed});
        }
        if (change.action == Action::added) create(plan, model::from_record<Table>(change.after), script);
        if (change.action == Action::changed) alter(plan, change, script);
        if (change.action == Action::removed) {
            auto const &table = change.before;
            std::vector<Statement> statements{{"DROP " + sql_object(table), "its rows are gone", true}};
            // The foreign keys to the table above hold on to it.
            auto const parent = plan.parent({table.schema, table.name}, true);
            if (!parent.empty() && plan.is_referred_to(parent))
                statements.insert(
                    statements.begin(),
                    {fmt::format("ALTER TABLE {} DETACH PARTITION {}", qualified(parent), own_name(table)), {}});
            auto &step = script
                             .together(plan.goes_early(table) ? Phase::drop_replaced_tables : Phase::drop_tables,
                                       std::move(statements))
                             .taking(whole_of(table))
                             .ending(gone[{table.schema, table.name}]);
            for (auto const &sequence : sequences[{table.schema, table.name}]) step.taking(sequence);
        }
    }
}

} // namespace scribe::diff::ddl
