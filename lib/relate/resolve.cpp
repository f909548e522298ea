// SPDX-License-Identifier: MIT
#include "relate/resolve.hpp"

#include "relate/score.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace scribe::relate {

namespace {

/// Below this a candidate is not even a near miss.
constexpr double k_near_miss = 0.1;
constexpr double k_found = 0.5;

using Place = std::pair<std::size_t, std::size_t>;

class Resolver {
public:
    Resolver(Facts const &facts, std::vector<Candidate> const &singles,
             std::vector<CompositeCandidate> const &composites, std::vector<PolymorphicCandidate> const &polymorphic) {
        for (auto const &one : polymorphic)
            if (one.score >= k_found) m_declared.insert({one.table, one.column});
        for (std::size_t t = 0; t < facts.tables.size(); ++t)
            for (auto const &key : facts.tables[t].foreign_keys) {
                m_declared.insert(key.columns.size() == 1 ? Place{t, key.columns[0]} : Place{t, k_none});
                m_declared_sets.insert({t, {key.columns.begin(), key.columns.end()}});
                for (std::size_t i = 0; i < key.columns.size(); ++i)
                    m_links[{t, key.columns[i]}].insert({key.table, key.parent_columns[i]});
            }
        choose_singles(singles);
        choose_composites(composites);
    }

    Chosen run() {
        drop_reversed();
        drop_implied();
        return std::move(m_chosen);
    }

private:
    static constexpr std::size_t k_none = static_cast<std::size_t>(-1);

    void choose_singles(std::vector<Candidate> const &singles) {
        for (std::size_t first = 0; first < singles.size();) {
            auto best = first, last = first;
            for (; last < singles.size() && singles[last].table == singles[first].table &&
                   singles[last].column == singles[first].column;
                 ++last)
                if (singles[last].score > singles[best].score) best = last;
            auto const &one = singles[best];
            if (one.score >= k_near_miss && !m_declared.contains({one.table, one.column}))
                m_chosen.singles.push_back(one);
            first = last;
        }
    }

    /// For a set of columns the best parent; sets that lie in another one that was chosen come after it.
    void choose_composites(std::vector<CompositeCandidate> const &composites) {
        std::map<std::pair<std::size_t, std::set<std::size_t>>, CompositeCandidate const *> best;
        for (auto const &one : composites) {
            if (one.score < k_near_miss) continue;
            std::set<std::size_t> const set{one.columns.begin(), one.columns.end()};
            if (m_declared_sets.contains({one.table, set})) continue;
            auto &place = best[{one.table, set}];
            if (place == nullptr || one.score > place->score) place = &one;
        }
        for (auto const &[key, one] : best) m_chosen.composites.push_back(*one);
    }

    /// Of two keys that refer to each other the less probable is dropped.
    void drop_reversed() {
        std::map<std::pair<Place, Place>, double> scores;
        for (auto const &one : m_chosen.singles)
            scores[{{one.table, one.column}, {one.parent, one.parent_column}}] = one.score;
        std::erase_if(m_chosen.singles, [&](Candidate const &one) {
            auto const back = scores.find({{one.parent, one.parent_column}, {one.table, one.column}});
            if (back == scores.end()) return false;
            return back->second > one.score || (back->second == one.score && one.table > one.parent);
        });
        std::map<std::pair<std::size_t, std::size_t>, double> tables;
        for (auto const &one : m_chosen.composites)
            if (one.table != one.parent) tables[{one.table, one.parent}] = one.score;
        std::erase_if(m_chosen.composites, [&](CompositeCandidate const &one) {
            auto const back = tables.find({one.parent, one.table});
            if (back == tables.end() || one.table == one.parent) return false;
            return back->second > one.score || (back->second == one.score && one.table > one.parent);
        });
    }

    /// What the columns of a table refer to by way of what is chosen.
    void link() {
        for (auto const &one : m_chosen.singles)
            if (one.score >= k_found) m_links[{one.table, one.column}].insert({one.parent, one.parent_column});
        for (auto const &one : m_chosen.composites)
            if (one.score >= k_found)
                for (std::size_t i = 0; i < one.columns.size(); ++i)
                    m_links[{one.table, one.columns[i]}].insert({one.parent, one.parent_columns[i]});
    }

