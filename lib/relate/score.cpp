// SPDX-License-Identifier: MIT
#include "relate/score.hpp"

#include "base/text.hpp"
#include "relate_data.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <string>

namespace scribe::relate {

namespace {

/// What is left of the score of a pair that may fit by chance, or of one of several, and the surprise from which on a
/// fit is none.
constexpr double k_chance = 0.4, k_telling = 0.3;
/// Fewer values say too little.
constexpr std::int64_t k_least_compared = 3;

struct Weights {
    std::map<std::string, double, std::less<>> names, guessed, values, composite;
};

Weights read_weights() {
    Weights weights;
    auto *group = &weights.names;
    for (auto const &line : base::split(data::k_weights, '\n')) {
        if (line.empty() || line[0] == '#') continue;
        if (line == "[names]") group = &weights.names;
        else if (line == "[guessed]") group = &weights.guessed;
        else if (line == "[values]") group = &weights.values;
        else if (line == "[composite]") group = &weights.composite;
        else if (auto const space = line.find(' '); space != std::string::npos)
            (*group)[line.substr(0, space)] = std::strtod(line.c_str() + space, nullptr);
    }
    return weights;
}

Weights const &weights() {
    static Weights const the_weights = read_weights();
    return the_weights;
}

double logistic(Features const &features, std::map<std::string, double, std::less<>> const &weights) {
    double sum = 0;
    for (auto const &[name, value] : features)
        if (auto const weight = weights.find(name); weight != weights.end()) sum += weight->second * value;
    return 1 / (1 + std::exp(-sum));
}

bool is_own_key(Table const &table, std::size_t column) {
    return std::ranges::any_of(
        table.keys, [column](Key const &key) { return key.columns.size() == 1 && key.columns[0] == column; });
}

/// The key that its own table is known by, and no reference: "id", or named as the table.
bool names_own_table(Facts const &facts, Names const &names, Candidate const &candidate) {
    auto const &table = facts.tables[candidate.table];
    auto const &name = names.column(candidate.table, candidate.column);
    auto const &words = names.table(candidate.table);
    if (!is_own_key(table, candidate.column) && candidate.column != 0) return false;
    if (table.columns[candidate.column].generated_key) return true;
    if (name.stem.size() == 1 && lexicon().generic.contains(name.stem[0])) return true;
    return glue(name.stem) == glue(words) || glue(name.stem) == glue(words, names.common_words(candidate.table)) ||
           name.whole == glue(words) + "id";
}

bool is_small(std::string const &type) {
    auto const folded = base::fold_case(type);
    return folded == "smallint" || folded == "tinyint";
}

std::map<std::string, double, std::less<>> const &weights_of(Basis basis) {
    switch (basis) {
    case Basis::names: return weights().names;
    case Basis::guessed: return weights().guessed;
    case Basis::values: break;
    }
    return weights().values;
}

/// Whether the column alone is a key that the catalog knows.
bool is_declared_key(Table const &table, std::size_t column) {
    return std::ranges::any_of(table.keys, [column](Key const &key) {
        return key.declared && key.columns.size() == 1 && key.columns[0] == column;
    });
}

double share(double part, double whole) { return whole > 0 ? part / whole : 0; }

class Judge {
public:
    Judge(Facts const &facts, Names const &names, Candidate const &candidate, Competition const &competition)
        : m_facts(facts), m_names(names), m_candidate(candidate), m_competition(competition),
          m_table(facts.tables[candidate.table]), m_parent_table(facts.tables[candidate.parent]),
          m_child(m_table.columns[candidate.column]), m_parent(m_parent_table.columns[candidate.parent_column]) {}

    Features run() {
        add("bias", 1);
        by_name();
        by_structure();
        by_values();
        return std::move(m_features);
    }

private:
    void add(std::string_view name, double value) {
        if (value != 0) m_features.emplace_back(name, value);
    }
    void flag(std::string_view name, bool value) { add(name, value ? 1 : 0); }

