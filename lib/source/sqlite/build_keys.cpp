// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "model/filter.hpp"
#include "source/clean_names.hpp"
#include "source/sqlite/build.hpp"
#include "source/sqlite/create_parts.hpp"
#include "source/sqlite/names.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::source::sqlite {

namespace {

using Type = ConstraintText::Type;

bool same_names(std::vector<std::string> const &a, std::vector<std::string> const &b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](std::string const &x, std::string const &y) {
        return base::to_lower_ascii(x) == base::to_lower_ascii(y);
    });
}

/// "SET NULL" as the model has it: "set null"; NO ACTION is the default and says nothing.
std::string action(std::string const &written) {
    auto const lower = base::to_lower_ascii(written);
    return lower == "no action" ? std::string{} : lower;
}

/// Collects the constraints and indexes of one table. Pragmas say what there is; the text adds names and clauses.
class KeyBuilder {
public:
    KeyBuilder(Relation const &relation, Relations const &relations, Cleaner &clean)
        : m_relation(relation), m_relations(relations), m_clean(clean) {}

    Keys build() {
        add_primary_key();
        add_unique();
        add_foreign_keys();
        add_checks();
        name_all();
        add_indexes();
        return std::move(m_keys);
    }

private:
    model::Constraint &add(char const *type, ConstraintText const *text, std::string made_name) {
        auto &constraint = m_keys.constraints.emplace_back();
        constraint.schema = k_schema;
        constraint.table = m_relation.name;
        constraint.type = type;
        constraint.name = text ? m_clean(text->name) : std::string{};
        m_made_names.push_back(std::move(made_name));
        return constraint;
    }

    ConstraintText const *find_text(Type type, std::vector<std::string> const &raw_columns) const {
        auto const &all = m_relation.text.constraints;
        auto const found = std::find_if(all.begin(), all.end(), [&](ConstraintText const &c) {
            return c.type == type && same_names(c.columns, raw_columns);
        });
        return found == all.end() ? nullptr : &*found;
    }

    /// The clean name of a column of `relation`, which may be missing.
    std::string column_name(Relation const *relation, std::string const &raw) {
        auto const *column = relation ? relation->find_column(raw) : nullptr;
        return column ? column->name : m_clean(raw);
    }

    std::vector<std::string> column_names(Relation const *relation, std::vector<std::string> const &raw) {
        std::vector<std::string> names;
        for (auto const &name : raw) names.push_back(column_name(relation, name));
        return names;
    }

    static std::string conflict_clause(ConstraintText const *text) {
        if (!text || text->conflict.empty()) return {};
        auto word = text->conflict;
        for (auto &c : word) {
            if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
        }
        return " ON CONFLICT " + word;
    }

    IndexInfo const *index_of(char const *origin, std::vector<std::string> const &raw_columns) const {
        for (auto const &index : m_relation.indexes) {
            if (index.origin == origin && same_names(key_columns(index), raw_columns)) return &index;
        }
        return nullptr;
    }

    /// The columns of a key with what their index has of them: "a", "b" COLLATE NOCASE DESC.
    std::string key_list(std::vector<std::string> const &names, IndexInfo const *index) {
        if (!index || index->keys.size() != names.size()) return quote_list(names);
        std::string list;
        for (std::size_t i = 0; i < names.size(); ++i) {
            auto const key = index_key(index->keys[i], {}, i);
            if (i > 0) list += ", ";
            list += quote_name(names[i]);
            if (!key.collation.empty()) list += " COLLATE " + quote_name(key.collation);
            if (key.descending) list += " DESC";
        }
        return list;
    }

    static std::vector<std::string> key_columns(IndexInfo const &index) {
        std::vector<std::string> raw;
        for (auto const &key : index.keys) raw.push_back(key.raw);
        return raw;
    }

    void add_primary_key() {
        std::vector<std::string> raw;
        std::vector<std::string> names;
        for (auto const *column : m_relation.primary_key()) {
            raw.push_back(column->raw);
            names.push_back(column->name);
        }
        if (raw.empty()) return;
        auto const *text = find_text(Type::primary_key, raw);
        auto &key = add("primary key", text, "pk");
        key.columns = names;
        auto const *index = index_of("pk", raw);
        if (index) key.index = index->name;
        key.definition = fmt::format("PRIMARY KEY ({}){}", key_list(names, index), conflict_clause(text));
    }

    void add_unique() {
        for (auto const &index : m_relation.indexes) {
            if (index.origin != "u") continue;
            auto const raw = key_columns(index);
            auto const names = column_names(&m_relation, raw);
            auto const *text = find_text(Type::unique, raw);
            auto &key = add("unique", text, fmt::format("unique({})", base::join(names, ", ")));
            key.columns = names;
            key.index = index.name;
            key.definition = fmt::format("UNIQUE ({}){}", key_list(names, &index), conflict_clause(text));
        }
    }

    void add_foreign_keys() {
        std::vector<ConstraintText const *> texts;
        for (auto const &text : m_relation.text.constraints) {
            if (text.type == Type::foreign_key) texts.push_back(&text);
        }
        for (std::size_t i = 0; i < m_relation.foreign_keys.size(); ++i) {
            auto const &info = m_relation.foreign_keys[i];
            bool const known =
                texts.size() == m_relation.foreign_keys.size() && same_names(texts[i]->columns, info.columns);
            add_foreign_key(info, known ? texts[i] : nullptr);
        }
    }

