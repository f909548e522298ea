// SPDX-License-Identifier: MIT
#pragma once

#include "relate/composite.hpp"
#include "relate/polymorphic.hpp"

#include <cstddef>
#include <iosfwd>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace scribe::relate {

/// Columns of one table whose values are to be looked up in another table's, pair by pair.
struct ProbeWish {
    std::size_t table = 0, parent = 0;
    std::vector<std::size_t> columns, parent_columns;
    std::string type_column, type_value; ///< of a polymorphic pair; else empty
    enum class Kind { single, composite, polymorphic } kind = Kind::single;
    std::size_t candidate = 0; ///< among those of its kind
};

/// How a pair was judged, for those who ask.
struct Explanation {
    bool considered = false; ///< else `reasons` says why not
    double confidence = 0;
    std::string chosen;    ///< the parent that the column was given, "shop.customer.id"; empty: none
    bool compared = false; ///< by values
    /// What was found out, and what it added to the logit of the confidence, the weightiest first.
    std::vector<std::pair<std::string, double>> parts;
    std::vector<std::string> reasons; ///< in words
    /// The pair as part of a longer key, or for one value of a type column.
    struct Other {
        std::string text; ///< which: "where owner_type is Customer"
        double confidence = 0;
        std::vector<std::string> reasons;
    };
    std::vector<Other> others;
};

/// The search for relationships in one database. Names and sketches give candidates; probes may be asked for; then all
/// candidates of a column are judged against each other and the tables against one another.
class Search {
public:
    explicit Search(Facts facts);

    /// What to look up in the database, the most promising pairs of each table first, sorted by table.
    std::vector<ProbeWish> wishes() const;
    /// What the database answered.
    void answer(ProbeWish const &wish, Probe const &probe);

    /// The relationships and near misses, sorted. Declared ones are among them.
    std::vector<model::Relationship> judge();

    Facts const &facts() const { return m_facts; }
    Explanation explain(std::size_t table, std::size_t column, std::size_t parent, std::size_t parent_column) const;
    /// Writes all candidates with their features, a JSON object a line: what scripts/train_relate learns from.
    void write_candidates(std::ostream &text) const;

private:
    void learn_names();
    std::optional<Candidate> learned(std::size_t table, std::size_t column,
                                     std::pair<std::size_t, std::size_t> parent) const;
    bool is_rejected(Rejected const &one) const { return m_rejected.contains(one); }
    void explain_others(std::size_t table, std::size_t column, std::size_t parent, std::size_t parent_column,
                        Explanation &result) const;
    std::vector<std::string> why_not(std::size_t table, std::size_t column, std::size_t parent,
                                     std::size_t parent_column) const;

    Facts m_facts;
    Names m_names;
    std::vector<Target> m_targets;
    std::set<Rejected> m_rejected; ///< no candidates: another parent may be meant
    std::vector<Candidate> m_singles;
    std::vector<CompositeCandidate> m_composites;
    std::vector<PolymorphicCandidate> m_polymorphic;
};

} // namespace scribe::relate
