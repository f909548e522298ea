// SPDX-License-Identifier: MIT
#pragma once

#include "describe/vocabulary.hpp"
#include "model/label.hpp"
#include "model/objects.hpp"
#include "model/profile.hpp"

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

// What is known of a table when it is described. No writer asks for more, and each claim in a text comes from here.
namespace scribe::describe {

/// A relationship from one side.
struct Link {
    model::Ref other;                       ///< the table at the other end
    std::vector<std::string> columns;       ///< of this table
    std::vector<std::string> other_columns; ///< pair by pair
    std::string cardinality;                ///< N:1 | 1:1 | N:M, from the referring table
    bool declared = false;                  ///< by a foreign key; else found or said by a person
    bool array = false;                     ///< the referring column holds a list of keys
    double confidence = 1;
};

/// What people know of an object besides what it is.
struct Known {
    std::string term, definition; ///< of the glossary, where the object is called as a term; else empty
    std::vector<std::pair<std::string, std::string>> said; ///< field (model::k_context_fields) and text, in their order
};

struct ColumnEvidence {
    model::Column column;
    std::optional<model::ColumnProfile> profile;
    std::string entity;               ///< personal data: EMAIL, PERSON ...; empty for none
    bool entity_proven = true;        ///< by values or people, not by the column's name alone
    std::string semantic_type;        ///< url, uuid ... where the values prove one
    std::vector<std::string> labels;  ///< of its enum type
    std::vector<std::string> checks;  ///< conditions on this column alone
    std::optional<model::Ref> source; ///< views: the one table that a column of this name is read from
    std::string computed{};           ///< views: the expression that a column is, where it is more than a column
    Known known{};
};

/// A table or view.
struct TableEvidence {
    model::Ref ref;
    bool view = false;
    std::vector<ColumnEvidence> columns;
    std::vector<std::string> primary_key;
    std::vector<std::vector<std::string>> unique_keys; ///< others
    std::vector<Link> parents;                         ///< what it refers to
    std::vector<Link> children;                        ///< what refers to it
    std::vector<model::Ref> reads;                     ///< views
    std::string where{}, group_by{};                   ///< views: which rows, and what one row stands for
    std::string partition_key;                         ///< "RANGE (created_at)"
    std::optional<model::Ref> partition_of;
    std::string partition_bound;
    Known known{};
    std::shared_ptr<Vocabulary const> words{}; ///< what abbreviations stand for in the database; may be null
};

/// What a writer says of one object.
struct Said {
    std::string text; ///< empty: nothing
    double confidence = 0;
    std::vector<std::string> reasons; ///< what it stands on; without a text, why there is none
};

struct TableTexts {
    Said table;
    std::vector<Said> columns; ///< in the order of TableEvidence::columns
};

/// Writes what the evidence proves and nothing else. The same evidence gives the same text. An object of which nothing
/// is known beyond its name, type and keys gets no text.
TableTexts write_by_rules(TableEvidence const &table, class Templates const &templates);
/// With the templates that come with the program.
TableTexts write_by_rules(TableEvidence const &table);

} // namespace scribe::describe
