// SPDX-License-Identifier: MIT
#include "postgres_sql.hpp"
#include "source/postgres/definitions.hpp"
#include "source/postgres/scan.hpp"

#include <fmt/format.h>

namespace scribe::source::postgres {

void Scan::read_indexes() {
    copy("indexes", sql::k_indexes, {model::Kind::index}, [this](pg::BinaryRow &row) { add_index(row); },
         {sql::k_columns});
    if (m_undefined_indexes.empty()) return;
    std::vector<Oid> oids;
    for (auto const &[oid, index] : m_undefined_indexes) oids.push_back(oid);
    set_relations(oids);
    copy("index definitions", sql::k_index_definitions, {}, [this](pg::BinaryRow &row) {
        auto const oid = row.oid();
        auto const found = m_undefined_indexes.find(oid);
        if (found == m_undefined_indexes.end()) return;
        found->second.second.definition = definition_of(row.optional_text(), found->second.second.name);
        emit_part(std::move(found->second.second), SystemCatalog::pg_class, oid, found->second.first);
    });
    m_undefined_indexes.clear();
}

void Scan::add_index(pg::BinaryRow &row) {
    IndexFacts facts;
    auto const oid = row.oid();
    facts.relation = row.oid();
    auto const *relation = m_names.relation(facts.relation);
    if (!relation) return;
    model::Index index;
    index.schema = relation->name.schema;
    index.table = relation->name.name;
    index.name = row.text();
    index.partitioned = row.character() == 'I';
    facts.method = row.oid();
    index.method = row.text();
    auto const keys = static_cast<std::size_t>(row.int4());
    facts.columns = row.int2_array();
    facts.options = row.int2_array();
    facts.operator_classes = row.oid_array();
    facts.collations = row.oid_array();
    index.unique = row.boolean();
    index.primary = row.boolean();
    index.exclusion = row.boolean();
    index.invalid = !row.boolean();
    index.clustered = row.boolean();
    index.replica_identity = row.boolean();
    index.options = row.text_array();
    index.tablespace = row.text();
    auto const pages = row.int4();
    auto definition = row.optional_text();
    bool partial = definition && definition->empty(); // locked
    index.predicate = row.text();
    auto const expressions = row.text_array();
    auto const scans = row.optional_int8();
    index.constraint = row.text();
    index.partition_of.schema = row.text();
    index.partition_of.name = row.text();
    index.nulls_not_distinct = row.boolean();

    for (std::size_t i = 0; i < facts.columns.size(); ++i) {
        auto name = m_names.column(facts.relation, facts.columns[i]);
        if (i >= keys) {
            index.include.push_back(std::move(name));
            continue;
        }
        auto &key = index.keys.emplace_back();
        if (facts.columns[i] != 0) key.column = std::move(name);
        else if (partial) continue;
        else if (i < expressions.size() && !expressions[i].empty()) key.expression = expressions[i];
        else throw ChangedError(fmt::format("index {} is gone", index.name));
    }
    auto *const table = pending(facts.relation);
    if (table) {
        table->index_pages += pages;
        table->index_scans += scans.value_or(0);
        if (index.replica_identity) table->table.replica_identity = index.name;
    }
    m_key_indexes.emplace(oid, KeyIndex{index.name, index.include, index.nulls_not_distinct});
    model::Stats stats;
    if (!index.partitioned) {
        add_index_figures(stats, oid, table, pages);
        stats.index_scans = scans;
        index.stats = stats;
    }
    bool const certain = fill_index_keys(index, facts, m_names, m_capabilities);
    if (!certain && !definition && is_locked(facts.relation)) {
        definition.emplace();
        partial = true;
    }
    if (!certain && !definition) {
        if (wanted(index.schema, index.table))
            m_undefined_indexes.emplace(oid, std::pair{facts.relation, std::move(index)});
        return;
    }
    index.definition = definition ? std::move(*definition) : index_definition(index, m_capabilities);
    emit_part(std::move(index), SystemCatalog::pg_class, oid, facts.relation, partial);
}

} // namespace scribe::source::postgres
