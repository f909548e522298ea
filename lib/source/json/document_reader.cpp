// SPDX-License-Identifier: MIT
#include "source/json/document_reader.hpp"

#include "base/error.hpp"
#include "model/document.hpp"
#include "model/filter.hpp"
#include "model/json/fields.hpp"
#include "model/json/unread.hpp"
#include "model/serialize.hpp"
#include "source/json/known_reader.hpp"
#include "source/json/parse.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>

namespace scribe::source::json {

using base::JsonStream;
using base::json::Misfit;
using model::Kind;
namespace ondemand = simdjson::ondemand;

namespace {

/// More unknown members than this are not told apart.
constexpr std::size_t k_most_unknown = 100;

std::optional<Kind> group_kind(std::string_view name, auto const &kinds) {
    auto const found =
        std::find_if(kinds.begin(), kinds.end(), [name](Kind kind) { return model::document_group(kind) == name; });
    return found == kinds.end() ? std::nullopt : std::optional{*found};
}

bool is_relation(Kind kind) { return kind == Kind::table || kind == Kind::view; }

/// What every object has.
template <typename V> void common_fields(V &&visit, model::Object &object, std::int64_t &position) {
    visit("schema", object.schema);
    visit("table", object.table);
    visit("name", object.name);
    visit("position", position);
    visit("comment", object.comment);
    visit("extension", object.extension);
    visit("stats", object.stats);
}

} // namespace

/// Reads one element of a group.
class ElementReader {
public:
    ElementReader(DocumentReader &reader, JsonStream::Piece const &piece) : m_reader(reader), m_piece(piece) {}

    /// An object of this kind, with its parts.
    void read(Kind kind, ondemand::object object) { dispatch(kind, object, m_piece.offset, nullptr); }

    /// A part that stands outside of its table and tells its kind.
    void read_other_part(ondemand::object object) {
        std::string word;
        auto value = object.find_field_unordered("kind");
        std::optional<Kind> kind;
        if (value.error() == simdjson::SUCCESS) {
            base::json::read_value(value.value(), word);
            kind = model::kind_from_name(word);
        }
        if (!kind || !model::is_table_part(*kind))
            throw Misfit{m_piece.text.data(), "a part of a table with its \"kind\""};
        object.reset();
        dispatch(*kind, object, m_piece.offset, nullptr);
    }

private:
    /// `offset` is where the object begins in the file.
    void dispatch(Kind kind, ondemand::object object, std::int64_t offset, model::Record const *owner) {
        switch (kind) {
        case Kind::schema: return read_as<model::Schema>(object, offset, owner);
        case Kind::table: return read_as<model::Table>(object, offset, owner);
        case Kind::view: return read_as<model::View>(object, offset, owner);
        case Kind::column: return read_as<model::Column>(object, offset, owner);
        case Kind::constraint: return read_as<model::Constraint>(object, offset, owner);
        case Kind::index: return read_as<model::Index>(object, offset, owner);
        case Kind::sequence: return read_as<model::Sequence>(object, offset, owner);
        case Kind::type: return read_as<model::Type>(object, offset, owner);
        case Kind::routine: return read_as<model::Routine>(object, offset, owner);
        case Kind::trigger: return read_as<model::Trigger>(object, offset, owner);
        case Kind::rule: return read_as<model::Rule>(object, offset, owner);
        case Kind::policy: return read_as<model::Policy>(object, offset, owner);
        case Kind::statistics: return read_as<model::Statistics>(object, offset, owner);
        case Kind::extension: return read_as<model::Extension>(object, offset, owner);
        case Kind::publication: return read_as<model::Publication>(object, offset, owner);
        case Kind::event_trigger: return read_as<model::EventTrigger>(object, offset, owner);
        case Kind::server: return read_as<model::Server>(object, offset, owner);
        case Kind::privileges: return read_as<model::Privileges>(object, offset, owner);
        }
    }

    template <typename T> void read_as(ondemand::object object, std::int64_t offset, model::Record const *owner) {
        T to;
        std::int64_t position = 0;
        bool has_parts = false;
        std::vector<std::string> unread;
        base::json::read_members(
            object, to,
            [&position, &unread](auto &&visit, T &all) {
                common_fields(visit, all, position);
                visit("unread", unread);
                fields(visit, all);
            },
            [&](std::string_view key, ondemand::value) {
                if (is_relation(T::k_kind) && group_kind(key, model::k_document_parts)) has_parts = true;
                else if (key != "kind") m_reader.note_unknown(model::document_group(T::k_kind), key);
            });
        if (position < 0 || position > std::numeric_limits<int>::max())
            m_reader.m_stream.fail(offset, "a \"position\" from 0 on", std::to_string(position));
        to.position = static_cast<int>(position);
        if (owner) {
            to.schema = owner->schema;
            to.table = owner->name;
        } else if (T::k_kind == Kind::schema) to.schema = to.name;
        if (!owner && model::is_table_part(T::k_kind) && to.table.empty())
            m_reader.m_stream.fail(offset, "the name of its \"table\"");
        auto record = model::to_record(std::move(to));
        if (!unread.empty()) record.body = model::mark_unread(record.body, unread);
        model::Record const self = has_parts ? bare(record) : model::Record{};
        m_reader.put(std::move(record), offset);
        if (!has_parts) return;
        object.reset();
        read_parts(object, self);
    }

