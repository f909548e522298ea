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

/// Bounds of numbers are kept up to here: those of ages, years and coordinates are not farther away.
constexpr std::int64_t k_farthest_bound = 10'000;
constexpr std::size_t k_most_tested = 2000;
constexpr std::size_t k_first_slots = 64; ///< a power of two
/// Of a longer value only the head is tested.
constexpr std::size_t k_head = 4096;

std::size_t decade(int year) {
    if (year < 1900) return 0;
    return year >= 2030 ? 14 : 1 + static_cast<std::size_t>(year - 1900) / 10;
}

bool is_blank(std::string_view text) { return text.find_first_not_of(" \t\r\n") == std::string_view::npos; }

} // namespace

struct TableObserver::Column {
    /// A tested value: its hash, its rows, and its hits within `hits`.
    struct Slot {
        std::uint64_t hash = 0; ///< 0: free
        std::uint32_t first = 0;
        std::uint16_t hits = 0;
        std::uint32_t rows = 0;
    };
    bool unreadable = false; ///< bytes, not text
    bool list = false;       ///< arrays: each of their elements counts as a value
    std::vector<Slot> slots;
    std::vector<TestHit> hits;
    model::ClassEvidence evidence;
    std::int64_t last = 0;    ///< the whole number of the row before
    std::int64_t numbers = 0; ///< tested values that are numbers

    void see(std::string_view text, Rules const &rules);
    Slot &find(std::uint64_t hash);
    void grow();
    void count_sequence(std::string_view text);
    void test(std::string_view text, Slot &slot, Rules const &rules);
    void finish(std::vector<std::string> const &names);
};

TableObserver::TableObserver(Rules const &rules, std::vector<model::SampleColumn> const &columns) : m_rules(rules) {
    m_columns.resize(columns.size());
    for (std::size_t i = 0; i < columns.size(); ++i) {
        m_columns[i].unreadable = columns[i].value_class == model::ValueClass::binary;
        m_columns[i].list = columns[i].value_class == model::ValueClass::array;
        m_columns[i].slots.resize(k_first_slots);
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
        if (evidence.tested == k_most_tested) {
            evidence.more = true;
            return;
        }
        if (static_cast<std::size_t>(evidence.tested) * 2 >= slots.size()) {
            grow();
            slot = &find(hash);
        }
        slot->hash = hash;
        test(text, *slot, rules);
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

void TableObserver::Column::test(std::string_view text, Slot &slot, Rules const &rules) {
    thread_local ValueFacts facts;
    rules.tests().run(text, facts);
    slot.first = static_cast<std::uint32_t>(hits.size());
    slot.hits = static_cast<std::uint16_t>(facts.hits.size());
    hits.insert(hits.end(), facts.hits.begin(), facts.hits.end());
    auto const length = static_cast<std::int64_t>(text.size());
    bool const first = evidence.tested++ == 0;
    evidence.min_length = first ? length : std::min(evidence.min_length, length);
    evidence.max_length = std::max(evidence.max_length, length);
    evidence.total_length += length;
    if (facts.number) {
        // No further than the rules look: a number of a person must not be told by its bounds.
        auto const whole = std::clamp<std::int64_t>(facts.whole, -k_farthest_bound, k_farthest_bound);
        evidence.minimum = numbers++ == 0 ? whole : std::min(evidence.minimum, whole);
        evidence.maximum = numbers == 1 ? whole : std::max(evidence.maximum, whole);
    }
    if (facts.year >= 0) {
        evidence.decades.resize(15);
        ++evidence.decades[decade(facts.year)];
    }
}

void TableObserver::Column::finish(std::vector<std::string> const &names) {
    std::vector<model::ClassHit> counts(names.size());
    for (Slot const &slot : slots)
        for (std::size_t i = slot.first; i < slot.first + slot.hits; ++i) {
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
