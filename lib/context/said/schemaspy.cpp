// SPDX-License-Identifier: MIT
#include "context/readers.hpp"
#include "context/said/readers.hpp"
#include "context/tables/statements.hpp"

#include <fmt/format.h>
#include <pugixml.hpp>

namespace scribe::context {

namespace {

class MetaComments {
public:
    MetaComments(std::string_view text, std::string const &file, Sayings const &use)
        : m_text(text), m_file(file), m_lines(text), m_use(use) {}

    void read() const {
        pugi::xml_document document;
        auto const result =
            document.load_buffer(m_text.data(), m_text.size(), pugi::parse_default, pugi::encoding_utf8);
        if (!result) fail_at(place(result.offset), fmt::format("this is no well-formed XML: {}", result.description()));
        auto const root = document.document_element();
        if (std::string_view{root.name()} != "schemaMeta")
            fail_at(place(root.offset_debug()), "expected <schemaMeta>, as SchemaSpy's meta files have");
        say({}, root);
        for (auto const &table : root.child("tables").children("table")) {
            Statement self;
            self.schema = table.attribute("remoteSchema").as_string(table.attribute("schema").as_string());
            self.table = name_of(table);
            say(self, table);
            for (auto const &column : table.children("column")) {
                auto part = self;
                part.name = name_of(column);
                say(std::move(part), column);
            }
        }
    }

private:
    std::string place(std::ptrdiff_t offset) const {
        return fmt::format("{}:{}", m_file, m_lines.line(offset < 0 ? 0 : static_cast<std::size_t>(offset)));
    }

    std::string name_of(pugi::xml_node const &node) const {
        std::string text = node.attribute("name").as_string();
        if (text.empty())
            fail_at(place(node.offset_debug()), fmt::format("expected the attribute name of <{}>", node.name()));
        return text;
    }

    /// Comments are an attribute of tables and columns, an element of the schema.
    void say(Statement self, pugi::xml_node const &node) const {
        self.place = place(node.offset_debug());
        auto const attribute = node.attribute("comments");
        self.fields[Field::description] = plain_text(attribute ? attribute.value() : node.child_value("comments"));
        m_use.add(std::move(self));
    }

    std::string_view m_text;
    std::string const &m_file;
    LineIndex m_lines;
    Sayings const &m_use;
};

} // namespace

void read_schemaspy_comments(std::string_view text, std::string const &file, Sayings const &use) {
    MetaComments{text, file, use}.read();
}

} // namespace scribe::context
