// SPDX-License-Identifier: MIT
#include "profile/compare.hpp"

#include "base/text.hpp"
#include "profile/count/axis.hpp"
#include "profile/parse/moment.hpp"
#include "profile/parse/number.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <set>
#include <utility>

namespace scribe::profile {

namespace {

using model::ColumnProfile;
using model::Estimate;

/// So large a share of values in forms that none had is no few odd ones.
constexpr double k_fresh_forms = 0.02;

std::string percent(double share) { return fmt::format("{:.4g} %", share * 100); }

/// A value as a sentence has it.
std::string shown(std::string const &value) { return '"' + base::single_line(value) + '"'; }

/// True when the intervals of the two do not meet.
bool apart(Estimate const &a, Estimate const &b) { return a.low > b.high || b.low > a.high; }

/// The share of numbers at most `x`, by quantiles 1 to 99.
double share_below(std::vector<double> const &quantiles, double x) {
    auto const first = std::lower_bound(quantiles.begin(), quantiles.end(), x);
    auto const last = std::upper_bound(quantiles.begin(), quantiles.end(), x);
    auto const i = static_cast<double>(last - quantiles.begin());
    // Between two quantiles the numbers are taken to lie evenly.
    if (first != last || last == quantiles.begin() || last == quantiles.end())
        return i / (static_cast<double>(quantiles.size()) + 1);
    auto const low = *(last - 1), high = *last;
    return (i + (x - low) / (high - low)) / (static_cast<double>(quantiles.size()) + 1);
}

/// The shares that fall into the tenths of the old distribution, of both.
std::optional<double> index_of_quantiles(ColumnProfile const &old, ColumnProfile const &now) {
    if (old.quantiles.size() != 99 || now.quantiles.size() != 99 || old.axis != now.axis) return {};
    std::vector<double> before, after;
    double last_before = 0, last_after = 0;
    for (std::size_t i = 9; i < 99; i += 10) {
        auto const bound = old.quantiles[i];
        if (i > 9 && bound == old.quantiles[i - 10]) continue; // one value makes up several tenths
        auto const was = share_below(old.quantiles, bound), is = share_below(now.quantiles, bound);
        before.push_back(was - last_before);
        after.push_back(is - last_after);
        last_before = was;
        last_after = is;
    }
    before.push_back(1 - last_before);
    after.push_back(1 - last_after);
    return stability_index(before, after);
}

/// The values of both lists are the classes, and all others one. A value that a list lacks has no share where the list
/// is complete; else it has one that nobody knows, and belongs to the others.
std::optional<double> index_of_values(ColumnProfile const &old, ColumnProfile const &now) {
    if (old.top.empty() || now.top.empty() || old.distinct.value > 50 || now.distinct.value > 50) return {};
    // Of numbers the quantiles tell more than a part of the values.
    if (old.axis == "number" && !(old.top_complete && now.top_complete)) return {};
    std::map<std::string_view, std::pair<std::optional<double>, std::optional<double>>> shares;
    for (auto const &value : old.top) shares[value.value].first = value.share;
    for (auto const &value : now.top) shares[value.value].second = value.share;
    double rest_old = 1, rest_now = 1;
    std::vector<double> before, after;
    for (auto const &[value, both] : shares) {
        if ((!both.first && !old.top_complete) || (!both.second && !now.top_complete)) continue;
        before.push_back(both.first.value_or(0));
        after.push_back(both.second.value_or(0));
        rest_old -= before.back();
        rest_now -= after.back();
    }
    before.push_back(std::max(0.0, rest_old));
    after.push_back(std::max(0.0, rest_now));
    return stability_index(before, after);
}

class Comparison {
public:
    Comparison(ColumnProfile const &old, ColumnProfile const &now) : m_old(old), m_now(now) {}

