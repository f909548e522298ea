// SPDX-License-Identifier: MIT
#include "diff/ddl/ddl.hpp"

#include "base/text.hpp"
#include "diff/ddl/names.hpp"
#include "diff/ddl/plan/plan.hpp"
#include "diff/ddl/plan/unscanned.hpp"
#include "diff/ddl/writers.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::diff::ddl {

namespace {

using model::Kind;

/// Kinds whose statements are not known here.
void leave(Change const &change, Script &script) {
    auto const *const word = change.action == Action::added     ? "is to be made"
                             : change.action == Action::removed ? "is to go"
                                                                : "differs";
    script.not_done(fmt::format("{} {}", described(change.object()), word));
}

void write_change(Plan const &plan, Change const &change, Script &script) {
    switch (change.object().kind) {
    case Kind::schema: return write_schema(change, script);
    case Kind::sequence: return write_sequence(plan, change, script);
    case Kind::constraint: return write_constraint(plan, change, script);
    case Kind::index: return write_index(plan, change, script);
    case Kind::statistics: return write_statistics(plan, change, script);
    case Kind::publication:
    case Kind::event_trigger:
    case Kind::server: return leave(change, script);
    case Kind::privileges: return write_privileges(plan, change, script);
    case Kind::table:
    case Kind::column:
    case Kind::view:
    case Kind::type:
    case Kind::routine:
    case Kind::trigger:
    case Kind::rule:
    case Kind::policy:
    case Kind::extension: return; // written together, in an order of their own
    }
}

void append_new(std::map<int, std::string> const &columns, std::vector<std::string> &names) {
    for (auto const &[position, name] : columns) {
        if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
    }
}

/// A new child has the columns of its parents first: names those where these stand elsewhere.
void leave_child_order(Plan const &plan, model::ModelReader &after, Script &script) {
    std::map<model::Ref, std::vector<model::Ref>> children; ///< with their parents
    std::map<model::Ref, std::map<int, std::string>> columns;
    for (auto const &change : plan.changes()) {
        if (change.action != Action::added || change.after.kind != Kind::table) continue;
        auto const table = model::from_record<model::Table>(change.after);
        if (table.inherits.empty()) continue;
        children[{table.schema, table.name}] = table.inherits;
        columns[{table.schema, table.name}];
        for (auto const &parent : table.inherits) columns[parent];
    }
    if (children.empty()) return;
    auto const cursor = after.read(Kind::column);
    model::Record record;
    while (cursor->next(record)) {
        auto const found = columns.find({record.schema, record.table});
        if (found != columns.end()) found->second.emplace(record.position, record.name);
    }
    for (auto const &[child, parents] : children) {
        std::vector<std::string> made, wanted;
        for (auto const &parent : parents) append_new(columns[parent], made);
        append_new(columns[child], made);
        append_new(columns[child], wanted);
        if (made != wanted)
            script.not_done(fmt::format("table {}: its columns stand in another order: those of its parents come first",
                                        qualified(child)));
    }
}

/// New columns come last, wherever they stand in the new state: names the tables where that is elsewhere.
void leave_order(Plan const &plan, model::ModelReader &after, Script &script) {
    std::map<model::Ref, std::set<int>> added;
    for (auto const &change : plan.changes()) {
        auto const &column = change.after;
        if (change.action == Action::added && column.kind == Kind::column && !plan.owner_added(column) &&
            !plan.is_in_place({column.schema, column.table}))
            added[{column.schema, column.table}].insert(column.position);
    }
    if (added.empty()) return;
    std::map<model::Ref, int> last;
    auto const cursor = after.read(Kind::column);
    model::Record record;
    while (cursor->next(record)) {
        model::Ref const table{record.schema, record.table};
        if (added.contains(table)) last[table] = std::max(last[table], record.position);
    }
    for (auto const &[table, positions] : added) {
        if (last[table] - *positions.begin() + 1 != static_cast<int>(positions.size()))
            script.not_done(fmt::format("table {}: its new columns stand at the end; their place cannot be chosen",
                                        qualified(table)));
    }
}

/// "1.7" is older than "1.10". False where the versions are no numbers.
bool is_older(std::string const &version, std::string const &other) {
    auto const numbers = [](std::string const &text) {
        std::vector<std::int64_t> list;
        for (auto const &part : base::split(text, '.')) list.push_back(base::parse_int(part).value_or(-1));
        return list;
    };
    auto const own = numbers(version);
    auto const others = numbers(other);
    auto const is_word = [](std::int64_t number) { return number < 0; };
    return std::none_of(own.begin(), own.end(), is_word) && std::none_of(others.begin(), others.end(), is_word) &&
           own < others;
}

/// True when nothing is written for the object, so that nothing can be said about it either.
bool is_left(Plan const &plan, Change const &change) {
    auto const kind = change.after.kind;
    if (kind == Kind::publication || kind == Kind::event_trigger || kind == Kind::server || kind == Kind::privileges)
        return true;
    if (change.action != Action::added) return false;
    if (kind != Kind::constraint) return false;
    auto const constraint = model::from_record<model::Constraint>(change.after);
    if (constraint.type == "not null")
        return constraint.inherited || !plan.owner_added(constraint) || constraint.columns.size() != 1 ||
               plan.new_not_null({constraint.schema, constraint.table}, constraint.columns.front()) == nullptr;
    return constraint.type == "trigger";
}

} // namespace

