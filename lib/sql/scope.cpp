// SPDX-License-Identifier: MIT
#include "sql/scope.hpp"

#include "base/text.hpp"

#include <algorithm>

namespace scribe::sql {

namespace {

constexpr std::size_t k_most_sources = 16;
constexpr std::size_t k_most_outputs = 1664; // MaxTupleAttributeNumber of PostgreSQL

bool same_letters(std::string_view a, std::string_view b) {
    auto const lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    return std::ranges::equal(a, b, {}, lower, lower);
}

template <typename List> auto *find_named(List &list, std::string_view name) {
    auto found = std::ranges::find(list, name, &Output::name);
    if (found == list.end())
        found = std::ranges::find_if(list, [&](auto const &output) { return same_letters(output.name, name); });
    return found == list.end() ? nullptr : &*found;
}

enum class Answer { unknown, found, ambiguous };

/// Looks for a column in the tables of one query.
Answer find_here(Scope const &scope, std::string_view name, Sources &found, Budget &budget) {
    if (auto const *output = find_named(scope.merged, name)) {
        found = output->sources;
        return Answer::found;
    }
    Output const *only = nullptr;
    for (auto const &relation : scope.relations) {
        if (relation.by_name_only) continue;
        auto const *output = relation.shape->find(name, budget);
        if (output && only) return Answer::ambiguous;
        if (output) only = output;
    }
    if (!only) return Answer::unknown;
    found = only->sources;
    return Answer::found;
}

} // namespace

void add_sources(Sources &to, Sources const &from) {
    for (auto const &source : from) {
        if (to.size() >= k_most_sources) return;
        if (std::ranges::find(to, source) == to.end()) to.push_back(source);
    }
}

Output const *Shape::find(std::string_view name, Budget &budget) const {
    budget.spend(outputs.size() + 1);
    return find_named(outputs, name);
}

Sources Shape::sources(std::string_view name, Budget &budget) const {
    if (auto const *output = find(name, budget)) return output->sources;
    if (!opaque && open.size() == 1) return {Source{open.front(), std::string{name}}};
    return {};
}

void Shape::add(Output output) {
    if (outputs.size() >= k_most_outputs) throw TooMuch{};
    outputs.push_back(std::move(output));
}

void Shape::add_all(Shape const &other, Budget &budget) {
    budget.spend(other.outputs.size() + other.open.size() + 1);
    for (auto const &output : other.outputs) add(output);
    for (auto const instance : other.open)
        if (std::ranges::find(open, instance) == open.end()) open.push_back(instance);
    opaque = opaque || other.opaque;
}

void Shape::rename(std::vector<std::string> const &names) {
    for (std::size_t i = 0; i < names.size(); ++i) {
        // Which column of an unknown table this is nobody can tell.
        if (i < outputs.size()) outputs[i].name = names[i];
        else add({names[i], {}});
    }
}

ShapePtr Scope::find_table(std::string_view name) const {
    for (auto const *scope = this; scope; scope = scope->outer) {
        auto const found = scope->tables.find(name);
        if (found != scope->tables.end()) return found->second;
    }
    return nullptr;
}

Relation const *Scope::find_relation(std::string_view schema, std::string_view name, Budget &budget) const {
    for (auto const *scope = this; scope; scope = scope->outer) {
        budget.spend(scope->relations.size() + 1);
        for (auto const &relation : scope->relations) {
            if (relation.name == name && (schema.empty() || relation.schema == schema)) return &relation;
        }
        for (auto const &relation : scope->relations) {
            if (same_letters(relation.name, name) && (schema.empty() || same_letters(relation.schema, schema)))
                return &relation;
        }
    }
    return nullptr;
}

Sources Scope::find_column(std::string_view name, Budget &budget) const {
    Sources found;
    for (auto const *scope = this; scope; scope = scope->outer) {
        budget.spend();
        auto const answer = find_here(*scope, name, found, budget);
        if (answer == Answer::found) return found;
        if (answer == Answer::ambiguous) return {};
    }
    // No known table has it: the only table of the nearest query whose columns are not known does.
    for (auto const *scope = this; scope; scope = scope->outer) {
        Relation const *only = nullptr;
        for (auto const &relation : scope->relations) {
            budget.spend();
            if (relation.by_name_only || !relation.shape->may_have_more()) continue;
            if (only || relation.name == name) return {};
            only = &relation;
        }
        if (only) return only->shape->sources(name, budget);
    }
    return {};
}

Shape Scope::all_columns(Budget &budget) const {
    Shape all;
    for (auto const &output : merged) all.add(output);
    for (auto const &relation : relations) {
        if (relation.by_name_only) continue;
        Shape shape;
        shape.add_all(*relation.shape, budget);
        std::erase_if(shape.outputs, [&](auto const &output) { return find_named(merged, output.name) != nullptr; });
        all.add_all(shape, budget);
    }
    return all;
}

} // namespace scribe::sql
