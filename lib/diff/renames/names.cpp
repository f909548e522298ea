// SPDX-License-Identifier: MIT
#include "diff/renames/names.hpp"

#include "base/text.hpp"
#include "model/serialize.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::diff {

using model::Kind;
using model::Record;
using model::Ref;

void Names::add(Record const &before, Record const &after) {
    if (before.kind == Kind::column) {
        m_columns.insert_or_assign({before.schema, before.table, before.name}, after.name);
        m_columns.insert_or_assign({after.schema, after.table, before.name},
                                   after.name); // where its table has a new one
    } else m_tables.insert_or_assign(Ref{before.schema, before.name}, Ref{after.schema, after.name});
}

void Names::add_sequence(Record const &before, Record const &after) {
    auto const text = [](Record const &sequence) {
        return base::quote_literal(base::quote_ident(sequence.schema) + "." + base::quote_ident(sequence.name));
    };
    m_sequences.emplace_back(text(before), text(after));
}

Ref Names::relation(Ref const &table) const {
    auto const found = m_tables.find(table);
    return found == m_tables.end() ? table : found->second;
}

bool Names::concerns(Ref const &table) const {
    if (m_tables.contains(table)) return true;
    auto const column = m_columns.lower_bound({table.schema, table.name, ""});
    return column != m_columns.end() && std::get<0>(column->first) == table.schema &&
           std::get<1>(column->first) == table.name;
}

void Names::follow(Record &part) const {
    if (part.table.empty()) return;
    auto [schema, table] = relation({part.schema, part.table});
    part.schema = std::move(schema);
    part.table = std::move(table);
}

std::string Names::column(std::string const &schema, std::string const &table, std::string const &name) const {
    auto const found = m_columns.find({schema, table, name});
    return found == m_columns.end() ? name : found->second;
}

namespace {

/// How long the identifier is that the text begins with; 1: another character.
std::size_t word_length(std::string_view text) {
    auto const is_word = [](char c) {
        return c == '_' || c == '$' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ||
               (static_cast<unsigned char>(c) & 0x80) != 0;
    };
    auto const end = std::find_if_not(text.begin(), text.end(), is_word);
    return std::max<std::size_t>(1, static_cast<std::size_t>(end - text.begin()));
}

} // namespace

void Names::rewrite(Ref &table) const { table = relation(table); }

void Names::rewrite(Ref const &table, std::vector<std::string> &columns) const {
    for (auto &name : columns) name = column(table.schema, table.name, name);
}

std::string Names::rewritten_code(Ref const &table, std::string_view text) const {
    std::string out;
    while (!text.empty()) {
        bool const quoted = text.starts_with('"');
        auto const length = quoted ? text.find('"', 1) : word_length(text) - 1;
        auto const word = text.substr(0, length == std::string_view::npos ? length : length + 1);
        auto const name =
            column(table.schema, table.name, std::string{quoted ? word.substr(1, word.size() - 2) : word});
        bool const kept = quoted ? name == word.substr(1, word.size() - 2) : name == word;
        out += kept ? std::string{word} : base::quote_ident(name);
        text.remove_prefix(word.size());
    }
    return out;
}

void Names::rewrite(model::Table &table) const {
    table.partition_key = rewritten_code({table.schema, table.name}, table.partition_key);
    rewrite(table.partition_of);
    for (auto &parent : table.inherits) rewrite(parent);
}

void Names::rewrite(model::View &view) const {
    for (auto &use : view.uses) {
        rewrite(use.relation, use.columns);
        rewrite(use.relation);
    }
}

namespace {

/// As SQLite's connector and that of tbls call a foreign key without a name.
std::string unnamed_key(model::Constraint const &key) {
    return fmt::format("fk({}) -> {}", base::join(key.columns, ", "), key.references.name);
}

} // namespace

void Names::rewrite(model::Constraint &constraint) const {
    auto const made = unnamed_key(constraint);
    rewrite_ends(constraint);
    // A number behind it may tell several apart.
    if (constraint.name.starts_with(made))
        constraint.name = unnamed_key(constraint) + constraint.name.substr(made.size());
}

void Names::rewrite_ends(model::Constraint &constraint) const {
    Ref const own{constraint.schema, constraint.table};
    rewrite(own, constraint.columns);
    rewrite(own, constraint.include);
    rewrite(own, constraint.on_delete_columns);
    rewrite(constraint.references, constraint.referenced_columns);
    rewrite(constraint.references);
}

void Names::rewrite(model::Column &column) const {
    if (!column.default_value) return;
    for (auto const &[before, after] : m_sequences) {
        auto const at = column.default_value->find(before);
        if (at != std::string::npos) column.default_value->replace(at, before.size(), after);
    }
}

void Names::rewrite(model::Index &index) const {
    Ref const own{index.schema, index.table};
    for (auto &key : index.keys) {
        if (!key.column.empty()) key.column = column(own.schema, own.name, key.column);
    }
    rewrite(own, index.include);
}

void Names::rewrite(model::Sequence &sequence) const {
    sequence.owned_column = column(sequence.owned_by.schema, sequence.owned_by.name, sequence.owned_column);
    rewrite(sequence.owned_by);
}

void Names::rewrite(model::Trigger &trigger) const {
    rewrite(Ref{trigger.schema, trigger.table}, trigger.update_columns);
}

void Names::rewrite(model::Statistics &statistics) const {
    rewrite(statistics.relation, statistics.columns);
    rewrite(statistics.relation);
}

void Names::rewrite(model::Publication &publication) const {
    for (auto &table : publication.tables) {
        rewrite(table.relation, table.columns);
        rewrite(table.relation);
    }
}

namespace {

/// Only definitions that say nothing but what other members say too.
template <typename T> constexpr bool k_follows = false;
template <> constexpr bool k_follows<model::Constraint> = true;
template <> constexpr bool k_follows<model::Index> = true;
template <> constexpr bool k_follows<model::Trigger> = true;

} // namespace

std::string Names::part(Record const &part) const {
    if (part.kind != Kind::constraint || !part.name.starts_with("fk(")) return part.name;
    auto constraint = model::from_record<model::Constraint>(part);
    rewrite(constraint);
    return constraint.name;
}

template <typename T> Record Names::rewritten(Record const &before, Record const &after) const {
    auto object = model::from_record<T>(before);
    rewrite(object);
    auto record = model::to_record<T>(object);
    follow(record);
    if constexpr (k_follows<T>) {
        bool const same_table = record.schema == before.schema && record.table == before.table;
        if (record.body == before.body && same_table) return record;
        object.definition = model::from_record<T>(after).definition;
        record.body = model::to_record<T>(object).body;
    }
    return record;
}

Record Names::renamed(Record const &before, Record const &after) const {
    switch (before.kind) {
    case Kind::table: return rewritten<model::Table>(before, after);
    case Kind::view: return rewritten<model::View>(before, after);
    case Kind::constraint: return rewritten<model::Constraint>(before, after);
    case Kind::index: return rewritten<model::Index>(before, after);
    case Kind::sequence: return rewritten<model::Sequence>(before, after);
    case Kind::trigger: return rewritten<model::Trigger>(before, after);
    case Kind::statistics: return rewritten<model::Statistics>(before, after);
    case Kind::publication: return rewritten<model::Publication>(before, after);
    default: {
        if (before.kind == Kind::column && !m_sequences.empty()) return rewritten<model::Column>(before, after);
        auto record = before;
        follow(record);
        return record;
    }
    }
}

} // namespace scribe::diff
