// SPDX-License-Identifier: MIT
#include "base/json_reader.hpp"
#include "base/text.hpp"
#include "context/end.hpp"
#include "context/readers.hpp"

#include <fmt/format.h>

namespace scribe::context {

namespace {

namespace ondemand = simdjson::ondemand;
using base::json::Misfit;

class JsonRelations {
public:
    JsonRelations(std::string_view text, std::string const &file) : m_text(text), m_file(file), m_lines(m_text) {}

    std::vector<RelationDraft> read() {
        simdjson::padded_string const padded{m_text};
        m_begin = padded.data();
        ondemand::parser parser;
        ondemand::document document;
        try {
            document = parser.iterate(padded);
            read_root(document);
            if (document.current_location().error() != simdjson::OUT_OF_BOUNDS)
                fail_at(place(m_last), "expected the end of the file");
        } catch (Misfit const &misfit) {
            fail_at(place(misfit.at), fmt::format("expected {}", misfit.expected));
        } catch (simdjson::simdjson_error const &error) {
            char const *at = m_last;
            if (document.current_location().get(at) != simdjson::SUCCESS) at = m_last;
            fail_at(place(at), fmt::format("expected JSON: {}", error.what()));
        }
        return std::move(m_drafts);
    }

private:
    std::string place(char const *at) const {
        auto const offset = at && at >= m_begin ? static_cast<std::size_t>(at - m_begin) : 0;
        return fmt::format("{}:{}", m_file, m_lines.line(std::min(offset, m_text.size())));
    }

    void read_root(ondemand::document &document) {
        if (document.type() == ondemand::json_type::array) return read_list(document.get_array());
        if (document.type() != ondemand::json_type::object)
            throw Misfit{m_begin, "an array of relationships, or an object with \"items\""};
        bool found = false;
        for (auto field : document.get_object()) {
            std::string_view const key = field.unescaped_key();
            ondemand::value value = field.value();
            if (key != "items" && key != "relationships") continue;
            found = true;
            read_list(base::json::need_array(value));
        }
        if (!found) throw Misfit{m_begin, "an array of relationships, or an object with \"items\""};
    }

    void read_list(ondemand::array list) {
        for (auto element : list) {
            ondemand::value value = element.value();
            m_last = value.raw_json_token().data();
            auto const at = place(m_last);
            std::vector<DraftField> fields;
            for (auto field : base::json::need_object(value)) {
                std::string name{field.unescaped_key().value()};
                ondemand::value member = field.value();
                m_last = member.raw_json_token().data();
                auto const where = place(m_last);
                fields.push_back({std::move(name), text_of(member), where});
            }
            m_drafts.push_back(draft_of(fields, at));
        }
    }

    static std::string text_of(ondemand::value &value) {
        switch (value.type()) {
        case ondemand::json_type::null: value.is_null(); return {};
        case ondemand::json_type::boolean: return value.get_bool().value() ? "true" : "false";
        case ondemand::json_type::object: return end_of(value);
        default: return std::string{base::json::need<std::string_view>(value, value.get_string(), "a text")};
        }
    }

    /// {"schema": ..., "table": ..., "columns": [...]}: as `scribe relate list` writes an end.
    static std::string end_of(ondemand::value &value) {
        model::RelationshipEnd end;
        auto const *const at = value.raw_json_token().data();
        for (auto field : base::json::need_object(value)) {
            std::string_view const key = field.unescaped_key();
            ondemand::value member = field.value();
            if (key == "schema") base::json::read_value(member, end.schema);
            else if (key == "table") base::json::read_value(member, end.table);
            else if (key == "columns") base::json::read_value(member, end.columns);
        }
        if (end.table.empty() || end.columns.empty()) throw Misfit{at, "an end with \"table\" and \"columns\""};
        return end_text(end);
    }

    std::string_view m_text;
    std::string const &m_file;
    LineIndex m_lines;
    char const *m_begin = nullptr;
    char const *m_last = nullptr; ///< where the value begins that was read last
    std::vector<RelationDraft> m_drafts;
};

} // namespace

std::vector<RelationDraft> read_json(std::string_view text, std::string const &file) {
    return JsonRelations{text, file}.read();
}

} // namespace scribe::context
