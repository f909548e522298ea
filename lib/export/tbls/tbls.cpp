// SPDX-License-Identifier: MIT
#include "export/tbls/tbls.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "export/markdown/relation.hpp"
#include "export/text_buffer.hpp"
#include "model/table/keys.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace scribe::exporter::tbls {

namespace {

using markdown::Relation;

std::string to_upper(std::string_view text) {
    std::string out{text};
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c; });
    return out;
}

/// A member that is left out when it is empty.
void optional_member(base::JsonWriter &json, std::string_view name, std::string const &text) {
    if (!text.empty()) json.member(name, text);
}
void comment(base::JsonWriter &json, model::Object const &object) {
    if (object.comment) json.member("comment", *object.comment);
}

/// True for a relation that somebody knows of and no database has.
bool is_virtual(model::Constraint const &key) {
    return key.not_enforced && key.definition.find("NOT ENFORCED") == std::string::npos;
}

/// For an index that the database made for a key by itself.
std::string index_definition(model::Index const &index, std::vector<std::string> const &columns) {
    if (!index.definition.empty()) return index.definition;
    auto const *const what = index.primary ? "PRIMARY KEY" : index.unique ? "UNIQUE" : "INDEX";
    return fmt::format("{} ({})", what, base::join(columns, ", "));
}

class Document {
public:
    Document(model::ModelReader &model, TextSink const &sink)
        : m_model(model), m_facts(model.facts()), m_postgres(m_facts.product == "PostgreSQL"),
          m_sqlite(m_facts.product == "SQLite"), m_out(sink) {}

    void write() {
        for (auto const kind : {model::Kind::table, model::Kind::view}) {
            auto const cursor = m_model.read(kind);
            for (model::Record record; cursor->next(record);) m_names.emplace(record.schema, record.name);
        }
        auto const sequences = m_model.read(model::Kind::sequence);
        for (model::Record record; sequences->next(record);) m_sequences.emplace(record.schema, record.name);
        markdown::for_each<model::Type>(m_model, [this](model::Type const &type) {
            if (type.type_kind == "domain" && type.not_null) m_full_domains.emplace(type.schema, type.name);
        });
        m_json.value(m_facts.name);
        m_out += "{\n\"name\":" + m_json.text();
        begin("tables");
        markdown::for_each_relation(m_model, [this](markdown::RelationRecords const &read) {
            auto const relation = markdown::make_relation(read);
            write_table(relation);
            gather_relations(relation);
        });
        gather_accepted();
        end();
        begin("relations");
        for (auto const &line : m_relations) element(line);
        end();
        write_functions();
        write_enums();
        write_driver();
        m_out += "\n}\n";
        m_out.flush();
    }

private:
    void begin(std::string_view name) {
        m_out += fmt::format(",\n\"{}\":[", name);
        m_first = true;
    }
    void end() { m_out += m_first ? "]" : "\n]"; }
    void element(std::string_view json) {
        m_out += m_first ? "\n" : ",\n";
        m_out += json;
        m_first = false;
    }

    /// Tables of SQLite and MySQL are in no schema that people name.
    std::string name_of(std::string const &schema, std::string const &name) const {
        bool const only = m_sqlite || schema.empty() || (!m_postgres && schema == m_facts.database);
        return only ? name : schema + "." + name;
    }
    std::string name_of(model::Ref const &ref) const { return name_of(ref.schema, ref.name); }

    std::string type_of(Relation const &relation) const {
        if (relation.view) return relation.view->materialized ? "MATERIALIZED VIEW" : m_sqlite ? "view" : "VIEW";
        auto const &kind = relation.table->table_kind;
        if (kind == "foreign") return "FOREIGN TABLE";
        if (!m_sqlite) return "BASE TABLE";
        return kind == "virtual" ? "virtual table" : "table";
    }

    std::string definition_of(Relation const &relation) const {
        if (relation.table) return relation.table->definition;
        auto const &view = *relation.view;
        if (!m_postgres || view.definition.empty()) return view.definition;
        auto select = std::string_view{view.definition};
        if (select.ends_with(';')) select.remove_suffix(1);
        return fmt::format("CREATE {} {}.{} AS (\n{}\n)", view.materialized ? "MATERIALIZED VIEW" : "VIEW",
                           base::quote_ident(view.schema), base::quote_ident(view.name), select);
    }

