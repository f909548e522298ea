// SPDX-License-Identifier: MIT
#include "model/document.hpp"

namespace scribe::model {

std::string_view document_group(Kind kind) {
    switch (kind) {
    case Kind::statistics: return "statistics";
    case Kind::event_trigger: return "event_triggers";
    case Kind::server: return "servers";
    default: return kind_plural(kind);
    }
}

} // namespace scribe::model
