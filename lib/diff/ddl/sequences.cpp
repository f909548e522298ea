// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "diff/ddl/names.hpp"
#include "diff/ddl/writers.hpp"

#include <fmt/format.h>

namespace scribe::diff::ddl {

namespace {

using model::Kind;
using model::Sequence;

std::string parameters(Sequence const &sequence) {
    return fmt::format("AS {} INCREMENT BY {} MINVALUE {} MAXVALUE {} START WITH {} CACHE {} {}", sequence.data_type,
                       sequence.increment, sequence.minimum, sequence.maximum, sequence.start, sequence.cache,
                       sequence.cycle ? "CYCLE" : "NO CYCLE");
}

void write_owner(Sequence const &sequence, Script &script) {
    script.add(Phase::sequence_owners,
               fmt::format("ALTER SEQUENCE {} OWNED BY {}.{}", own_name(sequence), qualified(sequence.owned_by),
                           base::quote_ident(sequence.owned_column)));
}

void drop(Plan const &plan, Sequence const &sequence, Script &script) {
    // Those of a column go with it; those of an identity with the identity.
    auto const &table = sequence.owned_by;
    if (sequence.identity || plan.is_removed(Kind::table, table.schema, table.name) ||
        plan.is_part_removed(Kind::column, table, sequence.owned_column))
        return;
    bool const comes_back = plan.is_name_used_again(sequence.schema, sequence.name);
    script
        .destroy(comes_back ? Phase::drop_replaced : Phase::drop_rest, "DROP SEQUENCE " + own_name(sequence),
                 "its last value is gone")
        .taking(whole_of(sequence));
}

bool in_bounds(std::string const &value, Sequence const &sequence) {
    auto const number = base::parse_int(value);
    return number && number >= base::parse_int(sequence.minimum) && number <= base::parse_int(sequence.maximum);
}

/// The server refuses bounds that the last value is outside of: moves it to the nearest that both allow.
void write_parameters(Sequence const &before, Sequence const &after, Script &script) {
    auto const name = own_name(after);
    auto sql = fmt::format("ALTER SEQUENCE {} {}", name, parameters(after));
    bool const wider = in_bounds(before.minimum, after) && in_bounds(before.maximum, after);
    bool const apart = !in_bounds(before.minimum, after) && !in_bounds(before.maximum, after) &&
                       !in_bounds(after.minimum, before) && !in_bounds(after.maximum, before);
    if (apart) sql += " RESTART";
    else if (!wider)
        script.add(Phase::sequences,
                   fmt::format("SELECT pg_catalog.setval({0}, LEAST(GREATEST(last_value, {1}), {2}), false) FROM {3} "
                               "WHERE last_value < {1} OR last_value > {2}",
                               base::quote_literal(name), after.minimum, after.maximum, name),
                   "a last value outside of the new bounds moves to the nearest within");
    script.add(Phase::sequences, std::move(sql),
               apart ? "begins anew: no value is within the old and the new bounds" : "");
}

void alter(Change const &change, Sequence const &before, Sequence const &after, Script &script) {
    auto const name = own_name(after);
    bool const same_parameters = parameters(before) == parameters(after);
    if (!same_parameters) write_parameters(before, after, script);
    if (differs(change, "owned_by") || differs(change, "owned_column")) {
        if (!before.owned_by.empty())
            script.add(Phase::drop_defaults, fmt::format("ALTER SEQUENCE {} OWNED BY NONE", name));
        if (!after.owned_by.empty()) write_owner(after, script);
    }
    if (differs(change, "persistence"))
        script.add(Phase::sequences, fmt::format("ALTER SEQUENCE {} SET {}", name,
                                                 after.persistence == "unlogged" ? "UNLOGGED" : "LOGGED"));
}

} // namespace

void write_sequence(Plan const &plan, Change const &change, Script &script) {
    auto const sequence = model::from_record<Sequence>(change.object());
    if (change.action == Action::removed) return drop(plan, sequence, script);
    if (change.action == Action::changed)
        return alter(change, model::from_record<Sequence>(change.before), sequence, script);
    if (change.action == Action::renamed) {
        script.add(Phase::renames, fmt::format("ALTER SEQUENCE {} RENAME TO {}", own_name(change.before),
                                               base::quote_ident(sequence.name)));
        return;
    }
    if (sequence.identity) return; // the column's definition makes it
    script
        .add(Phase::sequences,
             fmt::format("CREATE {}SEQUENCE {} {}", sequence.persistence == "unlogged" ? "UNLOGGED " : "",
                         own_name(sequence), parameters(sequence)))
        .making(whole_of(sequence));
    if (!sequence.owned_by.empty()) write_owner(sequence, script);
}

} // namespace scribe::diff::ddl
