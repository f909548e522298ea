// SPDX-License-Identifier: MIT
#include "model/json/field_json.hpp"
#include "model/json/said_fields.hpp"

namespace scribe::model {

namespace {

template <typename T> std::string to_json(T const &item) {
    base::JsonWriter out;
    write_value(out, item);
    return out.take();
}

} // namespace

std::string said_entry_to_json(SaidEntry const &entry) { return to_json(entry); }
std::string said_text_to_json(SaidText const &text) { return to_json(text); }
std::string said_template_to_json(SaidTemplate const &one) { return to_json(one); }
std::string document_term_to_json(Term const &term) { return to_json(DocumentTerm{term}); }

} // namespace scribe::model
