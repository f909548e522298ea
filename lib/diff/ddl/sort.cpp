// SPDX-License-Identifier: MIT
#include "diff/ddl/sort.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <iterator>
#include <map>
#include <queue>
#include <set>
#include <unordered_map>

namespace scribe::diff::ddl {

namespace {

/// Steps by the names of what they make, or take away.
class ByName {
public:
    void add(Name const &name, std::size_t step) { m_steps[name.whole][name.part].push_back(step); }

    /// Those of what is named: wholes, and parts of these that are named as well.
    template <typename Visit> void visit(std::set<std::string> const &wholes,
                                         std::set<std::string, std::less<>> const &words, bool with_parts,
                                         Visit const &visit) const {
        for (auto const &whole : wholes) {
            auto const found = m_steps.find(whole);
            if (found == m_steps.end()) continue;
            for (auto const &[part, steps] : found->second) {
                if (!part.empty() && (!with_parts || !words.contains(part))) continue;
                for (auto const step : steps) visit(step);
            }
        }
    }

    template <typename Visit> void visit(Name const &name, Visit const &visit) const {
        auto const found = m_steps.find(name.whole);
        if (found == m_steps.end()) return;
        auto const steps = found->second.find(name.part);
        if (steps == found->second.end()) return;
        for (auto const step : steps->second) visit(step);
    }

private:
    std::unordered_map<std::string, std::map<std::string, std::vector<std::size_t>>> m_steps;
};

/// Says what is to be taken away: names of the old state.
bool is_old(Phase phase) {
    return (phase >= Phase::drop_foreign_keys && phase <= Phase::drop_replaced_types) || phase == Phase::drop_columns ||
           phase == Phase::drop_odd_columns || phase == Phase::drop_inherited || phase == Phase::drop_tables ||
           phase == Phase::detach_partitions || (phase >= Phase::drop_rest && phase < Phase::left);
}

/// What takes away the rights of default privileges, and what gives those that are meant.
constexpr std::array k_rights{std::pair{Phase::routine_default_grants, Phase::routine_grants},
                              std::pair{Phase::view_default_grants, Phase::view_grants},
                              std::pair{Phase::default_grants, Phase::grants}};

/// Tables get columns after those are made that inherit them.
bool names_parts(Phase phase) { return phase != Phase::tables; }

bool is_routine(Name const &name) { return name.whole.ends_with('('); }

bool shares_whole(std::vector<Name> const &names, std::vector<Name> const &others) {
    return std::any_of(names.begin(), names.end(), [&](Name const &name) {
        // Routines of one name may call each other.
        return !is_routine(name) && std::find(others.begin(), others.end(), name) != others.end();
    });
}

class Graph {
public:
    Graph(std::vector<Step> const &steps, Names const &names)
        : m_steps(steps), m_names(names), m_next(steps.size()), m_before(steps.size()), m_waits(steps.size()) {
        for (std::size_t i = 0; i < steps.size(); ++i) {
            for (auto const &name : steps[i].makes) m_makers.add(name, i);
            for (auto const &name : steps[i].takes) m_takers.add(name, i);
        }
        for (std::size_t i = 0; i < steps.size(); ++i) connect(i);
    }

    /// The places of the steps.
    std::vector<std::size_t> order() {
        std::priority_queue<std::size_t, std::vector<std::size_t>, std::greater<>> ready;
        std::vector<bool> done(m_steps.size(), false);
        std::vector<std::size_t> out;
        for (std::size_t i = 0; i < m_steps.size(); ++i) {
            if (m_waits[i] == 0) ready.push(i);
        }
        for (std::size_t first = 0; out.size() < m_steps.size();) {
            if (ready.empty()) {
                while (done[first]) ++first;
                ready.push(first_of_circle(first, done));
            }
            auto const step = ready.top();
            ready.pop();
            done[step] = true;
            out.push_back(step);
            for (auto const next : m_next[step]) {
                if (--m_waits[next] == 0 && !done[next]) ready.push(next);
            }
        }
        return out;
    }

private:
    struct Used {
        std::set<std::string> wholes;
        std::set<std::string, std::less<>> words;
    };

