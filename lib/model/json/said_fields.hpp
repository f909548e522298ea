// SPDX-License-Identifier: MIT
#pragma once

#include "model/json/template_fields.hpp"
#include "model/said/said_of.hpp"
#include "model/said/term.hpp"

#include <concepts>
#include <type_traits>

/// The members that what people say has in JSON documents, in their order.
namespace scribe::model {

// clang-format off
template <typename Visit, typename T>
    requires std::same_as<std::remove_const_t<T>, SaidEntry>
void fields(Visit &&visit, T &o) {
    visit("kind", o.of.kind); visit("schema", o.of.schema); visit("table", o.of.table); visit("name", o.of.name);
    visit("field", o.entry.field); visit("text", o.entry.text); visit("author", o.entry.author);
    visit("said_at", o.entry.said_at); visit("origin", o.entry.origin);
}

template <typename Visit, typename T>
    requires std::same_as<std::remove_const_t<T>, SaidText>
void fields(Visit &&visit, T &o) {
    visit("kind", o.of.kind); visit("schema", o.of.schema); visit("table", o.of.table); visit("name", o.of.name);
    visit("version", o.version); visit("text", o.description.text); visit("origin", o.description.origin); visit("writer", o.description.writer);
    visit("status", o.description.status); visit("confidence", o.description.confidence);
    visit("reasons", o.description.reasons); visit("stale", o.description.stale); visit("author", o.author);
    visit("said_at", o.said_at);
}

template <typename Visit, typename T>
    requires std::same_as<std::remove_const_t<T>, SaidTemplate>
void fields(Visit &&visit, T &o) {
    fields(visit, o.said); visit("author", o.author); visit("said_at", o.said_at);
}
// clang-format on

/// A term with all that is known of it; term_to_json has what people change.
struct DocumentTerm {
    Term term;
};

// clang-format off
template <typename Visit, typename T>
    requires std::same_as<std::remove_const_t<T>, DocumentTerm>
void fields(Visit &&visit, T &o) {
    visit("name", o.term.name); visit("definition", o.term.definition); visit("synonyms", o.term.synonyms);
    visit("author", o.term.author); visit("said_at", o.term.said_at); visit("origin", o.term.origin);
}
// clang-format on

} // namespace scribe::model
