// SPDX-License-Identifier: MIT
#include "source/sqlite/load.hpp"

#include "source/clean_names.hpp"
#include "source/sqlite/compile.hpp"
#include "sqlite_sql.hpp"

#include <algorithm>

namespace scribe::source::sqlite {

namespace {

std::string text(Stmt &row, int column) { return std::string{row.get_text(column)}; }

Relation::Type relation_type(std::string_view name) {
    if (name == "view") return Relation::Type::view;
    if (name == "virtual") return Relation::Type::virtual_table;
    if (name == "shadow") return Relation::Type::shadow;
    return Relation::Type::table;
}

/// Runs a query whose first column is a relation's id and calls `use(relation)` for each of its rows.
template <typename Use> void each_row(Connection &connection, Relations &relations, std::string_view sql,
                                      std::string const *closed, Use const &use) {
    auto row = connection.query(sql);
    if (closed) row.bind(1, *closed);
    while (connection.step(row)) {
        if (auto *relation = relations.find(row.get_int(0))) use(*relation, row);
    }
}

void load_tables_and_views(Connection &connection, Relations &relations) {
    auto row = connection.query(sql::k_relations);
    while (connection.step(row)) {
        auto &relation = relations.all().emplace_back();
        relation.id = row.get_int(0);
        relation.raw = text(row, 1);
        relation.type = relation_type(row.get_text(2));
        relation.without_rowid = row.get_int(3) != 0;
        relation.strict = row.get_int(4) != 0;
        relation.definition = text(row, 5);
        bool const readable = relation.type == Relation::Type::table || relation.type == Relation::Type::shadow;
        if (readable) relation.text = read_create_table(relation.definition);
    }
    relations.build_lookup();
}

/// The ids of what SQLite cannot open, as a JSON array.
std::string closed_relations(Relations const &relations) {
    std::string json;
    for (auto const &relation : relations.all()) {
        if (!relation.problem.empty()) json += (json.empty() ? "[" : ",") + std::to_string(relation.id);
    }
    return json.empty() ? "[]" : json + "]";
}

void load_columns(Connection &connection, Relations &relations, std::string const &closed) {
    each_row(connection, relations, sql::k_columns, &closed, [](Relation &relation, Stmt &row) {
        auto &column = relation.columns.emplace_back();
        column.raw = text(row, 2);
        column.type = text(row, 3);
        column.not_null = row.get_int(4) != 0;
        column.default_value = row.get_optional_text(5);
        column.key_position = static_cast<int>(row.get_int(6));
        column.hidden = static_cast<int>(row.get_int(7));
    });
}

void load_indexes(Connection &connection, Relations &relations, std::string const &closed) {
    each_row(connection, relations, sql::k_indexes, &closed, [](Relation &relation, Stmt &row) {
        auto &index = relation.indexes.emplace_back();
        index.raw = text(row, 1);
        index.unique = row.get_int(2) != 0;
        index.origin = text(row, 3);
        index.definition = text(row, 5);
    });
    each_row(connection, relations, sql::k_index_keys, &closed, [](Relation &relation, Stmt &row) {
        auto const index = std::find_if(relation.indexes.begin(), relation.indexes.end(),
                                        [&row](IndexInfo const &i) { return i.raw == row.get_text(1); });
        if (index == relation.indexes.end()) return;
        auto &key = index->keys.emplace_back();
        key.column = static_cast<int>(row.get_int(3));
        key.raw = text(row, 4);
        key.descending = row.get_int(5) != 0;
        key.collation = text(row, 6);
    });
}

void load_foreign_keys(Connection &connection, Relations &relations, std::string const &closed) {
    each_row(connection, relations, sql::k_foreign_keys, &closed, [](Relation &relation, Stmt &row) {
        if (row.get_int(2) == 0) {
            auto &key = relation.foreign_keys.emplace_back();
            key.parent = text(row, 3);
            key.on_update = text(row, 6);
            key.on_delete = text(row, 7);
        }
        auto &key = relation.foreign_keys.back();
        key.columns.push_back(text(row, 4));
        if (!row.is_null(5)) key.parent_columns.push_back(text(row, 5));
    });
    for (auto &relation : relations.all()) std::reverse(relation.foreign_keys.begin(), relation.foreign_keys.end());
}

void load_triggers(Connection &connection, Relations &relations) {
    each_row(connection, relations, sql::k_triggers, nullptr, [](Relation &relation, Stmt &row) {
        auto &trigger = relation.triggers.emplace_back();
        trigger.raw = text(row, 1);
        trigger.definition = text(row, 2);
    });
}

/// Gives each of the items its clean name.
template <typename Item> void name_items(std::vector<Item *> const &items, std::size_t &repaired) {
    std::vector<std::string> raw;
    raw.reserve(items.size());
    for (auto const *item : items) raw.push_back(item->raw);
    auto names = clean_names(raw, repaired);
    for (std::size_t i = 0; i < items.size(); ++i) items[i]->name = std::move(names[i]);
}

template <typename Item> void collect(std::vector<Item> &from, std::vector<Item *> &to) {
    for (auto &item : from) to.push_back(&item);
}

void name_all(Relations &relations, std::size_t &repaired) {
    std::vector<Relation *> all;
    std::vector<IndexInfo *> indexes;
    std::vector<TriggerInfo *> triggers;
    collect(relations.all(), all);
    for (auto &relation : relations.all()) {
        std::vector<ColumnInfo *> columns;
        collect(relation.columns, columns);
        name_items(columns, repaired);
        collect(relation.indexes, indexes);
        collect(relation.triggers, triggers);
    }
    name_items(all, repaired);
    name_items(indexes, repaired);
    name_items(triggers, repaired);
}

} // namespace

Facts load_facts(Connection &connection) {
    Facts facts;
    auto row = connection.query(sql::k_facts);
    if (connection.step(row)) {
        facts.encoding = text(row, 0);
        facts.bytes = row.get_int(1);
        facts.analyzed = row.get_int(2) != 0;
        facts.can_measure = row.get_int(3) != 0;
    }
    return facts;
}

Relations load_relations(Connection &connection, std::size_t &repaired) {
    Relations relations;
    load_tables_and_views(connection, relations);
    compile_views(connection, relations);
    auto const closed = closed_relations(relations);
    load_columns(connection, relations, closed);
    load_indexes(connection, relations, closed);
    load_foreign_keys(connection, relations, closed);
    load_triggers(connection, relations);
    name_all(relations, repaired);
    return relations;
}

void load_row_estimates(Connection &connection, Relations &relations) {
    each_row(connection, relations, sql::k_row_estimates, nullptr,
             [](Relation &relation, Stmt &row) { relation.rows = row.get_optional_int(1); });
}

void load_sizes(Connection &connection, Relations &relations) {
    std::unordered_map<std::string, std::int64_t> index_bytes;
    auto row = connection.query(sql::k_sizes);
    while (connection.step(row)) {
        if (row.get_text(0) == "index") {
            index_bytes.emplace(text(row, 2), row.get_int(3));
        } else if (auto *relation = relations.find(row.get_int(1))) {
            relation->bytes = row.get_int(3);
            relation->rows = row.get_int(relation->without_rowid ? 5 : 4);
            relation->rows_exact = true;
        }
    }
    for (auto &relation : relations.all()) {
        for (auto &index : relation.indexes) {
            auto const found = index_bytes.find(index.raw);
            if (found != index_bytes.end()) index.bytes = found->second;
        }
    }
}

} // namespace scribe::source::sqlite
