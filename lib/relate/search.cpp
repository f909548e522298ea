// SPDX-License-Identifier: MIT
#include "relate/search.hpp"

#include "base/json.hpp"
#include "model/filter.hpp"
#include "relate/evidence.hpp"
#include "relate/resolve.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <ostream>
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

Rejected place_as_rejected(Candidate const &one) {
    return {one.table, one.parent, {one.column}, {one.parent_column}, {}};
}

/// What candidates are sorted by.
std::tuple<std::size_t, std::size_t, std::size_t, std::size_t> place_of(Candidate const &one) {
    return {one.table, one.column, one.parent, one.parent_column};
}

/// The rows of a table that inherits from another are rows of that one, too: they refer to nothing by it.
bool is_heir(Facts const &facts, std::size_t table, std::size_t parent) {
    auto const &one = facts.tables[parent];
    return std::ranges::find(facts.tables[table].inherits, std::pair{one.schema, one.name}) !=
           facts.tables[table].inherits.end();
}

} // namespace

Search::Search(Facts facts)
    : m_facts(std::move(facts)), m_names(m_facts), m_targets(targets_of(m_facts, m_names)),
      m_rejected(m_facts.rejected.begin(), m_facts.rejected.end()) {
    m_singles = find_candidates(m_facts, m_names, m_targets);
    std::erase_if(m_singles, [this](Candidate const &one) {
        return is_rejected(place_as_rejected(one)) || is_heir(m_facts, one.table, one.parent);
    });
    // Twice: the second pass knows which keys refer to others themselves.
    score(m_facts, m_names, m_singles);
    score(m_facts, m_names, m_singles);
    m_composites = find_composites(m_facts, m_names, m_singles);
    std::erase_if(m_composites, [this](CompositeCandidate const &one) {
        return is_rejected({one.table, one.parent, one.columns, one.parent_columns, {}}) ||
               is_heir(m_facts, one.table, one.parent);
    });
    score(m_facts, m_names, m_composites);
    m_polymorphic = find_polymorphic(m_facts, m_names, m_targets);
    std::erase_if(m_polymorphic, [this](PolymorphicCandidate const &one) {
        return is_rejected({one.table, one.parent, {one.column}, {one.parent_column}, one.type_value});
    });
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
            // What the name says is looked up though sketches speak against it: many orphans may have few rows.
            bool const promises = one.score >= k_least_promising || one.link <= NameLink::suffix || one.joins > 0;
            if (promises && !nothing) promising.push_back(i);
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
            list.push_back(
                {one.table, one.parent, {one.column}, {one.parent_column}, {}, {}, ProbeWish::Kind::single, i});
        }
        first = last;
    }
    for (std::size_t i = 0; i < m_polymorphic.size(); ++i) {
        auto const &one = m_polymorphic[i];
        auto const &type_column = m_facts.tables[one.table].columns[one.type_column].name;
        list.push_back({one.table,
                        one.parent,
                        {one.column},
                        {one.parent_column},
                        type_column,
                        one.type_value,
                        ProbeWish::Kind::polymorphic,
                        i});
    }
    for (std::size_t i = 0; i < m_composites.size(); ++i) {
        auto const &one = m_composites[i];
        if (one.score >= k_least_promising)
            list.push_back(
                {one.table, one.parent, one.columns, one.parent_columns, {}, {}, ProbeWish::Kind::composite, i});
    }
    std::ranges::stable_sort(list, {}, &ProbeWish::table);
    return list;
}

void Search::answer(ProbeWish const &wish, Probe const &probe) {
    // An empty parent says nothing: its rows may not be there yet.
    if (probe.tested == 0 || m_facts.tables[wish.parent].rows == 0) return;
    auto &data = wish.kind == ProbeWish::Kind::single      ? m_singles[wish.candidate].data
                 : wish.kind == ProbeWish::Kind::composite ? m_composites[wish.candidate].data
                                                           : m_polymorphic[wish.candidate].data;
    static_cast<Probe &>(data) = probe;
    data.probed = true;
}

namespace {

using Place = std::pair<std::size_t, std::size_t>;

/// What columns of a name refer to where that is known: each of them is a vote.
class NameVotes {
public:
    NameVotes(Facts const &facts, Names const &names, std::vector<Candidate> const &singles)
        : m_facts(facts), m_names(names) {
        for (auto const &one : singles) count(one);
        for (std::size_t t = 0; t < facts.tables.size(); ++t)
            for (auto const &key : facts.tables[t].foreign_keys)
                if (key.columns.size() == 1)
                    m_votes[{name_of(t, key.columns[0]), {key.table, key.parent_columns[0]}}] += 2;
        for (auto const &[meaning, votes] : m_votes)
            // A name that means this here and that there teaches nothing.
            if (votes >= 2 && 4 * sure_elsewhere(meaning) <= votes) m_learned[meaning.first].push_back(meaning.second);
    }

