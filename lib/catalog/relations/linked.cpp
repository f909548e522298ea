// SPDX-License-Identifier: MIT
#include "catalog/relations/linked.hpp"

#include "catalog/objects.hpp"
#include "model/table/part_cursor.hpp"

#include <algorithm>
#include <map>

namespace scribe::catalog {

namespace {

using model::Kind;
using model::ManyToMany;
using References = std::vector<model::Relationship>;

void add_foreign_keys(std::vector<model::Constraint> const &constraints, References &references) {
    for (auto const &key : constraints) {
        if (key.type == "foreign key" && !key.inherited) references.push_back(model::declared_relationship(key));
    }
}

template <typename T> std::vector<T> parts_of(Store &store, SourceRow const &source, model::Ref const &table) {
    std::vector<T> parts;
    for (auto const &record : store.parts(source.id, T::k_kind, table.schema, table.name))
        model::from_record(record, parts.emplace_back());
    return parts;
}

std::map<model::Ref, References> references_by_table(model::ModelReader &reader) {
    std::map<model::Ref, References> by_table;
    auto const cursor = reader.relationships();
    model::Relationship one;
    while (cursor && cursor->next(one)) by_table[{one.from.schema, one.from.table}].push_back(one);
    return by_table;
}

bool is_wanted(LinkedQuery const &query, std::string const &source, ManyToMany const &one) {
    if (one.confidence < query.min_confidence) return false;
    auto through = one.to_left;
    through.insert(through.end(), one.to_right.begin(), one.to_right.end());
    return query.patterns.empty() || selects_end(query.patterns, source, one.left) ||
           selects_end(query.patterns, source, one.right) ||
           selects_end(query.patterns, source, {one.through.schema, one.through.name, through});
}

/// Calls `visit` with what each table of the source links.
template <typename Visit> void visit_linked(model::ModelReader &reader, LinkedQuery const &query, Visit const &visit) {
    auto undeclared = references_by_table(reader);
    model::PartCursor constraints{reader, Kind::constraint}, indexes{reader, Kind::index};
    model::for_each<model::Table>(reader, [&](model::Table const &table) {
        model::Ref const self{table.schema, table.name};
        model::Record record;
        record.kind = Kind::table;
        record.schema = table.schema;
        record.name = table.name;
        if (!in_filter(query.filter, record)) return;
        auto const own = model::take_parts<model::Constraint>(constraints, self);
        References references;
        add_foreign_keys(own, references);
        if (auto const found = undeclared.find(self); found != undeclared.end())
            std::ranges::copy(found->second, std::back_inserter(references));
        if (references.size() < 2) return;
        auto const keys = model::take_parts<model::Index>(indexes, self, "\"unique\":true");
        for (auto const &one : model::linked_tables(model::unique_keys(own, keys), references)) visit(one);
    });
}

} // namespace

std::vector<ManyToMany> linked_by(Store &store, SourceRow const &source, model::Ref const &table) {
    auto const constraints = parts_of<model::Constraint>(store, source, table);
    References references;
    add_foreign_keys(constraints, references);
    for (auto &row : relationships_of(store, source, table)) {
        auto const &from = row.relationship.from;
        if (from.schema == table.schema && from.table == table.name) references.push_back(std::move(row.relationship));
    }
    if (references.size() < 2) return {};
    return model::linked_tables(model::unique_keys(constraints, parts_of<model::Index>(store, source, table)),
                                references);
}

std::int64_t list_linked(Store &store, LinkedQuery const &query,
                         std::function<void(std::string const &, ManyToMany const &)> const &row) {
    std::int64_t total = 0;
    for (auto const &source : store.sources()) {
        if (!query.source.empty() && source.name != query.source) continue;
        visit_linked(*store.reader(source, {}, false), query, [&](ManyToMany const &one) {
            if (!is_wanted(query, source.name, one)) return;
            ++total;
            if (total > query.offset && (query.limit == 0 || total <= query.offset + query.limit))
                row(source.name, one);
        });
    }
    return total;
}

} // namespace scribe::catalog
