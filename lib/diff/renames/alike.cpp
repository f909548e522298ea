// SPDX-License-Identifier: MIT
#include "diff/renames/alike.hpp"

#include "base/words.hpp"

#include <algorithm>
#include <optional>
#include <set>

namespace scribe::diff {

namespace {

using model::Kind;
using model::Record;

using Marks = std::map<Record const *, std::set<std::string>>;

Marks part_names(Records const &records) {
    std::map<std::pair<std::string, std::string>, std::set<std::string>> names;
    for (auto const *record : records) {
        if (!record->table.empty() && record->kind != Kind::column)
            names[{record->schema, record->table}].insert(record->name);
    }
    Marks marks;
    for (auto const *record : records) {
        if (is_relation(record->kind)) marks[record] = names[{record->schema, record->name}];
    }
    return marks;
}

Marks words_of_names(Records const &records) {
    Marks marks;
    for (auto const *record : records) {
        if (!is_relation(record->kind)) continue;
        for (auto const &word : base::split_words(record->name)) marks[record].insert(word.folded);
    }
    return marks;
}

std::size_t shared(std::set<std::string> const &one, std::set<std::string> const &other) {
    return static_cast<std::size_t>(std::ranges::count_if(one, [&](auto const &mark) { return other.contains(mark); }));
}

/// The place in `others` that shares most marks with `mark`; nothing where none or several do.
std::optional<std::size_t> most_like(std::set<std::string> const &mark, std::vector<std::size_t> const &others,
                                     Records const &records, Marks const &marks) {
    std::optional<std::size_t> best;
    std::size_t most = 0;
    for (auto const place : others) {
        auto const number = shared(mark, marks.at(records[place]));
        if (number == 0 || number < most) continue;
        best = number > most ? std::optional{place} : std::nullopt;
        most = number;
    }
    return best;
}

} // namespace

void match_alike(Candidates const &removed, Candidates const &added, Records const &old_records,
                 Records const &new_records, Likeness likeness, std::vector<Rename> &renames) {
    auto const marks_of = likeness == Likeness::parts ? part_names : words_of_names;
    auto const old_marks = marks_of(old_records), new_marks = marks_of(new_records);
    for (auto const &[key, old_places] : removed) {
        auto const found = added.find(key);
        if (found == added.end()) continue;
        for (auto const old_place : old_places) {
            auto const next = most_like(old_marks.at(old_records[old_place]), found->second, new_records, new_marks);
            if (!next) continue;
            auto const back = most_like(new_marks.at(new_records[*next]), old_places, old_records, old_marks);
            if (back == old_place) renames.push_back({old_place, *next});
        }
    }
}

} // namespace scribe::diff
