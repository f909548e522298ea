// SPDX-License-Identifier: MIT
#include "export/json/json.hpp"

#include "base/json.hpp"
#include "export/text_buffer.hpp"
#include "model/document.hpp"
#include "model/serialize.hpp"

#include <memory>
#include <vector>

namespace scribe::exporter::json {

namespace {

using model::Kind;
using model::Record;

/// The record as one object, its last brace left out: what all objects have, then what its kind has. Parts that stand
/// in their table do not repeat its name.
void write_open(base::JsonWriter &json, Record const &record, bool in_table) {
    json.clear();
    json.begin_object();
    if (!in_table && model::is_table_part(record.kind)) json.member("kind", model::kind_name(record.kind));
    bool const has_schema = !in_table && record.kind != Kind::schema && !record.schema.empty();
    if (has_schema) json.member("schema", record.schema);
    if (!in_table && !record.table.empty()) json.member("table", record.table);
    json.member("name", record.name);
    if (record.position != 0) json.member("position", record.position);
    if (record.comment) json.member("comment", *record.comment);
    if (!record.extension.empty()) json.member("extension", record.extension);
    if (record.stats) {
        json.key("stats");
        json.raw(model::stats_to_json(*record.stats));
    }
}

/// The members of the record's body: JSON that the catalog holds, without its braces.
void append_body(std::string &line, Record const &record) {
    auto const members = std::string_view{record.body}.substr(1, record.body.size() - 2);
    if (!members.empty()) line.append(",").append(members);
}

/// One kind of object, one by one beside the tables and views they may belong to.
class Cursor {
public:
    Cursor(model::ModelReader &model, Kind kind) : m_kind(kind), m_cursor(model.read(kind)) { advance(); }

    Kind kind() const { return m_kind; }
    bool more() const { return m_more; }
    Record const &record() const { return m_record; }
    void advance() { m_more = m_cursor->next(m_record); }
    /// Below 0 while the part belongs to a table before `owner`, 0 when it is a part of it.
    int compare(Record const &owner) const {
        auto const by_schema = m_record.schema.compare(owner.schema);
        return by_schema != 0 ? by_schema : m_record.table.compare(owner.name);
    }

private:
    Kind m_kind;
    std::unique_ptr<model::RecordCursor> m_cursor;
    Record m_record;
    bool m_more = false;
};

std::vector<Cursor> part_cursors(model::ModelReader &model) {
    std::vector<Cursor> parts;
    for (auto const kind : model::k_document_parts) parts.emplace_back(model, kind);
    return parts;
}

class Document {
public:
    Document(model::ModelReader &model, TextSink const &sink) : m_model(model), m_out(sink) {}

    void write() {
        write_head();
        for (auto const kind : model::k_document_kinds) {
            begin_group(model::document_group(kind));
            if (kind == Kind::table || kind == Kind::view) write_relations(kind);
            else write_plain(kind);
            end_group();
        }
        if (m_other_parts) write_other_parts();
        write_known<model::Relationship>(model::k_document_relationships, m_model.all_relationships(),
                                         model::relationship_to_json);
        write_known<model::ColumnDecision>(model::k_document_labels, m_model.column_decisions(),
                                           model::column_decision_to_json);
        write_known<model::SaidText>(model::k_document_descriptions, m_model.said_texts(), model::said_text_to_json);
        write_known<model::SaidText>(model::k_document_other_descriptions, m_model.other_texts(),
                                     model::said_text_to_json);
        write_known<model::SaidEntry>(model::k_document_context, m_model.said_entries(), model::said_entry_to_json);
        write_list(model::k_document_glossary, m_model.terms(), model::document_term_to_json);
        write_list(model::k_document_templates, m_model.templates(), model::said_template_to_json);
        m_out += "\n}\n";
        m_out.flush();
    }

private:
    void write_head() {
        auto const facts = m_model.facts();
        m_json.begin_object();
        m_json.member("name", facts.name);
        m_json.member("product", facts.product);
        m_json.member("version", facts.version);
        m_json.member("database", facts.database);
        m_json.member("encoding", facts.encoding);
        m_json.member("collation", facts.collation);
        if (!facts.comment.empty()) m_json.member("comment", facts.comment);
        write_scanned_for(model::texts_of(facts.scanned_for));
        m_json.end_object();
        m_out += "{\n\"format\":\"";
        m_out += model::k_document_format;
        m_out += "\",\n\"format_version\":";
        m_out += std::to_string(model::k_document_version);
        m_out += ",\n\"source\":";
        m_out += m_json.text();
    }

