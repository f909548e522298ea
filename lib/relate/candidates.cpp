// SPDX-License-Identifier: MIT
#include "relate/candidates.hpp"

#include "relate/name_search.hpp"

#include <algorithm>
#include <set>
#include <span>
#include <unordered_map>

namespace scribe::relate {

namespace {

using model::ValueClass;

/// A shorter name begins or ends others by chance.
constexpr std::size_t k_least_name = 4;
/// Keys that hold one value of the child: more say nothing about any of them.
constexpr std::size_t k_most_holders = 64;
/// Parents that only values speak for, a column.
constexpr std::size_t k_most_by_values = 6;

/// Which targets hold a value, by its hash.
class ValueIndex {
public:
    ValueIndex(Facts const &facts, std::vector<Target> const &targets) {
        for (std::size_t i = 0; i < targets.size(); ++i)
            for (auto const hash : facts.tables[targets[i].table].columns[targets[i].column].sketch.hashes)
                m_holders[hash].push_back(static_cast<std::uint32_t>(i));
    }

    /// The targets that hold the value of the child that the fewest hold.
    std::vector<std::uint32_t> const *fewest(Sketch const &child) const {
        std::vector<std::uint32_t> const *best = nullptr;
        for (auto const hash : child.hashes) {
            auto const found = m_holders.find(hash);
            if (found == m_holders.end()) continue;
            if (best == nullptr || found->second.size() < best->size()) best = &found->second;
        }
        return best;
    }

private:
    std::unordered_map<std::uint64_t, std::vector<std::uint32_t>> m_holders;
};

/// The tables that no key is declared of. Where several of their columns are a key, and others refer to them by these,
/// only names tell.
class KeylessTables {
public:
    KeylessTables(Facts const &facts, Names const &names) : m_facts(facts), m_names(names) {
        for (std::size_t t = 0; t < facts.tables.size(); ++t)
            if (facts.tables[t].keys.empty()) m_by_name.emplace(name_of(t), t);
    }

    /// The columns of a table that one of these has too whose name the table's begins with; but for those in `named`,
    /// which a column of the table points at: they need no longer reference.
    std::set<std::size_t> inherited(std::size_t table, std::set<std::size_t> const &named) const {
        std::set<std::size_t> found;
        auto const own = name_of(table);
        auto const least = m_facts.tables[table].schema.size() + 1 + k_least_name;
        for (auto size = least; size < own.size(); ++size) {
            auto const base = m_by_name.find(own.substr(0, size));
            if (base == m_by_name.end() || named.contains(base->second)) continue;
            for (std::size_t c = 0; c < m_facts.tables[table].columns.size(); ++c)
                if (has(base->second, m_names.column(table, c).whole)) found.insert(c);
        }
        return found;
    }

private:
    std::string name_of(std::size_t table) const {
        return m_facts.tables[table].schema + "\n" + glue(m_names.table(table));
    }

    bool has(std::size_t table, std::string const &column) const {
        for (std::size_t c = 0; c < m_facts.tables[table].columns.size(); ++c)
            if (m_names.column(table, c).whole == column) return true;
        return false;
    }

    Facts const &m_facts;
    Names const &m_names;
    std::unordered_map<std::string, std::size_t> m_by_name;
};

class Finder {
public:
    Finder(Facts const &facts, Names const &names, std::vector<Target> const &targets)
        : m_facts(facts), m_names(names), m_targets(targets), m_index(facts, names, targets), m_values(facts, targets),
          m_keyless(facts, names) {
        for (std::size_t i = 0; i < targets.size(); ++i) m_target_of[{targets[i].table, targets[i].column}] = i;
        for (auto const &join : facts.joins) take(join);
    }

    std::vector<Candidate> run() {
        for (std::size_t t = 0; t < m_facts.tables.size(); ++t) {
            auto const first = m_candidates.size();
            for (std::size_t c = 0; c < m_facts.tables[t].columns.size(); ++c) {
                if (!may_refer(m_facts.tables[t], c)) continue;
                auto found = point_at(m_index, t, c);
                by_values(t, c, found);
                auto joined = m_joins.lower_bound({{t, c}, 0});
                for (; joined != m_joins.end() && joined->first.first == Place{t, c}; ++joined)
                    found.try_emplace(joined->first.second, NameLink::none);
                emit(t, c, found);
            }
            note_inherited(t, first);
        }
        return std::move(m_candidates);
    }

private:
    using Place = std::pair<std::size_t, std::size_t>;

    void take(ObservedJoin const &join) {
        if (join.left.size() != 1) return;
        Place const left{join.left_table, join.left[0]}, right{join.right_table, join.right[0]};
        for (auto const &[child, parent] : {std::pair{left, right}, std::pair{right, left}}) {
            auto const target = m_target_of.find(parent);
            if (target == m_target_of.end() || child == parent) continue;
            auto &statements = m_joins[{child, target->second}];
            if (statements.first++ == 0) statements.second = join.where;
        }
    }

