// SPDX-License-Identifier: MIT
#include "relate/polymorphic.hpp"

#include "base/words.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace scribe::relate {

namespace {

/// What the name of a type column ends with.
std::set<std::string, std::less<>> const k_type_words = {"type", "kind", "class", "model", "entity", "object", "table"};

/// The last part of the name of a class: "Post" of "App\Models\Post" and "Blog::Post".
std::string_view class_name(std::string_view value) {
    auto const at = value.find_last_of("\\:./");
    return at == std::string_view::npos ? value : value.substr(at + 1);
}

std::string table_form(std::string_view value) {
    std::string text;
    for (auto const &word : words(class_name(value))) text += base::singular(word);
    return text;
}

/// The place of the column that goes with a type column: the same stem and an id word.
std::optional<std::size_t> partner(Table const &table, Names const &names, std::size_t t, std::size_t type_column) {
    auto const &type_words = names.column(t, type_column).words;
    std::vector<std::string> const stem{type_words.begin(), type_words.end() - 1};
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
        auto const &name = names.column(t, c);
        if (c != type_column && name.id && name.stem == stem && name.words.size() > stem.size()) return c;
    }
    return std::nullopt;
}

} // namespace

std::vector<PolymorphicCandidate> find_polymorphic(Facts const &facts, Names const &names,
                                                   std::vector<Target> const &targets) {
    std::map<std::string, Target const *> by_name;
    for (auto const &target : targets)
        if (target.primary) {
            by_name.emplace(glue(names.table(target.table)), &target);
            by_name.emplace(glue(names.table(target.table), names.common_words(target.table)), &target);
        }
    std::vector<PolymorphicCandidate> list;
    for (std::size_t t = 0; t < facts.tables.size(); ++t) {
        auto const &table = facts.tables[t];
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            auto const &name = names.column(t, c).words;
            if (name.size() < 2 || !k_type_words.contains(name.back()) || table.columns[c].values.empty()) continue;
            auto const id = partner(table, names, t, c);
            if (!id) continue;
            std::vector<PolymorphicCandidate> found;
            for (auto const &value : table.columns[c].values) {
                auto const target = by_name.find(table_form(value));
                if (target == by_name.end()) continue;
                auto const &key = facts.tables[target->second->table].columns[target->second->column];
                if (!comparable(table.columns[*id], key)) continue;
                PolymorphicCandidate candidate;
                candidate.table = t;
                candidate.column = *id;
                candidate.type_column = c;
                candidate.type_value = value;
                candidate.parent = target->second->table;
                candidate.parent_column = target->second->column;
                found.push_back(std::move(candidate));
            }
            for (auto &candidate : found) {
                candidate.named = found.size();
                candidate.values = table.columns[c].values.size();
                list.push_back(std::move(candidate));
            }
        }
    }
    score(list);
    return list;
}

void score(std::vector<PolymorphicCandidate> &candidates) {
    for (auto &one : candidates) {
        double const named = static_cast<double>(one.named) / static_cast<double>(one.values);
        // One word may name a table by chance; several of several do not.
        one.score = one.named > 1 ? 0.6 + 0.35 * named : 0.5 + 0.3 * named;
        if (one.data.tested == 0) continue;
        double const missed = one.data.missed_share();
        if (missed > 0.5) one.score *= 0.1;
        else if (missed > 0.05) one.score *= 0.6;
        else one.score = std::max(one.score, 0.95);
    }
}

} // namespace scribe::relate
