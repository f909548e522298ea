// SPDX-License-Identifier: MIT
#pragma once

#include "export/markdown/survey.hpp"

#include <functional>
#include <optional>
#include <set>

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
    SaidParts said;
    std::vector<std::string> partial; ///< what of it was not read in full: "column twice"
    std::set<std::string> locked;     ///< the tables whose lock was the reason

    model::Object const &object() const { return table ? static_cast<model::Object const &>(*table) : *view; }
    model::Ref ref() const { return {object().schema, object().name}; }
    /// What is said of it, or with a name of its column; null for nothing.
    Said const *said_of(std::string const &column = {}) const {
        auto const found = said.find(column);
        return found == said.end() ? nullptr : &found->second;
    }
};

/// A table or view as it is read: its record first, then those of its parts.
struct RelationRecords {
    std::vector<model::Record> records;
    SaidParts said;
};

/// Calls `visit` with each table and view, by schema and name. Reading costs about as much as all that follows; who
/// visits may leave the rest to another thread.
void for_each_relation(model::ModelReader &reader, std::function<void(RelationRecords &&)> const &visit);

Relation make_relation(RelationRecords const &read);

/// "partitioned table", "materialized view", ...
std::string relation_kind(Relation const &relation);

/// A routine or a sequence that code of a table or view names.
struct UsedHere {
    model::Kind kind;
    model::Ref object;
    std::vector<std::string> where; ///< "column id", "definition"
};

/// The whole page of a table or view, that stands at the path `page`.
std::string relation_page(Relation const &relation, std::vector<UsedHere> const &uses, Survey const &survey,
                          std::string const &page);

/// Its parts, one a section: facts.cpp, columns.cpp, keys.cpp, actions.cpp, mermaid.cpp.
void write_facts(std::string &out, Relation const &relation, Survey const &survey, std::string const &page);
void write_columns(std::string &out, Relation const &relation, Survey const &survey, std::string const &page);
void write_keys(std::string &out, Relation const &relation, Survey const &survey, std::string const &page);
void write_indexes(std::string &out, Relation const &relation);
void write_actions(std::string &out, Relation const &relation, Survey const &survey, std::string const &page);
void write_diagram(std::string &out, Relation const &relation, Survey const &survey);

} // namespace scribe::exporter::markdown
