// SPDX-License-Identifier: MIT
#include "model/relationship.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "model/filter.hpp"
#include "model/json/field_json.hpp"
#include "model/json/known_fields.hpp"

#include <fmt/format.h>

#include <tuple>

namespace scribe::model {

namespace {

std::string end_text(RelationshipEnd const &end) {
    std::vector<std::string> columns;
    for (auto const &column : end.columns) columns.push_back(format_ref("", column));
    return fmt::format("{}({})", format_ref(end.schema, end.table), base::join(columns, ", "));
}

} // namespace

bool operator<(Relationship const &a, Relationship const &b) {
    return std::tie(a.from, a.to, a.type_column, a.type_value) < std::tie(b.from, b.to, b.type_column, b.type_value);
}

std::string relationship_to_json(Relationship const &relationship) {
    base::JsonWriter out;
    write_value(out, relationship);
    return out.take();
}

Relationship relationship_from_json(std::string_view json) {
    Relationship relationship;
    read_text(json, relationship, [](std::string const &why) {
        throw base::Error(base::ExitCode::catalog, "a relationship in the catalog is damaged: " + why);
    });
    return relationship;
}

std::string column_decision_to_json(ColumnDecision const &decision) {
    base::JsonWriter out;
    write_value(out, decision);
    return out.take();
}

std::string share_text(double share) {
    double const percent = 100 * share;
    return percent < 10 ? fmt::format("{:.2g} %", percent) : fmt::format("{:.0f} %", percent);
}

std::string relationship_text(Relationship const &relationship) {
    return end_text(relationship.from) + " -> " + end_text(relationship.to);
}

} // namespace scribe::model