    void by_name() {
        // In a hierarchy of tables that share the name of their key the values tell which one is meant.
        bool const told = m_candidate.link == NameLink::same_key && is_compared(m_candidate);
        static constexpr std::array<std::string_view, k_name_links> k_links = {
            "link_exact",       "link_same_key",    "link_context",    "link_suffix",     "link_part", "link_self",
            "link_bare",        "link_suffix_bare", "link_role",       "link_key_suffix", "link_tail", "link_head",
            "link_abbreviated", "link_extends",     "link_table_name", "link_learned",    "link_none"};
        add(k_links.at(static_cast<std::size_t>(m_candidate.link)), 1);
        auto const &name = m_names.column(m_candidate.table, m_candidate.column);
        flag("id_word", name.id);
        bool const of_table = m_candidate.link == NameLink::table_name && m_candidate.same_link == 0;
        flag("table_name_id", name.id && of_table);
        // "rule_group", whose rows are a rule's, beside the "group_id" of rule.
        bool const of_child =
            glue(m_names.table(m_candidate.parent)).starts_with(glue(m_names.table(m_candidate.table)));
        flag("context_id", name.id && of_child && m_candidate.link == NameLink::context);
        auto const &last = name.words.empty() ? std::string{} : name.words.back();
        flag("measure_word", !name.id && lexicon().measure.contains(last));
        add("alike", std::log1p(static_cast<double>(m_candidate.same_link)));
        flag("names_parent", m_candidate.names_parent);
        if (m_candidate.link == NameLink::same_key && !told)
            add("key_name_shared", std::log1p(static_cast<double>(m_candidate.same_key)));
        flag("others_key", m_candidate.others_key);
        flag("others_tail", m_candidate.others_tail && m_candidate.link == NameLink::same_key);
        flag("begins_key", m_candidate.begins_key);
        flag("shortest", m_candidate.shortest);
        flag("plural", name.plural);
        add("place", m_candidate.place);
        // Only the name of the key speaks for this parent, and it may be called after another.
        bool const by_key = m_candidate.link == NameLink::same_key || m_candidate.link == NameLink::key_suffix ||
                            m_candidate.link == NameLink::none;
        if (by_key && !told) add("parent_refers", m_candidate.parent_refers);
        flag("clearer", m_competition.clearer);
        flag("clearer_fits", m_competition.clearer_fits);
        flag("fits_elsewhere", m_competition.fits_elsewhere);
        auto const &words = m_names.table(m_candidate.table);
        auto const &parent_words = m_names.table(m_candidate.parent);
        flag("named_after", m_candidate.named_after);
        flag("same_first_word", m_candidate.table != m_candidate.parent && words[0] == parent_words[0]);
        flag("at_home", m_candidate.at_home);
        flag("other_schema", m_table.schema != m_parent_table.schema);
        if (!told) add("votes", std::clamp(m_candidate.votes, -3, 3) / 3.0);
        add("joins", std::min(m_candidate.joins, 3));
    }

    void by_structure() {
        auto const own = is_own_key(m_table, m_candidate.column);
        flag("own_key", own);
        flag("own_name", names_own_table(m_facts, m_names, m_candidate));
        flag("generated", m_child.generated_key);
        flag("parent_generated_only", m_parent.generated_key && !m_child.generated_key && own);
        flag("extends_generated", m_candidate.link == NameLink::extends && m_child.generated_key);
        // A role in front of the table's own name means another row of it: "duplicate_order_id" of order.
        bool const role = m_candidate.link == NameLink::self || m_candidate.link == NameLink::suffix ||
                          m_candidate.link == NameLink::key_suffix;
        flag("same_table", m_candidate.table == m_candidate.parent && !role);
        bool primary = false, declared = false;
        for (auto const &key : m_parent_table.keys) {
            if (key.columns.size() != 1 || key.columns[0] != m_candidate.parent_column) continue;
            declared = true;
            primary = primary || key.primary;
        }
        flag("parent_primary", primary);
        flag("parent_unique", declared && !primary);
        flag("guessed", !declared);
        flag("inherited", !declared && m_candidate.inherited);
        flag("indexed", m_child.indexed && !own);
        flag("same_type", m_child.type == m_parent.type);
        // A number of a small range is a kind or a state; who refers takes the type of the key.
        flag("narrower", is_small(m_child.type) && !is_small(m_parent.type));
        flag("text", m_child.value_class == model::ValueClass::text);
        flag("decimal", m_child.value_class == model::ValueClass::decimal);
        auto const &parent_name = m_names.column(m_candidate.parent, m_candidate.parent_column);
        flag("parent_key_own_name",
             parent_name.whole == "id" || glue(parent_name.stem) == glue(m_names.table(m_candidate.parent)));
        bool in_key = false;
        for (auto const &key : m_table.keys)
            in_key = in_key || (key.columns.size() > 1 && std::ranges::count(key.columns, m_candidate.column) > 0);
        flag("in_key", in_key);
    }