    /// Whether `from` leads to `to` in some steps.
    bool leads(Place const &from, Place const &to, int steps) const {
        if (from == to) return true;
        if (steps == 0) return false;
        auto const found = m_links.find(from);
        if (found == m_links.end()) return false;
        return std::ranges::any_of(found->second, [&](Place const &next) { return leads(next, to, steps - 1); });
    }

    /// A part of a key of several columns that refers to what the key's parent refers to with the same column says
    /// nothing new: line(order, tenant) -> order(order, tenant), and order(tenant) -> tenant.
    void drop_implied() {
        link();
        auto const composites = m_chosen.composites;
        std::erase_if(m_chosen.singles, [&](Candidate const &one) {
            return std::ranges::any_of(composites, [&](CompositeCandidate const &other) {
                if (other.table != one.table || other.score < k_found || other.parent == one.table) return false;
                auto const at = std::ranges::find(other.columns, one.column);
                if (at == other.columns.end()) return false;
                Place const middle{other.parent,
                                   other.parent_columns[static_cast<std::size_t>(at - other.columns.begin())]};
                if (other.parent == one.parent) return true;
                // The id that names the parent of the whole key refers to no other table that is called less like it.
                if (other.naming == one.column && one.link > NameLink::same_key) return true;
                return leads(middle, {one.parent, one.parent_column}, 4);
            });
        });
        std::erase_if(m_chosen.composites, [&](CompositeCandidate const &one) {
            return std::ranges::any_of(composites, [&](CompositeCandidate const &other) {
                return other.table == one.table && other.columns.size() >= one.columns.size() &&
                       other.score >= k_found && other.parent != one.parent && other.parent != one.table &&
                       implied(one, other);
            });
        });
    }

    bool implied(CompositeCandidate const &one, CompositeCandidate const &other) const {
        for (std::size_t i = 0; i < one.columns.size(); ++i) {
            auto const at = std::ranges::find(other.columns, one.columns[i]);
            if (at == other.columns.end()) return false;
            Place const middle{other.parent,
                               other.parent_columns[static_cast<std::size_t>(at - other.columns.begin())]};
            if (!leads(middle, {one.parent, one.parent_columns[i]}, 4)) return false;
        }
        return true;
    }

    std::set<Place> m_declared; ///< columns that have their parent already
    std::set<std::pair<std::size_t, std::set<std::size_t>>> m_declared_sets;
    std::map<Place, std::set<Place>> m_links;
    Chosen m_chosen;
};

constexpr double k_shared = 0.25;
constexpr double k_most = 0.9;
constexpr double k_chance = 0.001;
/// With less of the rows of what it is a kind of it is one, and not more about the same things.
constexpr double k_most_of = 0.5;
/// More steps from a kind to what it is a kind of than anybody models.
constexpr int k_most_steps = 6;

Place child_of(Candidate const &one) { return {one.table, one.column}; }
Place parent_of(Candidate const &one) { return {one.parent, one.parent_column}; }

class Nearest {
public:
    Nearest(Facts const &facts, std::vector<Candidate> &candidates) : m_facts(facts), m_candidates(candidates) {
        for (auto &one : m_candidates) {
            auto &best = m_best[child_of(one)];
            if (best == nullptr || one.score > best->score) best = &one;
        }
        for (auto const &[child, best] : m_best) {
            if (best->score >= k_shared) m_refers[child] = parent_of(*best);
            bool const by_own_name = best->link != NameLink::same_key && best->link != NameLink::none;
            if (best->score >= k_found && by_own_name) m_named.insert(best->parent);
        }
        for (auto const &one : m_candidates)
            if (one.named_after) m_named.insert(one.parent);
        for (std::size_t t = 0; t < facts.tables.size(); ++t)
            for (auto const &key : facts.tables[t].foreign_keys)
                if (key.columns.size() == 1) m_refers[{t, key.columns[0]}] = {key.table, key.parent_columns[0]};
    }

