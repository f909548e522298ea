// SPDX-License-Identifier: MIT
#include "describe/model/facts.hpp"

#include "describe/model/words.hpp"

#include <algorithm>

namespace scribe::describe {

std::vector<std::string> literals_in(std::string_view expression) {
    std::vector<std::string> found;
    for (std::size_t i = 0; i < expression.size(); ++i) {
        if (expression[i] != '\'') continue;
        std::string text;
        for (++i; i < expression.size(); ++i) {
            bool const twice = expression.substr(i).starts_with("''");
            if (expression[i] == '\'' && !twice) break;
            text.push_back(expression[i]);
            if (twice) ++i;
        }
        found.push_back(std::move(text));
    }
    return found;
}

std::string plain_number(std::string number) {
    if (number.find('.') != std::string::npos) {
        while (number.ends_with('0')) number.pop_back();
        if (number.ends_with('.')) number.pop_back();
    }
    auto const first = number.find_first_not_of('0');
    if (first == std::string::npos) return "0";
    number.erase(0, first);
    return number.starts_with('.') ? "0" + number : number;
}

Facts::Facts(TableEvidence const &table, ColumnEvidence const *column, TableNames const *names,
             std::string_view vouched)
    : m_all(names), m_vouched(vouched) {
    vouch(table.known);
    if (column) vouch(column->known);
    add_text(m_vouched);
    m_related.insert(table.ref);
    for (auto const &read : table.reads) m_related.insert(read);
    m_linked = !column && !table.reads.empty();
    if (table.partition_of) m_related.insert(*table.partition_of);
    for (auto const &link : table.parents) add_link(link, column);
    for (auto const &link : table.children) add_link(link, column);
    if (column && column->source) m_linked = true;
    for (auto const &one : table.columns) {
        m_names.insert(one.column.name);
        add_text(one.column.name);
        if (!column || &one == column) add(one);
    }
    add_text(table.ref.name);
    add_text(table.partition_key);
    add_text(table.partition_bound);
    for (auto const &code : {table.where, table.group_by}) {
        add_text(code);
        for (auto &literal : literals_in(code)) m_values.insert(std::move(literal));
    }
}

/// What people say is known.
void Facts::vouch(Known const &known) {
    m_vouched += "\n" + known.definition;
    for (auto const &[field, text] : known.said) m_vouched += "\n" + text;
}

void Facts::add_link(Link const &link, ColumnEvidence const *column) {
    m_related.insert(link.other);
    m_names.insert(link.other_columns.begin(), link.other_columns.end());
    if (!column || std::ranges::find(link.columns, column->column.name) != link.columns.end()) m_linked = true;
}

void Facts::add(ColumnEvidence const &column) {
    auto const &type = column.column.type;
    m_names.insert(type);
    add_text(type);
    if (!may_show(column)) return;
    for (auto const &label : column.labels) {
        m_values.insert(label);
        add_text(label);
    }
    auto const expression = [&](std::string const &text) {
        add_text(text);
        for (auto &literal : literals_in(text)) m_values.insert(std::move(literal));
        for (auto &name : names_in(text)) m_names.insert(std::move(name));
    };
    for (auto const &check : column.checks) expression(check);
    expression(column.column.default_value.value_or(""));
    expression(column.column.expression);
    expression(column.computed);
    add_values(column);
}

void Facts::add_values(ColumnEvidence const &column) {
    if (column.column.type == "boolean") m_values.insert({"true", "false"});
    if (!column.profile) return;
    auto const &profile = *column.profile;
    for (auto const &value : profile.top) {
        m_values.insert(value.value);
        add_text(value.value);
    }
    if (profile.min_exact) {
        m_values.insert(profile.min);
        add_text(profile.min);
    }
    if (profile.max_exact) {
        m_values.insert(profile.max);
        add_text(profile.max);
    }
    add_text(profile.unit);
}

void Facts::add_text(std::string_view text) {
    // Behind a letter or a standard's name it is a number here all the same.
    std::string number;
    auto const keep = [&] {
        while (number.ends_with('.')) number.pop_back();
        if (number.empty()) return;
        m_numbers.insert(plain_number(number));
        number.clear();
    };
    for (char const c : text) {
        if ((c >= '0' && c <= '9') || (c == '.' && !number.empty())) number.push_back(c);
        else keep();
    }
    keep();
}

bool Facts::has_number(std::string const &number) const { return m_numbers.contains(plain_number(number)); }

bool Facts::has_name(std::string const &name) const {
    return m_names.contains(name) || has_value(name) || (m_all && m_all->knows(name));
}

} // namespace scribe::describe