    void by_values() {
        flag("child_empty", m_child.profiled && m_child.distinct == 0);
        flag("parent_empty", m_parent.profiled && m_parent.distinct == 0 && m_child.distinct > 0);
        auto const &data = m_candidate.data;
        if (!is_compared(m_candidate)) return;
        double const missed = data.missed_share();
        flag("fits", data.missed == 0);
        flag("fits_nearly", missed > 0 && missed <= 0.05);
        flag("misses_some", missed > 0.05 && missed <= 0.5);
        flag("misses_most", missed > 0.5);
        add("tested", std::min(1.0, std::log10(static_cast<double>(data.tested)) / 2));
        add("others", std::log1p(static_cast<double>(data.others)));
        flag("smaller", data.smaller && missed <= 0.05);
        if (missed <= 0.05) fit_quality();
    }

    /// How little of the fit is chance.
    void fit_quality() {
        bool const number = m_child.min && m_child.max && m_parent.min && m_parent.max;
        auto const parent_distinct = m_parent.distinct > 0 ? m_parent.distinct : m_parent_table.rows;
        if (number) {
            double const range = *m_parent.max - *m_parent.min + 1;
            double const dense = std::min(1.0, share(parent_distinct, range));
            // A value within the range is there by chance with this probability.
            double const surprise = -std::log(std::max(dense, 1e-4)) * static_cast<double>(m_candidate.data.tested);
            add("surprise", std::min(1.0, surprise / 12));
            add("spread", std::clamp((*m_child.max - *m_child.min + 1) / range, 0.0, 1.0));
            flag("starts_apart", *m_parent.min > 1 && *m_child.min >= *m_parent.min);
            // Few values all over the range of the key: a count or a position would begin at its start.
            double const own = *m_child.max - *m_child.min + 1;
            flag("spans", own >= 0.8 * range && own <= range && m_child.distinct >= 30 && m_child.distinct < 0.5 * own);
            flag("low_numbers", *m_child.max <= 12 && range > 5 * (*m_child.max - *m_child.min + 1));
        } else {
            flag("surprise_text", m_candidate.data.tested >= 4);
        }
        add("coverage", std::min(1.0, share(m_child.distinct, parent_distinct)));
        // Where the rows of orphans are counted, their values are no news.
        bool const counted = m_candidate.data.rows > 0 && m_candidate.data.missed > 0;
        flag("more_distinct", !counted && m_child.distinct > 1.05 * parent_distinct + 1);
    }

