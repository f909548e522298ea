// SPDX-License-Identifier: MIT
#include "profile/finish.hpp"

#include "profile/estimate.hpp"
#include "profile/judge/evidence.hpp"
#include "profile/judge/sentinel.hpp"
#include "profile/parse/moment.hpp"
#include "profile/parse/number.hpp"
#include "profile/parse/span.hpp"

#include <algorithm>
#include <cmath>

namespace scribe::profile {

namespace {

using model::ColumnProfile;
using model::ValueClass;

constexpr std::size_t k_top = 20, k_examples = 5;

/// One column on its way from counters to profile.
class Finisher {
public:
    Finisher(ColumnCounter &counter, ColumnFacts const &facts, model::SampleInfo const &info)
        : m_counter(counter), m_facts(facts), m_info(info), m_exact(info.method == "full"),
          m_random(info.method != "first") {}

    ColumnProfile take() {
        m_counter.settle();
        auto const &column = m_counter.column();
        m_out.name = column.name;
        m_out.type = column.type;
        m_out.value_class = class_name(column.value_class);
        m_out.method = m_info.method;
        m_out.sampled = m_counter.rows();
        if (!m_exact) m_out.share_error = m_random ? rounded(share_error(m_counter.rows())) : 1;
        shares();
        distinct();
        top_values();
        particulars();
        bounds();
        labels();
        if (!m_random && !m_out.axis.empty()) m_out.quantile_error = 1;
        return std::move(m_out);
    }

private:
    /// The first rows of a table tell nothing of the others: their shares have no bounds.
    model::Estimate of_rows(std::int64_t count) const {
        auto const share = rounded(share_of(count, m_counter.rows(), m_exact));
        return m_random ? share : model::Estimate{share.value, 0, 1};
    }

    void shares() {
        m_out.null_share = of_rows(m_counter.nulls());
        if (auto const *texts = m_counter.texts()) {
            m_out.empty_share = of_rows(texts->empty());
            m_out.blank_share = of_rows(texts->blank());
        }
        m_out.sentinels = find_sentinels(m_counter);
        std::int64_t count = 0;
        for (auto const &sentinel : m_out.sentinels) count += sentinel.count;
        if (count > 0) m_out.sentinel_share = of_rows(count);
        if (m_counter.values() > 0) m_out.mean_bytes = m_counter.bytes() / m_counter.values();
        m_out.max_bytes = m_counter.max_bytes();
    }

    void distinct() {
        auto const values = m_counter.values();
        if (values == 0 || !m_counter.has_values()) return;
        auto const seen = m_counter.distinct().frequencies();
        if (seen.distinct == 0) return; // nothing but lengths was fetched
        m_out.distinct_seen = std::llround(seen.distinct);
        m_out.seen_once = std::llround(seen.once);
        m_out.seen_twice = std::llround(seen.twice);
        auto const n = static_cast<double>(values);
        auto const rows =
            static_cast<double>(std::max(m_info.rows, m_counter.rows())) * n / static_cast<double>(m_counter.rows());
        if (m_exact) {
            m_out.distinct_method = seen.exact ? "exact" : "sketch";
            // The standard error of adaptive sampling with 50,000 hashes.
            auto const error = seen.exact ? 0 : k_z95 / std::sqrt(seen.distinct / seen.scale) * seen.distinct;
            m_out.distinct = {seen.distinct, seen.distinct - error, std::min(n, seen.distinct + error)};
        } else {
            // Scaled counts of a bounded counter can exceed what there is.
            auto const at_most = [n](double count) { return std::min(count, n); };
            m_out.distinct = estimate_distinct({rows, n, at_most(seen.distinct), at_most(seen.once), at_most(seen.rare),
                                                at_most(seen.rare_values), seen.rare_pairs},
                                               m_out.distinct_method);
        }
        if (m_counter.cut() > 0) {
            // Values with the same beginning may differ behind it.
            m_out.distinct = {seen.distinct, seen.distinct, m_exact ? n : rows};
            m_out.distinct_method = "at_least";
        }
        if (m_counter.column().key) {
            m_out.distinct = {rows, rows, rows};
            m_out.distinct_method = "key";
        }
        m_out.distinct = rounded(m_out.distinct);
        auto const base = m_exact ? n : rows;
        m_out.uniqueness = rounded(std::min(1.0, m_out.distinct.value / base));
    }

