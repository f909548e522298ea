// SPDX-License-Identifier: MIT
#include "describe/basis.hpp"
#include "describe/objects.hpp"

#include <xxhash.h>

#include <algorithm>
#include <bit>
#include <string>
#include <string_view>

namespace scribe::describe {

namespace {

/// Collects parts; none of them can be taken for two.
class Basis {
public:
    void add(std::string_view part) {
        m_text += std::to_string(part.size());
        m_text += ':';
        m_text += part;
    }
    void add(model::Ref const &ref) {
        add(ref.schema);
        add(ref.name);
    }
    void add(std::vector<std::string> const &parts) {
        add(std::to_string(parts.size()));
        for (auto const &part : parts) add(part);
    }
    void add(Link const &link) {
        add(link.other);
        add(link.columns);
        add(link.other_columns);
        add(link.declared ? "declared" : "");
    }
    void add(Known const &known) {
        // Where nobody said anything it is what it was before people could.
        if (!known.term.empty()) add(known.term + "\n" + known.definition);
        for (auto const &[field, text] : known.said) add(field + "\n" + text);
    }
    std::int64_t take() const {
        auto const hash = std::bit_cast<std::int64_t>(XXH3_64bits(m_text.data(), m_text.size()));
        return hash == 0 ? 1 : hash;
    }

private:
    std::string m_text;
};

std::vector<std::string> sorted(std::vector<std::string> list) {
    std::ranges::sort(list);
    return list;
}

/// The values of a column that has few, all of which are known and may be shown.
std::vector<std::string> value_list(ColumnEvidence const &column) {
    std::vector<std::string> list;
    if (!column.profile || !column.entity.empty() || !column.profile->hidden.empty()) return list;
    auto const &profile = *column.profile;
    bool const listed = profile.role == "enum" || profile.role == "flag" || profile.role == "code";
    if (!listed || !profile.top_complete || profile.method != "full") return list;
    for (auto const &one : profile.top) list.push_back(one.value);
    return sorted(std::move(list));
}

} // namespace

std::int64_t basis_of(TableEvidence const &table) {
    Basis basis;
    std::vector<std::string> names;
    for (auto const &one : table.columns) names.push_back(one.column.name);
    basis.add(table.view ? "view" : "table");
    basis.add(sorted(std::move(names)));
    basis.add(table.primary_key);
    for (auto const &key : table.unique_keys) basis.add(key);
    for (auto const &link : table.parents) basis.add(link);
    for (auto const &read : table.reads) basis.add(read);
    basis.add(table.partition_key);
    if (table.partition_of) basis.add(*table.partition_of);
    basis.add(table.partition_bound);
    for (auto const &part : {table.where, table.group_by})
        if (!part.empty()) basis.add(part);
    basis.add(table.known);
    return basis.take();
}

std::int64_t basis_of(TableEvidence const &table, ColumnEvidence const &evidence) {
    Basis basis;
    auto const &column = evidence.column;
    for (auto const &part :
         {column.type, column.default_value.value_or(""), column.identity, column.generated, column.expression,
          evidence.entity + (evidence.entity_proven ? "" : "?"), evidence.semantic_type})
        basis.add(part);
    basis.add(column.not_null ? "not null" : "");
    bool const key = std::ranges::find(table.primary_key, column.name) != table.primary_key.end();
    basis.add(key ? "key" : "");
    for (auto const &link : table.parents)
        if (std::ranges::find(link.columns, column.name) != link.columns.end()) basis.add(link);
    basis.add(evidence.labels);
    basis.add(evidence.checks);
    if (evidence.source) basis.add(*evidence.source);
    basis.add(value_list(evidence));
    if (!evidence.computed.empty()) basis.add(evidence.computed);
    basis.add(evidence.known);
    return basis.take();
}

std::int64_t basis_of(SchemaEvidence const &schema) {
    Basis basis;
    basis.add(schema.name);
    std::vector<std::string> names;
    for (auto const &one : schema.relations) names.push_back(one.ref.name);
    basis.add(sorted(std::move(names)));
    return basis.take();
}

std::int64_t basis_of(DatabaseEvidence const &database) {
    Basis basis;
    std::vector<std::string> names;
    for (auto const &one : database.schemas) names.push_back(one.name);
    basis.add(sorted(std::move(names)));
    return basis.take();
}

std::int64_t basis_of(RoutineEvidence const &evidence) {
    Basis basis;
    auto const &routine = evidence.routine;
    for (auto const &part : {routine.body, routine.arguments, routine.result, routine.language}) basis.add(part);
    for (auto const &trigger : evidence.triggers) basis.add(trigger.definition);
    return basis.take();
}

std::int64_t basis_of(TypeEvidence const &evidence) {
    Basis basis;
    auto const &type = evidence.type;
    basis.add(type.labels);
    basis.add(type.base_type);
    for (auto const &check : type.checks) basis.add(check.definition);
    for (auto const &one : type.attributes) {
        basis.add(one.name);
        basis.add(one.type);
    }
    return basis.take();
}

std::int64_t basis_of(ObjectEvidence const &object) {
    return std::visit([](auto const &one) { return basis_of(one); }, object);
}

} // namespace scribe::describe
