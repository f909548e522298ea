// SPDX-License-Identifier: MIT
#include "model/said/term.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "model/json/field_json.hpp"

namespace scribe::model {

// Found by name lookup where it is used (field_json.hpp), so not in an unnamed namespace.
// clang-format off
template <typename Visit, typename T>
    requires std::same_as<std::remove_const_t<T>, Term>
void fields(Visit &&visit, T &o) {
    visit("name", o.name); visit("definition", o.definition); visit("synonyms", o.synonyms);
}
// clang-format on

std::string term_key(std::string_view name) {
    std::string key;
    for (char const c : base::fold_case(name)) {
        bool const blank = c == ' ' || c == '\t' || c == '\n' || c == '\r';
        if (!blank) key.push_back(c);
        else if (!key.empty() && key.back() != ' ') key.push_back(' ');
    }
    if (!key.empty() && key.back() == ' ') key.pop_back();
    return key;
}

std::string term_to_json(Term const &term) {
    base::JsonWriter out;
    write_value(out, term);
    return out.take();
}

Term term_from_json(std::string_view json) {
    Term term;
    read_text(json, term, [](std::string const &why) {
        throw base::Error(base::ExitCode::catalog, "a term of the glossary is damaged: " + why);
    });
    return term;
}

} // namespace scribe::model
