// SPDX-License-Identifier: MIT
#include "relate/structure.hpp"

#include "model/objects.hpp"
#include "model/serialize.hpp"

#include <algorithm>
#include <map>

namespace scribe::relate {

namespace {

using model::ValueClass;

class StructureReader {
public:
    explicit StructureReader(model::ModelReader &reader) : m_reader(reader) {}

    Facts run() {
        tables();
        domains();
        columns();
        keys();
        indexes();
        foreign_keys();
        return std::move(m_facts);
    }

private:
    Table *find(std::string const &schema, std::string const &name) {
        auto const found = m_tables.find({schema, name});
        return found == m_tables.end() ? nullptr : &m_facts.tables[found->second];
    }

    void tables() {
        model::for_each<model::Table>(m_reader, [&](model::Table const &one) {
            if (!one.partition_of.empty() || one.table_kind == "shadow") return;
            m_tables[{one.schema, one.name}] = m_facts.tables.size();
            auto &table = m_facts.tables.emplace_back();
            table.schema = one.schema;
            table.name = one.name;
            if (one.stats && one.stats->rows) table.rows = static_cast<double>(*one.stats->rows);
            for (auto const &parent : one.inherits) table.inherits.emplace_back(parent.schema, parent.name);
        });
        for (auto const &table : m_facts.tables) {
            for (auto const &[schema, name] : table.inherits)
                if (auto *const parent = find(schema, name)) parent->has_heirs = true;
        }
    }

    void domains() {
        model::for_each<model::Type>(m_reader, [&](model::Type const &one) {
            if (one.type_kind == "domain") m_domains[{one.schema, one.name}] = one.base_type;
        });
    }

    void columns() {
        bool const sqlite = m_reader.facts().product == "SQLite";
        model::for_each<model::Column>(m_reader, [&](model::Column const &one) {
            auto *const owner = find(one.schema, one.table);
            if (owner == nullptr || one.hidden) return;
            Column column;
            column.name = one.name;
            column.type = one.type;
            column.value_class = sqlite ? model::sqlite_value_class_of(one.type, one.affinity) : value_class(one);
            if (column.value_class == ValueClass::array && one.type.ends_with("[]"))
                column.element_class = model::value_class_of(std::string_view{one.type}.substr(0, one.type.size() - 2));
            column.not_null = one.not_null;
            auto const value = one.default_value.value_or("");
            column.generated_key = !one.identity.empty() || value.find("nextval(") != std::string::npos ||
                                   value.find("gen_random_uuid") != std::string::npos ||
                                   value.find("uuid_generate") != std::string::npos;
            column.labels = one.user_type_kind == "enum";
            owner->columns.push_back(std::move(column));
        });
    }

    ValueClass value_class(model::Column const &column) const {
        auto const found = m_domains.find({column.user_type.schema, column.user_type.name});
        if (column.user_type_kind != "domain" || found == m_domains.end()) return model::value_class_of(column.type);
        return model::value_class_of(found->second);
    }

    static std::optional<std::vector<std::size_t>> places(Table const &table, std::vector<std::string> const &names) {
        std::vector<std::size_t> list;
        for (auto const &name : names) {
            auto const at = std::ranges::find(table.columns, name, &Column::name);
            if (at == table.columns.end()) return std::nullopt;
            list.push_back(static_cast<std::size_t>(at - table.columns.begin()));
        }
        return list;
    }

    static void add_key(Table &table, std::vector<std::string> const &names, bool primary) {
        auto columns = places(table, names);
        if (!columns || columns->empty()) return;
        auto sorted = *columns;
        std::ranges::sort(sorted);
        for (auto const &key : table.keys) {
            auto known = key.columns;
            std::ranges::sort(known);
            if (known == sorted) return;
        }
        auto const at = primary ? table.keys.begin() : table.keys.end();
        table.keys.insert(at, {std::move(*columns), primary, true});
    }

    void keys() {
        for (bool const primary : {true, false})
            model::for_each<model::Constraint>(m_reader, [&](model::Constraint const &one) {
                auto *const owner = find(one.schema, one.table);
                if (owner != nullptr && one.type == (primary ? "primary key" : "unique"))
                    add_key(*owner, one.columns, primary);
            });
    }

    void indexes() {
        model::for_each<model::Index>(m_reader, [&](model::Index const &one) {
            auto *const owner = find(one.schema, one.table);
            if (owner == nullptr || one.invalid || one.keys.empty()) return;
            std::vector<std::string> names;
            for (auto const &key : one.keys)
                if (!key.column.empty()) names.push_back(key.column);
            if (auto const first = places(*owner, {one.keys[0].column})) owner->columns[(*first)[0]].indexed = true;
            bool const whole = one.unique && one.predicate.empty() && names.size() == one.keys.size();
            if (whole) add_key(*owner, names, one.primary);
        });
    }

    void foreign_keys() {
        model::for_each<model::Constraint>(m_reader, [&](model::Constraint const &one) {
            if (one.type != "foreign key") return;
            auto *const owner = find(one.schema, one.table);
            auto *const parent = find(one.references.schema, one.references.name);
            if (owner == nullptr || parent == nullptr) return;
            auto columns = places(*owner, one.columns);
            auto parent_columns = places(*parent, one.referenced_columns);
            if (!columns || !parent_columns || columns->size() != parent_columns->size() || columns->empty()) return;
            owner->foreign_keys.push_back({one.name, std::move(*columns),
                                           static_cast<std::size_t>(parent - m_facts.tables.data()),
                                           std::move(*parent_columns)});
        });
    }

    model::ModelReader &m_reader;
    Facts m_facts;
    std::map<std::pair<std::string, std::string>, std::size_t> m_tables;
    std::map<std::pair<std::string, std::string>, std::string> m_domains;
};

} // namespace

Facts read_structure(model::ModelReader &reader) { return StructureReader{reader}.run(); }

} // namespace scribe::relate
