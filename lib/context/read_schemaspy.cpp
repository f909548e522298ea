// SPDX-License-Identifier: MIT
#include "context/readers.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

namespace scribe::context {

namespace {

class MetaFile {
public:
    MetaFile(std::string_view text, std::string const &file) : m_text(text), m_file(file), m_lines(text) {}

    std::vector<RelationDraft> read() {
        pugi::xml_document document;
        auto const result =
            document.load_buffer(m_text.data(), m_text.size(), pugi::parse_default, pugi::encoding_utf8);
        if (!result) fail_at(place(result.offset), fmt::format("this is no well-formed XML: {}", result.description()));
        auto const root = document.document_element();
        if (std::string_view{root.name()} != "schemaMeta")
            fail_at(place(root.offset_debug()), fmt::format("expected <schemaMeta>, as SchemaSpy's meta files have"));
        for (auto const &table : root.child("tables").children("table")) {
            for (auto const &column : table.children("column")) {
                for (auto const &key : column.children("foreignKey")) add(table, column, key);
            }
        }
        return std::move(m_drafts);
    }

private:
    std::string place(std::ptrdiff_t offset) const {
        return fmt::format("{}:{}", m_file, m_lines.line(offset < 0 ? 0 : static_cast<std::size_t>(offset)));
    }

    std::string attribute(pugi::xml_node const &node, char const *name) const {
        std::string text = node.attribute(name).as_string();
        if (text.empty())
            fail_at(place(node.offset_debug()), fmt::format("expected the attribute {} of <{}>", name, node.name()));
        return text;
    }

    void add(pugi::xml_node const &table, pugi::xml_node const &column, pugi::xml_node const &key) {
        RelationDraft draft;
        draft.place = place(key.offset_debug());
        draft.from = {
            table.attribute("remoteSchema").as_string(), attribute(table, "name"), {attribute(column, "name")}};
        draft.to = {key.attribute("remoteSchema").as_string(), attribute(key, "table"), {attribute(key, "column")}};
        m_drafts.push_back(std::move(draft));
    }

    std::string_view m_text;
    std::string const &m_file;
    LineIndex m_lines;
    std::vector<RelationDraft> m_drafts;
};

} // namespace

std::vector<RelationDraft> read_schemaspy(std::string_view text, std::string const &file) {
    return MetaFile{text, file}.read();
}

} // namespace scribe::context
