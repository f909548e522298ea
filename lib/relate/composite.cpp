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
        if (auto const column = own ? std::nullopt : match_by_parent(candidate, name)) return column;
        if (name == "id" || own) {
            if (auto const column = match_linked(candidate, parent_column, name)) return column;
            if (name == "id") return std::nullopt;
        }
        auto const column = column_called(name);
        if (column) ++candidate.same_name;
        return column;
    }

    /// A column that has the name of the parent's table in front of the one of its key's.
    std::optional<std::size_t> match_by_parent(CompositeCandidate &candidate, std::string const &name) const {
        // "course_education_organization_id" for the one of course.
        auto const parent = glue(m_names.table(candidate.parent));
        if (auto const column = column_called(parent + name)) {
            ++(name == "id" ? candidate.linked : candidate.prefixed);
            if (name == "id") candidate.naming = column;
            return column;
        }
        // "function_code" for the code of function_dimension.
        if (!lexicon().generic.contains(name)) return std::nullopt;
        for (auto const &[called, column] : m_by_name) {
            if (called.size() < name.size() + 3 || !called.ends_with(name)) continue;
            if (!parent.starts_with(called.substr(0, called.size() - name.size()))) continue;
            ++candidate.linked;
            return column;
        }
        return std::nullopt;
    }

    /// A column that refers to the parent by itself, or is called as it.
    std::optional<std::size_t> match_linked(CompositeCandidate &candidate, std::size_t parent_column,
                                            std::string const &name) const {
        for (std::size_t c = 0; c < m_facts.tables[candidate.table].columns.size(); ++c) {
            auto const points = m_points.find({candidate.table, c});
            bool const pointed = points != m_points.end() && points->second.contains(candidate.parent);
            if (!pointed && !names_table(m_names.column(candidate.table, c), candidate.parent)) continue;
            if (candidate.table == candidate.parent && c == parent_column) continue;
            ++candidate.linked;
            if (name == "id") candidate.naming = c;
            return c;
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

namespace {

class Judge {
public:
    Judge(Facts const &facts, Names const &names, CompositeCandidate const &candidate)
        : m_names(names), m_candidate(candidate), m_table(facts.tables[candidate.table]),
          m_parent(facts.tables[candidate.parent]) {}

    Features run() {
        add("bias", 1);
        flag("primary", m_candidate.primary);
        by_columns();
        by_own_key();
        by_tables();
        by_values();
        return std::move(m_features);
    }

private:
    void add(std::string_view name, double value) {
        if (value != 0) m_features.emplace_back(name, value);
    }
    void flag(std::string_view name, bool value) { add(name, value ? 1 : 0); }

    /// "order_id" for the id of order is not called by the general name itself.
    bool is_generic(std::size_t i) const {
        auto const &name = m_names.column(m_candidate.parent, m_candidate.parent_columns[i]);
        if (m_candidate.naming == m_candidate.columns[i] || name.words.size() != 1) return false;
        return lexicon().generic.contains(name.whole) || lexicon().measure.contains(name.whole);
    }

    void by_columns() {
        double ids = 0, generic = 0, not_null = 0;
        bool generated = false;
        for (std::size_t i = 0; i < m_candidate.columns.size(); ++i) {
            auto const place = m_candidate.parent_columns[i];
            ids += m_names.column(m_candidate.parent, place).id ? 1 : 0;
            generic += is_generic(i) ? 1 : 0;
            not_null += m_table.columns[m_candidate.columns[i]].not_null ? 1 : 0;
            generated = generated || m_parent.columns[place].generated_key;
        }
        auto const size = static_cast<double>(m_candidate.columns.size());
        add("ids", ids / size);
        add("generic", generic / size);
        add("not_null", not_null / size);
        flag("generated", generated);
        flag("prefixed", m_candidate.prefixed > 0);
        flag("linked", m_candidate.linked > 0);
        flag("naming", m_candidate.naming.has_value());
        flag("three", size >= 3);
    }

    void by_own_key() {
        auto const key = std::ranges::find_if(m_table.keys, &Key::primary);
        if (key == m_table.keys.end()) return;
        std::set<std::size_t> const columns{m_candidate.columns.begin(), m_candidate.columns.end()};
        auto const inside = static_cast<std::size_t>(
            std::ranges::count_if(key->columns, [&](std::size_t c) { return columns.contains(c); }));
        flag("in_primary", inside == columns.size() && key->columns.size() > columns.size());
        flag("is_primary", inside == columns.size() && key->columns.size() == columns.size());
        flag("overlaps_primary", inside > 0);
    }

    void by_tables() {
        auto const &own_words = m_names.table(m_candidate.table);
        auto const &parent_words = m_names.table(m_candidate.parent);
        bool const extends = begins_with(own_words, parent_words);
        flag("extends_name", extends);
        flag("extended_name", begins_with(parent_words, own_words));
        flag("alike", m_candidate.alike > 0);
        flag("root", m_candidate.root);
        flag("shortest", m_candidate.shortest);
        add("overlap", m_candidate.overlap);
        flag("best_overlap", m_candidate.best_overlap);
        flag("linked_key", m_candidate.linked > 0 && m_candidate.primary);
        flag("alike_extends", m_candidate.alike > 0 && extends);
        std::string key_text;
        for (auto const column : m_candidate.parent_columns)
            key_text += m_names.column(m_candidate.parent, column).whole + " ";
        flag("key_names_parent", key_text.find(glue(parent_words)) != std::string::npos);
        flag("other_schema", m_table.schema != m_parent.schema);
        flag("same_table", m_candidate.table == m_candidate.parent);
        add("parts_elsewhere", m_candidate.parts_elsewhere);
        flag("key_refers", m_candidate.key_refers);
        flag("key_refers_only", m_candidate.key_refers && m_candidate.parts_elsewhere == 1);
        add("joins", std::min(m_candidate.joins, 3));
    }

    void by_values() {
        if (m_candidate.data.tested < 3) return;
        double const missed = m_candidate.data.missed_share();
        flag("fits", missed == 0);
        flag("fits_nearly", missed > 0 && missed <= 0.05);
        flag("misses_some", missed > 0.05 && missed <= 0.5);
        flag("misses_most", missed > 0.5);
        if (missed <= 0.05) add("surprise", surprise(m_parent, m_candidate));
    }

    Names const &m_names;
    CompositeCandidate const &m_candidate;
    Table const &m_table;
    Table const &m_parent;
    Features m_features;
};

} // namespace

Features features_of(Facts const &facts, Names const &names, CompositeCandidate const &candidate) {
    return Judge{facts, names, candidate}.run();
}

void score(Facts const &facts, Names const &names, std::vector<CompositeCandidate> &candidates) {
    for (auto &candidate : candidates) candidate.score = composite_probability(features_of(facts, names, candidate));
}

} // namespace scribe::relate
