// SPDX-License-Identifier: MIT
#include "model/description.hpp"

#include "base/error.hpp"
#include "model/json/field_json.hpp"

namespace scribe::model {

// Found by name lookup where it is used (field_json.hpp), so not in an unnamed namespace.
// clang-format off
template <typename Visit, typename T>
    requires std::same_as<std::remove_const_t<T>, Description>
void fields(Visit &&visit, T &o) {
    visit("text", o.text); visit("origin", o.origin); visit("writer", o.writer); visit("status", o.status);
    visit("confidence", o.confidence); visit("reasons", o.reasons);
    visit("stale", o.stale);
}
// clang-format on

std::string description_to_json(Description const &description) {
    base::JsonWriter out;
    write_value(out, description);
    return out.take();
}

Description description_from_json(std::string_view json, std::string_view owner) {
    Description description;
    read_text(json, description, [owner](std::string const &why) {
        throw base::Error(base::ExitCode::catalog, std::string{owner} + ": its description is damaged: " + why);
    });
    return description;
}

} // namespace scribe::model
