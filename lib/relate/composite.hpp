// SPDX-License-Identifier: MIT
#pragma once

#include "relate/score.hpp"

#include <map>
#include <optional>

namespace scribe::relate {

/// Columns that may refer to a key of several columns.
struct CompositeCandidate {
    std::size_t table = 0, parent = 0;
    std::vector<std::size_t> columns, parent_columns; ///< pair by pair
    bool primary = false;                             ///< of the parent
    std::optional<std::size_t> naming;                ///< the column that names the parent: order_id for its id
    std::size_t same_name = 0;                        ///< columns that are called as those they refer to
    std::size_t prefixed = 0;                         ///< called so behind the same word: home_team_id, home_season
    std::size_t linked = 0;                           ///< whose names point at the parent: team_id for its id
    std::size_t alike = 0;                            ///< other parents whose keys have columns of the same names
    bool root = false;                                ///< all of those are called as the parent and more
    bool shortest = false;                            ///< none of those has a shorter name
    double overlap = 0;                               ///< share of the parent's name that one of its key's columns has
    bool best_overlap = false;                        ///< none of those has more
    double parts_elsewhere = 0; ///< share of the columns that refer to another table by themselves
    bool key_refers = false;    ///< all columns of the parent's key refer to other tables: it links those
    int joins = 0;
    std::string joined_in;
    DataEvidence data;
    double score = 0;
};

/// Pairs of tables whose names of columns fit a key of several columns. `singles`: what find_candidates gave, scored.
std::vector<CompositeCandidate> find_composites(Facts const &facts, Names const &names,
                                                std::vector<Candidate> const &singles);

Features features_of(Facts const &facts, Names const &names, CompositeCandidate const &candidate);
void score(Facts const &facts, Names const &names, std::vector<CompositeCandidate> &candidates);

} // namespace scribe::relate
