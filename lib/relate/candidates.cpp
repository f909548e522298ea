// SPDX-License-Identifier: MIT
#include "relate/candidates.hpp"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace scribe::relate {

namespace {

using model::ValueClass;

/// A name that so many tables share points at none of them.
constexpr std::size_t k_most_alike = 12;
/// Keys that hold one value of the child: more say nothing about any of them.
constexpr std::size_t k_most_holders = 64;
/// Parents that only values speak for, a column.
constexpr std::size_t k_most_by_values = 6;

/// What a form of a table's name is.
enum class Form { full, part, tail, key, key_stem };

struct Entry {
    std::size_t target = 0;
    Form form = Form::full;
};

/// Names of targets, by the words glued together.
class NameIndex {
public:
    NameIndex(Names const &names, std::vector<Target> const &targets) : m_targets(targets) {
        for (std::size_t i = 0; i < targets.size(); ++i) {
            auto const &target = targets[i];
            auto const &key = names.column(target.table, target.column);
            ++m_key_names[key.whole];
            bool const generic = key.stem.size() == 1 && lexicon().generic.contains(key.stem[0]);
            if (!generic) {
                add(key.whole, i, Form::key);
                if (auto const stem = glue(key.stem); stem != key.whole) add(stem, i, Form::key_stem);
            }
            if (!target.primary) continue;
            auto const &words = names.table(target.table);
            add(glue(words), i, Form::full);
            auto const common = names.common_words(target.table);
            if (common > 0) add(glue(words, common), i, Form::part);
            for (std::size_t from = common + 1; from < words.size(); ++from) add(glue(words, from), i, Form::tail);
        }
    }

    std::vector<Entry> const *find(std::string const &name) const {
        auto const found = m_entries.find(name);
        return found == m_entries.end() ? nullptr : &found->second;
    }
    /// How many targets have a key of this name.
    std::size_t keys_called(std::string const &name) const {
        auto const found = m_key_names.find(name);
        return found == m_key_names.end() ? 1 : found->second;
    }
    /// Whether the name of a key is that of another table, or of its end.
    bool names_another(ColumnName const &key, std::size_t table, bool end) const {
        for (auto const &name : {glue(key.stem), key.whole}) {
            auto const *const entries = find(name);
            if (entries == nullptr) continue;
            bool own = false, other = false;
            for (auto const &entry : *entries) {
                if (entry.form != Form::full && (!end || (entry.form != Form::part && entry.form != Form::tail)))
                    continue;
                (target(entry).table == table ? own : other) = true;
            }
            if (other && !own) return true;
        }
        return false;
    }
    Target const &target(Entry const &entry) const { return m_targets[entry.target]; }

private:
    void add(std::string const &name, std::size_t target, Form form) {
        if (!name.empty()) m_entries[name].push_back({target, form});
    }

    std::vector<Target> const &m_targets;
    std::unordered_map<std::string, std::vector<Entry>> m_entries;
    std::unordered_map<std::string, std::size_t> m_key_names;
};

/// All that the names of one column point at.
class NameSearch {
public:
    NameSearch(Facts const &facts, Names const &names, NameIndex const &index, std::vector<Target> const &targets,
               std::vector<std::size_t> const &persons)
        : m_facts(facts), m_names(names), m_index(index), m_targets(targets), m_persons(persons) {}

    /// Adds to `found`, by target.
    void search(std::size_t table, std::size_t column, std::map<std::size_t, NameLink> &found) {
        m_table = table;
        m_found = &found;
        auto const &name = m_names.column(table, column);
        if (name.words.empty()) return;
        same_key(name);
        stems(name);
        glued(name);
        context(name);
        upwards(name);
        roles(name);
        if (found.empty()) abbreviations(name);
        if (found.empty() || name.whole == "id") own_table(name);
    }

private:
    void add(Entry const &entry, NameLink link) {
        auto const [at, fresh] = m_found->try_emplace(entry.target, link);
        if (!fresh && link < at->second) at->second = link;
    }

