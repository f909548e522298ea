// SPDX-License-Identifier: MIT
#include "relate/search.hpp"

#include "base/json.hpp"
#include "model/filter.hpp"
#include "relate/evidence.hpp"
#include "relate/resolve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace scribe::relate {

namespace {

/// Candidates below this are not worth a probe.
constexpr double k_least_promising = 0.04;
/// So many parents a column are looked up at most.
constexpr std::size_t k_most_probes = 4;
/// Sketches with so many comparable values need no probe.
constexpr std::int64_t k_enough = 40;
/// From this on a candidate is sure enough to teach its name, or by values that speak against it to unteach it.
constexpr double k_sure = 0.8;
/// A column that may point somewhere with this probability needs not learn of others.
constexpr double k_doubtful = 0.4;

template <typename Same> std::size_t group_end(std::vector<Candidate> const &list, std::size_t first, Same same) {
    auto last = first;
    while (last < list.size() && same(list[first], list[last])) ++last;
    return last;
}

bool same_column(Candidate const &a, Candidate const &b) { return a.table == b.table && a.column == b.column; }

} // namespace

Search::Search(Facts facts) : m_facts(std::move(facts)), m_names(m_facts), m_targets(targets_of(m_facts, m_names)) {
    m_singles = find_candidates(m_facts, m_names, m_targets);
    // Twice: the second pass knows which keys refer to others themselves.
    score(m_facts, m_names, m_singles);
    score(m_facts, m_names, m_singles);
    m_composites = find_composites(m_facts, m_names, m_singles);
    score(m_facts, m_names, m_composites);
    m_polymorphic = find_polymorphic(m_facts, m_names, m_targets);
}

std::vector<ProbeWish> Search::wishes() const {
    std::vector<ProbeWish> list;
    for (std::size_t first = 0; first < m_singles.size();) {
        auto const last = group_end(m_singles, first, same_column);
        std::vector<std::size_t> promising;
        for (auto i = first; i < last; ++i) {
            auto const &one = m_singles[i];
            auto const &child = m_facts.tables[one.table].columns[one.column];
            bool const nothing = (child.profiled && child.distinct == 0) || m_facts.tables[one.parent].rows == 0;
            if (one.score >= k_least_promising && !nothing) promising.push_back(i);
        }
        std::ranges::stable_sort(promising, [&](auto a, auto b) { return m_singles[a].score > m_singles[b].score; });
        // Behind the first only where the sketches say too little.
        if (!promising.empty())
            promising.erase(std::remove_if(promising.begin() + 1, promising.end(),
                                           [&](auto i) { return m_singles[i].data.tested >= k_enough; }),
                            promising.end());
        if (promising.size() > k_most_probes) promising.resize(k_most_probes);
        for (auto const i : promising) {
            auto const &one = m_singles[i];
            list.push_back({one.table, one.parent, {one.column}, {one.parent_column}, {}, {}});
        }
        first = last;
    }
    for (auto const &one : m_polymorphic)
        list.push_back({one.table,
                        one.parent,
                        {one.column},
                        {one.parent_column},
                        m_facts.tables[one.table].columns[one.type_column].name,
                        one.type_value});
    for (auto const &one : m_composites)
        if (one.score >= k_least_promising)
            list.push_back({one.table, one.parent, one.columns, one.parent_columns, {}, {}});
    std::ranges::stable_sort(list, {}, &ProbeWish::table);
    return list;
}

void Search::answer(ProbeWish const &wish, Probe const &probe) {
    // An empty parent says nothing: its rows may not be there yet.
    if (probe.tested == 0 || m_facts.tables[wish.parent].rows == 0) return;
    auto const take = [&probe](DataEvidence &data) {
        data.tested = probe.tested;
        data.missed = probe.missed;
        data.fan_out = probe.fan_out;
        data.probed = true;
    };
    if (!wish.type_value.empty()) {
        for (auto &one : m_polymorphic)
            if (one.table == wish.table && one.column == wish.columns[0] && one.type_value == wish.type_value)
                take(one.data);
        return;
    }
    if (wish.columns.size() > 1) {
        for (auto &one : m_composites)
            if (one.table == wish.table && one.parent == wish.parent && one.columns == wish.columns) take(one.data);
        return;
    }
    auto const at =
        std::ranges::lower_bound(m_singles, std::pair{wish.table, wish.columns[0]}, {}, [](Candidate const &one) {
            return std::pair{one.table, one.column};
        });
    for (auto i = at; i != m_singles.end() && i->table == wish.table && i->column == wish.columns[0]; ++i)
        if (i->parent == wish.parent && i->parent_column == wish.parent_columns[0]) take(i->data);
}

