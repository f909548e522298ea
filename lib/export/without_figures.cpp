// SPDX-License-Identifier: MIT
#include "export/without_figures.hpp"

#include <utility>

namespace scribe::exporter {

namespace {

class Cursor final : public model::RecordCursor {
public:
    explicit Cursor(std::unique_ptr<model::RecordCursor> cursor) : m_cursor(std::move(cursor)) {}
    bool next(model::Record &record) override {
        bool const more = m_cursor->next(record);
        record.stats.reset();
        return more;
    }

private:
    std::unique_ptr<model::RecordCursor> m_cursor;
};

class Reader final : public model::ModelReader {
public:
    explicit Reader(model::ModelReader &reader) : m_reader(reader) {}
    model::SourceFacts facts() override { return m_reader.facts(); }
    std::unique_ptr<model::RecordCursor> read(model::Kind kind) override {
        return std::make_unique<Cursor>(m_reader.read(kind));
    }
    bool find(model::Kind kind, std::string const &schema, std::string const &table, std::string const &name,
              model::Record &record) override {
        bool const found = m_reader.find(kind, schema, table, name, record);
        record.stats.reset();
        return found;
    }
    std::unique_ptr<model::RelationshipCursor> relationships() override { return m_reader.relationships(); }
    std::unique_ptr<model::RelationshipCursor> all_relationships() override { return m_reader.all_relationships(); }
    std::unique_ptr<model::ColumnDecisionCursor> column_decisions() override { return m_reader.column_decisions(); }
    std::unique_ptr<model::ItemCursor<model::SaidText>> said_texts() override { return m_reader.said_texts(); }
    std::unique_ptr<model::ItemCursor<model::SaidText>> other_texts() override { return m_reader.other_texts(); }
    std::unique_ptr<model::ItemCursor<model::SaidEntry>> said_entries() override { return m_reader.said_entries(); }
    std::vector<model::Term> terms() override { return m_reader.terms(); }
    std::vector<model::SaidTemplate> templates() override { return m_reader.templates(); }

private:
    model::ModelReader &m_reader;
};

} // namespace

std::unique_ptr<model::ModelReader> without_figures(model::ModelReader &reader) {
    return std::make_unique<Reader>(reader);
}

} // namespace scribe::exporter
