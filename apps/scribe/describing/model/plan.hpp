// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/said/descriptions.hpp"
#include "catalog/store.hpp"
#include "describe/model/writer.hpp"
#include "model/filter.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

namespace scribe::cli {

/// A table or view that a model is asked about.
struct PlannedTable {
    std::int64_t id = 0;
    model::Ref ref;
    bool view = false;
    std::vector<std::int64_t> parents; ///< those that come before it: what is said of them is known then
};

/// Texts that stay though what they stand on is not what it was, without their texts; and what it is now.
using MovedTexts = std::vector<std::pair<catalog::TextRow, std::int64_t>>;
/// Adds a text that stays, when it is one of these.
void add_moved(MovedTexts &moved, catalog::TextRow row, std::int64_t basis);

/// What a run over a source asks about.
struct DescribePlan {
    std::vector<PlannedTable> tables;                     ///< those that it refers to before a table
    std::unordered_map<std::int64_t, std::size_t> places; ///< in `tables`, by id
    describe::TableNames names;                           ///< of all tables of the source
    describe::DatabaseOutline database;
    std::int64_t objects = 0, kept = 0; ///< selected in all; of those, with a text that stays
    std::int64_t others = 0;            ///< of those, what is no table, view or column and is to be described
    MovedTexts moved;
};

/// Which objects of a source: all that have no text of a person, no approved one and no comment.
DescribePlan make_plan(catalog::Store &store, catalog::SourceRow const &source,
                       std::vector<model::RefPattern> const &patterns);

/// True when no writer may say something in place of the text: a person wrote or approved it, or the database has it.
bool stays(std::optional<catalog::TextRow> const &row);

/// True when the table, or a column of it, is selected; all are without patterns.
bool selects_table(std::vector<model::RefPattern> const &patterns, std::string const &source,
                   describe::TableEvidence const &table);
bool selects_column(std::vector<model::RefPattern> const &patterns, std::string const &source,
                    describe::TableEvidence const &table, std::string const &column);

/// The ids of objects by the catalog's rule.
std::int64_t table_id(std::string const &source, describe::TableEvidence const &table);
std::int64_t column_id(std::string const &source, model::Ref const &table, std::string const &column);

} // namespace scribe::cli