    std::vector<Drift> take() {
        if (m_old.type != m_now.type)
            note("type_changed", fmt::format("its type was {}, is {}", m_old.type, m_now.type), 0, 0, 1);
        // Of an empty table nothing can be said.
        if (m_old.sampled > 0 && m_now.sampled > 0) {
            nulls();
            fillers();
            keys();
            if (m_old.hidden.empty() && m_now.hidden.empty()) {
                values();
                range();
            }
            distribution();
            distinct();
            formats();
            ages();
        }
        if (m_old.role != m_now.role && !m_old.role.empty() && !m_now.role.empty())
            note("role_changed", fmt::format("its values looked like {}, now like {}", m_old.role, m_now.role), 0, 0,
                 1);
        return std::move(m_drifts);
    }

private:
    void note(char const *name, std::string text, double before, double after, double figure, std::string value = {}) {
        m_drifts.push_back({name, std::move(text), before, after, rounded(figure), std::move(value)});
    }

    void nulls() {
        auto const &was = m_old.null_share, &is = m_now.null_share;
        auto const change = is.value - was.value;
        if (!apart(was, is) || std::fabs(change) < 0.01) return;
        note(change > 0 ? "null_share_up" : "null_share_down",
             fmt::format("{} are null, were {}", percent(is.value), percent(was.value)), was.value, is.value, change);
    }

    /// What is empty, blank or a stand-in is missing as well; true NULLs have a drift of their own.
    void fillers() {
        auto const &was = m_old.completeness, &is = m_now.completeness;
        if (was.rule.empty() || was.rule != is.rule) return;
        auto const change = is.score - was.score, by_nulls = m_old.null_share.value - m_now.null_share.value;
        auto const by_fillers = change - by_nulls;
        bool const together = (change < 0) == (by_fillers < 0);
        if (!together ||
            std::min(std::fabs(change), std::fabs(by_fillers)) < 0.01 + m_old.share_error + m_now.share_error)
            return;
        note(by_fillers < 0 ? "completeness_down" : "completeness_up",
             fmt::format("{} are null, empty, blank or a stand-in for null, were {}", percent(1 - is.score),
                         percent(1 - was.score)),
             was.score, is.score, change);
    }

    void keys() {
        if (m_old.uniqueness < 0.999 || m_now.uniqueness >= 0.999 || m_now.seen_once == m_now.distinct_seen) return;
        note(
            "no_longer_unique",
            fmt::format("{} of the values are distinct, were {}", percent(m_now.uniqueness), percent(m_old.uniqueness)),
            m_old.uniqueness, m_now.uniqueness, m_now.uniqueness - m_old.uniqueness);
    }

    /// Only where the list of values is complete is a value outside of it new; of what is measured there are always
    /// some, of which its range and distribution tell.
    void values() {
        auto const missing = [](ColumnProfile const &of, std::string const &value) {
            return std::none_of(of.top.begin(), of.top.end(), [&](auto const &one) { return one.value == value; });
        };
        bool const few = m_old.distinct.value <= 20 && m_old.role != "measure";
        bool const listed = m_old.role == "enum" || m_old.role == "flag" || few;
        if (!listed || m_old.axis == "seconds") return; // times go on
        if (m_old.top_complete && m_old.sampled >= 20)
            for (auto const &value : m_now.top)
                if (missing(m_old, value.value))
                    note("new_value",
                         fmt::format("a new value, {}, in {} of the rows that have one", shown(value.value),
                                     percent(value.share)),
                         0, value.share, value.share, value.value);
        if (!m_now.top_complete) return;
        for (auto const &value : m_old.top)
            // A rare value can be missed by a sample.
            if (missing(m_now, value.value) && value.share * static_cast<double>(m_now.sampled) > 10)
                note("lost_value", fmt::format("{}, which {} had, is gone", shown(value.value), percent(value.share)),
                     value.share, 0, -value.share, value.value);
    }

