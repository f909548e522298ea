// SPDX-License-Identifier: MIT
#pragma once

#include "model/sample.hpp"
#include "profile/count/arrays.hpp"
#include "profile/count/dates.hpp"
#include "profile/count/distinct.hpp"
#include "profile/count/documents.hpp"
#include "profile/count/numbers.hpp"
#include "profile/count/spans.hpp"
#include "profile/count/texts.hpp"
#include "profile/hash.hpp"

#include <cstdint>
#include <optional>

namespace scribe::profile {

/// What the columns of a table share.
struct Setting {
    /// For a table of `columns` columns: `memory` bytes for distinct values, and about as much for all the rest.
    Setting(std::uint64_t hash_key, std::string_view today, std::size_t memory, std::size_t columns);
    /// The numbers that such a table keeps a column, the values that it keeps as text, and the bytes for distinct
    /// values of all columns.
    static std::size_t kept_numbers(std::size_t memory, std::size_t columns);
    static std::size_t kept_texts(std::size_t columns);
    static std::size_t pooled(std::size_t memory, std::size_t columns) {
        return is_wide(columns) ? memory / 2 : memory;
    }
    /// Columns of tables that have hundreds of them get by with less.
    static bool is_wide(std::size_t columns) { return columns > 200; }

    std::uint64_t key = 0;
    Limits limits;
    Pool pool;
};

/// The text that values are counted by of which only the beginning is known: no text of a value.
constexpr std::string_view k_cut_text = "\xff\xfe";

/// Counts the values of a column, each once.
class ColumnCounter {
public:
    /// `setting` must outlive it.
    ColumnCounter(model::SampleColumn column, Setting &setting);

    /// The hash of a value, 0 for null. Fetches the memory that add() will need, which would otherwise wait for it.
    std::uint64_t prepare(model::SampleValue const &value) const {
        if (value.null) return 0;
        auto const counted = m_padded_type ? unpadded(value) : value;
        auto const hash = m_many_forms ? hash_of(counted) : hash_value(counted.text, counted.bytes, m_setting.key);
        if (has_values()) m_distinct.prefetch(hash);
        return hash;
    }
    /// Counts a value; `hash` is what prepare() gave.
    void add(model::SampleValue const &given, std::uint64_t hash);

    model::SampleColumn const &column() const { return m_column; }
    std::int64_t rows() const { return m_rows; }
    std::int64_t nulls() const { return m_nulls; }
    std::int64_t values() const { return m_rows - m_nulls; }
    std::int64_t bytes() const { return m_bytes; }
    std::int64_t max_bytes() const { return m_max_bytes; }
    /// Values that are none of the column's class: text in a column of numbers (SQLite), broken arrays.
    std::int64_t misfits() const;
    /// Whether values are given, so that they can be told apart.
    bool has_values() const { return m_column.value_class != model::ValueClass::binary; }

    /// Values of which nothing was fetched but how long they are, and those of which only the beginning was.
    std::int64_t unread() const { return m_unread; }
    std::int64_t cut() const { return m_cut; }

    DistinctCounter const &distinct() const { return m_distinct; }
    std::int64_t count_of(std::string_view value) const;

    /// Whether its class is one of numbers, of dates.
    bool of_numbers() const { return m_numbers.has_value(); }
    bool of_dates() const { return m_dates.has_value(); }
    // Nothing where the class has none of it.
    NumberCounter *numbers();
    DateCounter *dates();
    /// How dates that can be read in two ways are read: "day first".
    std::string_view date_reading() const;
    /// Decides what only all values tell. Call it when they are counted, before figures are taken.
    void settle();
    SpanCounter *spans() { return m_spans ? &*m_spans : nullptr; }
    TextCounter *texts() { return m_texts ? &*m_texts : nullptr; }
    /// Of text only where most values are documents.
    DocumentCounter const *documents() const;
    /// Of the values: those that are documents, as far as they were looked at.
    double document_share() const;
    ArrayCounter *arrays() { return m_arrays ? &*m_arrays : nullptr; }

private:
    /// Of what tells a value from others, which can be written in several ways: 1.50 and 1.5, 0 and -0.
    std::uint64_t hash_of(model::SampleValue const &value) const;
    static model::SampleValue unpadded(model::SampleValue value);
    void add_number(model::SampleValue const &value);
    void add_date(model::SampleValue const &value);
    void add_text(model::SampleValue const &value);
    void add_document(model::SampleValue const &value);

    model::SampleColumn m_column;
    Setting &m_setting;
    bool m_padded_type; ///< char(n): the server pads with spaces, which do not count
    bool m_folded_type; ///< citext: capitals do not count
    bool m_many_forms;  ///< a value can be written in several ways
    std::int64_t m_rows = 0, m_nulls = 0, m_bytes = 0, m_max_bytes = 0, m_misfits = 0;
    std::int64_t m_unread = 0, m_cut = 0;
    DistinctCounter m_distinct;
    std::optional<NumberCounter> m_numbers;
    std::optional<WrittenDates> m_dates;
    std::optional<SpanCounter> m_spans; ///< beside the texts
    std::optional<TextCounter> m_texts;
    std::optional<DocumentCounter> m_documents;
    std::optional<ArrayCounter> m_arrays;
};

} // namespace scribe::profile