    /// The parent that a column refers to by its name, which nothing else is known of.
    std::optional<Place> parent_of(std::size_t table, std::size_t column) const {
        auto const found = m_learned.find(name_of(table, column));
        if (found == m_learned.end() || found->second.size() > 1 || m_pointing.contains({table, column})) return {};
        return found->second[0];
    }

    /// Fills in the votes of all candidates.
    void weigh(std::vector<Candidate> &singles) const {
        // A schema has its own meaning of a name that is a key of one of its tables.
        std::set<std::tuple<std::size_t, std::size_t, NameLink>> at_home;
        for (auto const &one : singles)
            if (in_own_schema(one) && one.table != one.parent) at_home.insert({one.table, one.column, one.link});
        for (auto &one : singles) {
            one.votes = balance(one);
            if (!at_home.contains({one.table, one.column, one.link})) continue;
            one.votes = in_own_schema(one) ? std::max(one.votes, 0) : std::min(one.votes, 0);
        }
    }

private:
    using Meaning = std::pair<std::string, Place>; ///< of a name: the key that it refers to

    std::string const &name_of(std::size_t table, std::size_t column) const {
        return m_names.column(table, column).whole;
    }
    Meaning meaning_of(Candidate const &one) const {
        return {name_of(one.table, one.column), {one.parent, one.parent_column}};
    }
    bool in_own_schema(Candidate const &one) const {
        return m_facts.tables[one.table].schema == m_facts.tables[one.parent].schema;
    }
    static bool has_voice(Candidate const &one) { return one.score >= k_sure && (is_compared(one) || one.joins > 0); }

    void count(Candidate const &one) {
        if (one.score >= k_sure) ++m_sure[meaning_of(one)]; // for whatever reason
        if (one.score >= k_doubtful) m_pointing.insert({one.table, one.column});
        if (has_voice(one)) ++m_votes[meaning_of(one)];
        else if (is_compared(one) && one.data.missed_share() > 0.2) --m_votes[meaning_of(one)];
    }

    int sure_elsewhere(Meaning const &meaning) const {
        int sum = 0;
        for (auto other = m_sure.lower_bound({meaning.first, {0, 0}});
             other != m_sure.end() && other->first.first == meaning.first; ++other)
            if (other->first.second != meaning.second) sum += other->second;
        return sum;
    }

    /// The votes for it without its own voice, less those for what most others of the name refer to.
    int balance(Candidate const &one) const {
        auto const meaning = meaning_of(one);
        auto const found = m_votes.find(meaning);
        int const votes = (found == m_votes.end() ? 0 : found->second) - (has_voice(one) ? 1 : 0);
        int most = 0;
        for (auto other = m_votes.lower_bound({meaning.first, {0, 0}});
             other != m_votes.end() && other->first.first == meaning.first; ++other)
            if (other->first.second != meaning.second) most = std::max(most, other->second);
        return votes - most;
    }

    Facts const &m_facts;
    Names const &m_names;
    std::map<Meaning, int> m_votes, m_sure;
    std::set<Place> m_pointing;
    std::map<std::string, std::vector<Place>> m_learned;
};

} // namespace

/// A name that surely points somewhere in several tables points there in others too.
void Search::learn_names() {
    NameVotes const votes{m_facts, m_names, m_singles};
    std::vector<Candidate> more;
    for (std::size_t t = 0; t < m_facts.tables.size(); ++t)
        for (std::size_t c = 0; c < m_facts.tables[t].columns.size(); ++c) {
            auto const parent = votes.parent_of(t, c);
            if (!parent || !may_refer(m_facts.tables[t], c)) continue;
            if (auto candidate = learned(t, c, *parent)) more.push_back(std::move(*candidate));
        }
    m_singles.insert(m_singles.end(), more.begin(), more.end());
    std::ranges::stable_sort(m_singles, {}, place_of);
    votes.weigh(m_singles);
}

/// A candidate that only the name's other columns speak for; nothing when it is one already or cannot be one.
std::optional<Candidate> Search::learned(std::size_t table, std::size_t column,
                                         std::pair<std::size_t, std::size_t> parent) const {
    auto const &child = m_facts.tables[table].columns[column];
    auto const &key = m_facts.tables[parent.first].columns[parent.second];
    auto const wanted = std::tuple{table, column, parent.first, parent.second};
    auto const near = std::ranges::lower_bound(m_singles, wanted, {}, place_of);
    bool const known = near != m_singles.end() && place_of(*near) == wanted;
    if (known || parent == std::pair{table, column} || !comparable(child, key)) return {};
    Candidate candidate;
    candidate.table = table;
    candidate.column = column;
    candidate.parent = parent.first;
    candidate.parent_column = parent.second;
    if (is_rejected(place_as_rejected(candidate))) return {};
    candidate.link = NameLink::learned;
    candidate.data = compare_sketches(child, key);
    return candidate;
}