    Facts const &m_facts;
    Names const &m_names;
    Candidate const &m_candidate;
    Competition const &m_competition;
    Table const &m_table;
    Table const &m_parent_table;
    Column const &m_child;
    Column const &m_parent;
    Features m_features;
};

} // namespace

Features features_of(Facts const &facts, Names const &names, Candidate const &candidate,
                     Competition const &competition) {
    return Judge{facts, names, candidate, competition}.run();
}

Basis basis_of(Facts const &facts, Candidate const &candidate) {
    if (is_compared(candidate)) return Basis::values;
    bool const declared = is_declared_key(facts.tables[candidate.parent], candidate.parent_column);
    return declared ? Basis::names : Basis::guessed;
}

double probability(Features const &features, Basis basis) { return logistic(features, weights_of(basis)); }

std::vector<std::pair<std::string, double>> contributions(Features const &features, Basis basis) {
    auto const &group = weights_of(basis);
    std::vector<std::pair<std::string, double>> parts;
    for (auto const &[name, value] : features)
        if (auto const weight = group.find(name); weight != group.end())
            parts.emplace_back(std::string{name}, weight->second * value);
    std::ranges::stable_sort(parts,
                             [](auto const &a, auto const &b) { return std::abs(a.second) > std::abs(b.second); });
    return parts;
}

double composite_probability(Features const &features) { return logistic(features, weights().composite); }

bool is_compared(Candidate const &candidate) { return candidate.data.tested >= k_least_compared; }

namespace {

/// The less the clearer. A key that itself refers elsewhere is hardly what a name means.
int clarity(Candidate const &candidate) {
    bool const told = candidate.link == NameLink::same_key && is_compared(candidate) && candidate.data.missed == 0;
    if (told) return static_cast<int>(candidate.link);
    // What has the name of a table means it, whatever its key refers to: a salesperson is an employee.
    bool const named = candidate.link == NameLink::exact || candidate.link == NameLink::suffix;
    bool const doubtful = !named && (candidate.others_key || candidate.others_tail || candidate.parent_refers > 0.5);
    return static_cast<int>(candidate.link) + (doubtful ? static_cast<int>(k_name_links) : 0);
}

} // namespace

Competition competition_of(std::vector<Candidate> const &candidates, std::size_t first, std::size_t last,
                           std::size_t mine) {
    Competition competition;
    auto const fits = [](Candidate const &one) { return is_compared(one) && one.data.missed == 0; };
    auto const &me = candidates[mine];
    for (auto i = first; i < last; ++i) {
        if (i == mine) continue;
        bool const clearer = clarity(candidates[i]) < clarity(me);
        competition.clearer = competition.clearer || clearer;
        competition.clearer_fits = competition.clearer_fits || (clearer && fits(candidates[i]));
        competition.fits_elsewhere = competition.fits_elsewhere || (fits(candidates[i]) && !fits(me));
    }
    return competition;
}

namespace {

/// Fills in which parents' keys refer to other tables themselves, for the next pass.
void note_references(std::vector<Candidate> &candidates) {
    std::map<std::pair<std::size_t, std::size_t>, double> sure;
    for (auto const &one : candidates) {
        auto &best = sure[{one.table, one.column}];
        best = std::max(best, one.score);
    }
    for (auto &one : candidates) {
        auto const found = sure.find({one.parent, one.parent_column});
        one.parent_refers = found == sure.end() ? 0 : found->second;
    }
}

/// Fills in who else holds all values of the column. Of nested sets that hold them the smallest is the likeliest:
/// values drawn of a larger one would hardly all be in it.
void note_fits(Facts const &facts, std::vector<Candidate> &candidates, std::size_t first, std::size_t last) {
    auto const fits = [](Candidate const &one) { return one.data.tested > 0 && one.data.missed == 0; };
    auto const size = [&](Candidate const &one) {
        auto const &key = facts.tables[one.parent].columns[one.parent_column];
        return key.distinct > 0 ? key.distinct : facts.tables[one.parent].rows;
    };
    for (auto i = first; i < last; ++i) {
        auto &me = candidates[i];
        me.data.others = 0;
        me.data.smaller = false;
        for (auto j = first; j < last; ++j) {
            auto const &other = candidates[j];
            if (i == j || !fits(other)) continue;
            ++me.data.others;
            if (other.link != me.link) continue;
            if (size(other) < size(me)) me.data.smaller = true;
        }
    }
}

} // namespace

namespace {

/// Whether nothing but values speaks for the pair, and those are small numbers in a key that counts without gaps: any
/// column of counts or positions is included in such a key.
bool is_chance(Candidate const &candidate, Features const &features) {
    if (candidate.link != NameLink::none || candidate.joins > 0) return false;
    return std::ranges::none_of(features, [](auto const &feature) {
        return feature.first == "surprise_text" || feature.first == "spans" ||
               (feature.first == "surprise" && feature.second >= k_telling);
    });
}

} // namespace

namespace {

/// Whether a column beside it is called as the one that says which table is meant, "owner_type" of "owner_id", and
/// nothing else than a role or such tells: no table is called so, no values were compared and no statement joins.
bool may_be_polymorphic(Facts const &facts, Names const &names, Candidate const &candidate) {
    if (is_compared(candidate) || candidate.joins > 0) return false;
    if (candidate.link == NameLink::exact || candidate.link == NameLink::same_key) return false;
    auto const &name = names.column(candidate.table, candidate.column);
    if (!name.id || name.stem.empty()) return false;
    auto wanted = name.stem;
    wanted.emplace_back("type");
    auto const &columns = facts.tables[candidate.table].columns;
    for (std::size_t c = 0; c < columns.size(); ++c)
        if (columns[c].value_class == model::ValueClass::text && names.column(candidate.table, c).words == wanted)
            return true;
    return false;
}

} // namespace

void score(Facts const &facts, Names const &names, std::vector<Candidate> &candidates) {
    for (std::size_t first = 0; first < candidates.size();) {
        auto last = first;
        while (last < candidates.size() && candidates[last].table == candidates[first].table &&
               candidates[last].column == candidates[first].column)
            ++last;
        note_fits(facts, candidates, first, last);
        for (auto i = first; i < last; ++i) {
            auto const features = features_of(facts, names, candidates[i], competition_of(candidates, first, last, i));
            candidates[i].score = probability(features, basis_of(facts, candidates[i]));
            if (is_chance(candidates[i], features) || may_be_polymorphic(facts, names, candidates[i]))
                candidates[i].score *= k_chance;
        }
        first = last;
    }
    note_references(candidates);
}

} // namespace scribe::relate
