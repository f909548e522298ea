// SPDX-License-Identifier: MIT
#include "classify/observer.hpp"

#include "base/parse/array_text.hpp"
#include "base/text.hpp"
#include "classify/values/value_tests.hpp"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace scribe::classify {

namespace {

/// Bounds of numbers are kept as the next of these, outwards: the least wage, or a PIN, must not be told by them. They
/// are what the judges tell ages, degrees, years and codes of three digits by.
constexpr std::array<std::int64_t, 19> k_bounds = {-10'000, -1000, -180, -90, 0,   90,   180,  200,  300,   400,
                                                   500,     600,   700,  800, 900, 1000, 1850, 2100, 10'000};

std::int64_t bound_below(std::int64_t number) {
    auto const at = std::upper_bound(k_bounds.begin(), k_bounds.end(), number);
    return at == k_bounds.begin() ? *at : *(at - 1);
}

std::int64_t bound_above(std::int64_t number) {
    auto const at = std::lower_bound(k_bounds.begin(), k_bounds.end(), number);
    return at == k_bounds.end() ? *(at - 1) : *at;
}
/// Shares of so many distinct values are off by 7 points in 95 of 100 columns at most: less than what the judges leave
/// between what they take and what they do not.
constexpr std::int64_t k_most_tested = 200;
/// Of columns that may hold anything so many are looked at for what is rare within them; of very wide tables fewer, so
/// that what all columns remember stays bounded.
constexpr std::size_t k_most_known = 2000, k_least_known = 256, k_most_known_of_all = 400'000;
constexpr std::size_t k_first_slots = 64; ///< a power of two
/// Of a longer value only the head is tested.
constexpr std::size_t k_head = 4096;

std::size_t decade(int year) {
    if (year < 1900) return 0;
    return year >= 2030 ? 14 : 1 + static_cast<std::size_t>(year - 1900) / 10;
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

/// Stands behind the last hit of a value.
constexpr TestHit k_end{0xffff, false};

bool is_plain(model::ValueClass value_class) {
    switch (value_class) {
    case model::ValueClass::text:
    case model::ValueClass::json:
    case model::ValueClass::array:
    case model::ValueClass::other: return false;
    default: return true;
    }
}

} // namespace

struct TableObserver::Column {
    /// A value that was seen: its hash, its rows, and where its hits begin in `hits`.
    struct Slot {
        std::uint64_t hash = 0; ///< 0: free
        std::uint32_t first = 0;
        std::uint32_t rows = 0;
    };
    bool unreadable = false; ///< bytes, not text
    bool list = false;       ///< arrays: each of their elements counts as a value
    bool plain = false;    ///< numbers, dates and the like, within which nothing stands; or what stands there is known
    std::size_t known = 0; ///< slots in use
    std::size_t most_known = k_most_known;
    std::vector<Slot> slots;
    std::vector<TestHit> hits; ///< those of each value, and k_end
    model::ClassEvidence evidence;
    std::int64_t last = 0;    ///< the whole number of the row before
    std::int64_t numbers = 0; ///< tested values that are numbers
    std::int64_t holding = 0; ///< tested values that hold personal data

    void see(std::string_view text, Rules const &rules);
    Slot &find(std::uint64_t hash);
    void grow();
    void count_sequence(std::string_view text);
    void test(std::string_view text, Rules const &rules);
    void keep(std::vector<TestHit> const &found);
    void finish(std::vector<std::string> const &names);
};

TableObserver::TableObserver(Rules const &rules, std::vector<model::SampleColumn> const &columns) : m_rules(rules) {
    m_columns.resize(columns.size());
    auto const most_known =
        std::clamp(k_most_known_of_all / std::max<std::size_t>(columns.size(), 1), k_least_known, k_most_known);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        m_columns[i].unreadable = columns[i].value_class == model::ValueClass::binary;
        m_columns[i].list = columns[i].value_class == model::ValueClass::array;
        m_columns[i].plain = is_plain(columns[i].value_class);
        m_columns[i].slots.resize(k_first_slots);
        m_columns[i].most_known = most_known;
    }
}

TableObserver::~TableObserver() = default;
TableObserver::TableObserver(TableObserver &&) noexcept = default;

void TableObserver::row(model::SampleRow row) {
    std::size_t const count = std::min(row.size(), m_columns.size());
    for (std::size_t i = 0; i < count; ++i) {
        Column &column = m_columns[i];
        if (row[i].null || is_blank(row[i].text)) ++column.evidence.nulls;
        else if (column.list)
            base::read_array(row[i].text.substr(0, k_head), [&](std::string_view element, bool null) {
                if (!null && !is_blank(element)) column.see(element, m_rules);
            });
        else if (!column.unreadable) column.see(row[i].text.substr(0, k_head), m_rules);
    }
}

void TableObserver::Column::see(std::string_view text, Rules const &rules) {
    ++evidence.rows;
    count_sequence(text);
    std::uint64_t const hash = XXH3_64bits(text.data(), text.size()) | 1U;
    Slot *slot = &find(hash);
    if (slot->hash == 0) {
        bool const tested = evidence.tested < k_most_tested;
        if (!tested && (plain || known >= most_known)) {
            evidence.more = true;
            return;
        }
        if (known * 5 >= slots.size() * 4) {
            grow();
            slot = &find(hash);
        }
        ++known;
        slot->hash = hash;
        slot->first = static_cast<std::uint32_t>(hits.size());
        thread_local std::vector<TestHit> glanced;
        if (tested) test(text, rules);
        else keep(rules.tests().glance(text, glanced));
    }
    ++slot->rows;
}

/// The slot of the hash, or the free one where it would stand.
TableObserver::Column::Slot &TableObserver::Column::find(std::uint64_t hash) {
    std::size_t at = hash >> 32 & (slots.size() - 1);
    while (slots[at].hash != 0 && slots[at].hash != hash) at = (at + 1) & (slots.size() - 1);
    return slots[at];
}

void TableObserver::Column::grow() {
    std::vector<Slot> old(slots.size() * 2);
    old.swap(slots);
    for (Slot const &slot : old)
        if (slot.hash != 0) find(slot.hash) = slot;
}

void TableObserver::Column::count_sequence(std::string_view text) {
    if (text.size() > 18 || text.front() < '0' || text.front() > '9') return;
    std::int64_t number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc{} || end != text.data() + text.size()) return;
    std::int64_t const step = number - last;
    if (step >= 1 && step <= 9) ++evidence.sequential;
    last = number;
}

