// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "base/text.hpp"
#include "context/readers.hpp"
#include "context/said/readers.hpp"
#include "context/tables/statements.hpp"
#include "model/filter.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace scribe::context {

namespace {

using model::Kind;
using yaml::Value;
using Role = ColumnRole::Type;

/// What lists and exports of scribe say of themselves.
constexpr std::array<std::string_view, 4> k_headers{"format_version", "total", "version", "$schema"};
constexpr std::array<std::string_view, 3> k_lists{"objects", "items", "context"};

/// The kind whose objects stand under this key: "columns", "materialized_views". Rules are what people say of an
/// object.
std::optional<Kind> kind_of_key(std::string_view key) {
    for (auto const kind : model::k_all_kinds) {
        std::string plural{model::kind_plural(kind)};
        std::ranges::replace(plural, ' ', '_');
        if (kind != Kind::rule && plural == key) return kind;
    }
    return std::nullopt;
}

PlaceWords words_of(ColumnRole const &role, std::string text, PlaceWords words) {
    switch (role.type) {
    case Role::ref: words.ref = std::move(text); break;
    case Role::source: words.source = std::move(text); break;
    case Role::schema: words.schema = std::move(text); break;
    case Role::table: words.table = std::move(text); break;
    case Role::column: words.column = std::move(text); break;
    case Role::name: words.name = std::move(text); break;
    case Role::kind:
        words.kind = std::move(text);
        words.kind_may_be_type = false;
        break;
    case Role::data_type:
        if (!words.kind.empty()) break;
        words.kind = std::move(text);
        words.kind_may_be_type = true;
        break;
    default: break;
    }
    return words;
}

class OwnForm {
public:
    OwnForm(Tree const &tree, ImportOptions const &options, Sayings const &use)
        : m_tree(tree), m_roles(options.map), m_use(use) {}

    void read() const {
        auto const &root = m_tree.root();
        if (root.type == Value::Type::list) return entries(root, {});
        m_tree.need_map(root, "a map of schemas, tables or fields, or a list of objects");
        Statement database;
        if (auto const *const source = Tree::member(root, "source")) database.source = m_tree.text(*source);
        body(root, database, true);
    }

private:
    /// The fields of an object, then what belongs to it.
    void body(Value const &map, Statement const &object, bool root) const {
        Statement self = object;
        self.place = m_tree.place(map);
        if (map.type == Value::Type::null) return;
        if (map.type != Value::Type::map) {
            // A text alone is the description.
            self.fields[Field::description] = m_tree.text(map);
            return m_use.add(std::move(self));
        }
        std::vector<std::pair<Kind, Value const *>> children;
        std::vector<Value const *> lists;
        for (std::size_t i = 0; i < map.keys.size(); ++i) {
            auto const &key = map.keys[i]->text;
            auto const &value = *map.items[i];
            m_tree.spend(value);
            if (root && std::ranges::find(k_headers, key) != k_headers.end()) continue;
            if (root && std::ranges::find(k_lists, key) != k_lists.end()) lists.push_back(&value);
            else if (auto const kind = kind_of_key(key); kind && may_hold(object, *kind))
                children.emplace_back(*kind, &value);
            else field(self, *map.keys[i], value, root);
        }
        m_use.add(std::move(self));
        for (auto const &[kind, value] : children) named(*value, object, kind);
        for (auto const *const list : lists) entries(*list, object.source);
    }

    static bool may_hold(Statement const &object, Kind kind) {
        bool const in_table = !object.table.empty();
        if (!object.name.empty() || (object.kind && in_table && !model::is_table_part(kind) && kind != Kind::column))
            return false;
        if (in_table) return model::is_table_part(kind);
        if (!object.schema.empty())
            return kind != Kind::schema && !model::is_table_part(kind) && !model::is_database_wide(kind);
        return !model::is_table_part(kind);
    }

