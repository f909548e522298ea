// SPDX-License-Identifier: MIT
#include "profile/count/texts.hpp"

#include "profile/count/heavy.hpp"

#include <algorithm>

namespace scribe::profile {

namespace {

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

/// Keeps the least and the greatest text by bytes; most values are neither.
void keep_bounds(std::string_view text, std::int64_t count, std::string &min, std::string &max) {
    auto const kept = text.size() <= 100 ? text : beginning(text);
    if (count == 0 || kept < min) min = kept;
    if (count == 0 || kept > max) max = kept;
}

/// Random text changes between letters and digits all the time and has hardly any punctuation; addresses, numbers of
/// documents and words do not.
bool is_opaque(Shape const &shape, std::size_t size) {
    auto const looked_at = shape.looked_at();
    if (looked_at < 16 || shape.spaces > 0 || shape.digits == 0 || shape.upper + shape.lower < 2) return false;
    std::size_t const runs = shape.runs, punctuation = shape.punctuation;
    if (runs > 0) return runs * 3 >= looked_at && punctuation * 4 <= runs;
    return punctuation * (size > 64 ? 20 : 8) <= looked_at;
}

} // namespace

void TextCounter::add(model::SampleValue const &value) {
    auto const text = value.text;
    auto const shape = shape_of(text);
    keep_bounds(text, m_count, m_min, m_max);
    ++m_count;
    m_max_bytes = std::max(m_max_bytes, value.bytes);
    auto characters = static_cast<double>(shape.characters);
    if (value.cut()) {
        ++m_cut;
        // As many characters a byte as in the beginning; what follows it has one to four bytes each.
        auto const bytes = static_cast<double>(value.bytes), read = static_cast<double>(text.size());
        auto const known = characters;
        characters *= bytes / std::max(read, 1.0);
        m_fewer += characters - known - (bytes - read) / 4;
        m_more += known + (bytes - read) - characters;
    }
    m_lengths.add(std::max(0.0, characters));
    if (text.empty()) {
        m_empty += value.bytes <= 0 ? 1 : 0;
        return;
    }
    auto const looked_at = shape.looked_at();
    m_letters += shape.upper + shape.lower;
    m_digits += shape.digits;
    m_spaces += shape.spaces;
    m_punctuation += shape.punctuation;
    m_non_ascii += shape.non_ascii;
    m_characters += looked_at;
    m_controlled += shape.controls > 0 ? 1 : 0;
    m_upper += (shape.upper > 0 && shape.lower == 0) ? 1 : 0;
    m_lower += (shape.lower > 0 && shape.upper == 0) ? 1 : 0;
    m_hex += (shape.hex == looked_at && looked_at >= 16 && looked_at % 2 == 0) ? 1 : 0;
    m_opaque += is_opaque(shape, text.size()) ? 1 : 0;
    if (shape.spaces > 0) {
        m_blank += shape.spaces == looked_at ? 1 : 0;
        m_trimmed += (is_space(text.front()) || (is_space(text.back()) && !value.cut())) ? 1 : 0;
        m_lines += text.find('\n') != std::string_view::npos ? 1 : 0;
    }
    m_masks.add(shape);
    if (m_meaning) add_meaning(shape, text);
}

/// Numbers and dates have digits, few letters but for the name of a month, and no more than 40 bytes: most texts need
/// not be parsed.
void TextCounter::add_meaning(Shape const &shape, std::string_view text) {
    auto const letters = shape.upper + shape.lower;
    if (shape.digits == 0 || text.size() > 40 || letters > 14 || shape.non_ascii > 1) return;
    if (letters <= 4 && shape.non_ascii == 0 && shape.punctuation <= 3 && shape.spaces == 0) {
        auto const number = parse_number(text);
        if (number.kind != Number::Kind::none) {
            if (m_numbers == nullptr) m_numbers = std::make_unique<NumberCounter>(m_limits.kept);
            if (shape.digits == text.size()) m_dates.add_digits(text);
            return m_numbers->add(number, text);
        }
    }
    if (shape.digits >= 3 && shape.punctuation + shape.spaces >= 2) m_dates.add(text);
}

void TextCounter::settle() {
    if (m_dates.settle(m_numbers == nullptr ? 0 : m_numbers->count())) m_numbers.reset();
}

void TextCounter::finish(model::TextFacts &facts, bool exact) const {
    if (m_count == 0) return;
    auto const part = [](std::int64_t count, std::int64_t all) {
        return all == 0 ? 0 : rounded(static_cast<double>(count) / static_cast<double>(all));
    };
    facts.min_length = static_cast<std::int64_t>(m_lengths.min());
    facts.max_length = static_cast<std::int64_t>(m_lengths.max());
    facts.mean_length = m_lengths.mean(exact);
    auto const count = static_cast<double>(m_count);
    facts.mean_length.low = rounded(facts.mean_length.low - m_fewer / count);
    facts.mean_length.high = rounded(facts.mean_length.high + m_more / count);
    facts.max_bytes = m_max_bytes;
    facts.cut_share = part(m_cut, m_count);
    facts.letter_share = part(m_letters, m_characters);
    facts.digit_share = part(m_digits, m_characters);
    facts.space_share = part(m_spaces, m_characters);
    facts.punctuation_share = part(m_punctuation, m_characters);
    facts.non_ascii_share = part(m_non_ascii, m_characters);
    facts.upper_share = part(m_upper, m_count);
    facts.lower_share = part(m_lower, m_count);
    facts.trimmed_share = part(m_trimmed, m_count);
    facts.control_share = part(m_controlled, m_count);
    facts.line_share = part(m_lines, m_count);
    facts.number_share = part(m_numbers == nullptr ? 0 : m_numbers->count(), m_count);
    facts.date_share = part(m_dates.dates() == nullptr ? 0 : m_dates.dates()->valid(), m_count);
    auto const filled = m_count - m_empty;
    facts.words = part(m_spaces + filled, filled);
    m_masks.finish(facts, filled - m_blank);
}

} // namespace scribe::profile
