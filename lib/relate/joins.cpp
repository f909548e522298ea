// SPDX-License-Identifier: MIT
#include "relate/joins.hpp"

#include "model/filter.hpp"
#include "model/objects.hpp"
#include "model/serialize.hpp"
#include "sql/statement.hpp"
#include "sql/views.hpp"

#include <fmt/format.h>

#include <map>
#include <set>

namespace scribe::relate {

namespace {

constexpr std::size_t k_most_notes = 20;

/// The tables of the search, for names in SQL.
class TableNames final : public sql::Names {
public:
    explicit TableNames(Facts const &facts) {
        for (std::size_t t = 0; t < facts.tables.size(); ++t) {
            auto const &table = facts.tables[t];
            auto &columns = m_columns[{table.schema, table.name}];
            for (auto const &column : table.columns) columns.push_back(column.name);
            m_schemas[table.name].push_back(table.schema);
            m_places[{table.schema, table.name}] = t;
        }
    }

    /// A column of a view, which is none of the search's tables; in order.
    void add_view_column(sql::TableName const &view, std::string const &column) {
        auto &columns = m_columns[view];
        if (columns.empty()) m_schemas[view.table].push_back(view.schema);
        columns.push_back(column);
    }

    std::optional<sql::TableName> find_table(std::string_view schema, std::string_view table) const override {
        std::string const name{table};
        if (!schema.empty()) {
            sql::TableName const whole{std::string{schema}, name};
            return m_columns.contains(whole) ? std::optional{whole} : std::nullopt;
        }
        auto const found = m_schemas.find(name);
        if (found == m_schemas.end()) return std::nullopt;
        for (auto const &one : found->second)
            if (one == "public" || one == "main") return sql::TableName{one, name};
        return sql::TableName{found->second[0], name};
    }

    std::vector<std::string> const *columns(sql::TableName const &table) const override {
        auto const found = m_columns.find(table);
        return found == m_columns.end() ? nullptr : &found->second;
    }

    /// The place of a column among the facts.
    std::optional<std::pair<std::size_t, std::size_t>> place(sql::ColumnName const &column) const {
        auto const table = find_table(column.schema, column.table);
        if (!table) return std::nullopt;
        if (!m_places.contains(*table)) return std::nullopt;
        auto const &names = m_columns.at(*table);
        for (std::size_t i = 0; i < names.size(); ++i)
            if (names[i] == column.column) return std::pair{m_places.at(*table), i};
        return std::nullopt;
    }

private:
    std::map<sql::TableName, std::vector<std::string>> m_columns;
    std::map<std::string, std::vector<std::string>> m_schemas;
    std::map<sql::TableName, std::size_t> m_places;
};

class Observer {
public:
    explicit Observer(Facts &facts) : m_facts(facts), m_names(facts) {}

    TableNames &names() { return m_names; }
    void add_view(sql::TableName view, std::vector<sql::ResultColumn> result) {
        m_views.add(std::move(view), std::move(result));
    }

    /// All views must be known before the first text.
    void take(sql::StatementUse const &use, std::string const &where) {
        ++m_summary.texts;
        if (!use.error.empty()) {
            ++m_summary.unread;
            if (m_summary.notes.size() < k_most_notes) m_summary.notes.push_back(where + ": " + use.error);
        }
        for (auto const &join : m_views.follow(use.joins)) take(join, where);
    }

    JoinSummary finish() { return std::move(m_summary); }

private:
    void take(sql::Join const &join, std::string const &where) {
        ObservedJoin observed;
        observed.where = where;
        for (auto const &pair : join.pairs) {
            auto const left = m_names.place(pair.left), right = m_names.place(pair.right);
            if (!left || !right || pair.left_is_array || pair.right_is_array) return;
            observed.left_table = left->first;
            observed.right_table = right->first;
            observed.left.push_back(left->second);
            observed.right.push_back(right->second);
        }
        if (!observed.left.empty()) m_facts.joins.push_back(std::move(observed));
    }

    Facts &m_facts;
    TableNames m_names;
    sql::Views m_views;
    JoinSummary m_summary;
};

void read_view_columns(model::ModelReader &reader, std::vector<std::pair<sql::TableName, std::string>> const &views,
                       Observer &observer) {
    std::set<sql::TableName> names;
    for (auto const &[name, definition] : views) names.insert(name);
    if (names.empty()) return;
    auto const cursor = reader.read(model::Kind::column);
    model::Record record;
    while (cursor->next(record))
        if (sql::TableName const view{record.schema, record.table}; names.contains(view))
            observer.names().add_view_column(view, record.name);
}

} // namespace

JoinSummary observe_joins(model::ModelReader &reader, std::vector<Statement> const &statements, Facts &facts) {
    Observer observer{facts};
    std::vector<std::pair<sql::TableName, std::string>> views;
    model::for_each<model::View>(reader, [&](model::View const &view) {
        if (!view.definition.empty()) views.emplace_back(sql::TableName{view.schema, view.name}, view.definition);
    });
    read_view_columns(reader, views, observer);
    std::vector<sql::StatementUse> uses;
    for (auto const &[name, definition] : views) {
        uses.push_back(sql::analyze(definition, observer.names()));
        observer.add_view(name, uses.back().result);
    }
    for (std::size_t i = 0; i < views.size(); ++i)
        observer.take(uses[i], "view " + model::format_ref(views[i].first.schema, views[i].first.table));
    model::for_each<model::Rule>(reader, [&](model::Rule const &rule) {
        observer.take(sql::analyze(rule.definition, observer.names()),
                      "rule " + rule.name + " of " + model::format_ref(rule.schema, rule.table));
    });
    model::for_each<model::Routine>(reader, [&](model::Routine const &routine) {
        if (routine.language != "sql" && routine.language != "plpgsql") return;
        observer.take(sql::analyze_routine({routine.arguments, routine.result, routine.language, routine.body, {}},
                                           observer.names()),
                      "routine " + model::format_ref(routine.schema, routine.name));
    });
    for (auto const &one : statements) observer.take(sql::analyze(one.text, observer.names()), one.name);
    return observer.finish();
}

} // namespace scribe::relate
