// SPDX-License-Identifier: MIT
#include "model/column_template.hpp"

#include "base/error.hpp"
#include "model/json/field_json.hpp"
#include "model/json/template_fields.hpp"

namespace scribe::model {

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
