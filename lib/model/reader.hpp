// SPDX-License-Identifier: MIT
#pragma once

#include "model/record.hpp"
#include "model/relationship.hpp"

#include <memory>
#include <string>

namespace scribe::model {

/// Gives records one by one.
class RecordCursor {
public:
    virtual ~RecordCursor() = default;
    /// Fills `record` with the next one (its memory is reused); false at the end.
    virtual bool next(Record &record) = 0;
};

/// Facts about the source that exports state.
struct SourceFacts {
    std::string name; ///< as the user calls it
    std::string product;
    std::string version;
    std::string database;
    std::string encoding;
    std::string collation;
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
};

} // namespace scribe::model