    std::string extra_definition(model::Column const &column) const {
        if (column.identity == "autoincrement") return "AUTOINCREMENT";
        if (!column.identity.empty()) return fmt::format("GENERATED {} AS IDENTITY", to_upper(column.identity));
        if (column.generated.empty()) return {};
        // PostgreSQL's expressions have the brackets that they need.
        return fmt::format(fmt::runtime(m_postgres ? "GENERATED ALWAYS AS {} {}" : "GENERATED ALWAYS AS ({}) {}"),
                           column.expression, to_upper(column.generated));
    }

    void write_table(Relation const &relation) {
        auto const name = name_of(relation.ref());
        m_json.clear();
        m_json.begin_object();
        m_json.member("name", name);
        m_json.member("type", type_of(relation));
        comment(m_json, relation.object());
        array("columns", relation.columns, [this](model::Column const &column) { write_column(column); });
        array("indexes", relation.indexes, [&](model::Index const &index) { write_index(index, name); });
        auto keys = relation.constraints;
        std::erase_if(keys, is_virtual);
        array("constraints", keys, [&](model::Constraint const &key) { write_constraint(key, name); });
        array("triggers", relation.triggers, [this](model::Trigger const &trigger) {
            m_json.member("name", trigger.name);
            m_json.member("def", trigger.definition);
            comment(m_json, trigger);
        });
        optional_member(m_json, "def", definition_of(relation));
        if (relation.view && !relation.view->uses.empty()) {
            std::vector<std::string> names;
            for (auto const &use : relation.view->uses) {
                if (!m_sequences.contains(use.relation)) names.push_back(name_of(use.relation));
            }
            m_json.member("referenced_tables", names);
        }
        m_json.end_object();
        element(m_json.text());
    }

    template <typename T, typename Write>
    void array(std::string_view name, std::vector<T> const &items, Write const &write_members) {
        m_json.key(name);
        m_json.begin_array();
        for (auto const &item : items) {
            m_json.begin_object();
            write_members(item);
            m_json.end_object();
        }
        m_json.end_array();
    }

    void write_column(model::Column const &column) {
        m_json.member("name", column.name);
        m_json.member("type", column.type);
        m_json.member("nullable", !column.not_null && !m_full_domains.contains(column.user_type));
        if (column.default_value) m_json.member("default", *column.default_value);
        optional_member(m_json, "extra_def", extra_definition(column));
        comment(m_json, column);
    }

    void write_index(model::Index const &index, std::string const &table) {
        std::vector<std::string> columns;
        for (auto const &key : index.keys) {
            if (!key.column.empty()) columns.push_back(key.column);
        }
        m_json.member("name", index.name);
        m_json.member("def", index_definition(index, columns));
        m_json.member("table", table);
        m_json.member("columns", columns);
        comment(m_json, index);
    }

    void write_constraint(model::Constraint const &key, std::string const &table) {
        m_json.member("name", key.name);
        m_json.member("type", key.type == "exclusion" ? std::string{"EXCLUDE"} : to_upper(key.type));
        m_json.member("def", key.definition);
        m_json.member("table", table);
        m_json.member("columns", key.columns);
        if (!key.references.empty()) {
            m_json.member("referenced_table", name_of(key.references));
            m_json.member("referenced_columns", key.referenced_columns);
        }
        comment(m_json, key);
    }

    /// The relations of a table's foreign keys; a key to a table that is not exported is none that a reader could
    /// follow.
    void gather_relations(Relation const &relation) {
        for (auto const &key : relation.constraints) {
            if (key.type != "foreign key" || !m_names.contains(key.references)) continue;
            bool const optional =
                std::any_of(relation.columns.begin(), relation.columns.end(), [&](auto const &column) {
                    return !column.not_null &&
                           std::find(key.columns.begin(), key.columns.end(), column.name) != key.columns.end();
                });
            m_json.clear();
            m_json.begin_object();
            m_json.member("table", name_of(relation.ref()));
            m_json.member("columns", key.columns);
            m_json.member("cardinality", model::is_unique_key(key.columns, relation.constraints, relation.indexes)
                                             ? "zero_or_one"
                                             : "zero_or_more");
            m_json.member("parent_table", name_of(key.references));
            m_json.member("parent_columns", key.referenced_columns);
            m_json.member("parent_cardinality", optional ? "zero_or_one" : "exactly_one");
            m_json.member("def", key.definition);
            if (is_virtual(key)) m_json.member("virtual", true);
            m_json.end_object();
            m_relations.push_back(m_json.text());
        }
    }

