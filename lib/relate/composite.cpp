// SPDX-License-Identifier: MIT
#include "relate/composite.hpp"

#include <algorithm>
#include <cmath>
#include <set>
#include <unordered_map>

namespace scribe::relate {

namespace {

/// Keys whose rarest column has a name that so many keys have are of no use as targets.
constexpr std::size_t k_most_keys = 400;
/// Of more keys than this whose rarest columns are called alike those of the same schema count.
constexpr std::size_t k_most_alike = 12;

struct CompositeKey {
    std::size_t table = 0;
    std::vector<std::size_t> columns;
    bool primary = false;
    std::size_t alike = 0;
    bool root = false, shortest = false, best_overlap = false;
    double overlap = 0;
};

/// Length of the longest text that both have.
std::size_t common_length(std::string_view a, std::string_view b) {
    std::size_t best = 0;
    std::vector<std::size_t> before(b.size() + 1), now(b.size() + 1);
    for (char const c : a) {
        for (std::size_t j = 0; j < b.size(); ++j) {
            now[j + 1] = c == b[j] ? before[j] + 1 : 0;
            best = std::max(best, now[j + 1]);
        }
        std::swap(before, now);
    }
    return best;
}

class Finder {
public:
    Finder(Facts const &facts, Names const &names, std::vector<Candidate> const &singles)
        : m_facts(facts), m_names(names) {
        for (auto const &single : singles)
            if (single.score >= 0.3) m_points[{single.table, single.column}].insert(single.parent);
        count_names();
        index_keys();
        for (auto const &join : facts.joins)
            if (join.left.size() > 1) take(join);
    }

    std::vector<CompositeCandidate> run() {
        for (std::size_t t = 0; t < m_facts.tables.size(); ++t) {
            m_by_name.clear();
            auto const &columns = m_facts.tables[t].columns;
            for (std::size_t c = 0; c < columns.size(); ++c) m_by_name.emplace(m_names.column(t, c).whole, c);
            for (std::size_t c = 0; c < columns.size(); ++c) search(t, c);
        }
        for (auto &candidate : m_found) {
            if (auto const joined = m_joined.find({candidate.table, candidate.parent}); joined != m_joined.end()) {
                candidate.joins = joined->second.first;
                candidate.joined_in = joined->second.second;
            }
        }
        return std::move(m_found);
    }

private:
    std::string const &name_of(std::size_t table, std::size_t column) const {
        return m_names.column(table, column).whole;
    }

    void count_names() {
        for (std::size_t t = 0; t < m_facts.tables.size(); ++t)
            for (std::size_t c = 0; c < m_facts.tables[t].columns.size(); ++c) ++m_frequency[name_of(t, c)];
    }

    void index_keys() {
        std::map<std::set<std::string>, std::vector<std::size_t>> alike;
        for (std::size_t t = 0; t < m_facts.tables.size(); ++t)
            for (auto const &key : m_facts.tables[t].keys) {
                if (key.columns.size() < 2) continue;
                std::set<std::string> set;
                for (auto const column : key.columns) set.insert(name_of(t, column));
                alike[set].push_back(m_keys.size());
                m_keys.push_back({t, key.columns, key.primary});
            }
        for (auto &key : m_keys) key.overlap = overlap_of(key);
        for (std::size_t i = 0; i < m_keys.size(); ++i) {
            auto &key = m_keys[i];
            std::set<std::string> set;
            std::string rarest;
            for (auto const column : key.columns) {
                auto const &name = name_of(key.table, column);
                set.insert(name);
                if (name != "id" && (rarest.empty() || m_frequency[name] < m_frequency[rarest])) rarest = name;
            }
            auto const &group = alike[set];
            key.alike = group.size() - 1;
            auto const own = glue(m_names.table(key.table));
            key.root = key.shortest = key.alike > 0;
            key.best_overlap = key.alike > 0;
            for (auto const other : group) {
                auto const name = glue(m_names.table(m_keys[other].table));
                key.best_overlap = key.best_overlap && m_keys[other].overlap <= key.overlap;
                key.root = key.root && name.starts_with(own);
                key.shortest = key.shortest && name.size() >= own.size();
            }
            if (!rarest.empty()) m_by_rarest[rarest].push_back(i);
        }
    }

