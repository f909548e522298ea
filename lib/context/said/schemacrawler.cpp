// SPDX-License-Identifier: MIT
#include "context/readers.hpp"
#include "context/said/readers.hpp"

#include <fmt/format.h>

namespace scribe::context {

namespace {

using yaml::Value;

/// https://www.schemacrawler.com/attributes.html: a list of tables with remarks and attributes, and so their columns.
class Attributes {
public:
    Attributes(Tree const &tree, Sayings const &use) : m_tree(tree), m_use(use) {}

    void read() const {
        auto const &root = m_tree.root();
        m_tree.need_map(root, "a map with \"tables\"");
        for (auto const *const one : m_tree.items(Tree::member(root, "tables"))) {
            m_tree.need_map(*one, "a table with \"name\"");
            Statement table;
            table.schema = m_tree.text(Tree::member(*one, "schema"));
            table.table = name_of(*one);
            say(table, *one);
            for (auto const *const of_column : m_tree.items(Tree::member(*one, "columns"))) {
                m_tree.need_map(*of_column, "a column with \"name\"");
                auto column = table;
                column.name = name_of(*of_column);
                say(std::move(column), *of_column);
            }
        }
    }

private:
    std::string name_of(Value const &map) const {
        auto name = m_tree.text(Tree::member(map, "name"));
        if (name.empty()) fail_at(m_tree.place(map), "\"name\" is missing");
        return name;
    }

    void say(Statement self, Value const &map) const {
        self.place = m_tree.place(map);
        self.fields[Field::description] = m_tree.text(Tree::member(map, "remarks"));
        if (auto const *const attributes = Tree::member(map, "attributes")) {
            m_tree.need_map(*attributes, "attributes by name");
            for (std::size_t i = 0; i < attributes->keys.size(); ++i)
                attribute(self, attributes->keys[i]->text, m_tree.text(*attributes->items[i]));
        }
        m_use.add(std::move(self));
    }

    /// What is called like a field is one; other attributes are tags.
    static void attribute(Statement &self, std::string const &name, std::string const &text) {
        auto const field = field_from_heading(name);
        if (text.empty()) return;
        auto &known = self.fields[field ? *field : Field::tags];
        known += (known.empty() ? "" : "\n") + (field ? text : fmt::format("{}={}", name, text));
    }

    Tree const &m_tree;
    Sayings const &m_use;
};

} // namespace

void read_schemacrawler(Tree const &tree, Sayings const &use) { Attributes{tree, use}.read(); }

} // namespace scribe::context