    /// Adds what a glued name leads to; `link` by the form of the table's name.
    /// Whether it is the name of a table, but for its prefix.
    template <typename Link> bool look(std::string const &name, Link link) {
        auto const *const entries = m_index.find(name);
        if (entries == nullptr) return false;
        bool table = false;
        std::size_t tails = 0;
        for (auto const &entry : *entries) tails += entry.form == Form::tail ? 1 : 0;
        for (auto const &entry : *entries) {
            // Many tables end alike: only those that begin as this one does count.
            if (entry.form == Form::tail && tails > k_most_alike && !begins_alike(entry)) continue;
            auto const which = link(entry.form);
            if (!which) continue;
            add(entry, *which);
            table = table || entry.form == Form::full || entry.form == Form::part;
        }
        return table;
    }

    bool begins_alike(Entry const &entry) const {
        return m_names.table(m_table)[0] == m_names.table(m_index.target(entry).table)[0];
    }

    void same_key(ColumnName const &name) {
        if (name.stem.size() == 1 && lexicon().generic.contains(name.stem[0])) return;
        look(name.whole, [](Form form) -> std::optional<NameLink> {
            if (form == Form::key) return NameLink::same_key;
            return std::nullopt;
        });
    }

    void stems(ColumnName const &name) {
        bool const id = name.id;
        // The longest end that names a table is meant: "customer_address_id" is no address where there is
        // customer_address.
        for (std::size_t from = 0; from < name.stem.size(); ++from) {
            bool const table = look(glue(name.stem, from), [&](Form form) -> std::optional<NameLink> {
                switch (form) {
                case Form::full:
                    if (from == 0) return id ? NameLink::exact : NameLink::bare;
                    return id ? NameLink::suffix : NameLink::suffix_bare;
                case Form::part:
                    if (from == 0) return NameLink::part;
                    return id ? std::optional{NameLink::tail} : std::nullopt;
                case Form::tail:
                    if (from == 0 && id) return NameLink::tail;
                    return std::nullopt;
                case Form::key_stem:
                    if (id) return from == 0 ? NameLink::same_key : NameLink::key_suffix;
                    return std::nullopt;
                case Form::key: return from > 0 ? std::optional{NameLink::key_suffix} : std::nullopt;
                }
                return std::nullopt;
            });
            if (table) break;
        }
        if (id || name.stem.size() < 2) heads(name);
    }

    void heads(ColumnName const &name) {
        for (std::size_t to = 1; to < name.stem.size(); ++to)
            look(glue(name.stem, 0, to), [](Form form) -> std::optional<NameLink> {
                if (form == Form::full) return NameLink::head;
                return std::nullopt;
            });
    }

    /// Names without any sign between their words: "shiptoaddressid".
    void glued(ColumnName const &name) {
        if (name.words.size() != 1 || name.whole.size() < 4) return;
        for (auto const &end : lexicon().id) {
            if (name.whole.size() < end.size() + 3 || !name.whole.ends_with(end)) continue;
            auto const rest = singular(std::string_view{name.whole}.substr(0, name.whole.size() - end.size()));
            for (std::size_t from = 0; from + 4 <= rest.size() || from == 0; ++from) {
                if (from == 1) continue;
                bool const table = look(rest.substr(from), [&](Form form) -> std::optional<NameLink> {
                    if (form == Form::full || form == Form::part) return from == 0 ? NameLink::exact : NameLink::suffix;
                    if (form == Form::key_stem) return from == 0 ? NameLink::same_key : NameLink::key_suffix;
                    if (form == Form::tail && from == 0) return NameLink::tail;
                    return std::nullopt;
                });
                if (table) break;
            }
        }
        for (std::size_t from = 2; from + 5 <= name.whole.size(); ++from)
            look(name.whole.substr(from), [](Form form) -> std::optional<NameLink> {
                if (form == Form::key) return NameLink::key_suffix;
                return std::nullopt;
            });
    }

    /// "type" of artist, for artist_type.
    void context(ColumnName const &name) {
        auto const &words = m_names.table(m_table);
        auto const link = [](Form form) -> std::optional<NameLink> {
            if (form == Form::full || form == Form::part) return NameLink::context;
            return std::nullopt;
        };
        auto const stem = glue(name.stem);
        for (auto size = words.size(); size > 0; --size) {
            bool found = false;
            for (std::size_t from = 0; from + size <= words.size(); ++from)
                found = look(glue(words, from, from + size) + stem, link) || found;
            if (found) break;
        }
        // "release" of cdtoc_raw, for release_raw.
        for (std::size_t from = 1; from < words.size(); ++from)
            if (look(stem + glue(words, from), link)) break;
    }

