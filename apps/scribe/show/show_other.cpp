// SPDX-License-Identifier: MIT
#include "base/parse/code_line.hpp"
#include "base/text.hpp"
#include "model/filter.hpp"
#include "model/object_text.hpp"
#include "show/show_page.hpp"

#include <fmt/format.h>

namespace scribe::cli {

namespace {

using Rows = std::vector<std::vector<std::string>>;
using catalog::Neighbourhood;
using model::Kind;

std::string yes(bool flag) { return flag ? "yes" : ""; }

void show_routine(ShowPage &page, Neighbourhood const &around) {
    auto const routine = model::from_record<model::Routine>(around.object);
    page.fact("owner", routine.owner);
    page.code_fact("arguments", routine.arguments);
    page.fact("returns", routine.result);
    page.fact("language", routine.language);
    page.fact("volatility", routine.volatility);
    page.fact("parallel", routine.parallel);
    page.fact("cost", routine.cost);
    page.fact("rows", routine.rows);
    page.fact("support function", routine.support);
    page.fact("strict", yes(routine.strict));
    page.fact("leakproof", yes(routine.leakproof));
    page.fact("security definer", yes(routine.security_definer));
    for (auto const &setting : routine.config) page.fact("setting", setting); // values have commas: search_path
    page.fact("library", routine.library);
    for (auto const &[label, value] : model::aggregate_facts(routine)) page.code_fact(label, value);
    // A partition's copy of a trigger is its parent's once more.
    auto callers = around.mentions;
    std::erase_if(callers, [](model::Record const &record) {
        return record.kind == Kind::trigger && model::from_record<model::Trigger>(record).inherited;
    });
    show_records(page, "Called by", callers, around.complete);
    show_uses(page, around);
    show_grants(page, routine.grants);
    page.heading("Body");
    page.code(routine.body);
}

void show_type(ShowPage &page, Neighbourhood const &around) {
    auto const type = model::from_record<model::Type>(around.object);
    page.fact("owner", type.owner);
    page.fact(type.type_kind == "range" ? "subtype" : "base type", type.base_type);
    page.fact("null", type.not_null ? "no" : "");
    page.code_fact("default", type.default_value.value_or(""));
    page.fact("collation", type.collation);
    page.fact("operator class", type.subtype_opclass);
    page.fact("canonical function", type.canonical);
    page.fact("difference function", type.subtype_diff);
    page.fact("multirange", type.multirange);
    Rows labels;
    for (auto const &label : type.labels) labels.push_back({base::value_text(label)});
    page.heading("Labels");
    page.rows(labels);
    Rows checks;
    for (auto const &check : type.checks)
        checks.push_back({check.name, base::code_line(check.definition), check.comment.value_or("")});
    page.heading("Checks");
    page.rows(checks);
    Rows attributes;
    for (auto const &attribute : type.attributes) {
        attributes.push_back({attribute.name, attribute.type,
                              attribute.collation.empty() ? "" : "collation " + attribute.collation,
                              attribute.comment.value_or("")});
    }
    page.heading("Attributes");
    page.rows(attributes);
    show_records(page, "Used by", around.mentions, around.complete);
    show_uses(page, around);
    show_grants(page, type.grants);
}

void show_sequence(ShowPage &page, Neighbourhood const &around) {
    auto const sequence = model::from_record<model::Sequence>(around.object);
    page.fact("owner", sequence.owner);
    page.fact("type", sequence.data_type);
    page.fact("start", sequence.start);
    page.fact("increment", sequence.increment);
    page.fact("minimum", sequence.minimum);
    page.fact("maximum", sequence.maximum);
    page.fact("cache", sequence.cache);
    page.fact("cycle", yes(sequence.cycle));
    page.fact("persistence", sequence.persistence);
    if (!sequence.owned_by.empty()) {
        page.fact(sequence.identity ? "identity of" : "owned by",
                  ref_text(sequence.owned_by) + "." + base::quote_ident(sequence.owned_column));
    }
    show_records(page, "Used by", around.mentions, around.complete);
    show_grants(page, sequence.grants);
}

void show_publication(ShowPage &page, model::Publication const &publication) {
    page.fact("owner", publication.owner);
    page.fact("publishes", base::join(publication.operations, ", "));
    page.fact("all tables", yes(publication.all_tables));
    page.fact("via partition root", yes(publication.via_root));
    page.fact("generated columns", publication.generated_columns);
    page.fact("schemas", base::join(publication.schemas, ", "));
    Rows tables;
    for (auto const &table : publication.tables) {
        tables.push_back({ref_text(table.relation), base::join(table.columns, ", "),
                          table.where.empty() ? "" : "where " + base::code_line(table.where)});
    }
    page.heading("Tables");
    page.rows(tables);
}

std::int64_t count_of(std::vector<std::pair<model::Kind, std::int64_t>> const &counts, model::Kind kind) {
    auto const found = std::ranges::find(counts, kind, &std::pair<model::Kind, std::int64_t>::first);
    return found == counts.end() ? 0 : found->second;
}

void show_schema(ShowPage &page, Neighbourhood const &around) {
    auto const schema = model::from_record<model::Schema>(around.object);
    page.fact("owner", schema.owner);
    Rows counts;
    for (auto const kind : model::k_all_kinds) {
        auto const own = count_of(around.counts, kind);
        auto const of_extensions = count_of(around.of_extensions, kind);
        if (own + of_extensions == 0) continue;
        counts.push_back({std::string{model::kind_plural(kind)},
                          base::group_digits(own) + model::more_of_extensions(of_extensions)});
    }
    page.heading("Contents");
    page.rows(counts);
    show_grants(page, schema.grants);
}

void show_server(ShowPage &page, Neighbourhood const &around) {
    auto const server = model::from_record<model::Server>(around.object);
    page.fact("owner", server.owner);
    page.fact("wrapper", server.wrapper);
    page.fact("type", server.server_type);
    page.fact("version", server.server_version);
    page.fact("options", base::join(server.options, ", "));
    page.fact("wrapper options", base::join(server.wrapper_options, ", "));
    show_records(page, "Foreign tables", around.members, around.complete);
    show_grants(page, server.grants);
}

void show_privileges(ShowPage &page, model::Privileges const &privileges) {
    bool const database = privileges.on == "database";
    page.fact("on", database ? privileges.on : "new " + privileges.on);
    page.fact(database ? "owner" : "made by", privileges.owner);
    page.fact("in schema", privileges.in_schema);
    show_grants(page, privileges.grants);
}

/// Columns and expressions, which only the definition has: what stands between its name and its table.
std::string covered_columns(model::Statistics const &statistics) {
    auto const &text = statistics.definition;
    auto const name = base::quote_ident(statistics.schema) + "." + base::quote_ident(statistics.name);
    auto const table =
        " FROM " + base::quote_ident(statistics.relation.schema) + "." + base::quote_ident(statistics.relation.name);
    constexpr std::string_view k_on = " ON ";
    auto const named = text.find(name);
    auto const on = named == std::string::npos ? named : text.find(k_on, named + name.size());
    if (on == std::string::npos || !text.ends_with(table)) return base::join(statistics.columns, ", ");
    auto const from = on + k_on.size();
    return text.substr(from, text.size() - table.size() - from);
}

} // namespace

void show_other(ShowPage &page, Neighbourhood const &around) {
    auto const &object = around.object;
    switch (object.kind) {
    case Kind::routine: return show_routine(page, around);
    case Kind::type: return show_type(page, around);
    case Kind::sequence: return show_sequence(page, around);
    case Kind::schema: return show_schema(page, around);
    case Kind::publication: return show_publication(page, model::from_record<model::Publication>(object));
    case Kind::server: return show_server(page, around);
    case Kind::privileges: return show_privileges(page, model::from_record<model::Privileges>(object));
    case Kind::extension: {
        auto const extension = model::from_record<model::Extension>(object);
        page.fact("owner", extension.owner);
        page.fact("version", extension.version);
        page.fact("schema", extension.in_schema);
        return show_records(page, "Objects", around.members, around.complete);
    }
    case Kind::event_trigger: {
        auto const trigger = model::from_record<model::EventTrigger>(object);
        page.fact("owner", trigger.owner);
        page.fact("on", trigger.event);
        page.fact("tags", base::join(trigger.tags, ", "));
        page.fact("calls", ref_text(trigger.function));
        return show_enabled(page, trigger.enabled);
    }
    case Kind::statistics: {
        auto const statistics = model::from_record<model::Statistics>(object);
        page.fact("owner", statistics.owner);
        page.fact("of", ref_text(statistics.relation));
        page.code_fact("columns", covered_columns(statistics));
        page.fact("kinds", base::join(statistics.kinds, ", "));
        if (statistics.statistics_target) page.fact("target", std::to_string(*statistics.statistics_target));
        page.heading("Definition");
        return page.code(statistics.definition);
    }
    default: return;
    }
}

} // namespace scribe::cli
