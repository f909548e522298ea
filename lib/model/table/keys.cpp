// SPDX-License-Identifier: MIT
#include "model/table/keys.hpp"

#include <algorithm>
#include <tuple>

namespace scribe::model {

namespace {

using Names = std::vector<std::string>;

bool holds(Names const &names, std::string const &name) { return std::ranges::find(names, name) != names.end(); }

bool holds_all(Names const &names, Names const &wanted) {
    return std::ranges::all_of(wanted, [&](std::string const &name) { return holds(names, name); });
}

/// True when the columns of the two are those of the key, none of them in both.
bool makes_up(Names const &key, Names const &left, Names const &right) {
    return key.size() == left.size() + right.size() && holds_all(key, left) && holds_all(key, right) &&
           std::ranges::none_of(left, [&](std::string const &name) { return holds(right, name); });
}

auto order(ManyToMany const &one) { return std::tie(one.left, one.right, one.to_left, one.to_right); }

ManyToMany pair_of(Relationship const &one, Relationship const &other) {
    bool const swapped = std::tie(other.to, other.from.columns) < std::tie(one.to, one.from.columns);
    auto const &left = swapped ? other : one;
    auto const &right = swapped ? one : other;
    return {left.to,           right.to,           {one.from.schema, one.from.table},
            left.from.columns, right.from.columns, std::min(left.confidence, right.confidence)};
}

} // namespace

std::vector<Names> unique_keys(std::vector<Constraint> const &constraints, std::vector<Index> const &indexes) {
    std::vector<Names> keys;
    for (auto const &one : constraints) {
        bool const unique = one.type == "primary key" || one.type == "unique";
        if (unique && !one.not_enforced && !one.temporal) keys.push_back(one.columns);
    }
    for (auto const &index : indexes) {
        if (!index.unique || index.invalid || index.exclusion || !index.predicate.empty() || index.keys.empty())
            continue;
        Names columns;
        for (auto const &key : index.keys) columns.push_back(key.column);
        if (!holds(columns, "")) keys.push_back(std::move(columns));
    }
    return keys;
}

bool is_unique_key(Names const &columns, std::vector<Names> const &keys) {
    return std::ranges::any_of(keys, [&](Names const &key) { return holds_all(columns, key); });
}

bool is_unique_key(Names const &columns, std::vector<Constraint> const &constraints,
                   std::vector<Index> const &indexes) {
    return is_unique_key(columns, unique_keys(constraints, indexes));
}

Relationship declared_relationship(Constraint const &key) {
    Relationship one;
    one.from = {key.schema, key.table, key.columns};
    one.to = {key.references.schema, key.references.name, key.referenced_columns};
    one.status = "declared";
    one.decision = "accepted";
    one.confidence = 1;
    return one;
}

std::vector<ManyToMany> linked_tables(std::vector<Names> const &keys, std::vector<Relationship> const &references) {
    std::vector<Relationship const *> many; // of them several rows may refer to one
    for (auto const &one : references) {
        bool const plain = one.type_value.empty() && !one.array && !one.from.columns.empty();
        if (plain && !is_unique_key(one.from.columns, keys)) many.push_back(&one);
    }
    std::vector<ManyToMany> found;
    for (auto const &key : keys) {
        for (std::size_t i = 0; i < many.size(); ++i) {
            for (std::size_t j = i + 1; j < many.size(); ++j) {
                if (makes_up(key, many[i]->from.columns, many[j]->from.columns))
                    found.push_back(pair_of(*many[i], *many[j]));
            }
        }
    }
    // Of a pair that is found twice, as declared and as a person's, the surer one stays.
    std::ranges::sort(found, [](auto const &a, auto const &b) {
        return std::tuple{order(a), -a.confidence} < std::tuple{order(b), -b.confidence};
    });
    auto const twice = std::ranges::unique(found, [](auto const &a, auto const &b) { return order(a) == order(b); });
    found.erase(twice.begin(), twice.end());
    return found;
}

} // namespace scribe::model