void write_schema(Change const &change, Script &script) {
    auto const object = sql_object(change.object());
    if (change.action == Action::added) script.add(Phase::schemas, "CREATE " + object);
    if (change.action == Action::removed)
        script.destroy(Phase::drop_schemas, "DROP " + object, "fails while anything is in it");
}

void write_extensions(Plan const &plan, Script &script) {
    std::vector<std::string> gone; // in one statement: some need others
    for (auto const &change : plan.changes()) {
        if (change.object().kind != Kind::extension) continue;
        auto const extension = model::from_record<model::Extension>(change.object());
        auto const name = base::quote_ident(extension.name);
        auto const version = base::quote_literal(extension.version);
        if (change.action == Action::removed) gone.push_back(name);
        if (change.action == Action::added)
            script.add(Phase::extensions,
                       fmt::format("CREATE EXTENSION IF NOT EXISTS {} WITH SCHEMA {} VERSION {} CASCADE", name,
                                   base::quote_ident(extension.in_schema), version));
        if (differs(change, "version")) {
            auto const before = model::from_record<model::Extension>(change.before).version;
            // As a rule an extension has no script that leads back.
            if (is_older(extension.version, before))
                script.not_done(fmt::format("{}: version is {}, should be {}", described(change.after),
                                            base::single_line(before), base::single_line(extension.version)));
            else script.add(Phase::extensions, fmt::format("ALTER EXTENSION {} UPDATE TO {}", name, version));
        }
        if (differs(change, "in_schema"))
            script.add(Phase::extensions,
                       fmt::format("ALTER EXTENSION {} SET SCHEMA {}", name, base::quote_ident(extension.in_schema)));
    }
    if (!gone.empty())
        script.destroy(Phase::drop_extensions, "DROP EXTENSION " + base::join(gone, ", "),
                       "their types and functions are gone; fails while operators, casts or text search "
                       "configurations, which no scan reads, need them");
}

std::vector<Statement> make_script(std::vector<Change> changes, model::ModelReader &before, model::ModelReader &after,
                                   KeptRights kept) {
    if (changes.empty()) return {};
    Plan const plan{std::move(changes), before, after};
    Script script;
    write_extensions(plan, script);
    write_types(plan, script);
    write_routines(plan, script);
    write_tables(plan, script);
    write_columns(plan, script);
    write_views(plan, script);
    write_actions(plan, script);
    for (auto const &change : plan.changes()) {
        write_change(plan, change, script);
        // What else differs of a renamed table or column is a change of its own: see part_renamed().
        bool const only_name =
            change.action == Action::renamed && (change.after.kind == Kind::table || change.after.kind == Kind::column);
        if (change.action != Action::removed && !only_name && !is_left(plan, change))
            write_common(plan, change, script);
    }
    write_default_grants(plan, kept.privileges, script);
    leave_order(plan, after, script);
    leave_child_order(plan, after, script);
    for (auto const &what : plan.left()) script.not_done(what);
    if (script.empty()) return {};
    script.add(Phase::settings, "SET lock_timeout = '5s'",
               "a statement that waits longer for a lock gives up, and psql stops: then write the script anew, with "
               "scribe diff "
               "--sql, for what is left to do");
    script.add(Phase::settings, "SET search_path = ''");
    script.add(Phase::settings, "SET check_function_bodies = off");
    auto statements = script.take(plan.names());
    for (auto const &name : find_unscanned(plan.changes(), statements, before, after))
        statements.push_back({{}, name + " has to be there first, which no scan tells"});
    return statements;
}

void render_sql(Sides const &sides, std::vector<Statement> const &statements, Write const &write) {
    write(fmt::format("-- From {} to {}, for PostgreSQL.\n", base::single_line(sides.before),
                      base::single_line(sides.after)));
    if (statements.empty()) {
        write("-- Nothing to do.\n");
        return;
    }
    write("-- Run it with psql -v ON_ERROR_STOP=1 -f, not in one transaction: statements that cannot run in one are "
          "marked.\n");
    // What follows a line break in a name would be run.
    auto const remark = [&](std::string_view mark, std::string_view note) {
        write(fmt::format("-- {}{}\n", mark, base::single_line(note)));
    };
    for (auto const &statement : statements) {
        if (statement.sql.empty()) remark("not done: ", statement.note);
    }
    for (auto const &statement : statements) {
        write("\n");
        if (statement.sql.empty()) {
            remark("not done: ", statement.note);
            continue;
        }
        if (statement.alone) remark("not in a transaction:", "");
        if (statement.destructive) remark("DESTRUCTIVE: ", statement.note);
        else if (!statement.note.empty()) remark("", statement.note);
        write(statement.sql + ";\n");
    }
}

} // namespace scribe::diff::ddl