    void upwards(ColumnName const &name) {
        auto const &up = lexicon().up;
        bool const says = std::ranges::any_of(name.stem, [&](auto const &word) { return up.contains(word); }) ||
                          (name.words.size() > 1 && name.words[0] == "report" && name.words[1] == "to") ||
                          (name.words.size() > 1 && name.words[0] == "part" && name.words[1] == "of");
        if (!says) return;
        for (std::size_t i = 0; i < m_targets.size(); ++i)
            if (m_targets[i].table == m_table && m_targets[i].primary) add({i, Form::full}, NameLink::self);
    }

    void roles(ColumnName const &name) {
        if (m_persons.empty() || name.stem.empty()) return;
        auto const &roles = lexicon().role;
        bool const by = name.stem.back() == "by" && name.stem.size() > 1;
        bool const edited = name.stem.size() > 1 && name.stem[0] == "last" && name.stem[1].starts_with("edit");
        bool const glued = name.words.size() == 1 && name.whole.size() > 4 &&
                           (name.whole.ends_with("by") || name.whole.ends_with("byid"));
        if (!by && !glued && !edited && !(roles.contains(name.stem.back()) && name.stem.back() != "by")) return;
        for (auto const i : m_persons) add({i, Form::full}, NameLink::role);
    }

    void abbreviations(ColumnName const &name) {
        if (!name.id || name.stem.empty() || name.stem.back().size() < 3) return;
        auto const &last = name.stem.back();
        std::size_t count = 0;
        std::vector<Entry> close;
        for (std::size_t i = 0; i < m_targets.size(); ++i) {
            if (!m_targets[i].primary) continue;
            auto const &words = m_names.table(m_targets[i].table);
            auto const from = m_names.common_words(m_targets[i].table);
            if (words.size() - from != 1 || words[from][0] != last[0]) continue;
            if (!abbreviates(last, words[from])) continue;
            close.push_back({i, Form::full});
            if (++count > k_most_alike) return;
        }
        for (auto const &entry : close) add(entry, NameLink::abbreviated);
    }

    /// A column without a telling name, in a table whose name has that of another: l_artist_label.entity0.
    void own_table(ColumnName const &name) {
        bool const telling = !name.id && name.words.size() == 1 && lexicon().measure.contains(name.words[0]);
        if (telling) return;
        auto const &words = m_names.table(m_table);
        if (name.whole == "id") extended();
        // Names of tables in this one's, the longest where several begin alike.
        for (auto from = m_names.common_words(m_table); from < words.size();) {
            auto to = words.size();
            for (; to > from; --to) {
                if (to - from == words.size()) continue;
                auto const before = m_found->size();
                look(glue(words, from, to), [](Form form) -> std::optional<NameLink> {
                    return form == Form::full ? std::optional{NameLink::table_name} : std::nullopt;
                });
                if (m_found->size() > before) break;
            }
            from = std::max(to, from + 1);
        }
    }

    /// The longest name of a table that this table's begins with.
    void extended() {
        auto const &words = m_names.table(m_table);
        for (auto to = words.size() - 1; to > 0; --to)
            if (look(glue(words, 0, to), [](Form form) -> std::optional<NameLink> {
                    return form == Form::full ? std::optional{NameLink::extends} : std::nullopt;
                }))
                return;
    }

