// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "diff/ddl/names.hpp"
#include "diff/ddl/writers.hpp"

#include <fmt/format.h>

#include <map>

// Columns that come from a parent table and differ from the parent's.
namespace scribe::diff::ddl {

namespace {

using model::Column;
using model::Ref;

// The first servers on which
constexpr std::int64_t k_compression = 14;     // columns have one,
constexpr std::int64_t k_own_expressions = 16; // children may be generated otherwise,
constexpr std::int64_t k_shared_identity = 17; // partitions have the identity of their table,
constexpr std::int64_t k_not_null_below = 18;  // what is NOT NULL is so in all children

Ref table_of(Column const &column) { return {column.schema, column.table}; }

/// Said in CREATE TABLE, which makes it the table's own too: what is inherited alone has no other way to a default.
bool is_said(Column const &column, Inherited const &given) { return !column.inherited || given.has_several_defaults(); }

/// One without a default beside parents that have one: it says so.
bool is_silent(Column const &column, Inherited const &given) {
    return column.generated.empty() && column.identity.empty() && (!column.default_value || given.as_made) &&
           given.at_first != std::set<std::optional<std::string>>{std::nullopt};
}

/// DEFAULT NULL of a type with a length, or of a domain, stays as a default that gives NULL.
bool keeps_null(Column const &column, Inherited const &given) {
    auto const &made = given.as_made ? *given.as_made : column;
    return made.type.find('(') != std::string::npos || made.user_type_kind == "domain";
}

/// Nothing has to be said once the table is there.
bool has_default(Column const &column, Inherited const &given, bool said) {
    if (!said) return given.defaults == std::set{column.default_value};
    if (column.default_value) return !given.as_made;
    return !is_silent(column, given) || !keeps_null(column, given);
}

void write_default(Column const &column, Inherited const &given, bool said, Script &script) {
    if (!column.generated.empty() || has_default(column, given, said)) return;
    script.add(Phase::inherited_columns,
               alter_only_column(column) +
                   (column.default_value ? "SET DEFAULT " + *column.default_value : std::string{"DROP DEFAULT"}));
}

void write_not_null(Plan const &plan, Column const &column, Inherited const &given, bool is_new, Script &script) {
    auto const *constraint = plan.new_not_null(table_of(column), column.name);
    if (constraint && (constraint->inherited || constraint->not_valid)) return; // the parent's, or added later
    if (constraint && is_new && !given.late) return;                            // said in CREATE TABLE
    if (column.not_null && !given.not_null && is_new && !constraint) {
        script.add(Phase::inherited_columns, alter_column(column) + "SET NOT NULL");
        return;
    }
    if (column.not_null && !given.not_null) return set_not_null(plan, column, Phase::inherited_columns, script);
    if (!column.not_null && given.not_null && plan.server_version() < k_not_null_below)
        script.add(Phase::inherited_columns, alter_column(column) + "DROP NOT NULL");
    // The inherited one becomes the table's own as well.
    if (constraint) script.add(Phase::inherited_columns, alter_column(column) + "SET NOT NULL");
}

void write_settings(Plan const &plan, Column const &column, Inherited const &given, Script &script) {
    auto settings = column;
    if (given.storage == std::set{column.storage}) settings.storage.clear();
    else if (column.storage.empty()) script.add(Phase::inherited_columns, reset_storage(column));
    bool const compressed = plan.server_version() == 0 || plan.server_version() >= k_compression;
    if (given.compression == std::set{column.compression}) settings.compression.clear();
    else if (column.compression.empty() && compressed)
        script.add(Phase::inherited_columns, alter_column(column) + "SET COMPRESSION default");
    write_column_settings(Phase::inherited_columns, settings, script);
}

/// One column of several parents while the child is made.
struct Shared {
    std::vector<Column> columns; ///< of each parent that has it
    std::size_t pattern = 0;     ///< the one that the others are to be like: one that stays, where there is one
};

std::string storage_statement(Column const &column, std::string const &storage) {
    return storage.empty() ? reset_storage(column) : alter_only_column(column) + "SET STORAGE " + storage;
}

std::string compression_statement(Column const &column, std::string const &compression) {
    return alter_only_column(column) + "SET COMPRESSION " + (compression.empty() ? "default" : compression);
}

} // namespace

Levelling level_parents(Plan const &plan, model::Table const &table) {
    Levelling levelling;
    if (table.inherits.size() < 2) return levelling;
    std::map<std::string, Shared> all;
    for (auto const &parent : table.inherits) {
        for (auto &[name, column] : plan.columns_at_first(parent)) {
            auto &shared = all[name];
            auto const &pattern = shared.columns.empty() ? column : shared.columns[shared.pattern];
            bool const goes = plan.is_part_removed(model::Kind::column, table_of(pattern), name);
            if (goes && !shared.columns.empty()) shared.pattern = shared.columns.size();
            shared.columns.push_back(std::move(column));
        }
    }
    constexpr char const *k_why = "only while a child is made: the server refuses parents that differ in this";
    for (auto const &[name, shared] : all) {
        auto const &pattern = shared.columns[shared.pattern];
        for (auto const &column : shared.columns) {
            if (column.storage != pattern.storage) {
                levelling.before.push_back({storage_statement(column, pattern.storage), k_why});
                levelling.after.push_back({storage_statement(column, column.storage), {}});
            }
            if (column.compression != pattern.compression) {
                levelling.before.push_back({compression_statement(column, pattern.compression), k_why});
                levelling.after.push_back({compression_statement(column, column.compression), {}});
            }
        }
    }
    return levelling;
}

std::string child_column(Plan const &plan, Column const &column) {
    auto const given = plan.inherited(table_of(column), column.name);
    if (given.stands_in_the_way() && !column.inherited) return {}; // added later
    if (!given.exists) return column_definition(plan, column);
    if (!is_said(column, given)) {
        auto const *constraint = plan.new_not_null(table_of(column), column.name);
        if (!constraint || constraint->inherited || constraint->not_valid || given.late) return {};
        return fmt::format("CONSTRAINT {} {}", base::quote_ident(constraint->name), constraint->definition);
    }
    auto own = column;
    if (given.as_made) {
        own.type = given.as_made->type;
        own.collation = given.as_made->collation;
        own.default_value.reset();
    }
    // Before, it had to be left to the parent.
    if (plan.server_version() != 0 && plan.server_version() < k_own_expressions) own.generated.clear();
    // What comes from the parent is no constraint of its own.
    auto const *constraint = plan.new_not_null(table_of(column), column.name);
    own.not_null = column.not_null && !(constraint && constraint->inherited);
    return column_definition(plan, own) + (is_silent(column, given) ? " DEFAULT NULL" : "");
}

void write_inherited(Plan const &plan, Column const &column, Script &script) {
    auto const given = plan.inherited(table_of(column), column.name);
    bool const is_new = plan.owner_added(column);
    if (is_new && given.stands_in_the_way() && !column.inherited) {
        script
            .add(Phase::inherited_columns,
                 fmt::format("ALTER TABLE {} ADD COLUMN {}", owner_of(column), column_definition(plan, column)))
            .making(part_of(column));
        return write_column_settings(Phase::inherited_columns, column, script);
    }
    if (!given.exists) return write_column_settings(Phase::columns, column, script);
    auto const name = described(model::to_record(Column{column}));
    bool const said = is_new && is_said(column, given);
    if (said && column.inherited)
        script.not_done(name + ": is its table's own as well, should be inherited alone: its parents have different "
                               "defaults");
    if (given.keeps_type)
        script.not_done(
            fmt::format("{}: type is {}, should be {}; its parent's is left", name, given.as_made->type, column.type));
    else write_default(column, given, said, script);
    if (column.inherited && !column.generated.empty() && given.expressions != std::set{column.expression})
        script.not_done(fmt::format("{}: is generated as its parent's, should be as {}", name,
                                    base::single_line(column.expression)));
    if (!said) write_not_null(plan, column, given, is_new, script);
    bool const shared = !plan.parent(table_of(column)).empty() && plan.server_version() >= k_shared_identity;
    if (!said && !shared && !column.identity.empty()) add_identity(plan, column, Phase::inherited_columns, script);
    write_settings(plan, column, given, script);
}

} // namespace scribe::diff::ddl
