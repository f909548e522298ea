// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "diff/ddl/names.hpp"
#include "diff/ddl/writers.hpp"

#include <fmt/format.h>

namespace scribe::diff::ddl {

using model::Column;
using model::Kind;
using model::Ref;

std::string alter_column(Column const &column) {
    return fmt::format("ALTER TABLE {} ALTER COLUMN {} ", owner_of(column), base::quote_ident(column.name));
}

std::string alter_only_column(Column const &column) {
    return fmt::format("ALTER TABLE ONLY {} ALTER COLUMN {} ", owner_of(column), base::quote_ident(column.name));
}

// Only servers from 16 on have SET STORAGE DEFAULT, and no catalog of ours tells what it is.
std::string reset_storage(Column const &column) {
    return "DO " +
           base::quote_literal(fmt::format(
               "BEGIN EXECUTE (SELECT {} || CASE t.typstorage WHEN 'm' THEN 'main' WHEN 'e' THEN 'external' "
               "WHEN 'x' THEN 'extended' ELSE 'plain' END FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_type t "
               "ON t.oid = a.atttypid WHERE a.attrelid = {}::pg_catalog.regclass AND a.attname = {}); END",
               base::quote_literal(alter_only_column(column) + "SET STORAGE "), base::quote_literal(owner_of(column)),
               base::quote_literal(column.name)));
}

std::optional<model::Sequence> identity_sequence(Plan const &plan, Column const &column) {
    if (column.identity.empty()) return {};
    for (auto const &change : plan.changes()) {
        if (change.action != Action::added || change.after.kind != Kind::sequence) continue;
        auto sequence = model::from_record<model::Sequence>(change.after);
        if (sequence.identity && sequence.owned_by == Ref{column.schema, column.table} &&
            sequence.owned_column == column.name)
            return sequence;
    }
    return {};
}

std::string identity_clause(Plan const &plan, Column const &column) {
    auto const clause = fmt::format("GENERATED {} AS IDENTITY", column.identity == "always" ? "ALWAYS" : "BY DEFAULT");
    auto const sequence = identity_sequence(plan, column);
    if (!sequence) return clause;
    return clause + fmt::format(" (SEQUENCE NAME {} INCREMENT BY {} MINVALUE {} MAXVALUE {} START WITH {} CACHE {}{})",
                                own_name(*sequence), sequence->increment, sequence->minimum, sequence->maximum,
                                sequence->start, sequence->cache, sequence->cycle ? " CYCLE" : "");
}

std::string column_definition(Plan const &plan, Column const &column) {
    auto text = base::quote_ident(column.name) + " " + column.type;
    if (!column.collation.empty()) text += " COLLATE " + column.collation;
    if (!column.generated.empty())
        text += fmt::format(" GENERATED ALWAYS AS ({}) {}", column.expression,
                            column.generated == "stored" ? "STORED" : "VIRTUAL");
    else if (!column.identity.empty()) text += " " + identity_clause(plan, column);
    else if (column.default_value) text += " DEFAULT " + *column.default_value;
    return text + not_null_clause(plan, column);
}

std::string not_null_clause(Plan const &plan, Column const &column) {
    if (!column.not_null) return {};
    auto const *constraint = plan.new_not_null({column.schema, column.table}, column.name);
    if (!constraint) return " NOT NULL";
    if (constraint->not_valid) return {}; // added later
    return fmt::format(" CONSTRAINT {} NOT NULL{}", base::quote_ident(constraint->name),
                       constraint->no_inherit ? " NO INHERIT" : "");
}

void write_column_settings(Phase phase, Column const &column, Script &script) {
    if (!column.storage.empty()) script.add(phase, alter_only_column(column) + "SET STORAGE " + column.storage);
    if (!column.compression.empty()) script.add(phase, alter_column(column) + "SET COMPRESSION " + column.compression);
    if (column.statistics_target)
        script.add(phase, fmt::format("{}SET STATISTICS {}", alter_only_column(column), *column.statistics_target));
    if (!column.options.empty())
        script.add(phase, fmt::format("{}SET ({})", alter_column(column), option_list(column.options)));
}

} // namespace scribe::diff::ddl