    std::string const &name_of(Target const &target) const { return m_names.column(target.table, target.column).whole; }

    /// What the name of the parent's key says.
    void about_key(Candidate &candidate) const {
        auto const &key = m_names.column(candidate.parent, candidate.parent_column);
        candidate.same_key = m_index.keys_called(key.whole) - 1;
        // In a hierarchy of tables that share the name of their key all of them are called alike.
        bool const called = m_names.column(candidate.table, candidate.column).whole == key.whole;
        if (candidate.link == NameLink::exact && called && candidate.same_key > 0) {
            candidate.link = NameLink::same_key;
            candidate.names_parent = true;
        }
        candidate.others_key = m_index.names_another(key, candidate.parent, false);
        candidate.others_tail = m_index.names_another(key, candidate.parent, true);
        auto const parent = glue(m_names.table(candidate.parent));
        candidate.begins_key = parent.size() > 2 && key.whole.starts_with(parent);
        candidate.place = place_of(candidate);
    }

    /// Where several columns differ by a number alone, the first is for the first table in the name of theirs.
    int place_of(Candidate const &candidate) const {
        auto const &name = m_names.column(candidate.table, candidate.column);
        if (candidate.link != NameLink::table_name || name.number < 0) return 0;
        int const wanted = name.number - least_number(candidate.table, name);
        auto const &words = m_names.table(candidate.table);
        int order = 0;
        for (auto from = m_names.common_words(candidate.table); from < words.size();) {
            auto const to = end_of_table_name(words, from);
            if (to > from && order == wanted) return is_named(words, from, to, candidate.parent) ? 1 : -1;
            if (to > from) ++order;
            from = std::max(to, from + 1);
        }
        return 0;
    }

    /// The least of the numbers that columns of the table have which are otherwise called as `name`.
    int least_number(std::size_t table, ColumnName const &name) const {
        int least = name.number;
        for (std::size_t c = 0; c < m_facts.tables[table].columns.size(); ++c) {
            auto const &other = m_names.column(table, c);
            if (other.stem == name.stem && other.number >= 0) least = std::min(least, other.number);
        }
        return least;
    }

    static bool is_full(Entry const &one) { return one.form == Form::full; }

    /// Where the longest name of a table that begins at `from` ends; `from` where none does. All words are no such
    /// name, but the table's own.
    std::size_t end_of_table_name(std::vector<std::string> const &words, std::size_t from) const {
        for (auto to = words.size(); to > from; --to) {
            auto const *const entries = to - from == words.size() ? nullptr : m_index.find(glue(words, from, to));
            if (entries != nullptr && std::ranges::any_of(*entries, is_full)) return to;
        }
        return from;
    }

    bool is_named(std::vector<std::string> const &words, std::size_t from, std::size_t to, std::size_t table) const {
        return std::ranges::any_of(*m_index.find(glue(words, from, to)), [&](Entry const &one) {
            return is_full(one) && m_index.target(one.target).table == table;
        });
    }

    void by_values(std::size_t table, std::size_t column, std::map<std::size_t, NameLink> &found) {
        auto const &child = m_facts.tables[table].columns[column];
        if (child.sketch.empty() || child.distinct < 2 || child.value_class == ValueClass::array) return;
        auto const *const holders = m_values.fewest(child.sketch);
        if (holders == nullptr || holders->size() > k_most_holders) return;
        std::vector<std::size_t> good;
        for (auto const i : *holders) {
            auto const &target = m_targets[i];
            if (target.table == table && target.column == column) continue;
            auto const &parent = m_facts.tables[target.table].columns[target.column];
            if (!comparable(child, parent)) continue;
            auto const data = compare_sketches(child, parent);
            if (data.tested >= 3 && data.missed_share() <= 0.05) good.push_back(i);
        }
        if (good.size() > k_most_by_values) return;
        for (auto const i : good) found.try_emplace(i, NameLink::none);
    }

    void emit(std::size_t table, std::size_t column, std::map<std::size_t, NameLink> const &found) {
        auto const &child = m_facts.tables[table].columns[column];
        auto const first = m_candidates.size();
        // Of several keys of a table the one that is called as the column is meant.
        std::map<std::size_t, std::size_t> called;
        for (auto const &[i, link] : found)
            if (link == NameLink::same_key || name_of(m_targets[i]) == m_names.column(table, column).whole)
                called.emplace(m_targets[i].table, i);
        for (auto const &[i, link] : found) {
            auto const &target = m_targets[i];
            auto const meant = called.find(target.table);
            if (meant != called.end() && meant->second != i) continue;
            bool const itself = target.table == table && target.column == column;
            auto const &parent = m_facts.tables[target.table].columns[target.column];
            if (itself || !comparable(child, parent)) continue;
            Candidate candidate;
            candidate.table = table;
            candidate.column = column;
            candidate.parent = target.table;
            candidate.parent_column = target.column;
            candidate.link = link;
            about_key(candidate);
            candidate.data = compare_sketches(child, parent);
            if (auto const joined = m_joins.find({{table, column}, i}); joined != m_joins.end()) {
                candidate.joins = joined->second.first;
                candidate.joined_in = joined->second.second;
            }
            m_candidates.push_back(std::move(candidate));
        }
        note_alike(first);
        note_names(table, first);
    }