    void top_values() {
        if (!m_counter.has_values()) return;
        auto const values = static_cast<double>(m_counter.values());
        auto const &distinct = m_counter.distinct();
        std::size_t once = 0;
        for (auto &value : distinct.top(k_top)) {
            if (value.text == k_cut_text) continue; // others may begin like it
            // Of values that occur once a few are enough, as examples.
            if (value.count == 1 && ++once > k_examples && m_out.distinct_seen > static_cast<std::int64_t>(k_top))
                break;
            m_out.top.push_back(
                {std::move(value.text), value.count, rounded(static_cast<double>(value.count) / values)});
        }
        m_out.top_complete = distinct.exact() && m_counter.cut() == 0 &&
                             static_cast<std::int64_t>(m_out.top.size()) == m_out.distinct_seen;
        m_out.top_error = m_counter.values() == 0 ? 0 : rounded(static_cast<double>(distinct.top_error()) / values);
    }

    void particulars() {
        if (auto const *texts = m_counter.texts()) texts->finish(m_out.text, m_exact);
        if (auto const *documents = m_counter.documents()) documents->finish(m_out.json);
        if (auto *arrays = m_counter.arrays()) {
            arrays->finish(m_out.array);
            arrays->lengths().distribution(m_out, "elements", m_exact, number_text);
        }
        if (auto *numbers = m_counter.numbers();
            numbers != nullptr && tells(m_counter.of_numbers(), numbers->count())) {
            numbers->finish(m_out.number, m_exact);
            sequence(*numbers);
            numbers->axis().distribution(m_out, "number", m_exact, number_text);
            m_out.min = numbers->min();
            m_out.max = numbers->max();
        }
        if (auto *dates = m_counter.dates();
            dates != nullptr && tells(m_counter.of_dates(), dates->valid()) && m_out.axis.empty()) {
            dates->finish(m_out.date, m_exact);
            dates->axis().distribution(m_out, "seconds", m_exact, moment_text);
            m_out.min = dates->min();
            m_out.max = dates->max();
        }
        if (auto *spans = m_counter.spans(); spans != nullptr && spans->axis().count() > 0) {
            spans->axis().distribution(m_out, "duration", m_exact, span_text);
            m_out.min = spans->min();
            m_out.max = spans->max();
        }
        auto *texts = m_counter.texts();
        if (texts == nullptr) return;
        // Numbers and dates in text have a form that may change, too.
        bool const own = m_counter.column().value_class == ValueClass::text || m_out.axis.empty();
        if (own && m_out.distinct_seen >= 8)
            m_out.text.regex =
                texts->masks().regex(texts->count() - texts->empty() - texts->blank(), m_out.text.regex_share);
        if (m_out.text.regex.empty()) m_out.text.regex_share = 0;
        if (!m_out.axis.empty()) return;
        texts->lengths().distribution(m_out, "length", m_exact, number_text);
        m_out.order.clear(); // of lengths it tells nothing
        if (has_order()) {
            m_out.min = texts->min();
            m_out.max = texts->max();
        }
    }

    /// Numbers and dates tell of a column that is of their class, of another when nearly all of its values are such.
    bool tells(bool own, std::int64_t count) const {
        return own || static_cast<double>(count) >= 0.9 * static_cast<double>(m_counter.values());
    }

    /// Whether the order of texts is that of the values: ranges, points and composite values have another or none.
    bool has_order() const { return m_counter.column().value_class == ValueClass::text || m_counter.misfits() > 0; }

    void sequence(NumberCounter &numbers) {
        auto const &facts = m_out.number;
        if (numbers.finite() < 2 || facts.whole_share < 1) return;
        auto const span = numbers.axis().max() - numbers.axis().min() + 1;
        m_out.number.density = rounded(std::min(1.0, m_out.distinct.value / span));
        // A sample holds every N/n-th number only: its span is that of the table but for a little at both ends.
        m_out.number.sequence = m_out.uniqueness >= 0.999 && m_out.number.density >= 0.9 && numbers.finite() >= 10;
    }

