// SPDX-License-Identifier: MIT
#include "relate/candidates.hpp"

#include "base/words.hpp"

#include <algorithm>
#include <unordered_map>

namespace scribe::relate {

namespace {

using model::ValueClass;

/// So many tables must begin alike for their first word to be a prefix.
constexpr std::size_t k_least_prefixed = 3;

std::vector<std::string> singular_words(std::string const &name) {
    std::vector<std::string> list;
    for (auto const &word : words(name)) list.push_back(base::singular(word));
    // A name of signs alone.
    if (list.empty()) list.push_back(name);
    return list;
}

std::vector<std::string> table_words(std::string const &name) {
    auto list = singular_words(name);
    auto const &layer = lexicon().layer;
    while (list.size() > 1 && layer.contains(list.front())) list.erase(list.begin());
    while (list.size() > 1 && layer.contains(list.back())) list.pop_back();
    return list;
}

} // namespace

Names::Names(Facts const &facts) {
    std::unordered_map<std::string, std::size_t> all;
    for (auto const &table : facts.tables) ++all[table.schema + "\n" + glue(singular_words(table.name))];
    std::unordered_map<std::string, std::size_t> beginnings;
    for (auto const &table : facts.tables) {
        auto stripped = table_words(table.name);
        auto whole = singular_words(table.name);
        // "release_raw" beside "release": the word tells them apart.
        bool const taken = stripped.size() < whole.size() && all.contains(table.schema + "\n" + glue(stripped));
        m_tables.push_back(taken ? std::move(whole) : std::move(stripped));
        auto const &list = m_tables.back();
        for (std::size_t to = 1; to < list.size(); ++to) ++beginnings[table.schema + "\n" + glue(list, 0, to)];
        std::vector<std::string> names;
        for (auto const &column : table.columns) names.push_back(column.name);
        auto const prefix = column_prefix(names);
        auto &columns = m_columns.emplace_back();
        for (auto const &column : table.columns) columns.push_back(column_name(column.name, prefix));
    }
    for (std::size_t i = 0; i < facts.tables.size(); ++i) {
        auto const &list = m_tables[i];
        // A beginning that is a table itself ("order" of "order_line") is no prefix of the trade.
        std::size_t common = 0;
        while (common + 1 < list.size()) {
            // Nor does a prefix go on into a name of a table: "l_artist" of "l_artist_label" beside "artist".
            if (common > 0 && all.contains(facts.tables[i].schema + "\n" + list[common])) break;
            auto const beginning = facts.tables[i].schema + "\n" + glue(list, 0, common + 1);
            if (beginnings[beginning] < k_least_prefixed || all.contains(beginning)) break;
            ++common;
        }
        m_common.push_back(common);
    }
}

namespace {

/// "salesorderid", without any sign between its words.
bool ends_as_id(ColumnName const &name) {
    return name.words.size() == 1 && name.whole.size() > 4 && name.whole.ends_with("id");
}

/// What its type and length say for a key.
double kind_likeness(Column const &column) {
    double likeness = 0;
    if (column.value_class == ValueClass::integer) likeness += 0.5;
    if (column.value_class == ValueClass::decimal) likeness -= 0.5;
    if (column.mean_length > 40) likeness -= 2;
    return likeness;
}

/// How much a column looks like the key of its table, when none is declared; 0: it is none.
double key_likeness(Table const &table, std::size_t place, ColumnName const &name,
                    std::vector<std::string> const &words) {
    auto const &column = table.columns[place];
    if (!may_be_key(column.value_class)) return 0;
    // A table without rows says nothing: its names decide, as if it had not been profiled.
    bool const profiled = column.profiled && table.rows != 0 && column.null_share < 1;
    bool const unique = profiled && column.exact && column.uniqueness >= 1 && column.null_share == 0;
    if (profiled && (column.uniqueness < 0.98 || column.null_share > 0 || column.distinct < 1)) return 0;
    double likeness = unique ? 1 : 0.3;
    if (place == 0) likeness += 1;
    bool const id = name.id || ends_as_id(name);
    if (id) likeness += 1;
    // What counts up is the key; a UUID may be made for each row of any table, besides its key.
    if (column.generated_key && (place == 0 || column.value_class == ValueClass::integer)) likeness += 2;
    bool const called = name.stem == words || name.whole == "id" || name.whole == glue(words) + "id";
    if (called) likeness += 2;
    else if (!name.stem.empty() && !words.empty() && name.stem.back() == words.back()) likeness += 1;
    likeness += kind_likeness(column);
    if (lexicon().measure.contains(name.words.empty() ? "" : name.words.back())) likeness -= 2;
    // Without values only a name that says so makes a key, or that it counts up in front of the others.
    bool const counts = column.generated_key && (id || (place == 0 && column.value_class == ValueClass::integer));
    if (!profiled && !(id && called) && !counts) return 0;
    return likeness;
}

} // namespace

std::vector<Target> targets_of(Facts const &facts, Names const &names) {
    std::vector<Target> targets;
    for (std::size_t t = 0; t < facts.tables.size(); ++t) {
        auto const &table = facts.tables[t];
        bool keyed = false;
        auto const first = static_cast<std::ptrdiff_t>(targets.size());
        auto const is_known = [&](std::size_t column) {
            return std::any_of(targets.begin() + first, targets.end(),
                               [column](Target const &one) { return one.column == column; });
        };
        for (auto const &key : table.keys) {
            keyed = keyed || key.primary;
            if (key.columns.size() != 1 || !may_be_key(table.columns[key.columns[0]].value_class)) continue;
            if (!is_known(key.columns[0])) targets.push_back({t, key.columns[0], key.primary, true});
        }
        if (keyed) continue;
        double best = 0;
        std::size_t place = 0;
        for (std::size_t c = 0; c < table.columns.size(); ++c) {
            auto const likeness = key_likeness(table, c, names.column(t, c), names.table(t));
            if (likeness > best) best = likeness, place = c;
        }
        if (best >= 1 && !is_known(place)) targets.push_back({t, place, true, false});
    }
    return targets;
}

} // namespace scribe::relate