    /// How far the bounds moved, in widths of the old range. What only goes on, as dates and sequences do, is no drift.
    void range() {
        if (m_old.axis != m_now.axis || m_old.quantiles.empty() || m_now.quantiles.empty()) return;
        if (m_old.number.sequence || m_old.role == "key" || m_old.role == "foreign_key" || m_old.axis == "length")
            return;
        auto const low = at(m_old.min, m_old.date.oldest), high = at(m_old.max, m_old.date.newest),
                   new_low = at(m_now.min, m_now.date.oldest), new_high = at(m_now.max, m_now.date.newest);
        if (!low || !high || !new_low || !new_high) return;
        auto const width = std::max(*high - *low, 1e-9);
        auto const below = (*low - *new_low) / width, above = (*new_high - *high) / width;
        if (below > 0.1)
            note("range_left", fmt::format("the least value is {}, was {}", m_now.min, m_old.min), *low, *new_low,
                 below, m_now.min);
        if (above > 0.1 && m_old.axis != "seconds")
            note("range_left", fmt::format("the greatest value is {}, was {}", m_now.max, m_old.max), *high, *new_high,
                 above, m_now.max);
    }

    /// `day`: the same as a day, for dates that are not written as ISO has them.
    std::optional<double> at(std::string const &text, std::string const &day) const {
        if (m_old.axis == "number") {
            auto const number = parse_amount(text);
            if (number.kind == Number::Kind::finite) return number.value;
        } else {
            auto const written = parse_moment(text);
            auto const moment = written.style == DateStyle::iso ? written : parse_moment(day);
            if (moment.kind == Moment::Kind::finite) return static_cast<double>(moment.seconds);
        }
        return {};
    }

    void distribution() {
        if (m_old.sampled < 200 || m_now.sampled < 200) return; // ten classes need some rows
        if (m_old.hidden != m_now.hidden) return;               // shapes and values are never the same
        // Keys and times move on by themselves.
        if (m_old.number.sequence || m_old.role == "key" || m_old.axis == "seconds") return;
        auto index = index_of_values(m_old, m_now);
        if (!index) index = index_of_quantiles(m_old, m_now);
        if (!index || *index < 0.25) return;
        note("distribution_shifted", fmt::format("the distribution of its values shifted: PSI {:.2f}", *index), 0, 0,
             *index);
    }

    void distinct() {
        auto const was = m_old.distinct.value, is = m_now.distinct.value;
        // A column whose values are (nearly) all different grows with the table.
        if (was <= 0 || is <= 0 || m_old.uniqueness > 0.5 || m_now.uniqueness > 0.5 || m_old.top_complete) return;
        auto const factor = is / was;
        if ((factor < 3 && factor > 1.0 / 3) || !apart(m_old.distinct, m_now.distinct)) return;
        note("distinct_changed",
             fmt::format("{} distinct values, were {}", base::group_digits(std::llround(is)),
                         base::group_digits(std::llround(was))),
             was, is, factor);
    }

    void formats() {
        auto const was = m_old.consistency, is = m_now.consistency;
        if (!was.rule.empty() && !is.rule.empty() &&
            was.score - is.score > 0.02 + m_old.share_error + m_now.share_error)
            note("format_changed",
                 fmt::format("consistency fell from {:.2f} to {:.2f}: {}", was.score, is.score, is.rule), was.score,
                 is.score, is.score - was.score);
        if (!m_old.text.regex.empty() && m_old.text.regex_share > 0.99 && m_now.text.regex.empty() &&
            m_now.distinct_seen >= 8)
            note("format_changed", fmt::format("values had the form {}, now have no common one", m_old.text.regex), 1,
                 m_now.text.mask_share, m_now.text.mask_share - 1);
        else if (!m_old.text.regex.empty() && m_old.text.regex_share > 0.99 && !m_now.text.regex.empty()) forms();
    }

