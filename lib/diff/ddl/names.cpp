// SPDX-License-Identifier: MIT
#include "diff/ddl/names.hpp"

#include "base/text.hpp"
#include "model/code/object_code.hpp"

namespace scribe::diff::ddl {

std::string qualified(std::string_view schema, std::string_view name) {
    std::string out;
    base::append_ident(out, schema);
    out += '.';
    base::append_ident(out, name);
    return out;
}

std::string ident_list(std::vector<std::string> const &names) {
    std::string out;
    for (auto const &name : names) {
        if (!out.empty()) out += ", ";
        base::append_ident(out, name);
    }
    return out;
}

std::string role(std::string_view name) { return name == "public" ? "PUBLIC" : base::quote_ident(name); }

std::string routine_name(model::Routine const &routine) {
    auto const arguments = std::string_view{routine.name}.substr(routine.routine_name.size());
    return qualified(routine.schema, routine.routine_name) + std::string{arguments};
}

std::string option_list(std::vector<std::string> const &options, bool names_only) {
    std::string out;
    for (auto const &option : options) {
        if (!out.empty()) out += ", ";
        auto const equal = option.find('=');
        out += option.substr(0, equal);
        if (!names_only && equal != std::string::npos) out += "=" + base::quote_literal(option.substr(equal + 1));
    }
    return out;
}

bool holds_name(std::string_view text, std::string_view name) {
    for (auto at = text.find(name); at != std::string_view::npos; at = text.find(name, at + 1)) {
        auto const end = at + name.size();
        auto const next = end < text.size() ? text[end] : ' ';
        bool const more = (next >= 'a' && next <= 'z') || (next >= '0' && next <= '9') || next == '_' || next == '$' ||
                          static_cast<unsigned char>(next) >= 0x80;
        if (name.ends_with('(') || !more) return true;
    }
    return false;
}

bool mentions(std::string_view text, std::string_view name) {
    auto const word = base::quote_ident(name);
    auto const is_word = [](char c) {
        return c == '_' || c == '$' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
               (static_cast<unsigned char>(c) & 0x80) != 0;
    };
    for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
        bool const starts = at == 0 || !is_word(text[at - 1]);
        auto const end = at + word.size();
        if (starts && (end == text.size() || !is_word(text[end]))) return true;
    }
    return false;
}

std::string needs_of(model::Routine const &routine) {
    auto text =
        routine.arguments + " " + routine.result + " " + routine.transition_type + " " + routine.moving_transition_type;
    if (model::is_parsed_body(routine.body)) text += " " + routine.body;
    model::visit_functions(routine, [&text](std::string const &function, auto) { text += " " + function + "("; });
    return text;
}

} // namespace scribe::diff::ddl