/// A name that surely points somewhere in several tables points there in others too.
void Search::learn_names() {
    using Pair = std::pair<std::string, std::pair<std::size_t, std::size_t>>;
    std::map<Pair, int> votes;
    std::map<Pair, int> sure; // for whatever reason
    std::set<std::pair<std::size_t, std::size_t>> pointing;
    for (std::size_t first = 0; first < m_singles.size();) {
        auto const last = group_end(m_singles, first, same_column);
        for (auto i = first; i < last; ++i) {
            auto const &one = m_singles[i];
            bool const against = is_compared(one) && one.data.missed * 5 > one.data.tested;
            bool const known = is_compared(one) || one.joins > 0;
            auto const &name = m_names.column(one.table, one.column).whole;
            if (one.score >= k_sure) ++sure[{name, {one.parent, one.parent_column}}];
            if (one.score >= k_doubtful) pointing.insert({one.table, one.column});
            if (one.score >= k_sure && known) ++votes[{name, {one.parent, one.parent_column}}];
            else if (against) --votes[{name, {one.parent, one.parent_column}}];
        }
        first = last;
    }
    for (std::size_t t = 0; t < m_facts.tables.size(); ++t)
        for (auto const &key : m_facts.tables[t].foreign_keys)
            if (key.columns.size() == 1)
                votes[{m_names.column(t, key.columns[0]).whole, {key.table, key.parent_columns[0]}}] += 2;
    // Parents that a name was seen to point at, for columns that nothing else is known of.
    std::map<std::string, std::vector<std::pair<std::size_t, std::size_t>>> learned;
    for (auto const &[pair, count] : votes) {
        int elsewhere = 0;
        for (auto other = sure.lower_bound({pair.first, {0, 0}});
             other != sure.end() && other->first.first == pair.first; ++other)
            if (other->first.second != pair.second) elsewhere += other->second;
        // A name that means this here and that there teaches nothing.
        if (count >= 2 && 4 * elsewhere <= count) learned[pair.first].push_back(pair.second);
    }
    std::vector<Candidate> more;
    for (std::size_t t = 0; t < m_facts.tables.size(); ++t)
        for (std::size_t c = 0; c < m_facts.tables[t].columns.size(); ++c) {
            auto const found = learned.find(m_names.column(t, c).whole);
            if (found == learned.end() || found->second.size() > 1 || pointing.contains({t, c})) continue;
            if (!may_refer(m_facts.tables[t], c)) continue;
            auto const [parent, parent_column] = found->second[0];
            auto const &child = m_facts.tables[t].columns[c];
            auto const &key = m_facts.tables[parent].columns[parent_column];
            bool const known = std::ranges::any_of(m_singles, [&](Candidate const &one) {
                return one.table == t && one.column == c && one.parent == parent && one.parent_column == parent_column;
            });
            if (known || (t == parent && c == parent_column) || !comparable(child, key)) continue;
            Candidate candidate;
            candidate.table = t;
            candidate.column = c;
            candidate.parent = parent;
            candidate.parent_column = parent_column;
            candidate.link = NameLink::learned;
            candidate.data = compare_sketches(child, key);
            more.push_back(std::move(candidate));
        }
    m_singles.insert(m_singles.end(), more.begin(), more.end());
    std::ranges::stable_sort(m_singles, {}, [](Candidate const &one) {
        return std::tuple{one.table, one.column, one.parent, one.parent_column};
    });
    for (auto &one : m_singles) {
        auto const found = votes.find({m_names.column(one.table, one.column).whole, {one.parent, one.parent_column}});
        int count = found == votes.end() ? 0 : found->second;
        // Its own voice does not count.
        if (one.score >= k_sure && (is_compared(one) || one.joins > 0)) --count;
        // Nor where the name is seen to point at others as often.
        int most = 0;
        auto const &name = m_names.column(one.table, one.column).whole;
        for (auto other = votes.lower_bound({name, {0, 0}}); other != votes.end() && other->first.first == name;
             ++other)
            if (other->first.second != std::pair{one.parent, one.parent_column}) most = std::max(most, other->second);
        one.votes = count - most;
    }
}

std::vector<model::Relationship> Search::judge() {
    score(m_facts, m_names, m_singles);
    learn_names();
    score(m_facts, m_names, m_singles);
    score(m_facts, m_names, m_composites);
    score(m_polymorphic);
    auto const chosen = resolve(m_facts, m_singles, m_composites, m_polymorphic);
    std::vector<model::Relationship> list;
    for (auto const &one : m_polymorphic) list.push_back(describe(m_facts, m_names, one));
    for (auto const &one : chosen.singles) list.push_back(describe(m_facts, m_names, one));
    for (auto const &one : chosen.composites) list.push_back(describe(m_facts, m_names, one));
    for (std::size_t t = 0; t < m_facts.tables.size(); ++t)
        for (auto const &key : m_facts.tables[t].foreign_keys) list.push_back(describe(m_facts, t, key));
    std::sort(list.begin(), list.end());
    return list;
}

