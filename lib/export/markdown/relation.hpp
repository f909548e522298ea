// SPDX-License-Identifier: MIT
#pragma once

#include "export/markdown/survey.hpp"

#include <functional>
#include <optional>

namespace scribe::exporter::markdown {

/// A table or a view with all its parts.
struct Relation {
    std::optional<model::Table> table; ///< one of the two is there
    std::optional<model::View> view;
    std::vector<model::Column> columns;
    std::vector<model::Constraint> constraints;
    std::vector<model::Index> indexes;
    std::vector<model::Trigger> triggers;
    std::vector<model::Rule> rules;
    std::vector<model::Policy> policies;

    model::Object const &object() const { return table ? static_cast<model::Object const &>(*table) : *view; }
    model::Ref ref() const { return {object().schema, object().name}; }
};

/// Calls `visit` with each table and view, by schema and name: its record first, then those of its parts. Reading costs
/// about as much as all that follows; who visits may leave the rest to another thread.
void for_each_relation(model::ModelReader &reader, std::function<void(std::vector<model::Record> &&)> const &visit);

/// The relation whose records these are.
Relation make_relation(std::vector<model::Record> const &records);

/// "partitioned table", "materialized view", ...
std::string relation_kind(Relation const &relation);

/// The whole page of a table or view, that stands at the path `page`.
std::string relation_page(Relation const &relation, Survey const &survey, std::string const &page);

/// Its parts, one a section: facts.cpp, columns.cpp, keys.cpp, actions.cpp, mermaid.cpp.
void write_facts(std::string &out, Relation const &relation, Survey const &survey, std::string const &page);
void write_columns(std::string &out, Relation const &relation, Survey const &survey, std::string const &page);
void write_keys(std::string &out, Relation const &relation, Survey const &survey, std::string const &page);
void write_indexes(std::string &out, Relation const &relation);
void write_actions(std::string &out, Relation const &relation, Survey const &survey, std::string const &page);
void write_diagram(std::string &out, Relation const &relation, Survey const &survey);

} // namespace scribe::exporter::markdown