    double overlap_of(CompositeKey const &key) const {
        auto const parent = glue(m_names.table(key.table));
        std::size_t best = 0;
        for (auto const column : key.columns) best = std::max(best, common_length(parent, name_of(key.table, column)));
        return best < 4 || parent.empty() ? 0 : static_cast<double>(best) / static_cast<double>(parent.size());
    }

    void take(ObservedJoin const &join) {
        for (bool const turned : {false, true}) {
            auto const child = turned ? join.right_table : join.left_table;
            auto const parent = turned ? join.left_table : join.right_table;
            auto &joined = m_joined[{child, parent}];
            if (joined.first++ == 0) joined.second = join.where;
        }
    }

    /// Keys whose rarest column is called as this column, or as its end.
    void search(std::size_t table, std::size_t column) {
        auto const &words = m_names.column(table, column).words;
        for (std::size_t from = 0; from < words.size(); ++from) {
            auto const keys = m_by_rarest.find(glue(words, from));
            if (keys != m_by_rarest.end()) fit_all(table, keys->second, glue(words, 0, from));
        }
        if (words.size() == 1) search_glued(table, words[0]);
    }

    void search_glued(std::size_t table, std::string const &name) {
        for (std::size_t from = 2; from + 4 <= name.size(); ++from) {
            auto const keys = m_by_rarest.find(name.substr(from));
            if (keys != m_by_rarest.end()) fit_all(table, keys->second, name.substr(0, from));
        }
    }

    void fit_all(std::size_t table, std::vector<std::size_t> const &keys, std::string const &prefix) {
        auto const in_schema = [&](std::size_t i) {
            return m_facts.tables[m_keys[i].table].schema == m_facts.tables[table].schema;
        };
        bool const many = keys.size() > k_most_alike;
        if (many && std::ranges::count_if(keys, in_schema) > static_cast<std::ptrdiff_t>(k_most_keys)) return;
        for (auto const i : keys)
            if (!many || in_schema(i)) fit(table, m_keys[i], prefix);
    }

    std::optional<std::size_t> column_called(std::string const &name) const {
        auto const found = m_by_name.find(name);
        return found == m_by_name.end() ? std::nullopt : std::optional{found->second};
    }

    void fit(std::size_t table, CompositeKey const &key, std::string const &prefix) {
        CompositeCandidate candidate;
        candidate.table = table;
        candidate.parent = key.table;
        candidate.parent_columns = key.columns;
        candidate.primary = key.primary;
        candidate.alike = key.alike;
        candidate.root = key.root;
        candidate.shortest = key.shortest;
        candidate.overlap = key.overlap;
        candidate.best_overlap = key.best_overlap;
        for (auto const parent_column : key.columns) {
            auto const column = match(candidate, parent_column, prefix);
            if (!column || std::ranges::count(candidate.columns, *column) > 0) return;
            auto const &child = m_facts.tables[table].columns[*column];
            auto const &parent = m_facts.tables[key.table].columns[parent_column];
            bool const array = child.value_class == model::ValueClass::array;
            if (child.value_class != parent.value_class && (array || !comparable(child, parent))) return;
            candidate.columns.push_back(*column);
        }
        // A column that names the parent tells which of the keys that are called alike is meant.
        if (candidate.linked > 0) {
            candidate.alike = 0;
            candidate.root = candidate.shortest = candidate.best_overlap = false;
        }
        if (table == key.table && candidate.same_name + 1 > key.columns.size()) return;
        if (table == key.table && candidate.prefixed + candidate.linked == 0) return;
        std::size_t elsewhere = 0, key_refers = 0;
        for (std::size_t i = 0; i < candidate.columns.size(); ++i) {
            if (points_away(table, candidate.columns[i], key.table)) ++elsewhere;
            if (points_away(key.table, key.columns[i], key.table)) ++key_refers;
        }
        candidate.parts_elsewhere = static_cast<double>(elsewhere) / static_cast<double>(candidate.columns.size());
        candidate.key_refers = key_refers == candidate.columns.size();
        if (!m_seen.insert({table, key.table, candidate.columns}).second) return;
        m_found.push_back(std::move(candidate));
    }

    /// Whether a column refers, by what is known so far, to another table than that one.
    bool points_away(std::size_t table, std::size_t column, std::size_t parent) const {
        auto const points = m_points.find({table, column});
        return points != m_points.end() && (points->second.size() > 1 || !points->second.contains(parent));
    }

