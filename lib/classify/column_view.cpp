// SPDX-License-Identifier: MIT
#include "classify/column_view.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace scribe::classify {

ColumnView::ColumnView(Rules const &rules, ColumnContext const &context, model::ClassEvidence const &evidence)
    : m_book(rules.book()), m_context(context), m_evidence(evidence), m_words(rules.names().words(context.name)),
      m_names(rules.names().match(m_words)), m_answers(m_book.rules.size()) {
    for (auto const &hit : m_evidence.hits) {
        std::string_view name = hit.test;
        // What else than its formats a rule is known by stands behind its name: "GENDER=".
        while (!name.empty() && (name.back() == '?' || name.back() == '=' || name.back() == '#')) name.remove_suffix(1);
        if (auto const rule = m_book.find(name); rule >= 0) m_answers[static_cast<std::size_t>(rule)] = true;
    }
}

model::ClassHit const &ColumnView::hit(std::string_view test) const {
    static model::ClassHit const none;
    auto const at = std::lower_bound(m_evidence.hits.begin(), m_evidence.hits.end(), test,
                                     [](model::ClassHit const &hit, std::string_view name) { return hit.test < name; });
    return at != m_evidence.hits.end() && at->test == test ? *at : none;
}

bool ColumnView::spread_as_births() const {
    auto const &decades = m_evidence.decades;
    if (decades.size() < 15 || share("day") < 0.95 || tested() < 20) return false;
    auto const dates = std::accumulate(decades.begin(), decades.end(), std::int64_t{0});
    auto const filled =
        std::count_if(decades.begin(), decades.end(), [&](std::int64_t count) { return count * 20 >= dates; });
    std::int64_t const odd = decades[0] + decades[13] + decades[14]; // before 1900 or from 2020 on
    return filled >= 4 && odd * 50 <= dates;
}

bool ColumnView::boolean() const {
    return base::to_lower_ascii(m_context.type).starts_with("bool") || either("boolean=") > 0.9;
}

bool ColumnView::opaque() const {
    bool const named_clearly =
        std::any_of(m_names.begin(), m_names.end(), [](NameHit const &hit) { return !hit.hint; });
    return !named_clearly && std::all_of(m_words.begin(), m_words.end(), [&](std::string const &word) {
        return (word.size() <= 3 && !m_book.has_word("facets", word)) || m_book.has_word("opaque", word);
    });
}

bool ColumnView::refers_to_people() const {
    if (m_words.size() < 2 || !m_book.has_word("keys", m_words.back())) return false;
    auto const &who = m_words[m_words.size() - 2];
    return m_book.has_word("people", who) && !m_book.has_word("seldom people", who);
}

bool ColumnView::says_one_of(std::set<std::string> const &words) const {
    return std::any_of(m_words.begin(), m_words.end(), [&](std::string const &word) { return words.contains(word); });
}

int ColumnView::named(int rule) const {
    int strength = 0;
    for (NameHit const &hit : m_names)
        if (hit.rule == rule) strength = std::max(strength, hit.hint ? 1 : 2);
    return strength;
}

std::string ColumnView::name_sentence(int rule) const {
    for (NameHit const &hit : m_names) {
        if (hit.rule != rule) continue;
        std::vector<std::string> const words(m_words.begin() + static_cast<std::ptrdiff_t>(hit.first),
                                             m_words.begin() + static_cast<std::ptrdiff_t>(hit.first + hit.length));
        return fmt::format("the name says \"{}\"", base::join(words, " "));
    }
    return {};
}

bool ColumnView::named_otherwise(int rule) const {
    return std::any_of(m_names.begin(), m_names.end(),
                       [&](NameHit const &hit) { return hit.rule != rule && !hit.hint; });
}

void ColumnView::propose(Candidate candidate) {
    if (candidate.confidence > m_best.confidence) m_best = std::move(candidate);
}

std::string share_text(double share, std::int64_t values) {
    double const percent = std::floor(share * 1000) / 10;
    return fmt::format("{:g} % of {}", percent, base::counted(values, "distinct value"));
}

} // namespace scribe::classify