    void field(Statement &self, Value const &key, Value const &value, bool root) const {
        auto const role = m_roles.of(key.text);
        if (role && role->type == Role::field) self.fields[role->field] = m_tree.text(value);
        else if (role && (role->type == Role::ignored || role->type == Role::data_type || role->type == Role::name))
            return;
        else if (!role || !root || role->type != Role::source) fail_unknown(key.text, m_tree.place(key), "key");
    }

    /// Objects by name, or a list of maps that have one.
    void named(Value const &value, Statement const &parent, Kind kind) const {
        if (value.type == Value::Type::list) {
            for (auto const *const item : m_tree.items(&value)) {
                m_tree.need_map(*item, "a map with \"name\"");
                auto const *const name = Tree::member(*item, "name");
                if (!name)
                    fail_at(m_tree.place(*item), fmt::format("the name of the {} is missing", model::kind_text(kind)));
                child(m_tree.text(*name), *name, *item, parent, kind);
            }
            return;
        }
        if (value.type == Value::Type::null) return;
        m_tree.need_map(value, fmt::format("the {} by name", model::kind_plural(kind)));
        for (std::size_t i = 0; i < value.keys.size(); ++i)
            child(value.keys[i]->text, *value.keys[i], *value.items[i], parent, kind);
    }

    void child(std::string const &name, Value const &key, Value const &value, Statement const &parent,
               Kind kind) const {
        m_tree.spend(value);
        Statement self;
        self.source = parent.source;
        self.schema = parent.schema;
        self.table = parent.table;
        bool const top = parent.schema.empty() && parent.table.empty() && kind != Kind::schema;
        if (name.empty())
            fail_at(m_tree.place(key), fmt::format("the name of the {} is missing", model::kind_text(kind)));
        if (top) {
            // A name without its schema's map may have the schema in it.
            PlaceWords words;
            words.ref = name;
            words.source = parent.source;
            words.kind = model::kind_text(kind);
            set_object(self, words, m_tree.place(key));
        } else if (kind == Kind::schema) self.schema = name;
        else if (kind == Kind::table || kind == Kind::view) self.table = name;
        else self.name = name;
        // What is called a table may be a view as well.
        bool const told = kind == Kind::schema || kind == Kind::table || kind == Kind::column;
        self.kind = told ? std::nullopt : std::optional{kind};
        body(value, self, false);
    }

    void entries(Value const &list, std::string const &source) const {
        for (auto const *const item : m_tree.items(&list)) entry(*item, source);
    }

    /// {"ref": ..., "description": ..., ...}, or {"ref": ..., "field": ..., "text": ...}.
    void entry(Value const &map, std::string const &source) const {
        m_tree.need_map(map, "an object with its place (ref, or schema, table, column) and fields");
        Statement self;
        self.place = m_tree.place(map);
        PlaceWords words;
        words.source = source;
        auto const *const text = Tree::member(map, "text");
        auto const *const which = text ? Tree::member(map, "field") : nullptr;
        if (which) {
            auto const field = field_from_heading(m_tree.text(*which));
            if (!field) fail_unknown(m_tree.text(*which), m_tree.place(*which), "field");
            self.fields[*field] = m_tree.text(*text);
        }
        for (std::size_t i = 0; i < map.keys.size(); ++i) {
            auto const &value = *map.items[i];
            if (value.type == Value::Type::null || (which && (&value == which || &value == text))) continue;
            auto const role = m_roles.of(map.keys[i]->text);
            if (!role) fail_unknown(map.keys[i]->text, m_tree.place(*map.keys[i]), "key");
            if (role->type == Role::ignored) continue;
            auto said = m_tree.text(value);
            if (said.empty()) continue;
            if (role->type == Role::field) self.fields[role->field] = std::move(said);
            else if (role->type == Role::text) self.fields[Field::description] = std::move(said);
            else words = words_of(*role, std::move(said), std::move(words));
        }
        set_object(self, words, self.place);
        m_use.add(std::move(self));
    }

    Tree const &m_tree;
    Roles m_roles;
    Sayings const &m_use;
};

} // namespace

void read_own(Tree const &tree, ImportOptions const &options, Sayings const &use) {
    OwnForm{tree, options, use}.read();
}

} // namespace scribe::context