    void run() {
        for (auto const &[child, best] : m_best)
            if (best->score >= k_shared) settle(child, *best);
    }

private:
    void settle(Place child, Candidate &best) {
        std::vector<Candidate *> kinds{&best};
        double sum = best.score;
        for (auto &one : std::ranges::equal_range(m_candidates, child, {}, child_of)) {
            if (&one == &best || !is_kin(one, best)) continue;
            kinds.push_back(&one);
            sum += one.score;
        }
        if (kinds.size() == 1 || sum < k_found) return;
        auto *const nearest = nearest_of(kinds);
        sum = std::max(best.score, std::min(sum, k_most));
        for (auto *one : kinds) one->score = one == nearest ? sum : std::min(one->score, 1 - sum);
        if (nearest != &best && leads(parent_of(*nearest), parent_of(best), child)) nearest->kind_of = best.parent;
    }

    /// The one whose name the child's table says; else the least that holds all values, where that is no chance. The
    /// first of `kinds` is the most probable one.
    Candidate *nearest_of(std::vector<Candidate *> const &kinds) const {
        for (auto *one : kinds)
            if (one->named_after) return one;
        Candidate *first = nullptr;
        for (auto *one : kinds)
            if (!is_beside(*one, kinds) && (first == nullptr || one->score > first->score)) first = one;
        auto *nearest = first == nullptr ? kinds.front() : first;
        auto const &far = *nearest;
        for (auto *one : kinds)
            if (rows(*one) < rows(*nearest) && is_nearer(*one, far) && !is_beside(*one, kinds)) nearest = one;
        return nearest;
    }

    /// Whether the parent merely says more of what another of them holds, as the passwords of persons do: it has hardly
    /// fewer rows, and unlike the other one no name of a column or table speaks of it.
    bool is_beside(Candidate const &one, std::vector<Candidate *> const &kinds) const {
        if (m_named.contains(one.parent)) return false;
        return std::ranges::any_of(kinds, [&](Candidate const *other) {
            return m_named.contains(other->parent) && rows(*other) > 0 && rows(one) >= k_most_of * rows(*other);
        });
    }

    double rows(Candidate const &one) const { return m_facts.tables[one.parent].rows; }

    /// Whether one parent is a kind of the other, or both of a third, and nothing speaks against it.
    bool is_kin(Candidate const &one, Candidate const &best) const {
        if (one.link != best.link || one.data.missed > 0) return false;
        // Keys that are called alike and hold the same values are of one kind, though nothing says yet which of which.
        if (one.link == NameLink::same_key && is_compared(one) && is_compared(best) && best.data.missed == 0)
            return true;
        auto const child = child_of(one);
        if (leads(parent_of(one), parent_of(best), child) || leads(parent_of(best), parent_of(one), child)) return true;
        auto const mine = m_refers.find(parent_of(one)), its = m_refers.find(parent_of(best));
        return mine != m_refers.end() && its != m_refers.end() && mine->second == its->second;
    }

    bool is_nearer(Candidate const &one, Candidate const &best) const {
        if (one.data.tested == 0 || rows(one) <= 0 || rows(best) <= rows(one)) return false;
        auto const chance = std::pow(rows(one) / rows(best), static_cast<double>(one.data.tested));
        return chance < k_chance;
    }

    /// Whether key after key leads from one to the other, and not by way of the child itself.
    bool leads(Place from, Place to, Place child) const {
        for (int step = 0; step < k_most_steps; ++step) {
            auto const next = m_refers.find(from);
            if (from == child || next == m_refers.end()) return false;
            from = next->second;
            if (from == to) return true;
        }
        return false;
    }

    Facts const &m_facts;
    std::vector<Candidate> &m_candidates;
    std::map<Place, Candidate *> m_best;
    std::map<Place, Place> m_refers;
    std::set<std::size_t> m_named; ///< tables that the name of a column or of another table speaks of
};

} // namespace

Chosen resolve(Facts const &facts, std::vector<Candidate> const &singles,
               std::vector<CompositeCandidate> const &composites,
               std::vector<PolymorphicCandidate> const &polymorphic) {
    return Resolver{facts, singles, composites, polymorphic}.run();
}

void prefer_nearest(Facts const &facts, std::vector<Candidate> &candidates) { Nearest{facts, candidates}.run(); }

} // namespace scribe::relate