void TableObserver::Column::keep(std::vector<TestHit> const &found) {
    hits.insert(hits.end(), found.begin(), found.end());
    hits.push_back(k_end);
}

void TableObserver::Column::test(std::string_view text, Rules const &rules) {
    thread_local ValueFacts facts;
    rules.tests().run(text, facts);
    keep(facts.hits);
    // What most of them hold need not be looked for among the others.
    holding += facts.holds ? 1 : 0;
    plain = plain || holding * 2 > k_most_tested;
    auto const length = static_cast<std::int64_t>(text.size());
    bool const first = evidence.tested++ == 0;
    evidence.min_length = first ? length : std::min(evidence.min_length, length);
    evidence.max_length = std::max(evidence.max_length, length);
    evidence.total_length += length;
    if (facts.number) {
        auto const below = bound_below(facts.whole), above = bound_above(facts.whole);
        evidence.minimum = numbers++ == 0 ? below : std::min(evidence.minimum, below);
        evidence.maximum = numbers == 1 ? above : std::max(evidence.maximum, above);
    }
    if (facts.year >= 0) {
        evidence.decades.resize(15);
        ++evidence.decades[decade(facts.year)];
    }
}

void TableObserver::Column::finish(std::vector<std::string> const &names) {
    std::vector<model::ClassHit> counts(names.size());
    for (Slot const &slot : slots)
        for (std::size_t i = slot.first; slot.hash != 0 && hits[i].test != k_end.test; ++i) {
            model::ClassHit &count = counts[hits[i].test];
            ++count.values;
            count.rows += slot.rows;
            count.valid += hits[i].valid ? 1 : 0;
        }
    for (std::size_t i = 0; i < counts.size(); ++i)
        if (counts[i].values > 0) {
            counts[i].test = names[i];
            evidence.hits.push_back(std::move(counts[i]));
        }
    std::sort(evidence.hits.begin(), evidence.hits.end(),
              [](model::ClassHit const &a, model::ClassHit const &b) { return a.test < b.test; });
}

std::vector<model::ClassEvidence> TableObserver::finish() {
    std::vector<model::ClassEvidence> result;
    for (Column &column : m_columns) {
        column.finish(m_rules.tests().names());
        result.push_back(std::move(column.evidence));
    }
    return result;
}

} // namespace scribe::classify
