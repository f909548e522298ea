// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "context/end.hpp"
#include "context/readers.hpp"
#include "context/said/tree.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::context {

namespace {

using yaml::Value;

/// In scribe's own form, which JSON and YAML share, and in that of tbls.
class TreeRelations {
public:
    explicit TreeRelations(Tree tree) : m_tree(std::move(tree)) {}

    std::vector<RelationDraft> read() const {
        auto const &root = m_tree.root();
        auto const *list = &root;
        if (root.type == Value::Type::map)
            list = Tree::member(root, Tree::member(root, "items") ? "items" : "relationships");
        if (!list || list->type != Value::Type::list)
            fail_at(place(root), "expected a list of relationships, or \"relationships\" or \"items\" with one",
                    "--format tbls reads a file of tbls");
        std::vector<RelationDraft> drafts;
        for (auto const *const item : m_tree.items(list)) {
            m_tree.need_map(*item, "a relationship with \"from\" and \"to\"");
            std::vector<DraftField> fields;
            for (std::size_t i = 0; i < item->keys.size(); ++i)
                fields.push_back({item->keys[i]->text, member_text(*item->items[i]), place(*item->items[i])});
            drafts.push_back(draft_of(fields, place(*item)));
        }
        return drafts;
    }

    std::vector<RelationDraft> read_tbls() const {
        auto const &root = m_tree.root();
        if (root.type != Value::Type::map || std::ranges::find(root.keys, "relations", &Value::text) == root.keys.end())
            fail_at(place(root), "expected a map with \"relations\"");
        std::vector<RelationDraft> drafts;
        for (auto const *const item : m_tree.items(Tree::member(root, "relations")))
            drafts.push_back(tbls_relation(*item));
        return drafts;
    }

private:
    std::string place(Value const &value) const { return m_tree.place(value); }

    /// A text, or an end as `scribe relate list` writes it: {"schema": ..., "table": ..., "columns": [...]}.
    std::string member_text(Value const &value) const {
        if (value.type != Value::Type::map) return text_of(value);
        auto const *const schema = Tree::member(value, "schema");
        auto const *const table = Tree::member(value, "table");
        auto const *const columns = Tree::member(value, "columns");
        if (!table || !columns) fail_at(place(value), "expected an end with \"table\" and \"columns\"");
        return end_text({schema ? text_of(*schema) : "", text_of(*table), names_of(*columns)});
    }

    std::string text_of(Value const &value) const {
        m_tree.spend(value);
        if (value.type == Value::Type::null) return {};
        if (value.type != Value::Type::text) fail_at(place(value), "expected a text");
        return value.text;
    }

    /// "user_id" or ["a", "b"].
    std::vector<std::string> names_of(Value const &value) const {
        if (value.type != Value::Type::list) return {text_of(value)};
        std::vector<std::string> names;
        for (auto const *const item : value.items) names.push_back(text_of(*item));
        return names;
    }

    model::RelationshipEnd tbls_end(Value const &item, char const *table_key, char const *columns_key) const {
        auto const *const table = Tree::member(item, table_key);
        auto const *const columns = Tree::member(item, columns_key);
        if (!table || !columns)
            fail_at(place(item), fmt::format("\"{}\" is missing in a relation", table ? columns_key : table_key));
        // tbls writes schema.table without quotes.
        auto const name = text_of(*table);
        auto const dot = name.find('.');
        model::RelationshipEnd end{dot == std::string::npos ? "" : name.substr(0, dot),
                                   dot == std::string::npos ? name : name.substr(dot + 1), names_of(*columns)};
        if (end.table.empty() || end.columns.empty()) fail_at(place(item), "a relation without table or columns");
        return end;
    }

    /// "zero or more", "exactly one" ... : whether it is at most one and whether it may be none.
    struct Count {
        bool one = false, none = true;
    };
    Count count_of(Value const &value) const {
        auto const text = base::to_lower_ascii(text_of(value));
        if (text == "zero or one" || text == "0..1") return {true, true};
        if (text == "exactly one" || text == "1") return {true, false};
        if (text == "zero or more" || text == "0..*") return {false, true};
        if (text == "one or more" || text == "1..*") return {false, false};
        fail_at(place(value), fmt::format("\"{}\" is no cardinality", base::single_line(base::utf8_head(text, 100))),
                "expected zero or one, exactly one, zero or more, one or more");
    }

    RelationDraft tbls_relation(Value const &item) const {
        if (item.type != Value::Type::map)
            fail_at(place(item), "expected a relation with \"table\" and \"parentTable\"");
        RelationDraft draft;
        draft.place = place(item);
        draft.from = tbls_end(item, "table", "columns");
        draft.to = tbls_end(item, "parentTable", "parentColumns");
        if (auto const *const text = Tree::member(item, "def"); text && !text_of(*text).empty())
            draft.rule = text_of(*text);
        auto const *const child = Tree::member(item, "cardinality");
        auto const *const parent = Tree::member(item, "parentCardinality");
        auto const parents = parent ? count_of(*parent) : Count{true, true};
        if (parent) draft.optional = parents.none;
        if (parent && !parents.one) draft.cardinality = "N:M";
        else if (child) draft.cardinality = count_of(*child).one ? "1:1" : "N:1";
        return draft;
    }

    Tree m_tree;
};

} // namespace

std::vector<RelationDraft> read_json(std::string_view text, std::string const &file) {
    return TreeRelations{Tree::of_json(text, file)}.read();
}

std::vector<RelationDraft> read_yaml(std::string_view text, std::string const &file) {
    return TreeRelations{Tree::of_yaml(text, file)}.read();
}

std::vector<RelationDraft> read_tbls(std::string_view text, std::string const &file) {
    return TreeRelations{Tree::of_yaml(text, file)}.read_tbls();
}

} // namespace scribe::context
