// SPDX-License-Identifier: MIT
#include "classify/judge.hpp"

#include "base/error.hpp"
#include "classify/fold.hpp"
#include "classify/judges.hpp"

#include <algorithm>
#include <cmath>
#include <set>

namespace scribe::classify {

namespace {

/// What a table about people has and others seldom have.
bool is_person_signal(RuleBook const &book, Candidate const &candidate) {
    Rule const &rule = book.rules[static_cast<std::size_t>(candidate.rule)];
    return candidate.confidence >= 0.7 && book.has_word("signals", fold(rule.name));
}

bool refers_to_people(TableView const &table) {
    return table.about_people || std::any_of(table.columns.begin(), table.columns.end(),
                                             [](ColumnView const &column) { return column.refers_to_people(); });
}

int count_signals(TableView const &table) {
    std::set<int> entities;
    for (ColumnView const &column : table.columns)
        if (column.labelled() && is_person_signal(table.book, column.best())) entities.insert(column.best().rule);
    return static_cast<int>(entities.size()) + (refers_to_people(table) ? 1 : 0);
}

/// Sexes and origins alone are what figures about a place or a year are divided by.
bool tells_of_someone(TableView const &table) {
    return refers_to_people(table) ||
           std::any_of(table.columns.begin(), table.columns.end(), [&table](ColumnView const &column) {
               if (!column.labelled() || !is_person_signal(table.book, column.best())) return false;
               Rule const &rule = table.book.rules[static_cast<std::size_t>(column.best().rule)];
               return !table.book.has_word("statistics", fold(rule.name));
           });
}

/// True when a column of the table is what the rule's facts belong to.
bool stands_beside(TableView const &table, Rule const &rule) {
    if (rule.beside.empty() || table.has(rule.beside)) return true;
    int const owner = table.rule(rule.beside);
    return std::any_of(table.columns.begin(), table.columns.end(),
                       [&](ColumnView const &column) { return column.named(owner) > 0; });
}

/// Some facts are personal only beside a person: where a station stands and what an occupation earns is not.
void drop_what_needs_people(TableView &table) {
    table.person_signals = count_signals(table);
    bool const someone = tells_of_someone(table);
    for (ColumnView &column : table.columns) {
        if (!column.labelled()) continue;
        Rule const &rule = table.book.rules[static_cast<std::size_t>(column.best().rule)];
        bool const by_name = column.named(column.best().rule) == 2;
        int const needed = column.best().people.value_or(by_name ? rule.people_named : rule.people);
        int const own = is_person_signal(table.book, column.best()) ? 1 : 0;
        bool const nobody = rule.someone && !someone;
        if (table.person_signals - own < needed || nobody || !stands_beside(table, rule)) column.reject();
    }
}

bool name_has(Rules const &rules, std::string const &name, std::string_view set) {
    auto const words = rules.names().words(name);
    return std::any_of(words.begin(), words.end(),
                       [&](std::string const &word) { return rules.book().has_word(set, word); });
}

model::Label label_of(TableView const &table, ColumnView const &column) {
    model::Label label;
    if (column.labelled()) {
        Rule const &rule = table.book.rules[static_cast<std::size_t>(column.best().rule)];
        label.entity = rule.name;
        label.sensitivity = rule.sensitivity;
        label.confidence = std::round(column.best().confidence * 100) / 100;
        label.evidence = column.best().evidence;
    } else if (!column.guarded().empty()) {
        label.guarded = true;
        label.evidence = {column.guarded()};
    }
    auto const [type, confidence] = judge_type(table, column);
    label.semantic_type = type;
    label.semantic_confidence = std::round(confidence * 100) / 100;
    return label;
}

} // namespace

bool TableView::has(std::string_view entity) const {
    int const wanted = rule(entity);
    return std::any_of(columns.begin(), columns.end(),
                       [&](ColumnView const &column) { return column.labelled() && column.best().rule == wanted; });
}

std::vector<model::Label> judge(Rules const &rules, TableContext const &table,
                                std::span<model::ClassEvidence const> evidence) {
    if (evidence.size() != table.columns.size())
        throw base::Error(base::ExitCode::internal, "table " + table.name + ": evidence and columns differ in number");
    TableView view{rules.book(), {}, name_has(rules, table.name, "people"), name_has(rules, table.name, "things"), 0};
    for (std::size_t i = 0; i < evidence.size(); ++i) view.columns.emplace_back(rules, table.columns[i], evidence[i]);
    for (ColumnView &column : view.columns) {
        if (column.empty()) {
            judge_by_name(view, column);
            continue;
        }
        judge_formats(view, column);
        judge_secrets(view, column);
        judge_people(view, column);
        judge_contact(view, column);
    }
    drop_what_needs_people(view);
    // What one round finds is a signal for the next: two are enough for all that lean on each other.
    for (int round = 0; round < 2; ++round) {
        view.person_signals = count_signals(view);
        for (std::size_t i = 0; i < view.columns.size(); ++i) {
            if (view.columns[i].labelled() || view.columns[i].empty()) continue;
            judge_by_context(view, i, view.columns[i]);
            judge_among_people(view, view.columns[i]);
        }
    }
    for (ColumnView &column : view.columns)
        if (!column.labelled() && !column.empty()) judge_text(view, column);
    guard_settings(view);
    std::vector<model::Label> labels;
    for (ColumnView const &column : view.columns) labels.push_back(label_of(view, column));
    return labels;
}

} // namespace scribe::classify
