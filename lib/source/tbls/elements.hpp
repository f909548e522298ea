// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

/// What a schema.json of tbls holds, member by member; `fields` lists them for base/json_reader.hpp.
namespace scribe::source::tbls {

// clang-format off
struct Label { std::string name; };
struct Column {
    std::string name, type;
    bool nullable = false;
    std::optional<std::string> default_value, extra_def, comment;
    std::vector<Label> labels;
};
struct Index { std::string name, def; std::vector<std::string> columns; std::optional<std::string> comment; };
struct Constraint {
    std::string name, type, def;
    std::optional<std::string> referenced_table, comment;
    std::vector<std::string> columns, referenced_columns;
};
struct Trigger { std::string name, def; std::optional<std::string> comment; };
struct Table {
    std::string name, type;
    std::optional<std::string> comment, def;
    std::vector<Column> columns;
    std::vector<Index> indexes;
    std::vector<Constraint> constraints;
    std::vector<Trigger> triggers;
    std::vector<std::string> referenced_tables;
    std::vector<Label> labels;
};
struct Relation {
    std::string table, parent_table, def, cardinality, parent_cardinality;
    std::vector<std::string> columns, parent_columns;
    bool is_virtual = false;
};
struct Function { std::string name, return_type, arguments, type; std::optional<std::string> comment; };
struct Enum { std::string name; std::vector<std::string> values; };
struct Viewpoint { std::string name; };
struct Meta { std::string current_schema; };
struct Driver { std::string name, database_version; std::optional<Meta> meta; };

template <typename V> void fields(V &&visit, Label &o) { visit("name", o.name); }
template <typename V> void fields(V &&visit, Column &o) {
    visit("name", o.name); visit("type", o.type); visit("nullable", o.nullable); visit("default", o.default_value);
    visit("extra_def", o.extra_def); visit("comment", o.comment);
    visit("labels", o.labels);
}
template <typename V> void fields(V &&visit, Index &o) {
    visit("name", o.name); visit("def", o.def); visit("columns", o.columns); visit("comment", o.comment);
}
template <typename V> void fields(V &&visit, Constraint &o) {
    visit("name", o.name); visit("type", o.type); visit("def", o.def); visit("columns", o.columns);
    visit("referenced_table", o.referenced_table); visit("referenced_columns", o.referenced_columns);
    // As older versions of tbls name them.
    visit("reference_table", o.referenced_table); visit("reference_columns", o.referenced_columns);
    visit("comment", o.comment);
}
template <typename V> void fields(V &&visit, Trigger &o) {
    visit("name", o.name); visit("def", o.def); visit("comment", o.comment);
}
template <typename V> void fields(V &&visit, Table &o) {
    visit("name", o.name); visit("type", o.type); visit("comment", o.comment); visit("columns", o.columns);
    visit("indexes", o.indexes); visit("constraints", o.constraints); visit("triggers", o.triggers);
    visit("def", o.def); visit("referenced_tables", o.referenced_tables);
    visit("labels", o.labels);
}
template <typename V> void fields(V &&visit, Relation &o) {
    visit("table", o.table); visit("columns", o.columns); visit("parent_table", o.parent_table);
    visit("parent_columns", o.parent_columns); visit("def", o.def); visit("virtual", o.is_virtual);
    visit("cardinality", o.cardinality); visit("parent_cardinality", o.parent_cardinality);
}
template <typename V> void fields(V &&visit, Function &o) {
    visit("name", o.name); visit("return_type", o.return_type); visit("arguments", o.arguments); visit("type", o.type);
    visit("comment", o.comment);
}
template <typename V> void fields(V &&visit, Enum &o) { visit("name", o.name); visit("values", o.values); }
template <typename V> void fields(V &&visit, Viewpoint &o) { visit("name", o.name); }
template <typename V> void fields(V &&visit, Meta &o) { visit("current_schema", o.current_schema); }
template <typename V> void fields(V &&visit, Driver &o) {
    visit("name", o.name); visit("database_version", o.database_version); visit("meta", o.meta);
}
// clang-format on

} // namespace scribe::source::tbls