    /// A foreign key that names no columns of its parent means the primary key. Where that has another number of
    /// columns, the key fits nothing and stays as it is written.
    void refer_to_primary_key(model::Constraint &key, Relation const &parent) {
        std::vector<std::string> names;
        for (auto const *column : parent.primary_key()) names.push_back(column->name);
        if (names.size() == key.columns.size()) {
            key.referenced_columns = std::move(names);
            return;
        }
        auto const primary_key =
            names.empty() ? std::string{"no primary key"} : fmt::format("the primary key ({})", quote_list(names));
        m_keys.notes.push_back(
            fmt::format("table {}: foreign key ({}) does not fit {}, which has {}: SQLite refuses to write such rows "
                        "while it enforces foreign keys",
                        model::format_ref(k_schema, m_relation.name), quote_list(key.columns),
                        model::format_ref(k_schema, parent.name), primary_key));
    }

    void add_foreign_key(ForeignKeyInfo const &info, ConstraintText const *text) {
        auto const *parent = m_relations.find(info.parent);
        auto const names = column_names(&m_relation, info.columns);
        auto const parent_name = parent ? parent->name : m_clean(info.parent);
        auto &key = add("foreign key", text, fmt::format("fk({}) -> {}", base::join(names, ", "), parent_name));
        key.columns = names;
        key.references = {k_schema, parent_name};
        key.referenced_columns = column_names(parent, info.parent_columns);
        if (!parent)
            m_keys.notes.push_back(fmt::format("table {}: foreign key ({}) refers to {}, which is not there: SQLite "
                                               "refuses to write such rows while it enforces foreign keys",
                                               model::format_ref(k_schema, m_relation.name), quote_list(names),
                                               model::format_ref(k_schema, parent_name)));
        else if (info.parent_columns.empty()) refer_to_primary_key(key, *parent);
        key.on_update = action(info.on_update);
        key.on_delete = action(info.on_delete);
        key.definition = fmt::format("FOREIGN KEY ({}) REFERENCES {}", quote_list(names), quote_name(parent_name));
        if (!key.referenced_columns.empty()) key.definition += fmt::format(" ({})", quote_list(key.referenced_columns));
        if (!key.on_update.empty()) key.definition += " ON UPDATE " + info.on_update;
        if (!key.on_delete.empty()) key.definition += " ON DELETE " + info.on_delete;
        if (!text) return;
        if (text->match == "full" || text->match == "partial") key.match = text->match;
        if (!key.match.empty()) key.definition += key.match == "full" ? " MATCH FULL" : " MATCH PARTIAL";
        key.deferrable = text->deferrable;
        key.initially_deferred = text->initially_deferred;
        if (key.deferrable) key.definition += " DEFERRABLE";
        if (key.initially_deferred) key.definition += " INITIALLY DEFERRED";
    }

    /// Checks, and NOT NULL where it has a name; without one it is a property of its column.
    void add_checks() {
        int number = 0;
        for (auto const &text : m_relation.text.constraints) {
            if (text.type == Type::check) {
                auto made = text.name.empty() ? fmt::format("check#{}", ++number) : std::string{};
                auto &check = add("check", &text, std::move(made));
                check.expression = m_clean(text.expression);
                check.definition = fmt::format("CHECK ({})", check.expression);
            } else if (text.type == Type::not_null && !text.name.empty()) {
                auto &rule = add("not null", &text, {});
                rule.columns = column_names(&m_relation, text.columns);
                rule.definition = "NOT NULL" + conflict_clause(&text);
            }
        }
    }

    void name_all() {
        NameClaims claims;
        for (auto &constraint : m_keys.constraints) {
            if (!constraint.name.empty()) constraint.name = claims.claim(constraint.name);
        }
        for (std::size_t i = 0; i < m_keys.constraints.size(); ++i) {
            auto &constraint = m_keys.constraints[i];
            if (constraint.name.empty()) constraint.name = claims.claim(m_made_names[i]);
        }
    }

    void add_indexes() {
        for (auto const &info : m_relation.indexes) {
            auto &index = m_keys.indexes.emplace_back();
            index.schema = k_schema;
            index.table = m_relation.name;
            index.name = info.name;
            index.method = "btree";
            index.unique = info.unique;
            index.primary = info.origin == "pk";
            index.definition = m_clean(info.definition);
            auto const text = info.definition.empty() ? IndexText{} : read_create_index(info.definition);
            index.predicate = m_clean(text.predicate);
            for (std::size_t i = 0; i < info.keys.size(); ++i) index.keys.push_back(index_key(info.keys[i], text, i));
            for (auto const &constraint : m_keys.constraints) {
                if (constraint.index == info.name) index.constraint = constraint.name;
            }
            if (info.bytes) {
                index.stats.emplace();
                index.stats->total_bytes = info.bytes;
                index.stats->bytes_exact = true;
            }
        }
    }

    model::IndexKey index_key(IndexKeyInfo const &info, IndexText const &text, std::size_t at) {
        model::IndexKey key;
        key.descending = info.descending;
        std::string usual = "BINARY";
        if (info.column == -2) {
            key.expression = at < text.keys.size() ? m_clean(text.keys[at]) : std::string{};
        } else if (info.column == -1) {
            key.column = "rowid";
        } else {
            key.column = column_name(&m_relation, info.raw);
            auto const *column = m_relation.text.find_column(info.raw);
            if (column && !column->collation.empty()) usual = column->collation;
        }
        if (base::to_lower_ascii(info.collation) != base::to_lower_ascii(usual))
            key.collation = m_clean(info.collation);
        return key;
    }

    Relation const &m_relation;
    Relations const &m_relations;
    Cleaner &m_clean;
    Keys m_keys;
    std::vector<std::string> m_made_names; ///< for each constraint, used where it has no name
};

} // namespace

Keys build_keys(Relation const &relation, Relations const &relations, Cleaner &clean) {
    return KeyBuilder{relation, relations, clean}.build();
}

} // namespace scribe::source::sqlite