    void read_parts(ondemand::object object, model::Record const &owner) {
        for (auto field : object) {
            auto const kind = group_kind(std::string_view{field.unescaped_key()}, model::k_document_parts);
            if (!kind) continue;
            ondemand::value group = field.value();
            for (auto item : base::json::need_array(group)) {
                ondemand::value part = item.value();
                auto const offset = m_piece.offset + (part.raw_json_token().data() - m_piece.text.data());
                dispatch(*kind, base::json::need_object(part), offset, &owner);
            }
        }
    }

    static model::Record bare(model::Record const &record) {
        model::Record names;
        names.schema = record.schema;
        names.name = record.name;
        return names;
    }

    DocumentReader &m_reader;
    JsonStream::Piece const &m_piece;
};

void DocumentReader::put(model::Record &&record, std::int64_t offset) {
    if (record.name.empty()) m_stream.fail(offset, "a \"name\"", "an object without one");
    for (auto const *text : {&record.schema, &record.table, &record.name}) {
        if (text->find('\0') != std::string::npos) m_stream.fail(offset, "names without zero bytes");
    }
    auto const id_kind = is_relation(record.kind) ? Kind::table : record.kind;
    if (!m_seen.insert(model::object_id("", id_kind, record.schema, record.table, record.name)).second) {
        m_stream.fail(offset, "each object once",
                      fmt::format("{} {} again", model::kind_name(record.kind), model::format_ref(record)));
    }
    m_sink(std::move(record));
}

void DocumentReader::note_unknown(std::string_view group, std::string_view member) {
    auto name = fmt::format("{}.{}", group, member);
    if (m_unknown.size() >= k_most_unknown && !m_unknown.contains(name)) name = "others";
    ++m_unknown[name];
}

void DocumentReader::run() {
    while (m_stream.next_member()) {
        if (read_known()) continue;
        auto const kind = group_kind(m_stream.key(), model::k_document_kinds);
        bool const other_parts = m_stream.key() == model::k_document_other_parts;
        if (!kind && !other_parts) {
            auto const &key = m_stream.key();
            if (key != "format" && key != "format_version" && key != "source") ++m_unknown[key];
            continue;
        }
        if (kind) m_present.insert(*kind);
        JsonStream::Piece piece;
        while (m_stream.next_element(piece)) {
            parse(m_stream, piece, [&](ondemand::document &document) {
                auto const object = need_object(document, piece);
                ElementReader reader{*this, piece};
                if (kind) reader.read(*kind, object);
                else reader.read_other_part(object);
            });
        }
    }
    leave_out_strangers();
}

bool DocumentReader::read_known() {
    auto const group = m_stream.key();
    auto const unknown = [&](std::string_view member) { note_unknown(group, member); };
    auto const read_all = [&](auto &list, auto const &read) {
        JsonStream::Piece piece;
        while (m_stream.next_element(piece)) list.push_back(read(m_stream, piece, unknown));
        return true;
    };
    if (group == model::k_document_relationships) return read_all(m_known.relationships, read_relationship);
    if (group == model::k_document_labels) return read_all(m_known.labels, read_column_decision);
    if (group == model::k_document_descriptions || group == model::k_document_other_descriptions)
        return read_all(m_known.descriptions, read_said_text);
    if (group == model::k_document_context) return read_all(m_known.context, read_said_entry);
    if (group == model::k_document_glossary) return read_all(m_known.glossary, read_term);
    if (group == model::k_document_templates) return read_all(m_known.templates, read_template);
    return false;
}

bool DocumentReader::has(Kind kind, std::string const &schema, std::string const &table,
                         std::string const &name) const {
    return m_seen.contains(model::object_id("", kind, schema, table, name));
}

void DocumentReader::leave_out_strangers() {
    auto const here = [this](model::RelationshipEnd const &end) { return has(Kind::table, end.schema, "", end.table); };
    m_strangers += static_cast<std::int64_t>(
        std::erase_if(m_known.relationships, [&](auto const &one) { return !here(one.from) || !here(one.to); }));
    m_strangers += static_cast<std::int64_t>(std::erase_if(
        m_known.labels, [&](auto const &one) { return !has(Kind::column, one.schema, one.table, one.column); }));
    auto const is_strange = [this](auto const &one) {
        auto const kind = model::kind_from_name(one.of.kind);
        return kind && !has(is_relation(*kind) ? Kind::table : *kind, one.of.schema, one.of.table, one.of.name);
    };
    m_strangers += static_cast<std::int64_t>(std::erase_if(m_known.descriptions, is_strange));
    m_strangers += static_cast<std::int64_t>(std::erase_if(m_known.context, is_strange));
}

std::set<Kind> DocumentReader::absent() const {
    std::set<Kind> kinds;
    for (auto const kind : model::k_document_kinds) {
        if (!m_present.contains(kind)) kinds.insert(kind);
    }
    // Tables and views share their parts, so one group stands for both.
    if (kinds.contains(Kind::table) && kinds.contains(Kind::view))
        kinds.insert(model::k_document_parts.begin(), model::k_document_parts.end());
    else {
        kinds.erase(Kind::table);
        kinds.erase(Kind::view);
    }
    return kinds;
}

} // namespace scribe::source::json