    void write_scanned_for(model::FilterTexts const &texts) {
        if (texts.empty()) return;
        m_json.key("scanned_for");
        model::write_filter(m_json, texts);
    }

    void begin_group(std::string_view name) {
        m_out += ",\n\"";
        m_out += name;
        m_out += "\":[";
        m_separator = "\n";
    }
    void end_group() { m_out += m_separator == "\n" ? "]" : "\n]"; }
    void next_line() {
        m_out += m_separator;
        m_separator = ",\n";
    }

    void write_plain(Kind kind) {
        for (Cursor cursor{m_model, kind}; cursor.more(); cursor.advance()) write_line(cursor.record(), false);
    }

    void write_line(Record const &record, bool in_table) {
        next_line();
        write_open(m_json, record, in_table);
        m_line = m_json.text();
        append_body(m_line, record);
        m_line += '}';
        m_out += m_line;
    }

    /// The tables or the views with their parts. Both are walked, to tell whose the parts are.
    void write_relations(Kind wanted) {
        Cursor relations{m_model, wanted};
        Cursor others{m_model, wanted == Kind::table ? Kind::view : Kind::table};
        if (!relations.more() && wanted == Kind::view) return;
        auto parts = part_cursors(m_model);
        while (relations.more() || others.more()) {
            bool const own = relations.more() && (!others.more() || comes_first(relations.record(), others.record()));
            auto &relation = own ? relations : others;
            for (auto &part : parts) skip_before(part, relation.record());
            if (own) write_relation(relation.record(), parts);
            else {
                for (auto &part : parts) skip_parts(part, relation.record());
            }
            relation.advance();
        }
        for (auto const &part : parts) m_other_parts = m_other_parts || part.more();
    }

    static bool comes_first(Record const &a, Record const &b) {
        auto const by_schema = a.schema.compare(b.schema);
        return by_schema != 0 ? by_schema < 0 : a.name < b.name;
    }
    void skip_before(Cursor &part, Record const &relation) {
        for (; part.more() && part.compare(relation) < 0; part.advance()) m_other_parts = true;
    }
    static void skip_parts(Cursor &part, Record const &relation) {
        while (part.more() && part.compare(relation) == 0) part.advance();
    }

    void write_relation(Record const &relation, std::vector<Cursor> &parts) {
        next_line();
        write_open(m_json, relation, false);
        m_line = m_json.text();
        append_body(m_line, relation);
        m_out += m_line;
        for (auto &part : parts) {
            m_out += ",\n \"";
            m_out += model::document_group(part.kind());
            m_out += "\":[";
            m_separator = "\n  ";
            for (; part.more() && part.compare(relation) == 0; part.advance()) {
                write_line(part.record(), true);
                m_separator = ",\n  ";
            }
            m_out += m_separator == "\n  " ? "]" : "\n ]";
        }
        m_out += "}";
        m_separator = ",\n";
    }

    /// Parts whose table or view is not there: a scan gives none, but nothing is left out here.
    void write_other_parts() {
        begin_group(model::k_document_other_parts);
        for (auto const kind : model::k_document_parts) {
            Cursor tables{m_model, Kind::table}, views{m_model, Kind::view};
            for (Cursor part{m_model, kind}; part.more(); part.advance()) {
                while (tables.more() && part.compare(tables.record()) > 0) tables.advance();
                while (views.more() && part.compare(views.record()) > 0) views.advance();
                if (tables.more() && part.compare(tables.record()) == 0) continue;
                if (views.more() && part.compare(views.record()) == 0) continue;
                write_line(part.record(), false);
            }
        }
        end_group();
    }

    /// A group that is there only when it holds something.
    template <typename T, typename Cursor, typename ToJson>
    void write_known(std::string_view name, std::unique_ptr<Cursor> const &cursor, ToJson const &to_json) {
        T item;
        if (!cursor || !cursor->next(item)) return;
        begin_group(name);
        do {
            next_line();
            m_out += to_json(item);
        } while (cursor->next(item));
        end_group();
    }

    template <typename T, typename ToJson>
    void write_list(std::string_view name, std::vector<T> const &list, ToJson const &to_json) {
        if (list.empty()) return;
        begin_group(name);
        for (auto const &item : list) {
            next_line();
            m_out += to_json(item);
        }
        end_group();
    }

    model::ModelReader &m_model;
    TextBuffer m_out;
    base::JsonWriter m_json;
    std::string m_line;
    std::string_view m_separator;
    bool m_other_parts = false;
};

} // namespace

void write(model::ModelReader &model, TextSink const &out) { Document{model, out}.write(); }

} // namespace scribe::exporter::json
