// SPDX-License-Identifier: MIT
#include "context/readers.hpp"
#include "context/said/readers.hpp"

#include <fmt/format.h>

namespace scribe::context {

using model::Kind;
using yaml::Value;

void set_dotted_table(Statement &statement, std::string_view name) {
    auto const dot = name.find('.');
    if (dot != std::string_view::npos) statement.schema = name.substr(0, dot);
    statement.table = dot == std::string_view::npos ? name : name.substr(dot + 1);
}

namespace {

class TblsComments {
public:
    TblsComments(Tree const &tree, Sayings const &use) : m_tree(tree), m_use(use) {}

    void read() const {
        auto const &root = m_tree.root();
        m_tree.need_map(root, "a map with \"comments\"");
        Statement database;
        database.place = m_tree.place(root);
        database.fields[Field::description] = m_tree.text(Tree::member(root, "desc"));
        database.fields[Field::tags] = m_tree.text(Tree::member(root, "labels"));
        m_use.add(std::move(database));
        for (auto const *const comment : m_tree.items(Tree::member(root, "comments"))) table(*comment);
    }

private:
    void table(Value const &comment) const {
        m_tree.need_map(comment, "comments with \"table\"");
        auto const name = m_tree.text(Tree::member(comment, "table"));
        if (name.empty()) fail_at(m_tree.place(comment), "\"table\" is missing in a comment");
        Statement self;
        self.place = m_tree.place(comment);
        set_dotted_table(self, name);
        auto const of_table = self;
        self.fields[Field::description] = m_tree.text(Tree::member(comment, "tableComment"));
        self.fields[Field::tags] = m_tree.text(Tree::member(comment, "labels"));
        m_use.add(std::move(self));
        parts(comment, "columnComments", of_table, std::nullopt, Field::description);
        parts(comment, "columnLabels", of_table, std::nullopt, Field::tags);
        parts(comment, "indexComments", of_table, Kind::index, Field::description);
        parts(comment, "constraintComments", of_table, Kind::constraint, Field::description);
        parts(comment, "triggerComments", of_table, Kind::trigger, Field::description);
    }

    void parts(Value const &comment, char const *key, Statement const &table, std::optional<Kind> kind,
               Field field) const {
        auto const *const map = Tree::member(comment, key);
        if (!map) return;
        m_tree.need_map(*map, "texts by name");
        for (std::size_t i = 0; i < map->keys.size(); ++i) {
            auto self = table;
            self.place = m_tree.place(*map->keys[i]);
            self.kind = kind;
            self.name = map->keys[i]->text;
            self.fields[field] = m_tree.text(*map->items[i]);
            m_use.add(std::move(self));
        }
    }

    Tree const &m_tree;
    Sayings const &m_use;
};

} // namespace

void read_tbls_comments(Tree const &tree, Sayings const &use) { TblsComments{tree, use}.read(); }

} // namespace scribe::context
