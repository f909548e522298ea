// SPDX-License-Identifier: MIT
#include "source/sqlite/build.hpp"

#include "base/text.hpp"
#include "source/sqlite/create_parts.hpp"
#include "source/sqlite/names.hpp"

#include <algorithm>

namespace scribe::source::sqlite {

namespace {

char const *table_kind(Relation::Type type) {
    switch (type) {
    case Relation::Type::virtual_table: return "virtual";
    case Relation::Type::shadow: return "shadow";
    default: return "table";
    }
}

/// Figures of a table: only what was measured or is known from ANALYZE.
std::optional<model::Stats> table_stats(Relation const &relation) {
    if (!relation.rows && !relation.bytes) return std::nullopt;
    model::Stats stats;
    stats.rows = relation.rows;
    stats.rows_exact = relation.rows_exact;
    if (relation.bytes) {
        std::int64_t index_bytes = 0;
        for (auto const &index : relation.indexes) index_bytes += index.bytes.value_or(0);
        stats.heap_bytes = relation.bytes;
        stats.index_bytes = index_bytes;
        stats.total_bytes = *relation.bytes + index_bytes;
        stats.bytes_exact = true;
    }
    return stats;
}

/// Clean names of the columns that a trigger or view names.
std::string column_name(Relation const *relation, std::string const &raw, Cleaner &clean) {
    auto const *column = relation ? relation->find_column(raw) : nullptr;
    return column ? column->name : clean(raw);
}

} // namespace

std::string Cleaner::operator()(std::string_view text) {
    if (base::is_valid_utf8(text)) return std::string{text};
    ++repaired;
    return base::sanitize_utf8(text);
}

model::Table build_table(Relation const &relation, Cleaner &clean) {
    model::Table table;
    table.schema = k_schema;
    table.name = relation.name;
    table.table_kind = table_kind(relation.type);
    table.without_rowid = relation.without_rowid && relation.type != Relation::Type::virtual_table;
    table.strict = relation.strict;
    if (relation.type == Relation::Type::virtual_table) table.module = clean(read_virtual_module(relation.definition));
    table.definition = clean(relation.definition);
    table.stats = table_stats(relation);
    return table;
}

std::string shadow_module(Relation const &shadow, Relations const &relations) {
    auto const &name = shadow.raw;
    for (auto end = name.rfind('_'); end != std::string::npos && end > 0; end = name.rfind('_', end - 1)) {
        auto const *owner = relations.find(std::string_view{name}.substr(0, end));
        if (owner && owner->type == Relation::Type::virtual_table) return read_virtual_module(owner->definition);
    }
    return {};
}

model::View build_view(Relation const &relation, Relations const &relations, Cleaner &clean) {
    model::View view;
    view.schema = k_schema;
    view.name = relation.name;
    view.definition = clean(relation.definition);
    for (auto const &[raw, columns] : relation.uses) {
        auto const *used = relations.find(raw);
        auto &use = view.uses.emplace_back();
        use.relation = {k_schema, used->name};
        // In the order of the relation; a rowid is none of its columns.
        for (auto const &column : used->columns) {
            for (auto const &read : columns) {
                if (base::to_lower_ascii(read) == base::to_lower_ascii(column.raw)) use.columns.push_back(column.name);
            }
        }
    }
    return view;
}

namespace {

/// A column that stands for the rowid (sqlite.org/lang_createtable.html#rowid) is never NULL, whatever it declares.
bool is_rowid(Relation const &relation, ColumnInfo const &column) {
    auto const keys = std::count_if(relation.columns.begin(), relation.columns.end(),
                                    [](ColumnInfo const &c) { return c.key_position > 0; });
    // "INTEGER PRIMARY KEY DESC" behind a column's type stands for no rowid: such a key has an index of its own.
    return relation.is_table() && !relation.without_rowid && keys == 1 &&
           base::to_lower_ascii(column.type) == "integer" &&
           std::ranges::none_of(relation.indexes, [](IndexInfo const &index) { return index.origin == "pk"; });
}

} // namespace

std::vector<model::Column> build_columns(Relation const &relation, Cleaner &clean) {
    std::vector<model::Column> out;
    int position = 0;
    for (auto const &info : relation.columns) {
        auto &column = out.emplace_back();
        column.schema = k_schema;
        column.table = relation.name;
        column.name = info.name;
        column.position = ++position;
        column.type = clean(info.type);
        // What a view computes has no type of its own, so no affinity either (sqlite.org/datatype3.html, section 3.2).
        if (relation.type != Relation::Type::view || !info.type.empty())
            column.affinity = affinity(info.type, relation.strict);
        column.not_null = info.not_null || (info.key_position == 1 && is_rowid(relation, info));
        if (info.default_value) column.default_value = clean(*info.default_value);
        column.hidden = info.hidden == 1;
        if (info.hidden == 2) column.generated = "virtual";
        if (info.hidden == 3) column.generated = "stored";
        auto const *text = relation.text.find_column(info.raw);
        if (!text) continue;
        column.expression = clean(text->expression);
        if (base::to_lower_ascii(text->collation) != "binary") column.collation = clean(text->collation);
        if (text->autoincrement) column.identity = "autoincrement";
    }
    return out;
}

std::vector<model::Trigger> build_triggers(Relation const &relation, Cleaner &clean) {
    std::vector<model::Trigger> out;
    for (auto const &info : relation.triggers) {
        auto const text = read_create_trigger(info.definition);
        auto &trigger = out.emplace_back();
        trigger.schema = k_schema;
        trigger.table = relation.name;
        trigger.name = info.name;
        trigger.timing = text.timing;
        trigger.events = {text.event};
        for (auto const &raw : text.update_columns)
            trigger.update_columns.push_back(column_name(&relation, raw, clean));
        trigger.level = "row";
        trigger.condition = clean(text.condition);
        trigger.definition = clean(info.definition);
    }
    return out;
}

} // namespace scribe::source::sqlite
