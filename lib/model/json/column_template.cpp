// SPDX-License-Identifier: MIT
#include "model/column_template.hpp"

#include "base/error.hpp"
#include "model/json/field_json.hpp"

namespace scribe::model {

// Found by name lookup where it is used (field_json.hpp), so not in an unnamed namespace.
// clang-format off
template <typename Visit, typename T>
    requires std::same_as<std::remove_const_t<T>, ColumnTemplate>
void fields(Visit &&visit, T &o) {
    visit("name", o.name); visit("column", o.column); visit("table", o.table); visit("type", o.type);
    visit("role", o.role); visit("semantic_type", o.semantic_type); visit("text", o.text);
    visit("priority", o.priority); visit("alone", o.alone); visit("tells", o.tells);
}
// clang-format on

std::string template_to_json(ColumnTemplate const &one) {
    base::JsonWriter out;
    write_value(out, one);
    return out.take();
}

ColumnTemplate template_from_json(std::string_view json, std::string_view owner) {
    ColumnTemplate one;
    read_text(json, one, [owner](std::string const &why) {
        throw base::Error(base::ExitCode::catalog, std::string{owner} + ": its template is damaged: " + why);
    });
    return one;
}

} // namespace scribe::model
