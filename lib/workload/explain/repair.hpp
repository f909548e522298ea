// SPDX-License-Identifier: MIT
#pragma once

#include "workload/explain/draft.hpp"
#include "workload/explain/prepare.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace scribe::workload {

/// Gives parameters types, one complaint of the server after the other.
class Repair {
public:
    explicit Repair(Draft &draft) : m_draft(draft), m_parts(draft.parts()) {}

    /// Changes the draft so that the server may get further; false when nothing is left to try.
    bool answer(Refusal const &refusal);

private:
    /// Parameters that get a type together.
    struct Casts {
        std::vector<std::size_t> places;
        std::string type;
    };
    /// What may answer one complaint, the most probable first.
    struct Guess {
        std::size_t complaint = 0; ///< the part that the server pointed to
        std::vector<Casts> ways{};
        std::size_t next = 0;
    };
    bool begin(Refusal const &refusal, std::size_t at);
    bool advance();
    Guess operator_guess(Refusal const &refusal, std::size_t at) const;
    Guess function_guess(std::size_t at) const;
    Guess polymorphic_guess() const;
    Guess mismatch_guess(Refusal const &refusal, std::size_t at) const;
    Guess unknown_guess(Refusal const &refusal) const;
    std::vector<std::size_t> operand(std::size_t op, bool right) const;
    std::vector<std::size_t> values_between(std::size_t begin, std::size_t end) const;
    bool is_argument(std::size_t place) const;
    bool counts(std::size_t at) const;
    bool is_item(std::size_t place) const;
    std::vector<std::size_t> output_columns() const;
    void add_columns(Guess &guess, std::vector<std::string> const &types) const;
    bool join_expressions(std::size_t at);

    Draft &m_draft;
    std::vector<Draft::Part> &m_parts;
    std::optional<Guess> m_guess;
    std::optional<Guess> m_earlier; ///< which may have been wrong, if that for a complaint before its place is
    std::set<std::size_t> m_answered;
    std::set<std::size_t> m_given_up; ///< complaints that no type answers
    std::set<std::size_t> m_joined;   ///< places of GROUP BY lists that were looked at
};

} // namespace scribe::workload