    /// Whether a column's name is that of the table, its prefix left out or not. A table whose only key has several
    /// columns is no parent of single ones, so that nothing pointed at it before.
    bool names_table(ColumnName const &column, std::size_t table) const {
        if (!column.id || column.stem.empty()) return false;
        auto const &words = m_names.table(table);
        auto const stem = glue(column.stem);
        return stem == glue(words) || stem == glue(words, m_names.common_words(table));
    }

    /// The child's column for one of the key's.
    std::optional<std::size_t> match(CompositeCandidate &candidate, std::size_t parent_column,
                                     std::string const &prefix) const {
        auto const &name = name_of(candidate.parent, parent_column);
        if (!prefix.empty()) {
            if (auto const column = column_called(prefix + name)) {
                ++candidate.prefixed;
                return column;
            }
        }
        bool const own = candidate.table == candidate.parent;
        // "course_education_organization_id" for the one of course.
        auto const parent = glue(m_names.table(candidate.parent));
        if (auto const column = own ? std::nullopt : column_called(parent + name)) {
            ++(name == "id" ? candidate.linked : candidate.prefixed);
            if (name == "id") candidate.naming = column;
            return column;
        }
        // "function_code" for the code of function_dimension.
        if (!own && lexicon().generic.contains(name)) {
            for (auto const &[called, column] : m_by_name) {
                if (called.size() < name.size() + 3 || !called.ends_with(name)) continue;
                if (!parent.starts_with(called.substr(0, called.size() - name.size()))) continue;
                ++candidate.linked;
                return column;
            }
        }
        if (name == "id" || own) {
            auto const &columns = m_facts.tables[candidate.table].columns;
            for (std::size_t c = 0; c < columns.size(); ++c) {
                auto const points = m_points.find({candidate.table, c});
                bool const pointed = points != m_points.end() && points->second.contains(candidate.parent);
                if (!pointed && !names_table(m_names.column(candidate.table, c), candidate.parent)) continue;
                if (own && c == parent_column) continue;
                ++candidate.linked;
                if (name == "id") candidate.naming = c;
                return c;
            }
            if (name == "id") return std::nullopt;
        }
        if (auto const column = column_called(name)) {
            ++candidate.same_name;
            return column;
        }
        return std::nullopt;
    }

