// SPDX-License-Identifier: MIT
#pragma once

#include "model/objects.hpp"

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

/// The functions that a routine names besides its code, as SQL does: those of an aggregate, a support function.
template <typename Visit> void visit_functions(Routine const &routine, Visit const &visit) {
    for (auto const *name : {&routine.transition_function, &routine.final_function, &routine.combine_function,
                             &routine.serial_function, &routine.deserial_function, &routine.moving_transition_function,
                             &routine.moving_inverse_function, &routine.moving_final_function, &routine.support}) {
        if (!name->empty()) visit(*name);
    }
}

} // namespace scribe::model
