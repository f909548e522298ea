// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "export/markdown/escape.hpp"
#include "export/markdown/relation.hpp"
#include "export/markdown/writing.hpp"
#include "model/object_text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::exporter::markdown {

namespace {

std::string action(std::string const &word) { return word.empty() ? "no action" : cell(word); }

std::string delete_action(model::Constraint const &key) {
    auto out = action(key.on_delete);
    if (!key.on_delete_columns.empty()) out += " (" + code_list(key.on_delete_columns) + ")";
    return out;
}

std::string flags(model::Constraint const &constraint) {
    return joined({constraint.match.empty() ? "" : "match " + cell(constraint.match),
                   constraint.initially_deferred ? "initially deferred"
                   : constraint.deferrable       ? "deferrable"
                                                 : "",
                   constraint.not_valid ? "not valid" : "", constraint.not_enforced ? "not enforced" : "",
                   constraint.no_inherit ? "no inherit" : "", constraint.nulls_not_distinct ? "nulls not distinct" : "",
                   constraint.temporal ? "temporal" : "", constraint.inherited ? "inherited" : ""});
}

void write_constraints(std::string &out, Relation const &relation) {
    std::vector<model::Constraint const *> shown;
    for (auto const &constraint : relation.constraints) {
        // A plain NOT NULL stands in the table of columns.
        if (constraint.type != "foreign key" && !model::is_plain_not_null(constraint)) shown.push_back(&constraint);
    }
    if (shown.empty()) return;
    auto const rank = [](model::Constraint const *c) {
        return c->type == "primary key" ? 0 : c->type == "unique" ? 1 : 2;
    };
    std::stable_sort(shown.begin(), shown.end(), [&](auto const *a, auto const *b) { return rank(a) < rank(b); });
    section(out, "Constraints");
    TableWriter table{out, {"Name", "Type", "Definition", "Notes", "Comment"}};
    for (auto const *constraint : shown) {
        auto const what = !constraint->definition.empty()   ? cell_code(constraint->definition)
                          : !constraint->expression.empty() ? cell_code(constraint->expression)
                                                            : code_list(constraint->columns);
        // A definition of the server's says all but that.
        auto const notes = constraint->definition.empty() ? flags(*constraint)
                           : constraint->inherited        ? "inherited"
                                                          : "";
        table.row(
            {cell_code(constraint->name), cell(constraint->type), what, notes, cell(constraint->comment.value_or(""))});
    }
}

void write_foreign_keys(std::string &out, Relation const &relation, Survey const &survey, std::string const &page) {
    bool const any = std::any_of(relation.constraints.begin(), relation.constraints.end(),
                                 [](auto const &c) { return c.type == "foreign key"; });
    if (!any) return;
    section(out, "Foreign keys");
    TableWriter table{out, {"Name", "Columns", "References", "On update", "On delete", "Notes", "Comment"}};
    for (auto const &key : relation.constraints) {
        if (key.type != "foreign key") continue;
        auto target = link(survey.relations, key.references, page);
        if (!key.referenced_columns.empty()) target += " (" + code_list(key.referenced_columns) + ")";
        table.row({cell_code(shown_name(key.name)), code_list(key.columns), target, action(key.on_update),
                   delete_action(key), flags(key), cell(key.comment.value_or(""))});
    }
}

/// A foreign key, and the table that it refers to, when that is one of whose rows the page's table has a part.
using Referring = std::pair<IncomingKey const *, model::Ref const *>;

/// Those that refer to the table, then those that hold for its rows because it is a partition.
std::vector<Referring> referring_keys(model::Ref const &self, Survey const &survey) {
    std::vector<Referring> keys;
    auto const add = [&](model::Ref const &to, model::Ref const *whole) {
        auto const found = survey.incoming.find(to);
        if (found == survey.incoming.end()) return;
        for (auto const &key : found->second) keys.emplace_back(&key, whole);
    };
    add(self, nullptr);
    for (auto at = survey.wholes.find(self); at != survey.wholes.end(); at = survey.wholes.find(at->second))
        add(at->second, &at->second);
    return keys;
}

void write_referenced_by(std::string &out, model::Ref const &self, Survey const &survey, std::string const &page) {
    auto const keys = referring_keys(self, survey);
    if (keys.empty()) return;
    section(out, "Referenced by");
    TableWriter table{out,
                      {"Table", "Columns", "Referenced columns", "On update", "On delete", "Foreign key", "Notes"}};
    for (std::size_t i = 0; i < std::min(keys.size(), k_list_limit); ++i) {
        auto const &[incoming, whole] = keys[i];
        auto const &key = incoming->key;
        auto notes = flags(key);
        if (whole) notes += (notes.empty() ? "to " : ", to ") + link(survey.relations, *whole, page);
        table.row({link(survey.relations, incoming->from, page), code_list(key.columns),
                   code_list(key.referenced_columns), action(key.on_update), delete_action(key),
                   cell_code(shown_name(key.name)), notes});
    }
    table.finish();
    if (keys.size() > k_list_limit) {
        out += fmt::format("\n{} foreign keys in all.\n", base::group_digits(static_cast<std::int64_t>(keys.size())));
    }
}

std::string end_text(model::RelationshipEnd const &end, model::Ref const &self, Survey const &survey,
                     std::string const &page) {
    model::Ref const table{end.schema, end.table};
    auto const columns = code_list(end.columns);
    return table == self ? columns : link(survey.relations, table, page) + " (" + columns + ")";
}

/// What `scribe relate` found or people said, with how sure it is.
void write_relationships(std::string &out, model::Ref const &self, Survey const &survey, std::string const &page) {
    auto const found = survey.relationships.find(self);
    if (found == survey.relationships.end()) return;
    section(out, "Relationships without a key");
    TableWriter table{out, {"From", "To", "Cardinality", "Sure:", "Status", "Why"}};
    auto const &all = found->second;
    for (std::size_t i = 0; i < std::min(all.size(), k_list_limit); ++i) {
        auto const &one = *all[i];
        auto why = base::join(one.evidence, "; ");
        if (!one.rule.empty()) why = fmt::format("{}{}{}", one.rule, why.empty() ? "" : "; ", why);
        if (!one.type_value.empty()) why = fmt::format("where {} is {}; {}", one.type_column, one.type_value, why);
        table.row({end_text(one.from, self, survey, page), end_text(one.to, self, survey, page),
                   one.cardinality + (one.optional ? ", optional" : ""), fmt::format("{:.0f} %", 100 * one.confidence),
                   one.decision == "accepted" ? "accepted" : one.status, cell(why)});
    }
    table.finish();
    if (all.size() > k_list_limit)
        out += fmt::format("\n{} relationships in all.\n", base::group_digits(static_cast<std::int64_t>(all.size())));
}

/// What junction tables link it with.
void write_linked(std::string &out, model::Ref const &self, Survey const &survey, std::string const &page) {
    auto const found = survey.linked.find(self);
    if (found == survey.linked.end()) return;
    section(out, "Many to many");
    TableWriter table{out, {"Table", "Through", "Columns", "Sure:"}};
    auto const &all = found->second;
    for (std::size_t i = 0; i < std::min(all.size(), k_list_limit); ++i) {
        auto const &one = *all[i];
        model::Ref const left{one.left.schema, one.left.table}, right{one.right.schema, one.right.table};
        bool const is_left = left == self;
        table.row(
            {link(survey.relations, is_left ? right : left, page), link(survey.relations, one.through, page),
             code_list(is_left ? one.to_left : one.to_right) + " → " + code_list(is_left ? one.to_right : one.to_left),
             one.confidence < 1 ? fmt::format("{:.0f} %", 100 * one.confidence) : ""});
    }
    table.finish();
    if (all.size() > k_list_limit)
        out += fmt::format("\n{} in all.\n", base::group_digits(static_cast<std::int64_t>(all.size())));
}

std::string index_notes(model::Index const &index) {
    return joined({index.primary  ? "primary key"
                   : index.unique ? "unique"
                                  : "",
                   index.exclusion ? "exclusion" : "", index.invalid ? "**invalid**" : "",
                   index.clustered ? "clustered" : "", index.replica_identity ? "replica identity" : "",
                   index.nulls_not_distinct ? "nulls not distinct" : "",
                   index.constraint.empty() || index.primary ? "" : "of constraint " + cell_code(index.constraint),
                   index.partition_of.empty() ? "" : "part of " + cell_code(index.partition_of.name),
                   index.tablespace.empty() ? "" : "tablespace " + cell_code(index.tablespace)});
}

/// "btree (a, lower(b)) WHERE (a > 0)" of the server's statement: name and table stand elsewhere on the page.
std::string_view after_using(std::string_view definition) {
    constexpr std::string_view k_using = " USING ";
    char quote = 0;
    for (std::size_t i = 0; i < definition.size(); ++i) {
        char const c = definition[i];
        if (c == quote) quote = 0;
        else if (quote == 0 && (c == '"' || c == '\'')) quote = c;
        else if (quote == 0 && definition.substr(i).starts_with(k_using)) return definition.substr(i + k_using.size());
    }
    return definition;
}

/// What the definition would say, for indexes that have none (SQLite's automatic ones).
std::string index_keys(model::Index const &index) {
    std::string out;
    for (auto const &key : index.keys) {
        if (!out.empty()) out += ", ";
        out += cell_code(key.column.empty() ? key.expression : key.column);
        if (key.descending) out += " DESC";
    }
    return out;
}

} // namespace

void write_keys(std::string &out, Relation const &relation, Survey const &survey, std::string const &page) {
    auto const self = relation.ref();
    write_constraints(out, relation);
    write_foreign_keys(out, relation, survey, page);
    write_referenced_by(out, self, survey, page);
    write_relationships(out, self, survey, page);
    write_linked(out, self, survey, page);
}

void write_indexes(std::string &out, Relation const &relation) {
    if (relation.indexes.empty()) return;
    section(out, "Indexes");
    TableWriter table{out, {"Name", "Definition", "Notes", "Size:", "Comment"}};
    for (auto const &index : relation.indexes) {
        auto const size =
            index.stats && index.stats->total_bytes ? base::human_bytes(*index.stats->total_bytes) : std::string{};
        table.row({cell_code(shown_name(index.name)),
                   index.definition.empty() ? index_keys(index) : cell_code(after_using(index.definition)),
                   index_notes(index), size, cell(index.comment.value_or(""))});
    }
}

} // namespace scribe::exporter::markdown
