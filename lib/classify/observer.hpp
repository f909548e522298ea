// SPDX-License-Identifier: MIT
#pragma once

#include "classify/rules.hpp"
#include "model/label.hpp"
#include "model/sample.hpp"

#include <memory>
#include <vector>

namespace scribe::classify {

/// Sees each row of a table's sample once and counts which tests the values answer: all tests those of the first 200
/// distinct values of a column, and the first 2,000 of text (of tables with more than 200 columns fewer) those for what
/// is rare (ValueTests::glance). It keeps no value: those it knows are remembered by hash.
class TableObserver {
public:
    /// `rules` must outlive the observer.
    TableObserver(Rules const &rules, std::vector<model::SampleColumn> const &columns);
    ~TableObserver();
    TableObserver(TableObserver &&) noexcept;

    /// One value a column, in the order of the columns.
    void row(model::SampleRow row);

    /// The evidence, one entry a column. No row may follow.
    std::vector<model::ClassEvidence> finish();

private:
    struct Column;
    Rules const &m_rules;
    std::vector<Column> m_columns;
};

} // namespace scribe::classify
