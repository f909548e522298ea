// SPDX-License-Identifier: MIT
#pragma once

#include "relate/candidates.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scribe::relate {

/// What a candidate is judged by: names of features and their values, most of them 0 or 1.
using Features = std::vector<std::pair<std::string_view, double>>;

/// What is known of a candidate's competitors for the same column.
struct Competition {
    bool clearer = false;        ///< another parent is pointed at more clearly
    bool clearer_fits = false;   ///< and holds all values
    bool fits_elsewhere = false; ///< this one does not hold all values and another one does
};

Features features_of(Facts const &facts, Names const &names, Candidate const &candidate,
                     Competition const &competition);

/// What a candidate is judged on, and so by which weights.
enum class Basis {
    names,   ///< names and structure
    guessed, ///< names alone: that the parent has this key is a guess too
    values,  ///< values were compared
};
Basis basis_of(Facts const &facts, Candidate const &candidate);

/// The probability that the candidate is a relationship: a logistic regression with the weights of weights.txt, a set
/// for each basis.
double probability(Features const &features, Basis basis);

/// What each feature added to the logit, the weightiest first.
std::vector<std::pair<std::string, double>> contributions(Features const &features, Basis basis);

/// The same for a key of several columns.
double composite_probability(Features const &features);

/// Whether enough values were compared to judge by them.
bool is_compared(Candidate const &candidate);

/// What the other candidates of the same column say: those from `first` to before `last`.
Competition competition_of(std::vector<Candidate> const &candidates, std::size_t first, std::size_t last,
                           std::size_t mine);

/// Scores all candidates of all columns; they must be sorted by child.
void score(Facts const &facts, Names const &names, std::vector<Candidate> &candidates);

} // namespace scribe::relate
