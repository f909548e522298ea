// SPDX-License-Identifier: MIT
#pragma once

#include "classify/column_view.hpp"

#include <vector>

// The judges of judge(): each proposes labels for what it knows about. The order does not matter, the surest wins.
namespace scribe::classify {

/// A table on its way to its labels.
struct TableView {
    RuleBook const &book;
    std::vector<ColumnView> columns;
    bool about_people = false; ///< the table's name says so: customers, patients
    bool about_things = false; ///< the table's name says so: animals, vehicles
    /// Different entities found so far that only people have, the table's name included.
    int person_signals = 0;

    int rule(std::string_view entity) const { return book.find(entity); }
    bool has(std::string_view entity) const;
};

/// Entities that formats, lists and checksums decide: what rules.txt says is all there is to know.
void judge_formats(TableView const &table, ColumnView &column);

/// PERSON, USERNAME, AGE, BIRTHDATE by name and values, or by values alone.
void judge_people(TableView const &table, ColumnView &column);

/// PHONE, ADDRESS, LOCATION, POSTCODE, GEO by name and values, or by values alone.
void judge_contact(TableView const &table, ColumnView &column);

/// As many make a table one about people.
constexpr int k_enough_signals = 2;

/// What only a table of people makes personal: one more look at columns that have no label yet.
void judge_by_context(TableView const &table, std::size_t index, ColumnView &column);

/// What a name says in a table of people only, and what flags and codes there are of: is_union_member, sex 1 and 2.
void judge_among_people(TableView const &table, ColumnView &column);

/// Text and documents within which validated personal data stands: labels the column after it where much of it holds
/// some, and guards its values where any of it does.
void judge_text(TableView const &table, ColumnView &column);

/// Columns whose values hold passwords, tokens and the like within them: connection strings, headers, webhooks.
void judge_secrets(TableView const &table, ColumnView &column);

/// Guards the values of settings where another column names some of them as secrets: key, value.
void guard_settings(TableView &table);

/// Columns without values: the name is all there is.
void judge_by_name(TableView const &table, ColumnView &column);

/// The semantic type that the values prove, and how sure that is; empty when none.
std::pair<std::string, double> judge_type(TableView const &table, ColumnView const &column);

} // namespace scribe::classify