    Used used_in(std::string_view code, bool old_state) const {
        Used used;
        NameVisitor visitor;
        visitor.word = [&](std::string_view word) { used.words.emplace(word); };
        visitor.qualified = [&](std::string_view schema, std::string_view name, bool called) {
            auto whole = whole_name(schema, name);
            if (called) used.wholes.insert(whole + "(");
            used.wholes.insert(std::move(whole));
            if (!old_state) return;
            // Tables have their new names by then; views that get another are dropped under the old one.
            auto const ref = m_names.relation({std::string{schema}, std::string{name}});
            used.wholes.insert(whole_name(ref.schema, ref.name));
        };
        visit_names(code, visitor);
        return used;
    }

    void connect(std::size_t i) {
        auto const &step = m_steps[i];
        auto const before_takers = [&](std::string_view code) {
            if (code.empty()) return;
            auto const used = used_in(code, true);
            m_takers.visit(used.wholes, used.words, true, [&](std::size_t taker) {
                if (taker > i || !shares_whole(step.takes, m_steps[taker].takes)) edge(i, taker);
            });
        };
        before_takers(step.old_code);
        if (step.phase > Phase::renames && step.phase < Phase::left) {
            auto const code = code_of(step);
            if (is_old(step.phase)) before_takers(code);
            else after_makers(i, code);
        }
        for (auto const &name : step.needs) {
            m_makers.visit(name, [&](std::size_t maker) { edge(maker, i); });
        }
        for (auto const &name : step.takes) {
            m_makers.visit(name, [&](std::size_t maker) {
                // Another routine of the name may be replaced while this one is there.
                if (maker > i || !is_routine(name)) edge(i, maker);
            });
        }
        // What default privileges gave is taken away from all that is made in one statement.
        for (auto const &[taken, given] : k_rights) {
            if (step.phase == taken) m_taken[taken] = i;
            if (auto const found = m_taken.find(taken); step.phase == given && found != m_taken.end())
                edge(found->second, i);
        }
    }

    void after_makers(std::size_t i, std::string_view code) {
        auto const &step = m_steps[i];
        auto const used = used_in(code, false);
        m_makers.visit(used.wholes, used.words, names_parts(step.phase), [&](std::size_t maker) {
            if (maker < i || !shares_whole(step.makes, m_steps[maker].makes)) edge(maker, i);
        });
    }

    static std::string code_of(Step const &step) {
        if (step.code) return *step.code;
        std::string code;
        for (auto const &statement : step.statements) code.append(statement.sql).append(" ");
        return code;
    }

    void edge(std::size_t from, std::size_t to) {
        if (from == to) return;
        m_next[from].push_back(to);
        m_before[to].push_back(from);
        ++m_waits[to];
    }

    /// The first step of a circle that `step`, which waits, is in or waits for.
    std::size_t first_of_circle(std::size_t step, std::vector<bool> const &done) const {
        std::vector<std::size_t> way;
        for (;;) {
            auto const seen = std::find(way.begin(), way.end(), step);
            if (seen != way.end()) return *std::min_element(seen, way.end());
            way.push_back(step);
            step = *std::find_if(m_before[step].begin(), m_before[step].end(),
                                 [&](std::size_t other) { return !done[other]; });
        }
    }

    std::vector<Step> const &m_steps;
    Names const &m_names;
    ByName m_makers, m_takers;
    std::vector<std::vector<std::size_t>> m_next, m_before;
    std::vector<std::size_t> m_waits;     ///< for how many others each waits
    std::map<Phase, std::size_t> m_taken; ///< where default privileges are taken away
};

} // namespace

std::vector<Step> sorted(std::vector<Step> steps, Names const &names) {
    std::stable_sort(steps.begin(), steps.end(), [](Step const &a, Step const &b) { return a.phase < b.phase; });
    std::vector<Step> out;
    out.reserve(steps.size());
    for (auto const place : Graph{steps, names}.order()) out.push_back(std::move(steps[place]));
    return out;
}

} // namespace scribe::diff::ddl