    /// What people say are relationships: relations that no database has.
    void gather_accepted() {
        auto const cursor = m_model.relationships();
        for (model::Relationship one; cursor && cursor->next(one);) {
            if (one.decision != "accepted" || !m_names.contains({one.from.schema, one.from.table}) ||
                !m_names.contains({one.to.schema, one.to.table}))
                continue;
            auto const parent = name_of(one.to.schema, one.to.table);
            m_json.clear();
            m_json.begin_object();
            m_json.member("table", name_of(one.from.schema, one.from.table));
            m_json.member("columns", one.from.columns);
            m_json.member("cardinality", one.cardinality == "1:1" ? "zero_or_one" : "zero_or_more");
            m_json.member("parent_table", parent);
            m_json.member("parent_columns", one.to.columns);
            m_json.member("parent_cardinality", one.cardinality == "N:M" ? "zero_or_more"
                                                : one.optional           ? "zero_or_one"
                                                                         : "exactly_one");
            m_json.member("def", definition_of(one));
            m_json.member("virtual", true);
            m_json.end_object();
            m_relations.push_back(m_json.text());
        }
    }

    static std::string definition_of(model::Relationship const &one) {
        if (!one.condition.empty()) return one.condition;
        auto const list = [](std::vector<std::string> const &columns) {
            std::vector<std::string> quoted;
            for (auto const &column : columns) quoted.push_back(base::quote_ident(column));
            return base::join(quoted, ", ");
        };
        return fmt::format("FOREIGN KEY ({}) REFERENCES {} ({})", list(one.from.columns),
                           base::quote_ident(one.to.table), list(one.to.columns));
    }

    void write_functions() {
        begin("functions");
        markdown::for_each<model::Routine>(m_model, [this](model::Routine const &routine) {
            m_json.clear();
            m_json.begin_object();
            m_json.member("name", name_of(routine.schema, routine.routine_name));
            m_json.member("return_type", routine.result);
            m_json.member("arguments", routine.arguments);
            m_json.member("type", to_upper(routine.routine_kind));
            // A comment is in no published version of the schema; readers that are strict refuse the whole file.
            m_json.end_object();
            element(m_json.text());
        });
        end();
    }

    void write_enums() {
        begin("enums");
        markdown::for_each<model::Type>(m_model, [this](model::Type const &type) {
            if (type.type_kind != "enum") return;
            m_json.clear();
            m_json.begin_object();
            m_json.member("name", name_of(type.schema, type.name));
            m_json.member("values", type.labels);
            m_json.end_object();
            element(m_json.text());
        });
        end();
    }

    void write_driver() {
        m_json.clear();
        m_json.begin_object();
        m_json.member("name", m_postgres ? std::string{"postgres"} : base::to_lower_ascii(m_facts.product));
        m_json.member("database_version", m_postgres ? fmt::format("PostgreSQL {}", m_facts.version) : m_facts.version);
        m_json.key("meta");
        m_json.begin_object();
        if (m_postgres) {
            // Which schema a name without one means.
            m_json.member("current_schema", "public");
            m_json.member("search_paths", std::vector<std::string>{"public"});
        }
        m_json.end_object();
        m_json.end_object();
        m_out += ",\n\"driver\":" + m_json.text();
    }

    model::ModelReader &m_model;
    model::SourceFacts m_facts;
    bool m_postgres, m_sqlite;
    TextBuffer m_out;
    base::JsonWriter m_json;
    bool m_first = true;
    std::set<model::Ref> m_names;        ///< all tables and views
    std::set<model::Ref> m_sequences;    ///< which views read, too
    std::set<model::Ref> m_full_domains; ///< domains that are NOT NULL
    std::vector<std::string> m_relations;
};

} // namespace

void write(model::ModelReader &model, TextSink const &out) { Document{model, out}.write(); }

} // namespace scribe::exporter::tbls