    /// Values of forms that none had. Longer runs of letters or digits are no other form, but for zero-padded numbers.
    void forms() {
        std::set<std::string> known;
        for (auto const &mask : m_old.text.masks) known.insert(form_of(mask.value));
        double fresh = 0;
        for (auto const &mask : m_now.text.masks)
            if (!known.contains(form_of(mask.value))) fresh += mask.share;
        bool const was_padded = m_old.number.padded_share > 0.01 && m_old.text.min_length == m_old.text.max_length;
        bool const shorter = was_padded && m_now.text.min_length < m_old.text.min_length;
        if (fresh <= k_fresh_forms + m_old.share_error + m_now.share_error && !shorter) return;
        note("format_changed", fmt::format("values had the form {}, now have {}", m_old.text.regex, m_now.text.regex),
             1, 1 - fresh, -fresh);
    }

    /// A mask without the lengths of its runs.
    static std::string form_of(std::string_view mask) {
        std::string form;
        for (char const c : mask)
            if (c != '+' && (form.empty() || form.back() != c)) form += c;
        return form;
    }

    void ages() {
        auto const was = m_old.timeliness, is = m_now.timeliness;
        if (!was.rule.empty() && !is.rule.empty() && was.score - is.score >= 0.25)
            note("stale", fmt::format("no newer value came: {}", is.rule), was.score, is.score, is.score - was.score);
    }

    ColumnProfile const &m_old, &m_now;
    std::vector<Drift> m_drifts;
};

} // namespace

double stability_index(std::vector<double> const &old, std::vector<double> const &now) {
    double sum = 0;
    for (std::size_t i = 0; i < std::min(old.size(), now.size()); ++i) {
        auto const was = std::max(old[i], 1e-4), is = std::max(now[i], 1e-4);
        sum += (is - was) * std::log(is / was);
    }
    return sum;
}

std::vector<Drift> compare(ColumnProfile const &old, ColumnProfile const &now) { return Comparison{old, now}.take(); }

bool comparable_rows(model::TableProfile const &old, model::TableProfile const &now) {
    return old.knows_rows() && now.knows_rows() && old.rows_visible == now.rows_visible;
}

std::vector<Drift> compare(model::TableProfile const &old, model::TableProfile const &now) {
    std::vector<Drift> drifts;
    auto const was = static_cast<double>(old.rows), is = static_cast<double>(now.rows);
    bool const comparable = comparable_rows(old, now);
    if (comparable && old.rows != now.rows) {
        auto const share = old.rows > 0 ? (is - was) / was : 1;
        auto const text = old.rows > 0 ? fmt::format("{} rows, were {}: {}{}", now.rows, old.rows, share > 0 ? "+" : "",
                                                     percent(share))
                                       : fmt::format("{} rows, had none", now.rows);
        // Estimates differ by themselves.
        bool const told = (old.rows_exact && now.rows_exact) || std::fabs(share) > 0.1;
        if (told) drifts.push_back({is > was ? "rows_grew" : "rows_shrank", text, was, is, rounded(share)});
    }
    if (old.rows_visible != now.rows_visible) {
        drifts.push_back({"visibility_changed",
                          "row level security hid rows from one of the two runs: what they found is not compared", 0, 0,
                          1});
        return drifts;
    }
    auto const more = now.duplicate_share.value - old.duplicate_share.value;
    if (more > 0.01 && now.sampled > 0 && old.sampled > 0)
        drifts.push_back({"duplicates_up",
                          fmt::format("{} of the rows looked at are duplicates, were {}",
                                      percent(now.duplicate_share.value), percent(old.duplicate_share.value)),
                          old.duplicate_share.value, now.duplicate_share.value, rounded(more)});
    auto const older = now.freshness.age_days - old.freshness.age_days;
    if (!old.freshness.column.empty() && old.freshness.column == now.freshness.column && older > 7 &&
        now.freshness.newest == old.freshness.newest)
        drifts.push_back({"freshness_lost",
                          fmt::format("the newest row is still of {}, {} days old now", now.freshness.newest,
                                      now.freshness.age_days),
                          static_cast<double>(old.freshness.age_days), static_cast<double>(now.freshness.age_days),
                          static_cast<double>(older)});
    return drifts;
}

} // namespace scribe::profile