    void bounds() {
        bool const ordered = m_out.axis != "length" || has_order();
        m_out.min_exact = m_out.max_exact = m_exact && ordered && m_counter.values() > m_counter.unread();
        if (m_counter.distinct().exact()) label_bounds();
        if (m_facts.min && is_bound(*m_facts.min)) m_out.min = beginning(*m_facts.min), m_out.min_exact = true;
        if (m_facts.max && is_bound(*m_facts.max)) m_out.max = beginning(*m_facts.max), m_out.max_exact = true;
        if (m_facts.statistics) m_out.correlation = rounded(m_facts.statistics->correlation);
    }

    /// Infinite numbers and dates, NaN too, have a share of their own and are no bounds, wherever they come from. An
    /// index of text has an order that is not that of the numbers and dates which it stands for.
    bool is_bound(std::string const &text) const {
        if (m_counter.of_numbers()) return parse_amount(text).kind == Number::Kind::finite;
        if (!m_counter.of_dates()) return m_out.axis != "number" && m_out.axis != "seconds";
        auto const moment = parse_moment(text);
        return moment.kind == Moment::Kind::finite && moment.style == DateStyle::iso;
    }

    /// The labels of an enum have an order of their own.
    void label_bounds() {
        auto const &labels = m_counter.column().labels;
        auto const used = [this](std::string const &label) { return m_counter.count_of(label) > 0; };
        auto const first = std::find_if(labels.begin(), labels.end(), used);
        if (first == labels.end()) return;
        m_out.min = *first;
        m_out.max = *std::find_if(labels.rbegin(), labels.rend(), used);
    }

    void labels() {
        if (m_counter.rows() == 0 || !m_counter.distinct().exact()) return;
        for (auto const &label : m_counter.column().labels)
            if (m_counter.count_of(label) == 0) m_out.unused_labels.push_back(label);
    }

    ColumnCounter &m_counter;
    ColumnFacts const &m_facts;
    model::SampleInfo const &m_info;
    bool m_exact, m_random;
    ColumnProfile m_out;
};

} // namespace

ColumnProfile measure_column(ColumnCounter &counter, ColumnFacts const &facts, model::SampleInfo const &info) {
    return Finisher{counter, facts, info}.take();
}

void judge_column(ColumnCounter &counter, ProfileOptions const &options, ColumnProfile &profile) {
    Evidence evidence{counter.column(), profile, name_words(counter.column().name), name_words(options.table)};
    evidence.values = counter.values();
    evidence.misfits = counter.misfits();
    double date_style_share = 1;
    if (auto *texts = counter.texts()) {
        evidence.opaque_share =
            texts->count() == 0 ? 0 : static_cast<double>(texts->opaque()) / static_cast<double>(texts->count());
        evidence.hex_digests = texts->hex_digests();
        evidence.main_mask_share = texts->masks().main_share(texts->count());
        if (auto const *dates = texts->dates()) date_style_share = dates->main_style_share();
    }
    evidence.document_share = counter.document_share();
    evidence.date_reading = counter.date_reading();
    auto [role, reason] = judge_role(evidence);
    profile.role = std::move(role);
    profile.role_reason = std::move(reason);
    if (profile.role == "measure") profile.unit = judge_unit(evidence);
    auto const today = parse_moment(options.today);
    judge_quality(evidence, profile, date_style_share, day_of(today.seconds), today.kind == Moment::Kind::finite);
}

std::string_view class_name(ValueClass value_class) {
    static constexpr std::string_view k_names[] = {"integer", "decimal",   "real",   "boolean",  "text",
                                                   "date",    "timestamp", "time",   "interval", "uuid",
                                                   "json",    "array",     "binary", "network",  "other"};
    return k_names[static_cast<std::size_t>(value_class)];
}

} // namespace scribe::profile
