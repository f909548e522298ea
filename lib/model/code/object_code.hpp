// SPDX-License-Identifier: MIT
#pragma once

#include "base/text.hpp"
#include "model/code/signature.hpp"
#include "model/objects.hpp"

#include <optional>
#include <string_view>

/// The expressions and the code of objects: nothing of what only names other objects, as a foreign key does.
/// visit_code() calls `visit` with each of them, which may be empty.
namespace scribe::model {

template <typename Visit> void visit_code(Table const &table, Visit const &visit) { visit(table.partition_key); }
template <typename Visit> void visit_code(View const &view, Visit const &visit) { visit(view.definition); }
template <typename Visit> void visit_code(Column const &column, Visit const &visit) {
    if (column.default_value) visit(*column.default_value);
    visit(column.expression);
}
template <typename Visit> void visit_code(Constraint const &constraint, Visit const &visit) {
    if (constraint.type != "foreign key") visit(constraint.definition);
}
template <typename Visit> void visit_code(Index const &index, Visit const &visit) {
    visit(index.predicate);
    for (auto const &key : index.keys) visit(key.expression);
}
template <typename Visit> void visit_code(Type const &type, Visit const &visit) {
    if (type.default_value) visit(*type.default_value);
    for (auto const &check : type.checks) visit(check.definition);
}
template <typename Visit> void visit_code(Routine const &routine, Visit const &visit) {
    visit(routine.body);
    visit(routine.arguments);
}
/// What it calls is named by its function; the arguments there are texts.
template <typename Visit> void visit_code(Trigger const &trigger, Visit const &visit) { visit(trigger.condition); }
template <typename Visit> void visit_code(Rule const &rule, Visit const &visit) { visit(rule.definition); }
template <typename Visit> void visit_code(Policy const &policy, Visit const &visit) {
    visit(policy.using_expression);
    visit(policy.check_expression);
}

/// The expressions that statistics are of stand in the definition alone, behind the name, which may read as a call.
template <typename Visit> void visit_code(Statistics const &statistics, Visit const &visit) {
    auto const name = base::quote_ident(statistics.schema) + "." + base::quote_ident(statistics.name);
    std::string_view const definition = statistics.definition;
    if (auto const at = definition.find(name); at != definition.npos) visit(definition.substr(at + name.size()));
}

/// The texts that name types without a cast: of domains and ranges what they are made of, of composite types the
/// attributes, of routines arguments, result and body.
template <typename Visit> void visit_types(Type const &type, Visit const &visit) {
    visit(type.base_type);
    for (auto const &attribute : type.attributes) visit(attribute.type);
}
template <typename Visit> void visit_types(Routine const &routine, Visit const &visit) {
    for (auto const *text : {&routine.arguments, &routine.result, &routine.transition_type,
                             &routine.moving_transition_type, &routine.body})
        visit(*text);
}

/// True for a body that is SQL which the server keeps parsed: it stands in statements as it is. No connector gives a
/// body so that is a text.
inline bool is_parsed_body(std::string_view body) {
    return body.starts_with("BEGIN ATOMIC") || body.starts_with("RETURN ");
}

/// The functions that a routine names besides its code, as SQL does: those of an aggregate, a support function. `visit`
/// also gets with how many arguments each is called, where that is known.
template <typename Visit> void visit_functions(Routine const &routine, Visit const &visit) {
    using Number = std::optional<std::size_t>;
    auto const give = [&visit](std::string const &name, Number arguments) {
        if (!name.empty()) visit(name, arguments);
    };
    Number const all = routine.aggregate_kind.empty() ? argument_count(routine) : std::nullopt;
    Number const state_and_all = all ? Number{1 + *all} : all;
    auto const of_final = [&](bool extra) { return extra || !all ? state_and_all : Number{1}; };
    give(routine.transition_function, state_and_all);
    give(routine.final_function, of_final(routine.final_extra));
    give(routine.combine_function, 2);
    give(routine.serial_function, 1);
    give(routine.deserial_function, 2);
    give(routine.moving_transition_function, state_and_all);
    give(routine.moving_inverse_function, state_and_all);
    give(routine.moving_final_function, of_final(routine.moving_final_extra));
    give(routine.support, 1);
}

} // namespace scribe::model
