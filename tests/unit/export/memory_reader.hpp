// SPDX-License-Identifier: MIT
#pragma once

#include "model/reader.hpp"
#include "model/serialize.hpp"

#include <algorithm>
#include <map>
#include <tuple>
#include <vector>

namespace scribe::test {

/// A model in memory, read in the order that the catalog gives.
class MemoryReader final : public model::ModelReader {
public:
    template <typename T> void add(T object) { m_records[T::k_kind].push_back(model::to_record(std::move(object))); }

    /// They are read in the order in which they were added.
    void add_relationship(model::Relationship relationship) { m_relationships.push_back(std::move(relationship)); }

    std::unique_ptr<model::RelationshipCursor> relationships() override {
        return std::make_unique<Relationships>(m_relationships);
    }

    void add_record(model::Record record) { m_records[record.kind].push_back(std::move(record)); }

    void set_version(std::string version) { m_version = std::move(version); }

    model::SourceFacts facts() override { return {"shop", "PostgreSQL", m_version, "shop", "UTF8", "C"}; }

    std::unique_ptr<model::RecordCursor> read(model::Kind kind) override {
        auto &records = m_records[kind];
        auto const key = [](model::Record const &r) { return std::tie(r.schema, r.table, r.position, r.name); };
        std::sort(records.begin(), records.end(), [&](auto const &a, auto const &b) { return key(a) < key(b); });
        return std::make_unique<Cursor>(records);
    }

    bool find(model::Kind kind, std::string const &schema, std::string const &table, std::string const &name,
              model::Record &record) override {
        auto const &records = m_records[kind];
        auto const found = std::find_if(records.begin(), records.end(), [&](auto const &r) {
            return r.schema == schema && r.table == table && r.name == name;
        });
        if (found == records.end()) return false;
        record = *found;
        return true;
    }

private:
    struct Cursor final : model::RecordCursor {
        explicit Cursor(std::vector<model::Record> const &all) : records(&all) {}
        bool next(model::Record &record) override {
            if (at == records->size()) return false;
            record = (*records)[at++];
            return true;
        }
        std::vector<model::Record> const *records;
        std::size_t at = 0;
    };
    struct Relationships final : model::RelationshipCursor {
        explicit Relationships(std::vector<model::Relationship> const &all) : list(&all) {}
        bool next(model::Relationship &relationship) override {
            if (at == list->size()) return false;
            relationship = (*list)[at++];
            return true;
        }
        std::vector<model::Relationship> const *list;
        std::size_t at = 0;
    };
    std::map<model::Kind, std::vector<model::Record>> m_records;
    std::vector<model::Relationship> m_relationships;
    std::string m_version = "15.4";
};

} // namespace scribe::test
