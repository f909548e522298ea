// SPDX-License-Identifier: MIT
#include "workload/names.hpp"

#include <algorithm>

namespace scribe::workload {

ModelNames::ModelNames(model::ModelReader &reader) {
    model::Record record;
    for (auto const kind : {model::Kind::table, model::Kind::view}) {
        auto const cursor = reader.read(kind);
        while (cursor->next(record)) {
            m_tables[{record.schema, record.name}].kind = kind;
            m_schemas[record.name].push_back(record.schema);
        }
    }
    auto const cursor = reader.read(model::Kind::column);
    while (cursor->next(record))
        if (auto const table = m_tables.find({record.schema, record.table}); table != m_tables.end())
            table->second.columns.push_back(record.name);
    for (auto &[name, schemas] : m_schemas) {
        std::ranges::sort(schemas);
        auto const usual =
            std::ranges::find_if(schemas, [](auto const &one) { return one == "public" || one == "main"; });
        if (usual != schemas.end()) std::rotate(schemas.begin(), usual, usual + 1);
    }
}

std::optional<sql::TableName> ModelNames::find_table(std::string_view schema, std::string_view table) const {
    if (!schema.empty()) {
        sql::TableName whole{std::string{schema}, std::string{table}};
        return m_tables.contains(whole) ? std::optional{std::move(whole)} : std::nullopt;
    }
    auto const found = m_schemas.find(table);
    if (found == m_schemas.end()) return std::nullopt;
    return sql::TableName{found->second.front(), found->first};
}

std::vector<std::string> const *ModelNames::columns(sql::TableName const &table) const {
    auto const found = m_tables.find(table);
    return found == m_tables.end() ? nullptr : &found->second.columns;
}

std::optional<model::Kind> ModelNames::kind(sql::TableName const &table) const {
    auto const found = m_tables.find(table);
    return found == m_tables.end() ? std::nullopt : std::optional{found->second.kind};
}

} // namespace scribe::workload
