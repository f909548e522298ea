// SPDX-License-Identifier: MIT
#include "model/kind.hpp"

namespace scribe::model {

std::string_view kind_name(Kind kind) {
    switch (kind) {
    case Kind::schema: return "schema";
    case Kind::table: return "table";
    case Kind::view: return "view";
    case Kind::column: return "column";
    case Kind::constraint: return "constraint";
    case Kind::index: return "index";
    case Kind::sequence: return "sequence";
    case Kind::type: return "type";
    case Kind::routine: return "routine";
    case Kind::trigger: return "trigger";
    case Kind::rule: return "rule";
    case Kind::policy: return "policy";
    case Kind::statistics: return "statistics";
    case Kind::extension: return "extension";
    case Kind::publication: return "publication";
    case Kind::event_trigger: return "event-trigger";
    case Kind::server: return "server";
    case Kind::privileges: return "privileges";
    }
    return "";
}

std::string_view kind_text(Kind kind) { return kind == Kind::event_trigger ? "event trigger" : kind_name(kind); }

std::string_view kind_plural(Kind kind) {
    switch (kind) {
    case Kind::schema: return "schemas";
    case Kind::table: return "tables";
    case Kind::view: return "views";
    case Kind::column: return "columns";
    case Kind::constraint: return "constraints";
    case Kind::index: return "indexes";
    case Kind::sequence: return "sequences";
    case Kind::type: return "types";
    case Kind::routine: return "routines";
    case Kind::trigger: return "triggers";
    case Kind::rule: return "rules";
    case Kind::policy: return "policies";
    case Kind::statistics: return "extended statistics";
    case Kind::extension: return "extensions";
    case Kind::publication: return "publications";
    case Kind::event_trigger: return "event triggers";
    case Kind::server: return "foreign servers";
    case Kind::privileges: return "privileges";
    }
    return "";
}

std::optional<Kind> kind_from_name(std::string_view name) {
    for (auto const kind : k_all_kinds) {
        if (kind_name(kind) == name) return kind;
    }
    return std::nullopt;
}

bool is_table_part(Kind kind) {
    switch (kind) {
    case Kind::column:
    case Kind::constraint:
    case Kind::index:
    case Kind::trigger:
    case Kind::rule:
    case Kind::policy: return true;
    default: return false;
    }
}

bool is_database_wide(Kind kind) {
    switch (kind) {
    case Kind::extension:
    case Kind::publication:
    case Kind::event_trigger:
    case Kind::server:
    case Kind::privileges: return true;
    default: return false;
    }
}

} // namespace scribe::model
