// SPDX-License-Identifier: MIT
#include "base/log.hpp"
#include "base/text.hpp"
#include "context/said/readers.hpp"

#include <fmt/format.h>

namespace scribe::context {

namespace {

using yaml::Value;

/// https://docs.getdbt.com/reference/configs-and-properties: what is said of models and of sources.
class Properties {
public:
    Properties(Tree const &tree, Sayings const &use) : m_tree(tree), m_use(use) {}

    void read() {
        auto const &root = m_tree.root();
        m_tree.need_map(root, "a map with \"models\" or \"sources\"");
        for (char const *const key : {"models", "seeds", "snapshots"}) {
            for (auto const *const model : m_tree.items(Tree::member(root, key))) {
                m_tree.need_map(*model, "a model with \"name\"");
                // The schema is what the run's target makes it; another name is its alias.
                relation(*model, {}, config(*model, "alias"));
            }
        }
        for (auto const *const source : m_tree.items(Tree::member(root, "sources"))) of_source(*source);
        if (m_elsewhere > 0)
            base::log::info("{} left out: doc() refers to a file of its own",
                            base::counted(m_elsewhere, "description"));
    }

private:
    /// A property may stand in the block "config" as well.
    static Value const *config(Value const &map, char const *key) {
        if (auto const *const direct = Tree::member(map, key)) return direct;
        auto const *const block = Tree::member(map, "config");
        return block && block->type == Value::Type::map ? Tree::member(*block, key) : nullptr;
    }

    void of_source(Value const &source) {
        m_tree.need_map(source, "a source with \"name\"");
        Statement self;
        self.place = m_tree.place(source);
        auto const *const schema = Tree::member(source, "schema");
        self.schema = m_tree.text(schema ? schema : Tree::member(source, "name"));
        auto const name = self.schema;
        say(std::move(self), source);
        for (auto const *const table : m_tree.items(Tree::member(source, "tables"))) {
            m_tree.need_map(*table, "a table with \"name\"");
            relation(*table, name, Tree::member(*table, "identifier"));
        }
    }

    void relation(Value const &map, std::string const &schema, Value const *other_name) {
        Statement table;
        table.place = m_tree.place(map);
        table.schema = schema;
        table.table = m_tree.text(other_name ? other_name : Tree::member(map, "name"));
        if (table.table.empty()) return;
        auto const of_table = table;
        say(std::move(table), map);
        for (auto const *const one : m_tree.items(Tree::member(map, "columns"))) {
            m_tree.need_map(*one, "a column with \"name\"");
            auto column = of_table;
            column.place = m_tree.place(*one);
            column.name = m_tree.text(Tree::member(*one, "name"));
            if (!column.name.empty()) say(std::move(column), *one);
        }
    }

    /// description, tags, and of meta what is called like a field.
    void say(Statement self, Value const &map) {
        auto description = m_tree.text(Tree::member(map, "description"));
        if (description.find("{{") != std::string::npos && description.find("doc(") != std::string::npos) ++m_elsewhere;
        else self.fields[Field::description] = std::move(description);
        if (auto const *const meta = config(map, "meta"); meta && meta->type == Value::Type::map) {
            for (std::size_t i = 0; i < meta->keys.size(); ++i) {
                auto const field = field_from_heading(meta->keys[i]->text);
                auto const &value = *meta->items[i];
                if (field && *field != Field::description && value.type != Value::Type::map)
                    self.fields[*field] = m_tree.text(value);
            }
        }
        if (auto const *const tags = config(map, "tags")) self.fields[Field::tags] = m_tree.text(*tags);
        m_use.add(std::move(self));
    }

    Tree const &m_tree;
    Sayings const &m_use;
    std::int64_t m_elsewhere = 0;
};

} // namespace

void read_dbt(Tree const &tree, Sayings const &use) { Properties{tree, use}.read(); }

} // namespace scribe::context
