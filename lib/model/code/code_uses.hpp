// SPDX-License-Identifier: MIT
#pragma once

#include "model/code/object_code.hpp"

#include <functional>
#include <optional>
#include <string_view>
#include <type_traits>
#include <vector>

/// The routines that code calls and the sequences that it counts with, both named with their schemas: the server writes
/// code so, since scans run with an empty search_path.
namespace scribe::model {

struct CodeUse {
    enum class How {
        call,     ///< public.f( ...
        routine,  ///< 'public.f'::regproc, 'public.f(integer)'::regprocedure, a function of an aggregate
        sequence, ///< 'public.s'::regclass, nextval('public.s'); a table may be named so, too
    };
    How how = How::call;
    std::string_view name; ///< schema and name as they stand there, without argument types; in a literal ' is doubled
    std::string_view rest; ///< of a call: what follows its parenthesis
    /// With how many arguments a routine is called, where no parenthesis tells and it is known.
    std::optional<std::size_t> arguments{};
};

using VisitUse = std::function<void(CodeUse const &)>;

/// Calls `visit` with each use in SQL, in its order. Words in comments and in other literals than those above are none.
void visit_uses_in(std::string_view code, VisitUse const &visit);

/// The same of the body of a function in another language, whose literals and comments nobody knows here: what looks
/// like a use is one wherever it stands.
void visit_uses_in_text(std::string_view text, VisitUse const &visit);

/// The object that the name of a use means; nothing when it is no name.
std::optional<Ref> ref_of(CodeUse const &use);

/// The arguments of a call; nothing when its parenthesis does not close.
std::optional<std::vector<std::string_view>> arguments_given(CodeUse const &call);

/// True when the language is SQL or holds SQL as its statements.
bool is_sql_language(std::string_view language);

/// The uses in all the code of an object.
template <typename T> void visit_uses(T const &object, VisitUse const &visit) {
    if constexpr (std::is_same_v<T, Routine>) {
        auto const look = is_sql_language(object.language) ? visit_uses_in : visit_uses_in_text;
        look(object.body, visit);
        visit_uses_in(object.arguments, visit);
        visit_functions(object, [&](std::string const &name, std::optional<std::size_t> arguments) {
            visit({CodeUse::How::routine, name, {}, arguments});
        });
    } else {
        visit_code(object, [&](std::string_view code) { visit_uses_in(code, visit); });
    }
}

} // namespace scribe::model