std::vector<model::Relationship> Search::judge() {
    score(m_facts, m_names, m_singles);
    learn_names();
    score(m_facts, m_names, m_singles);
    prefer_nearest(m_facts, m_singles);
    score(m_facts, m_names, m_composites);
    score(m_polymorphic);
    auto const chosen = resolve(m_facts, m_singles, m_composites, m_polymorphic);
    std::vector<model::Relationship> list;
    for (auto const &one : m_polymorphic) list.push_back(describe(m_facts, one));
    for (auto const &one : chosen.singles) list.push_back(describe(m_facts, one));
    for (auto const &one : chosen.composites) list.push_back(describe(m_facts, one));
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
    auto const column_of = [](Candidate const &one) { return std::pair{one.table, one.column}; };
    auto const mine = std::ranges::equal_range(m_singles, std::pair{table, column}, {}, column_of);
    auto const begin = static_cast<std::size_t>(mine.begin() - m_singles.begin());
    auto const end = begin + mine.size();
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
        result.parts = contributions(features, basis_of(m_facts, one));
        auto const relationship = describe(m_facts, one);
        result.reasons = relationship.evidence;
        if (!relationship.against.empty()) result.reasons.push_back("but " + relationship.against);
    }
    explain_others(table, column, parent, parent_column, result);
    if (!result.considered && result.others.empty()) result.reasons = why_not(table, column, parent, parent_column);
    return result;
}

void Search::explain_others(std::size_t table, std::size_t column, std::size_t parent, std::size_t parent_column,
                            Explanation &result) const {
    auto const add = [&](std::string text, model::Relationship const &one) {
        auto &other = result.others.emplace_back(Explanation::Other{std::move(text), one.confidence, one.evidence});
        if (!one.against.empty()) other.reasons.push_back("but " + one.against);
    };
    for (auto const &one : m_polymorphic) {
        if (one.table != table || one.column != column) continue;
        if (one.parent != parent || one.parent_column != parent_column) continue;
        auto const &type_column = m_facts.tables[table].columns[one.type_column].name;
        add(fmt::format("where {} is {}", model::format_ref("", type_column), one.type_value), describe(m_facts, one));
    }
    for (auto const &one : m_composites) {
        if (one.table != table || one.parent != parent) continue;
        bool part = false;
        for (std::size_t i = 0; i < one.columns.size(); ++i)
            part = part || (one.columns[i] == column && one.parent_columns[i] == parent_column);
        if (!part) continue;
        auto const whole = describe(m_facts, one);
        add("as part of " + model::relationship_text(whole), whole);
    }
}

std::vector<std::string> Search::why_not(std::size_t table, std::size_t column, std::size_t parent,
                                         std::size_t parent_column) const {
    auto const &child = m_facts.tables[table].columns[column];
    auto const &key = m_facts.tables[parent].columns[parent_column];
    std::vector<std::string> reasons;
    if (is_rejected({table, parent, {column}, {parent_column}, {}}))
        reasons.emplace_back("somebody rejected it; scribe relate reopen takes that back");
    else if (!may_refer(m_facts.tables[table], column))
        reasons.push_back(fmt::format("{} refers to nothing by its type {} or its values", child.name, child.type));
    else if (!comparable(child, key))
        reasons.push_back(fmt::format("{} and {} cannot be compared", child.type, key.type));
    bool const target = std::ranges::any_of(
        m_targets, [&](Target const &one) { return one.table == parent && one.column == parent_column; });
    if (!target)
        reasons.push_back(fmt::format("nothing says that {} is unique", column_text(m_facts, parent, parent_column)));
    if (reasons.empty())
        reasons.emplace_back(
            "neither names nor statements nor values speak for it, or another key of that table is called "
            "as the column");
    return reasons;
}

void Search::write_candidates(std::ostream &text) const {
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
        text << out.take() << '\n';
    };
    static constexpr std::array<std::string_view, 3> k_bases = {"names", "guessed", "values"};
    for (std::size_t first = 0; first < m_singles.size();) {
        auto const last = group_end(m_singles, first, same_column);
        for (auto i = first; i < last; ++i) {
            auto const &one = m_singles[i];
            line(k_bases.at(static_cast<std::size_t>(basis_of(m_facts, one))),
                 features_of(m_facts, m_names, one, competition_of(m_singles, first, last, i)), one.score, one.table,
                 {one.column}, one.parent, {one.parent_column});
        }
        first = last;
    }
    for (auto const &one : m_composites)
        line("composite", features_of(m_facts, m_names, one), one.score, one.table, one.columns, one.parent,
             one.parent_columns);
}

} // namespace scribe::relate
