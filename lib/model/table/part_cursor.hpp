// SPDX-License-Identifier: MIT
#pragma once

#include "model/objects.hpp"
#include "model/serialize.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scribe::model {

/// Walks the parts of one kind beside the tables and views they belong to.
class PartCursor {
public:
    PartCursor(ModelReader &reader, Kind kind) : m_cursor(reader.read(kind)) { advance(); }

    /// Appends the parts of the relation, which comes after the one asked for before.
    void take(Ref const &owner, std::vector<Record> &parts) {
        while (m_more && compare(owner) < 0) advance();
        for (; m_more && compare(owner) == 0; advance()) parts.push_back(std::move(m_record));
    }

private:
    void advance() { m_more = m_cursor->next(m_record); }
    int compare(Ref const &owner) const {
        auto const by_schema = m_record.schema.compare(owner.schema);
        return by_schema != 0 ? by_schema : m_record.table.compare(owner.name);
    }

    std::unique_ptr<RecordCursor> m_cursor;
    Record m_record;
    bool m_more = false;
};

/// The parts of a relation whose bodies hold `word`: cheaper than parsing them all.
template <typename T> std::vector<T> take_parts(PartCursor &cursor, Ref const &owner, std::string_view word = {}) {
    std::vector<Record> records;
    cursor.take(owner, records);
    std::erase_if(records, [word](Record const &r) { return r.body.find(word) == std::string::npos; });
    std::vector<T> parts;
    parts.reserve(records.size());
    for (auto const &record : records) from_record(record, parts.emplace_back());
    return parts;
}

} // namespace scribe::model