    /// Which of the candidates from `first` on the name points at alike, and how they differ.
    void note_alike(std::size_t first) {
        std::span const mine{m_candidates.begin() + static_cast<std::ptrdiff_t>(first), m_candidates.end()};
        for (auto &one : mine) {
            auto const shorter = glue(m_names.table(one.parent));
            bool shortest = true;
            for (auto const &other : mine) {
                if (&other == &one || other.link != one.link) continue;
                shortest = shortest && glue(m_names.table(other.parent)).starts_with(shorter);
                // What lies in the child's schema is meant rather than its like in another one.
                bool const at_home = in_own_schema(one) && !in_own_schema(other);
                one.at_home = one.at_home || at_home;
                if (!at_home) ++one.same_link;
            }
            one.shortest = shortest && one.same_link > 0;
        }
    }

    bool in_own_schema(Candidate const &one) const {
        return m_facts.tables[one.table].schema == m_facts.tables[one.parent].schema;
    }

    /// "person_phone", of person, and "product_vendor", of vendor, where the keys of several tables are called alike:
    /// the longest name that begins or ends the table's.
    void note_names(std::size_t table, std::size_t first) {
        auto const own = glue(m_names.table(table));
        Candidate *best = nullptr;
        std::size_t longest = k_least_name - 1;
        for (auto i = first; i < m_candidates.size(); ++i) {
            auto &one = m_candidates[i];
            auto const parent = glue(m_names.table(one.parent));
            if (one.link != NameLink::same_key || one.same_link == 0 || parent.size() <= longest) continue;
            if (parent.size() >= own.size() || (!own.starts_with(parent) && !own.ends_with(parent))) continue;
            best = &one;
            longest = parent.size();
        }
        if (best != nullptr) best->named_after = true;
    }

    /// Which columns of the table are likely parts of longer references. Its candidates are those from `first` on.
    void note_inherited(std::size_t table, std::size_t first) {
        std::set<std::size_t> named;
        for (auto i = first; i < m_candidates.size(); ++i) named.insert(m_candidates[i].parent);
        auto const inherited = m_keyless.inherited(table, named);
        for (auto i = first; i < m_candidates.size(); ++i)
            m_candidates[i].inherited = inherited.contains(m_candidates[i].column);
    }

    Facts const &m_facts;
    Names const &m_names;
    std::vector<Target> const &m_targets;
    NameIndex m_index;
    ValueIndex m_values;
    KeylessTables m_keyless;
    std::map<Place, std::size_t> m_target_of;
    std::map<std::pair<Place, std::size_t>, std::pair<int, std::string>> m_joins;
    std::vector<Candidate> m_candidates;
};

} // namespace

bool comparable(Column const &child, Column const &parent) {
    auto const exact_number = [](ValueClass kind) {
        return kind == ValueClass::integer || kind == ValueClass::decimal;
    };
    auto const kind = child.value_class == ValueClass::array ? child.element_class : child.value_class;
    if (exact_number(kind) && exact_number(parent.value_class)) return true;
    return kind == parent.value_class;
}

bool may_be_key(ValueClass kind) {
    return kind == ValueClass::integer || kind == ValueClass::text || kind == ValueClass::uuid ||
           kind == ValueClass::decimal || kind == ValueClass::binary;
}

bool may_refer(Table const &table, std::size_t place) {
    auto const &column = table.columns[place];
    auto const one = column.value_class == ValueClass::array ? column.element_class : column.value_class;
    if (!may_be_key(one) || column.labels) return false;
    if (column.value_class == ValueClass::array) return true;
    if (column.mean_length > 64 || column.role == "free_text" || column.role == "flag") return false;
    bool const negative = column.min && *column.min < 0;
    return !negative || !column.profiled || column.null_share >= 1 || column.distinct <= 2;
}

DataEvidence compare_sketches(Column const &child, Column const &parent) {
    DataEvidence evidence;
    // An empty parent says nothing: its rows may not be there yet.
    if (child.sketch.empty() || parent.sketch.empty() || !parent.sketch.whole) return evidence;
    // The sketch of an array column is of whole arrays.
    if (child.value_class == ValueClass::array) return evidence;
    auto const &held = parent.sketch.hashes;
    for (auto const hash : child.sketch.hashes) {
        if (!parent.sketch.complete && hash > held.back()) break;
        ++evidence.tested;
        if (!std::ranges::binary_search(held, hash)) ++evidence.missed;
    }
    return evidence;
}

std::vector<Candidate> find_candidates(Facts const &facts, Names const &names, std::vector<Target> const &targets) {
    return Finder{facts, names, targets}.run();
}

} // namespace scribe::relate
