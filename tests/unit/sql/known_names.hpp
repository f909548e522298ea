// SPDX-License-Identifier: MIT
#pragma once

#include "base/text.hpp"
#include "sql/statement.hpp"

#include <fmt/format.h>

#include <map>
#include <string>
#include <vector>

namespace scribe::tests {

/// Tables for tests: "orders(id, customer_id)", in schema public unless another is named.
class KnownNames final : public sql::Names {
public:
    KnownNames(std::initializer_list<std::string_view> tables) {
        for (auto const table : tables) {
            auto const open = table.find('(');
            auto const name = base::split(table.substr(0, open), '.');
            auto &columns =
                m_tables[name.size() > 1 ? sql::TableName{name[0], name[1]} : sql::TableName{"public", name[0]}];
            for (auto const &column : base::split(table.substr(open + 1, table.size() - open - 2), ','))
                columns.emplace_back(base::trim(column));
        }
    }

    std::optional<sql::TableName> find_table(std::string_view schema, std::string_view table) const override {
        sql::TableName const name{schema.empty() ? "public" : std::string{schema}, std::string{table}};
        return m_tables.contains(name) ? std::optional{name} : std::nullopt;
    }
    std::vector<std::string> const *columns(sql::TableName const &table) const override {
        auto const found = m_tables.find(table);
        return found == m_tables.end() ? nullptr : &found->second;
    }

private:
    std::map<sql::TableName, std::vector<std::string>> m_tables;
};

inline std::string in_words(sql::ColumnName const &name, bool is_array = false) {
    auto const schema = name.schema.empty() || name.schema == "public" ? "" : name.schema + ".";
    return fmt::format("{}{}.{}{}", schema, name.table, name.column, is_array ? "[]" : "");
}

/// The joins, one a line: "orders.customer_id = customers.id, orders.area = customers.area; orders.kind 'x'".
inline std::vector<std::string> in_words(std::vector<sql::Join> const &joins) {
    std::vector<std::string> lines;
    for (auto const &join : joins) {
        std::vector<std::string> pairs, constants;
        for (auto const &pair : join.pairs)
            pairs.push_back(in_words(pair.left, pair.left_is_array) + " = " +
                            in_words(pair.right, pair.right_is_array));
        auto line = base::join(pairs, ", ");
        for (auto const &constant : join.constants)
            line += fmt::format("; {} '{}'", in_words(constant.column), constant.value);
        lines.push_back(std::move(line));
    }
    return lines;
}

} // namespace scribe::tests
