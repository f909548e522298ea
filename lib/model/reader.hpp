// SPDX-License-Identifier: MIT
#pragma once

#include "model/filter.hpp"
#include "model/label.hpp"
#include "model/record.hpp"
#include "model/relationship.hpp"
#include "model/said/said_of.hpp"
#include "model/said/term.hpp"

#include <memory>
#include <string>
#include <vector>

namespace scribe::model {

/// Gives records one by one.
class RecordCursor {
public:
    virtual ~RecordCursor() = default;
    /// Fills `record` with the next one (its memory is reused); false at the end.
    virtual bool next(Record &record) = 0;
};

/// Gives decisions one by one, in the order of schema, table, position and name of the columns.
class ColumnDecisionCursor {
public:
    virtual ~ColumnDecisionCursor() = default;
    /// Fills `decision` with the next one; false at the end.
    virtual bool next(ColumnDecision &decision) = 0;
};

/// What relate found and people and writers said of the objects of a source, and no scan of a database can see.
struct Known {
    std::vector<Relationship> relationships;
    std::vector<ColumnDecision> labels;
    std::vector<SaidText> descriptions; ///< all versions
    std::vector<SaidEntry> context;
    std::vector<Term> glossary;
    std::vector<SaidTemplate> templates;
    bool empty() const {
        return relationships.empty() && labels.empty() && descriptions.empty() && context.empty() && glossary.empty() &&
               templates.empty();
    }
};

/// Facts about the source that exports state.
struct SourceFacts {
    std::string name; ///< as the user calls it
    std::string product;
    std::string version;
    std::string database;
    std::string encoding;
    std::string collation;
    std::string comment{};      ///< on the database itself
    ObjectFilter scanned_for{}; ///< what alone was read of it; empty: everything, or nobody knows
};

/// What exporters read: the objects of one source, kind by kind. Each cursor gives them in the order of schema, table,
/// position, name (compared byte by byte), so that several cursors can be walked side by side, table by table.
class ModelReader {
public:
    virtual ~ModelReader() = default;
    virtual SourceFacts facts() = 0;
    virtual std::unique_ptr<RecordCursor> read(Kind kind) = 0;
    /// Fills `record` with one object; false when there is none of that name. For single objects: a cursor is the
    /// cheaper way to many.
    virtual bool find(Kind kind, std::string const &schema, std::string const &table, std::string const &name,
                      Record &record) = 0;
    /// The relationships that no foreign key declares and nobody rejected, of 0.5 and above in confidence, sorted by
    /// their ends; nothing when the model knows of none.
    virtual std::unique_ptr<RelationshipCursor> relationships() { return nullptr; }
    /// All that are known between tables that are read: also declared, rejected and doubtful ones. Sorted as before.
    virtual std::unique_ptr<RelationshipCursor> all_relationships() { return nullptr; }
    /// What people decided about the columns that are read.
    virtual std::unique_ptr<ColumnDecisionCursor> column_decisions() { return nullptr; }
    /// The versions that count of descriptions that have a text: of the database first, then by schema, table, position
    /// and name, what is said of a schema before what is said of its objects.
    virtual std::unique_ptr<ItemCursor<SaidText>> said_texts() { return nullptr; }
    /// All other versions, in the same order, those of an object by number: rejected and replaced ones, and those that
    /// say why there is no text.
    virtual std::unique_ptr<ItemCursor<SaidText>> other_texts() { return nullptr; }
    /// What people say of objects, descriptions left out, in the same order.
    virtual std::unique_ptr<ItemCursor<SaidEntry>> said_entries() { return nullptr; }
    /// The terms of the glossary, by name.
    virtual std::vector<Term> terms() { return {}; }
    /// The templates of people, by name.
    virtual std::vector<SaidTemplate> templates() { return {}; }
};

} // namespace scribe::model
