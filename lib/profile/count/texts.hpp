// SPDX-License-Identifier: MIT
#pragma once

#include "model/sample.hpp"
#include "profile/count/axis.hpp"
#include "profile/count/dates.hpp"
#include "profile/count/masks.hpp"
#include "profile/count/numbers.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

namespace scribe::profile {

/// Counts texts, and the numbers and dates among them.
class TextCounter {
public:
    /// With `meaning` it looks for numbers and dates.
    explicit TextCounter(Limits const &limits, bool meaning = true)
        : m_limits(limits), m_meaning(meaning), m_lengths(limits.kept), m_dates(limits) {}

    void add(model::SampleValue const &value);

    std::int64_t count() const { return m_count; }
    std::int64_t empty() const { return m_empty; }
    std::int64_t blank() const { return m_blank; } ///< only white space, not empty
    std::string const &min() const { return m_min; }
    std::string const &max() const { return m_max; }
    Axis &lengths() { return m_lengths; }
    MaskCounter const &masks() const { return m_masks; }
    /// Values of an even number of hexadecimal digits, 16 or more, all of the same length.
    /// Without letters, of which three in eight are, they are numbers.
    bool hex_digests() const {
        return m_hex == m_count && m_count > 0 && m_lengths.min() == m_lengths.max() && m_letters * 10 >= m_characters;
    }
    /// Values of 16 characters or more that look random: letters and digits mixed, no white space.
    std::int64_t opaque() const { return m_opaque; }
    NumberCounter *numbers() { return m_numbers.get(); } ///< nothing when there was none
    DateCounter *dates() { return m_dates.dates(); }
    std::string_view date_reading() const { return m_dates.reading(); }
    /// Decides what numbers and dates mean. Call it when all values are counted.
    void settle();
    void finish(model::TextFacts &facts, bool exact) const;

private:
    void add_meaning(Shape const &shape, std::string_view text);

    Limits m_limits;
    bool m_meaning;
    Axis m_lengths;
    MaskCounter m_masks;
    std::unique_ptr<NumberCounter> m_numbers;
    WrittenDates m_dates;
    std::string m_min, m_max;
    double m_fewer = 0,
           m_more = 0; ///< characters that values read in part may have fewer or more than they are told to
    std::int64_t m_count = 0, m_empty = 0, m_blank = 0, m_cut = 0, m_max_bytes = 0;
    std::int64_t m_upper = 0, m_lower = 0, m_trimmed = 0, m_controlled = 0, m_lines = 0, m_hex = 0, m_opaque = 0;
    std::int64_t m_letters = 0, m_digits = 0, m_spaces = 0, m_punctuation = 0, m_non_ascii = 0, m_characters = 0;
};

} // namespace scribe::profile
