// SPDX-License-Identifier: MIT
#include "diff/ddl/columns/new_type.hpp"

#include "base/text.hpp"
#include "diff/ddl/names.hpp"
#include "diff/ddl/plan/casts.hpp"
#include "diff/ddl/plan/replace.hpp"
#include "diff/ddl/writers.hpp"
#include "diff/widening.hpp"

#include <fmt/format.h>

#include <iterator>

namespace scribe::diff::ddl {

namespace {

using model::Column;
using model::Kind;
using model::Ref;

/// From one enum to another there is no cast but that of the labels.
std::string by_label(Column const &before, Column const &after) {
    bool const enums = before.user_type_kind == "enum" && after.user_type_kind == "enum";
    if (!enums || before.user_type == after.user_type) return {};
    return before.type.ends_with("[]") ? "text[]::" : "text::";
}

Statement type_statement(Change const &change, Column const &before, Column const &after, bool with_default) {
    bool const wider = is_widening(before.type, after.type);
    auto const alter = "ALTER COLUMN " + base::quote_ident(after.name) + " ";
    auto sql = "ALTER TABLE " + owner_of(after) + " " + (with_default ? alter + "DROP DEFAULT, " : "") + alter +
               "TYPE " + after.type;
    if (!after.collation.empty()) sql += " COLLATE " + after.collation;
    if (differs(change, "type") && !wider && !cuts_values(before, after))
        sql += fmt::format(" USING {}::{}{}", base::quote_ident(after.name), by_label(before, after), after.type);
    if (with_default && after.default_value) sql += ", " + alter + "SET DEFAULT " + *after.default_value;
    if (keeps_storage(before.type, after.type)) return {std::move(sql), {}};
    if (wider) return {std::move(sql), "rewrites the table under an exclusive lock"};
    return {std::move(sql), "converts every value, under an exclusive lock", true};
}

void tell(Plan const &plan, Column const &before, Column const &after, bool with_default, Step &step) {
    step.taking(part_of(after)).making(part_of(after)).ending(before.type);
    for (auto const &below : plan.columns_below(after)) step.taking(below).making(below);
    if (with_default) step.ending(*before.default_value);
}

} // namespace

bool goes_with_type(Plan const &plan, Column const &before, Column const &after) {
    Ref const table{after.schema, after.table};
    return before.default_value && !is_widening(before.type, after.type) && before.generated.empty() &&
           after.generated.empty() && !after.inherited && after.identity.empty() && !plan.is_partitioned(table) &&
           plan.lasting_children(table).empty() && !plan.needs_early(*before.default_value) &&
           !plan.needs_gone_sequence(*before.default_value);
}

void set_type(Plan const &plan, Change const &change, Column const &before, Column const &after, bool with_default,
              Script &script) {
    tell(plan, before, after, with_default,
         script.together(Phase::columns, {type_statement(change, before, after, with_default)}));
}

void set_read_types(Plan const &plan, Script &script) {
    for (auto const &[table, actions] : plan.carried()) {
        auto &step =
            script.together(Phase::columns, {{"BEGIN", "together: the table is never without what protects its rows"}});
        auto &statements = step.statements;
        for (auto const &action : actions) {
            if (!action.before) continue;
            statements.push_back({"DROP " + sql_object(*action.before), {}});
            step.ending(owner_of(*action.before) + " " + code_of(*action.before));
        }
        for (auto const &change : plan.changes()) {
            auto const &column = change.object();
            if (column.kind != Kind::column || Ref{column.schema, column.table} != table || !changes_type(change))
                continue;
            auto const was = model::from_record<Column>(change.before);
            auto const is = model::from_record<Column>(change.after);
            bool const with_default = goes_with_type(plan, was, is);
            statements.push_back(type_statement(change, was, is, with_default));
            tell(plan, was, is, with_default, step);
        }
        for (auto const &action : actions) {
            if (!action.after) continue;
            for (auto &sql : action_statements(*action.after)) statements.push_back({std::move(sql), {}});
            step.making(part_of(*action.after)).making(state_of(*action.after));
        }
        statements.push_back({"COMMIT", {}});
    }
}

} // namespace scribe::diff::ddl
