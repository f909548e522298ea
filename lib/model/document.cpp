// SPDX-License-Identifier: MIT
#include "model/document.hpp"

#include "base/json.hpp"
#include "model/filter.hpp"

namespace scribe::model {

std::string_view document_group(Kind kind) {
    switch (kind) {
    case Kind::statistics: return "statistics";
    case Kind::event_trigger: return "event_triggers";
    case Kind::server: return "servers";
    default: return kind_plural(kind);
    }
}

void write_filter(base::JsonWriter &json, FilterTexts const &texts) {
    json.begin_object();
    if (!texts.schemas.empty()) json.member("schemas", texts.schemas);
    if (!texts.include.empty()) json.member("include", texts.include);
    if (!texts.exclude.empty()) json.member("exclude", texts.exclude);
    json.end_object();
}

} // namespace scribe::model