    Facts const &m_facts;
    Names const &m_names;
    std::map<std::pair<std::size_t, std::size_t>, std::set<std::size_t>> m_points;
    std::unordered_map<std::string, std::size_t> m_frequency;
    std::vector<CompositeKey> m_keys;
    std::unordered_map<std::string, std::vector<std::size_t>> m_by_rarest;
    std::map<std::pair<std::size_t, std::size_t>, std::pair<int, std::string>> m_joined;
    std::map<std::string, std::size_t> m_by_name;
    std::set<std::tuple<std::size_t, std::size_t, std::vector<std::size_t>>> m_seen;
    std::vector<CompositeCandidate> m_found;
};

/// How little chance would make all of the values looked up keys of the parent: there are as many keys as rows, of all
/// that their columns' values could make.
double surprise(Table const &parent, CompositeCandidate const &candidate) {
    double possible = 1;
    for (auto const column : candidate.parent_columns) possible *= std::max(1.0, parent.columns[column].distinct);
    if (parent.rows < 1 || possible <= parent.rows) return 0;
    return std::min(1.0, std::log(possible / parent.rows) * static_cast<double>(candidate.data.tested) / 12);
}

bool begins_with(std::vector<std::string> const &words, std::vector<std::string> const &begin) {
    auto const whole = glue(words), start = glue(begin);
    return whole.size() > start.size() && whole.starts_with(start);
}

} // namespace

std::vector<CompositeCandidate> find_composites(Facts const &facts, Names const &names,
                                                std::vector<Candidate> const &singles) {
    return Finder{facts, names, singles}.run();
}

Features features_of(Facts const &facts, Names const &names, CompositeCandidate const &candidate) {
    Features features{{"bias", 1}};
    auto const add = [&features](std::string_view name, double value) {
        if (value != 0) features.emplace_back(name, value);
    };
    auto const &table = facts.tables[candidate.table];
    auto const &parent = facts.tables[candidate.parent];
    auto const size = static_cast<double>(candidate.columns.size());
    double ids = 0, generic = 0, not_null = 0, references = 0;
    for (std::size_t i = 0; i < candidate.columns.size(); ++i) {
        auto const &name = names.column(candidate.parent, candidate.parent_columns[i]);
        ids += name.id ? 1 : 0;
        // "order_id" for the id of order is not called by the general name itself.
        bool const named = candidate.naming == candidate.columns[i];
        generic += !named && name.words.size() == 1 &&
                           (lexicon().generic.contains(name.whole) || lexicon().measure.contains(name.whole))
                       ? 1
                       : 0;
        not_null += table.columns[candidate.columns[i]].not_null ? 1 : 0;
        references += parent.columns[candidate.parent_columns[i]].generated_key ? 1 : 0;
    }
    std::set<std::size_t> const columns{candidate.columns.begin(), candidate.columns.end()};
    bool in_primary = false, is_primary = false, larger_key = false;
    for (auto const &key : table.keys) {
        auto const inside = std::ranges::count_if(key.columns, [&](std::size_t c) { return columns.contains(c); });
        if (!key.primary) continue;
        in_primary = static_cast<std::size_t>(inside) == columns.size() && key.columns.size() > columns.size();
        is_primary = static_cast<std::size_t>(inside) == columns.size() && key.columns.size() == columns.size();
        larger_key = inside > 0;
    }
    add("primary", candidate.primary ? 1 : 0);
    add("ids", ids / size);
    add("generic", generic / size);
    add("not_null", not_null / size);
    add("generated", references > 0 ? 1 : 0);
    add("prefixed", candidate.prefixed > 0 ? 1 : 0);
    add("linked", candidate.linked > 0 ? 1 : 0);
    add("naming", candidate.naming ? 1 : 0);
    add("three", size >= 3 ? 1 : 0);
    add("in_primary", in_primary ? 1 : 0);
    add("is_primary", is_primary ? 1 : 0);
    add("overlaps_primary", larger_key ? 1 : 0);
    add("extends_name", begins_with(names.table(candidate.table), names.table(candidate.parent)) ? 1 : 0);
    add("extended_name", begins_with(names.table(candidate.parent), names.table(candidate.table)) ? 1 : 0);
    add("alike", candidate.alike > 0 ? 1 : 0);
    add("root", candidate.root ? 1 : 0);
    add("shortest", candidate.shortest ? 1 : 0);
    add("overlap", candidate.overlap);
    add("best_overlap", candidate.best_overlap ? 1 : 0);
    add("linked_key", candidate.linked > 0 && candidate.primary ? 1 : 0);
    add("alike_extends",
        candidate.alike > 0 && begins_with(names.table(candidate.table), names.table(candidate.parent)) ? 1 : 0);
    auto const key_text = [&] {
        std::string text;
        for (auto const column : candidate.parent_columns) text += names.column(candidate.parent, column).whole + " ";
        return text;
    }();
    auto const &parent_words = names.table(candidate.parent);
    add("key_names_parent", key_text.find(glue(parent_words)) != std::string::npos ? 1 : 0);
    add("other_schema", table.schema != parent.schema ? 1 : 0);
    add("same_table", candidate.table == candidate.parent ? 1 : 0);
    add("parts_elsewhere", candidate.parts_elsewhere);
    add("key_refers", candidate.key_refers ? 1 : 0);
    add("key_refers_only", candidate.key_refers && candidate.parts_elsewhere == 1 ? 1 : 0);
    add("joins", std::min(candidate.joins, 3));
    if (candidate.data.tested >= 3) {
        double const missed = candidate.data.missed_share();
        add("fits", missed == 0 ? 1 : 0);
        add("fits_nearly", missed > 0 && missed <= 0.05 ? 1 : 0);
        add("misses_some", missed > 0.05 && missed <= 0.5 ? 1 : 0);
        add("misses_most", missed > 0.5 ? 1 : 0);
        if (missed <= 0.05) add("surprise", surprise(parent, candidate));
    }
    return features;
}

void score(Facts const &facts, Names const &names, std::vector<CompositeCandidate> &candidates) {
    for (auto &candidate : candidates) candidate.score = composite_probability(features_of(facts, names, candidate));
}

} // namespace scribe::relate
