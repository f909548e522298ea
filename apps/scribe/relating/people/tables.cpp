// SPDX-License-Identifier: MIT
#include "relating/people/tables.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "model/filter.hpp"
#include "show/show_page.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;
using model::Kind;

bool among(std::vector<std::string> const &names, std::string const &name) {
    return std::ranges::find(names, name) != names.end();
}

bool within(std::vector<std::string> const &part, std::vector<std::string> const &whole) {
    return !part.empty() && std::ranges::all_of(part, [&](auto const &name) { return among(whole, name); });
}

} // namespace

model::Column const *KnownTable::column(std::string_view name_of_column) const {
    auto const found = std::ranges::find(columns, name_of_column, &model::Column::name);
    return found == columns.end() ? nullptr : &*found;
}

bool KnownTable::is_unique(std::vector<std::string> const &names) const {
    auto const is_key = [&](model::Constraint const &key) {
        return (key.type == "primary key" || key.type == "unique") && !key.temporal && within(key.columns, names);
    };
    auto const is_index = [&](model::Index const &index) {
        if (!index.unique || index.invalid || !index.predicate.empty()) return false;
        return !index.keys.empty() && std::ranges::all_of(index.keys, [&](model::IndexKey const &key) {
            return !key.column.empty() && among(names, key.column);
        });
    };
    return std::ranges::any_of(constraints, is_key) || std::ranges::any_of(indexes, is_index);
}

bool KnownTable::is_primary_key(std::vector<std::string> const &names) const {
    return std::ranges::any_of(constraints, [&](model::Constraint const &key) {
        return key.type == "primary key" && within(key.columns, names) && within(names, key.columns);
    });
}

KnownTables::KnownTables(catalog::Store &store, catalog::SourceRow source)
    : m_store(store), m_source(std::move(source)) {
    catalog::ObjectQuery query;
    query.kinds = {Kind::table, Kind::view};
    query.source = m_source.name;
    query.extension_objects = true;
    query.limit = 0;
    store.list(query, [&](catalog::ObjectRow &&row) {
        m_names.push_back({{row.record.schema, row.record.name}, row.record.kind == Kind::view});
        if (row.record.body.find("\"inherits\"") == std::string::npos) return;
        for (auto &parent : model::from_record<model::Table>(row.record).inherits)
            m_inherited.insert(std::move(parent));
    });
    std::ranges::sort(m_names);
}

std::vector<model::Ref> KnownTables::named(std::string const &schema, std::string const &table, bool any_case) const {
    auto const alike = [any_case](std::string const &a, std::string const &b) {
        return any_case ? base::fold_case(a) == base::fold_case(b) : a == b;
    };
    std::vector<model::Ref> found;
    for (auto const &[ref, view] : m_names) {
        if (alike(ref.name, table) && (schema.empty() || alike(ref.schema, schema))) found.push_back(ref);
    }
    return found;
}

std::optional<model::Ref> KnownTables::find(std::string const &schema, std::string const &table) const {
    auto found = named(schema, table, false);
    if (found.empty()) found = named(schema, table, true);
    if (found.empty()) return std::nullopt;
    if (found.size() == 1) return found.front();
    for (auto const &ref : found) {
        if (ref.schema == "public" || ref.schema == "main") return ref;
    }
    std::vector<std::string> names;
    for (auto const &ref : found) names.push_back(model::format_ref(ref.schema, ref.name));
    throw Error(ExitCode::usage, fmt::format("{} tables are called {}", found.size(), base::single_line(table)),
                "say which: " + base::fit_width(base::join(names, ", "), 200));
}

std::string KnownTables::near(std::string const &schema, std::string const &table) const {
    std::vector<std::string> names;
    for (auto const &[ref, view] : m_names)
        names.push_back(schema.empty() ? model::format_ref("", ref.name) : model::format_ref(ref.schema, ref.name));
    auto const near = base::nearest(model::format_ref(schema, table), names);
    return near ? fmt::format("did you mean {}?", *near) : "scribe list shows the tables";
}

bool KnownTables::is_taken(std::string const &schema, std::string const &name) {
    if (std::ranges::any_of(m_names, [&](auto const &known) { return known.first == model::Ref{schema, name}; }))
        return true;
    catalog::ObjectQuery query;
    query.kinds = {Kind::index, Kind::sequence};
    query.source = m_source.name;
    query.patterns = {model::exact_ref(schema, name)};
    query.extension_objects = true;
    query.limit = 1;
    return m_store.list(query, [](catalog::ObjectRow &&) {}) > 0;
}

KnownTable const &KnownTables::get(model::Ref const &ref) {
    if (auto const known = m_tables.find(ref); known != m_tables.end()) return known->second;
    KnownTable table;
    table.schema = ref.schema;
    table.name = ref.name;
    table.view = std::ranges::binary_search(m_names, std::pair{ref, true});
    auto const kind = table.view ? Kind::view : Kind::table;
    auto const record = m_store.find(m_source.id, kind, ref.schema, "", ref.name);
    table.is_there = record.has_value();
    if (record && !table.view) {
        auto const one = model::from_record<model::Table>(*record);
        table.table_kind = one.table_kind;
        table.persistence = one.persistence;
        table.has_heirs = m_inherited.contains(ref);
    }
    auto const parts = [&](Kind what) { return m_store.parts(m_source.id, what, ref.schema, ref.name); };
    table.columns = all_of<model::Column>(parts(Kind::column));
    table.constraints = all_of<model::Constraint>(parts(Kind::constraint));
    table.indexes = all_of<model::Index>(parts(Kind::index));
    return m_tables.emplace(ref, std::move(table)).first->second;
}

model::RelationshipEnd KnownTables::resolve(model::RelationshipEnd const &end) {
    auto const shown = base::single_line(model::format_ref(end.schema, end.table));
    auto const ref = find(end.schema, end.table);
    if (!ref)
        throw Error(ExitCode::usage, fmt::format("{}: there is no table {}", m_source.name, shown),
                    near(end.schema, end.table));
    model::RelationshipEnd result{ref->schema, ref->name, {}};
    auto const &table = get(*ref);
    for (auto const &name : end.columns) {
        auto const *column = table.column(name);
        std::vector<std::string> names;
        for (auto const &one : table.columns) {
            names.push_back(one.name);
            if (column == nullptr && base::fold_case(one.name) == base::fold_case(name))
                column = table.column(one.name);
        }
        if (!column) {
            auto const nearest = base::nearest(name, names);
            throw Error(ExitCode::usage,
                        fmt::format("{} has no column {}", base::single_line(model::format_ref(ref->schema, ref->name)),
                                    base::single_line(model::format_ref("", name))),
                        nearest ? fmt::format("did you mean {}?", base::single_line(*nearest))
                                : "its columns: " + base::fit_width(base::single_line(base::join(names, ", ")), 200));
        }
        if (among(result.columns, column->name))
            throw Error(ExitCode::usage,
                        fmt::format("{} stands twice in the columns of {}", base::single_line(column->name), shown));
        result.columns.push_back(column->name);
    }
    return result;
}

} // namespace scribe::cli
