// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "describe/clauses.hpp"
#include "describe/names.hpp"
#include "describe/objects.hpp"
#include "model/filter.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::describe {

namespace {

constexpr std::size_t k_most_named = 3;
constexpr std::size_t k_most_schemas = 8;
/// Of fewer tables it says little which of them are large.
constexpr std::size_t k_telling_tables = 5;

/// "15 tables, 7 views and 2 routines"; empty for nothing.
std::string counts(SchemaEvidence const &schema) {
    auto const views = std::ranges::count_if(schema.relations, &Relation::view);
    auto const tables = static_cast<std::int64_t>(schema.relations.size()) - views;
    std::vector<std::string> parts;
    auto const add = [&](std::int64_t number, char const *one) {
        if (number > 0) parts.push_back(base::counted(number, one));
    };
    add(tables, "table");
    add(views, "view");
    add(static_cast<std::int64_t>(schema.routines), "routine");
    add(static_cast<std::int64_t>(schema.types), "type");
    return list_of(parts, parts.size());
}

using Ranked = std::vector<Relation const *>;

std::string names_of(Ranked const &list, std::string const &schema) {
    std::vector<std::string> names;
    for (auto const *one : list) names.push_back(table_name(one->ref, schema));
    return list_of(names, k_most_named);
}

template <typename Value> Ranked most(std::vector<Relation const *> list, Value const &value, std::int64_t least) {
    std::erase_if(list, [&](auto const *one) { return value(*one) < least; });
    std::ranges::sort(list, [&](auto const *a, auto const *b) {
        return value(*a) != value(*b) ? value(*a) > value(*b) : a->ref < b->ref;
    });
    if (list.size() > k_most_named) list.resize(k_most_named);
    return list;
}

/// Which tables the others depend on, and which have most rows.
std::vector<std::string> weights(std::vector<Relation const *> const &tables, std::string const &schema) {
    std::vector<std::string> texts;
    if (tables.size() < k_telling_tables) return texts;
    auto const hubs = most(
        tables, [](auto const &one) { return static_cast<std::int64_t>(one.referrers); }, 2);
    auto const large = most(
        tables, [](auto const &one) { return one.rows.value_or(0); }, 1);
    if (!hubs.empty()) texts.push_back("Most referred to: " + names_of(hubs, schema));
    // One row more may not make another text.
    if (large.size() == k_most_named) texts.push_back("Most rows: " + names_of(large, schema));
    return texts;
}

void add_tables(SchemaEvidence const &schema, std::vector<Relation const *> &tables) {
    for (auto const &one : schema.relations)
        if (!one.view) tables.push_back(&one);
}

Said said(std::string first, std::vector<std::string> const &more, std::vector<std::string> reasons) {
    Said said;
    said.text = std::move(first) + ".";
    for (auto const &text : more) said.text += " " + text + ".";
    said.confidence = 0.85;
    said.reasons = std::move(reasons);
    if (!more.empty()) said.reasons.emplace_back("keys, relationships and numbers of rows");
    return said;
}

} // namespace

Said describe_schema(SchemaEvidence const &schema) {
    auto const what = counts(schema);
    if (what.empty()) return {{}, 0, {"it holds nothing"}};
    std::vector<Relation const *> tables;
    add_tables(schema, tables);
    auto first = "Holds " + what;
    // What a small schema is about its tables say best.
    if (!tables.empty() && tables.size() < k_telling_tables) {
        std::vector<std::string> names;
        for (auto const *one : tables) names.push_back(table_name(one->ref, schema.name));
        std::ranges::sort(names);
        first += ": the " + std::string{names.size() == 1 ? "table " : "tables "} + list_of(names, names.size());
    }
    return said(std::move(first), weights(tables, schema.name), {"what it holds"});
}

Said describe_database(DatabaseEvidence const &database) {
    std::vector<std::string> parts;
    std::vector<Relation const *> tables;
    std::string only;
    for (auto const &schema : database.schemas) {
        auto const what = counts(schema);
        if (what.empty()) continue;
        parts.push_back(fmt::format("{} ({})", model::format_ref("", schema.name), what));
        only = schema.name;
        add_tables(schema, tables);
    }
    if (parts.empty()) return {{}, 0, {"it holds nothing"}};
    auto const first =
        fmt::format("{} database {} {}", database.product, parts.size() == 1 ? "of one schema:" : "of the schemas",
                    list_of(parts, k_most_schemas));
    return said(first, weights(tables, parts.size() == 1 ? only : std::string{}), {"its schemas"});
}

Said describe_object(ObjectEvidence const &object) {
    struct Describe {
        Said operator()(DatabaseEvidence const &one) const { return describe_database(one); }
        Said operator()(SchemaEvidence const &one) const { return describe_schema(one); }
        Said operator()(RoutineEvidence const &one) const { return describe_routine(one); }
        Said operator()(TypeEvidence const &one) const { return describe_type(one); }
    };
    return std::visit(Describe{}, object);
}

} // namespace scribe::describe
