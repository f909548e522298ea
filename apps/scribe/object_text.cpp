// SPDX-License-Identifier: MIT
#include "object_text.hpp"

#include "base/text.hpp"
#include "model/filter.hpp"
#include "model/serialize.hpp"

#include <fmt/format.h>

namespace scribe::cli {

namespace {

using model::Kind;

std::string table_label(model::Table const &table) {
    std::string label = table.table_kind == "table" ? "table" : table.table_kind + " table";
    if (!table.partition_of.empty()) label = table.table_kind == "table" ? "partition" : label + ", partition";
    return table.persistence.empty() ? label : table.persistence + " " + label;
}

std::string type_summary(model::Type const &type) {
    if (type.type_kind == "enum") return base::join(type.labels, ", ");
    if (!type.base_type.empty()) return "of " + type.base_type;
    std::vector<std::string> names;
    for (auto const &attribute : type.attributes) names.push_back(attribute.name + " " + attribute.type);
    return base::join(names, ", ");
}

std::string routine_summary(model::Routine const &routine) {
    auto text = routine.result.empty() ? std::string{} : "returns " + routine.result + ", ";
    return text + routine.language + (routine.security_definer ? ", security definer" : "");
}

} // namespace

std::string kind_label(model::Record const &record) {
    switch (record.kind) {
    case Kind::table: return table_label(model::from_record<model::Table>(record));
    case Kind::view: return model::from_record<model::View>(record).materialized ? "materialized view" : "view";
    case Kind::routine: return model::from_record<model::Routine>(record).routine_kind;
    case Kind::type: {
        auto const kind = model::from_record<model::Type>(record).type_kind;
        return kind == "domain" || kind == "enum" ? kind : kind + " type";
    }
    case Kind::constraint: return model::from_record<model::Constraint>(record).type;
    case Kind::event_trigger: return "event trigger";
    default: return std::string{model::kind_name(record.kind)};
    }
}

std::string column_facts(model::Column const &column) {
    std::vector<std::string> facts;
    if (column.not_null) facts.emplace_back("not null");
    if (!column.identity.empty()) facts.push_back("identity " + column.identity);
    if (!column.generated.empty())
        facts.push_back(fmt::format("generated {}: {}", column.generated, column.expression));
    if (column.default_value) facts.push_back("default " + *column.default_value);
    if (!column.collation.empty()) facts.push_back("collation " + column.collation);
    return base::join(facts, ", ");
}

std::string summary_line(model::Record const &record) {
    switch (record.kind) {
    case Kind::column: {
        auto const column = model::from_record<model::Column>(record);
        auto const facts = column_facts(column);
        return facts.empty() ? column.type : column.type + (column.type.empty() ? "" : ", ") + facts;
    }
    case Kind::constraint: return model::from_record<model::Constraint>(record).definition;
    case Kind::index: return model::from_record<model::Index>(record).definition;
    case Kind::trigger: return model::from_record<model::Trigger>(record).definition;
    case Kind::rule: return model::from_record<model::Rule>(record).definition;
    case Kind::statistics: return model::from_record<model::Statistics>(record).definition;
    case Kind::policy: {
        auto const policy = model::from_record<model::Policy>(record);
        return fmt::format("for {} to {}", policy.command, base::join(policy.roles, ", "));
    }
    case Kind::routine: return routine_summary(model::from_record<model::Routine>(record));
    case Kind::type: return type_summary(model::from_record<model::Type>(record));
    case Kind::sequence: {
        auto const sequence = model::from_record<model::Sequence>(record);
        if (sequence.owned_by.empty()) return sequence.data_type;
        return fmt::format("{}, owned by {}.{}", sequence.data_type,
                           model::format_ref(sequence.owned_by.schema, sequence.owned_by.name), sequence.owned_column);
    }
    case Kind::extension: return "version " + model::from_record<model::Extension>(record).version;
    case Kind::event_trigger: return "on " + model::from_record<model::EventTrigger>(record).event;
    case Kind::server: return model::from_record<model::Server>(record).wrapper;
    default: return {};
    }
}

} // namespace scribe::cli