    Facts const &m_facts;
    Names const &m_names;
    NameIndex const &m_index;
    std::vector<Target> const &m_targets;
    std::vector<std::size_t> const &m_persons;
    std::size_t m_table = 0;
    std::map<std::size_t, NameLink> *m_found = nullptr;
};

/// The tables of persons: of the likeliest word that one is called by.
std::vector<std::size_t> persons_of(Names const &names, std::vector<Target> const &targets) {
    for (bool const prefixed : {false, true})
        for (auto const &word : lexicon().person) {
            std::vector<std::size_t> list;
            for (std::size_t i = 0; i < targets.size(); ++i) {
                auto const &words = names.table(targets[i].table);
                auto const from = prefixed ? names.common_words(targets[i].table) : 0;
                if (targets[i].primary && words.size() - from == 1 && words.back() == word) list.push_back(i);
            }
            if (!list.empty()) return list;
        }
    return {};
}

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

class Finder {
public:
    Finder(Facts const &facts, Names const &names, std::vector<Target> const &targets)
        : m_facts(facts), m_names(names), m_targets(targets), m_index(names, targets), m_values(facts, targets),
          m_persons(persons_of(names, targets)) {
        for (std::size_t i = 0; i < targets.size(); ++i) m_target_of[{targets[i].table, targets[i].column}] = i;
        for (auto const &join : facts.joins) take(join);
    }

    std::vector<Candidate> run() {
        NameSearch search{m_facts, m_names, m_index, m_targets, m_persons};
        for (std::size_t t = 0; t < m_facts.tables.size(); ++t)
            for (std::size_t c = 0; c < m_facts.tables[t].columns.size(); ++c) {
                if (!may_refer(m_facts.tables[t], c)) continue;
                std::map<std::size_t, NameLink> found;
                search.search(t, c, found);
                by_values(t, c, found);
                for (auto const &[pair, statements] : m_joins)
                    if (pair.first == std::pair{t, c}) found.try_emplace(pair.second, NameLink::none);
                emit(t, c, found);
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
        int least = name.number;
        for (std::size_t c = 0; c < m_facts.tables[candidate.table].columns.size(); ++c) {
            auto const &other = m_names.column(candidate.table, c);
            if (other.stem == name.stem && other.number >= 0) least = std::min(least, other.number);
        }
        auto const &words = m_names.table(candidate.table);
        int order = 0;
        for (auto from = m_names.common_words(candidate.table); from < words.size();) {
            auto to = words.size();
            for (; to > from; --to) {
                auto const *const entries = to - from == words.size() ? nullptr : m_index.find(glue(words, from, to));
                if (entries == nullptr) continue;
                auto const is_full = [](Entry const &one) { return one.form == Form::full; };
                if (std::ranges::none_of(*entries, is_full)) continue;
                bool const here = std::ranges::any_of(*entries, [&](Entry const &one) {
                    return is_full(one) && m_index.target(one).table == candidate.parent;
                });
                if (order == name.number - least) return here ? 1 : -1;
                ++order;
                break;
            }
            from = std::max(to, from + 1);
        }
        return 0;
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
            if (data.tested >= 3 && data.missed * 20 <= data.tested) good.push_back(i);
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
        for (auto i = first; i < m_candidates.size(); ++i)
            for (auto j = first; j < m_candidates.size(); ++j)
                if (i != j && m_candidates[i].link == m_candidates[j].link) ++m_candidates[i].same_link;
        for (auto i = first; i < m_candidates.size(); ++i) {
            auto const shorter = glue(m_names.table(m_candidates[i].parent));
            m_candidates[i].shortest = m_candidates[i].same_link > 0;
            for (auto j = first; j < m_candidates.size(); ++j)
                if (i != j && m_candidates[i].link == m_candidates[j].link &&
                    !glue(m_names.table(m_candidates[j].parent)).starts_with(shorter))
                    m_candidates[i].shortest = false;
        }
    }

    Facts const &m_facts;
    Names const &m_names;
    std::vector<Target> const &m_targets;
    NameIndex m_index;
    ValueIndex m_values;
    std::vector<std::size_t> m_persons;
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

bool may_refer(Table const &table, std::size_t place) {
    auto const &column = table.columns[place];
    auto const one = column.value_class == ValueClass::array ? column.element_class : column.value_class;
    bool const kind =
        one == ValueClass::integer || one == ValueClass::text || one == ValueClass::uuid || one == ValueClass::decimal;
    if (!kind || column.labels) return false;
    if (column.value_class == ValueClass::array) return true;
    if (column.mean_length > 64 || column.role == "free_text" || column.role == "flag") return false;
    return !(column.min && *column.min < 0 && column.profiled && column.null_share < 1 && column.distinct > 2);
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