namespace {

std::string column_text(Facts const &facts, std::size_t table, std::size_t column) {
    auto const &one = facts.tables[table];
    return model::format_ref(one.schema, one.name) + "." + model::format_ref("", one.columns[column].name);
}

} // namespace

Explanation Search::explain(std::size_t table, std::size_t column, std::size_t parent,
                            std::size_t parent_column) const {
    Explanation result;
    auto const first = std::ranges::find_if(
        m_singles, [&](Candidate const &one) { return one.table == table && one.column == column; });
    auto const begin = static_cast<std::size_t>(first - m_singles.begin());
    auto const end = begin < m_singles.size() ? group_end(m_singles, begin, same_column) : begin;
    double best = 0;
    for (auto i = begin; i < end; ++i) {
        auto const &one = m_singles[i];
        if (one.score >= 0.5 && one.score > best) {
            best = one.score;
            result.chosen = column_text(m_facts, one.parent, one.parent_column);
        }
        if (one.parent != parent || one.parent_column != parent_column) continue;
        result.considered = true;
        result.confidence = one.score;
        result.compared = is_compared(one);
        auto const features = features_of(m_facts, m_names, one, competition_of(m_singles, begin, end, i));
        result.parts = contributions(features, result.compared);
        auto const relationship = describe(m_facts, m_names, one);
        result.reasons = relationship.evidence;
        if (!relationship.against.empty()) result.reasons.push_back("but " + relationship.against);
    }
    if (!result.considered) result.reasons = why_not(table, column, parent, parent_column);
    return result;
}

std::vector<std::string> Search::why_not(std::size_t table, std::size_t column, std::size_t parent,
                                         std::size_t parent_column) const {
    auto const &child = m_facts.tables[table].columns[column];
    auto const &key = m_facts.tables[parent].columns[parent_column];
    std::vector<std::string> reasons;
    if (!may_refer(m_facts.tables[table], column))
        reasons.push_back(fmt::format("{} refers to nothing by its type {} or its values", child.name, child.type));
    else if (!comparable(child, key))
        reasons.push_back(fmt::format("{} and {} cannot be compared", child.type, key.type));
    bool const target = std::ranges::any_of(
        m_targets, [&](Target const &one) { return one.table == parent && one.column == parent_column; });
    if (!target)
        reasons.push_back(fmt::format("nothing says that {} is unique", column_text(m_facts, parent, parent_column)));
    if (reasons.empty())
        reasons.push_back(
            "neither names nor statements nor values speak for it, or another key of that table is called "
            "as the column");
    return reasons;
}

std::string Search::candidates_json() const {
    std::string text;
    auto const line = [&](std::string_view kind, Features const &features, double score, std::size_t table,
                          std::vector<std::size_t> const &columns, std::size_t parent,
                          std::vector<std::size_t> const &parent_columns) {
        base::JsonWriter out;
        auto const end = [&](std::string_view name, std::size_t which, std::vector<std::size_t> const &places) {
            out.key(name);
            out.begin_array();
            out.value(m_facts.tables[which].schema);
            out.value(m_facts.tables[which].name);
            for (auto const place : places) out.value(m_facts.tables[which].columns[place].name);
            out.end_array();
        };
        out.begin_object();
        out.member("model", kind);
        out.member("score", score);
        end("from", table, columns);
        end("to", parent, parent_columns);
        out.key("features");
        out.begin_object();
        for (auto const &[name, value] : features) out.member(name, value);
        out.end_object();
        out.end_object();
        text += out.take() + "\n";
    };
    for (std::size_t first = 0; first < m_singles.size();) {
        auto const last = group_end(m_singles, first, same_column);
        for (auto i = first; i < last; ++i) {
            auto const &one = m_singles[i];
            line(is_compared(one) ? "values" : "names",
                 features_of(m_facts, m_names, one, competition_of(m_singles, first, last, i)), one.score, one.table,
                 {one.column}, one.parent, {one.parent_column});
        }
        first = last;
    }
    for (auto const &one : m_composites)
        line("composite", features_of(m_facts, m_names, one), one.score, one.table, one.columns, one.parent,
             one.parent_columns);
    return text;
}

} // namespace scribe::relate
