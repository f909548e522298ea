// SPDX-License-Identifier: MIT
#pragma once

#include "classify/judge.hpp"
#include "classify/name_rules.hpp"
#include "classify/rule_book.hpp"
#include "model/label.hpp"

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::classify {

/// A label that a judge proposes.
struct Candidate {
    int rule = -1;
    double confidence = 0;
    std::vector<std::string> evidence;
    std::optional<int> people{}; ///< signs of people that the table must hold, where that is not as the rule says
};

/// A column as the judges see it: its name in words, its evidence as shares, the best proposal so far.
class ColumnView {
public:
    ColumnView(Rules const &rules, ColumnContext const &context, model::ClassEvidence const &evidence);

    /// Of the distinct values that were tested: the share that answered the test. The sum where several are named.
    double share(std::string_view test) const { return ratio(hit(test).values, m_evidence.tested); }
    /// Of the rows.
    double row_share(std::string_view test) const { return ratio(hit(test).rows, m_evidence.rows); }
    model::ClassHit const &hit(std::string_view test) const;
    /// Whether any value answered a test of the rule: of most rules none does.
    bool answers(int rule) const { return m_answers[static_cast<std::size_t>(rule)]; }
    /// The larger of share() and row_share().
    double either(std::string_view test) const { return std::max(share(test), row_share(test)); }

    bool empty() const { return m_evidence.rows == 0; }
    std::int64_t tested() const { return m_evidence.tested; }
    /// Distinct values that were looked into for what stands within them: those tested, and more of them.
    std::int64_t looked_into() const { return tested() + hit("glanced").values; }
    /// Of those: the share that answered a test of what stands within values.
    double share_within(std::string_view test) const { return ratio(hit(test).values, looked_into()); }
    model::ClassEvidence const &evidence() const { return m_evidence; }
    ColumnContext const &context() const { return m_context; }
    std::vector<std::string> const &words() const { return m_words; }
    /// Nearly all rows hold values of their own.
    bool mostly_distinct() const { return m_evidence.more || looked_into() * 10 >= m_evidence.rows * 8; }
    /// Whole numbers that count up: a key, whatever their checksums say.
    bool sequential() const { return m_evidence.rows >= 10 && m_evidence.sequential * 2 > m_evidence.rows; }
    /// Dates without a time that are spread as the births of living people are: over decades, few of them recent.
    bool spread_as_births() const;
    bool boolean() const;
    /// The name says nothing: c17, fld_a, value2.
    bool opaque() const;

    /// The name is that of a key of people: customer_id, patient_no.
    bool refers_to_people() const;

    bool says_one_of(std::set<std::string> const &words) const;
    /// The column's name speaks for the rule: 2 clearly, 1 by a hint, 0 not at all.
    int named(int rule) const;
    /// The name as the rules read it, for sentences: `the name says "birth date"`.
    std::string name_sentence(int rule) const;
    /// True when the name speaks clearly for some rule but this one.
    bool named_otherwise(int rule) const;

    void propose(Candidate candidate);
    void reject() { m_best = {}; }
    /// Says why no raw value of the column may be stored, though nothing names it.
    void guard(std::string why) { m_guard = std::move(why); }
    std::string const &guarded() const { return m_guard; }
    Candidate const &best() const { return m_best; }
    bool labelled() const { return m_best.rule >= 0; }

private:
    static double ratio(std::int64_t part, std::int64_t whole) {
        return whole > 0 ? static_cast<double>(part) / static_cast<double>(whole) : 0;
    }

    RuleBook const &m_book;
    ColumnContext const &m_context;
    model::ClassEvidence const &m_evidence;
    std::vector<std::string> m_words;
    std::vector<NameHit> m_names;
    std::vector<bool> m_answers; ///< by rule
    Candidate m_best;
    std::string m_guard;
};

/// "98 % of 200 distinct values".
std::string share_text(double share, std::int64_t values);
inline std::string share_text(double share, ColumnView const &column) { return share_text(share, column.tested()); }

} // namespace scribe::classify
