// SPDX-License-Identifier: MIT
#include "base/parse/code_line.hpp"
#include "base/text.hpp"
#include "model/code/code_names.hpp"
#include "model/filter.hpp"
#include "model/object_text.hpp"
#include "show/column_uses.hpp"
#include "show/show_page.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::cli {

namespace {

using Rows = std::vector<std::vector<std::string>>;
using catalog::Neighbourhood;
using model::Kind;

bool has(std::vector<std::string> const &names, std::string const &name) {
    return std::ranges::find(names, name) != names.end();
}

/// What of the column's table, or beside it, has the column in an expression.
std::string expression_text(model::Record const &record) {
    if (record.kind == Kind::column) return model::from_record<model::Column>(record).expression;
    if (record.kind != Kind::policy) return model::summary_line(record);
    auto const policy = model::from_record<model::Policy>(record);
    std::vector<std::string> parts;
    if (!policy.using_expression.empty()) parts.push_back("using " + policy.using_expression);
    if (!policy.check_expression.empty()) parts.push_back("check " + policy.check_expression);
    return base::join(parts, ", ");
}

void show_column_neighbours(ShowPage &page, Neighbourhood const &around) {
    auto const &name = around.object.name;
    auto const users = users_of_column(around);
    model::Ref const table{around.object.schema, around.object.table};
    Rows constraints, keys;
    for (auto const &constraint : all_of<model::Constraint>(users)) {
        bool const own = constraint.schema == table.schema && constraint.table == table.name;
        if (own) constraints.push_back({constraint.name, base::code_line(constraint.definition)});
        if (constraint.references == table && !constraint.inherited && has(constraint.referenced_columns, name))
            keys.push_back(
                {model::format_ref(constraint.schema, constraint.table), constraint.name, key_actions(constraint)});
    }
    page.heading("Constraints");
    page.rows(constraints);
    Rows indexes;
    for (auto const &index : all_of<model::Index>(users))
        indexes.push_back({index.name, base::code_line(index.definition)});
    page.heading("Indexes");
    page.rows(indexes);
    Rows others;
    for (auto const &record : users) {
        auto const kind = record.kind;
        if (kind == Kind::column || kind == Kind::trigger || kind == Kind::rule || kind == Kind::policy ||
            kind == Kind::statistics || kind == Kind::publication)
            others.push_back(
                {model::kind_label(record), base::quote_ident(record.name), base::code_line(expression_text(record))});
    }
    if (around.whole) {
        auto const key = model::from_record<model::Table>(*around.whole).partition_key;
        if (model::names_column(key, table.name, name)) others.push_back({"partition key", "", base::code_line(key)});
    }
    page.heading("In expressions and column lists of");
    page.rows(others);
    page.heading("Referenced by");
    page.rows(keys);
    Rows views;
    for (auto const &view : all_of<model::View>(users)) views.push_back({model::format_ref(view.schema, view.name)});
    page.heading("Read by views");
    page.rows(views);
    Rows sequences;
    for (auto const &sequence : all_of<model::Sequence>(users))
        sequences.push_back({model::format_ref(sequence.schema, sequence.name)});
    page.heading("Owned sequences");
    page.rows(sequences);
    if (!around.complete) page.line("... and more neighbours than are shown here");
}

void show_column(ShowPage &page, Neighbourhood const &around) {
    auto const column = model::from_record<model::Column>(around.object);
    page.fact("type", column.type);
    if (!column.user_type.empty())
        page.fact(column.user_type_kind.empty() ? "its type" : column.user_type_kind, ref_text(column.user_type));
    page.fact("affinity", column.affinity);
    page.fact("null", column.not_null ? "no" : "yes");
    page.code_fact("default", column.default_value.value_or(""));
    page.fact("identity", column.identity);
    if (!column.generated.empty()) page.code_fact("generated", column.generated + ": " + column.expression);
    page.fact("collation", column.collation);
    page.fact("storage", column.storage);
    page.fact("compression", column.compression);
    if (column.statistics_target) page.fact("statistics target", std::to_string(*column.statistics_target));
    page.fact("options", base::join(column.options, ", "));
    if (column.inherited) page.fact("inherited", "yes");
    if (column.hidden) page.fact("hidden", "yes");
    page.fact("foreign options", base::join(column.foreign_options, ", "));
    page.fact("position", base::group_digits(column.position));
    show_column_neighbours(page, around);
    show_grants(page, column.grants);
}

void show_index_facts(ShowPage &page, model::Record const &record) {
    auto const index = model::from_record<model::Index>(record);
    page.fact("method", index.method);
    page.fact("unique", index.unique ? "yes" : "no");
    page.fact("options", base::join(index.options, ", "));
    page.fact("tablespace", index.tablespace);
    if (index.invalid) page.fact("valid", "no");
    if (index.clustered) page.fact("clustered", "yes");
    if (index.replica_identity) page.fact("replica identity", "yes");
    if (record.stats && record.stats->total_bytes) page.fact("size", base::human_bytes(*record.stats->total_bytes));
    if (record.stats && record.stats->index_scans) page.fact("scans", base::group_digits(*record.stats->index_scans));
}

void show_constraint(ShowPage &page, Neighbourhood const &around) {
    auto const constraint = model::from_record<model::Constraint>(around.object);
    page.fact("columns", base::join(constraint.columns, ", "));
    if (!constraint.references.empty()) {
        auto const columns = base::join(constraint.referenced_columns, ", ");
        page.fact("refers to", ref_text(constraint.references) + (columns.empty() ? "" : " (" + columns + ")"));
        page.fact("on update", constraint.on_update.empty() ? "no action" : constraint.on_update);
        page.fact("on delete", constraint.on_delete.empty() ? "no action" : constraint.on_delete);
    }
    page.fact("index", constraint.index);
    if (constraint.deferrable)
        page.fact("deferrable", constraint.initially_deferred ? "initially deferred" : "initially immediate");
    if (constraint.not_valid) page.fact("validated", "no");
    if (constraint.not_enforced) page.fact("enforced", "no");
    if (constraint.inherited) page.fact("inherited", "yes");
    page.heading("Definition");
    page.code(constraint.definition);
    for (auto const &record : around.members) {
        if (record.kind != Kind::index || record.name != constraint.index) continue;
        page.heading("Index");
        show_index_facts(page, record);
        page.code(model::from_record<model::Index>(record).definition);
    }
}

/// The collation of an expression, which stands behind it in the definition: from `at` on, which moves on.
std::string expression_collation(model::Index const &index, model::IndexKey const &key, std::size_t &at) {
    auto const found = key.expression.empty() ? std::string::npos : index.definition.find(key.expression, at);
    if (found == std::string::npos) return {};
    at = found + key.expression.size();
    constexpr std::string_view k_collate = " COLLATE ";
    auto const rest = std::string_view{index.definition}.substr(at);
    if (!rest.starts_with(k_collate)) return {};
    bool quoted = false;
    auto end = k_collate.size();
    for (; end < rest.size() && (quoted || (rest[end] != ' ' && rest[end] != ',' && rest[end] != ')')); ++end)
        quoted = quoted != (rest[end] == '"');
    return std::string{rest.substr(k_collate.size(), end - k_collate.size())};
}

/// What differs from the usual: "descending, nulls last, collation "C", text_pattern_ops".
std::string key_facts(model::Index const &index, model::IndexKey const &key, std::size_t &at) {
    std::vector<std::string> facts;
    if (key.descending) facts.emplace_back("descending");
    // SQLite's indexes, which have no method, know no order of nulls.
    if (!index.method.empty() && key.nulls_first != key.descending)
        facts.emplace_back(key.nulls_first ? "nulls first" : "nulls last");
    auto const collation = key.collation.empty() ? expression_collation(index, key, at) : key.collation;
    if (!collation.empty()) facts.push_back("collation " + collation);
    if (!key.opclass.empty()) facts.push_back(key.opclass);
    return base::join(facts, ", ");
}

void show_index(ShowPage &page, Neighbourhood const &around) {
    auto const index = model::from_record<model::Index>(around.object);
    page.fact("serves constraint", index.constraint);
    page.fact("partition of", ref_text(index.partition_of));
    show_index_facts(page, around.object);
    Rows keys;
    std::size_t at = index.definition.find('(');
    for (auto const &key : index.keys)
        keys.push_back({key.column.empty() ? base::code_line(key.expression) : key.column, key_facts(index, key, at)});
    page.heading("Keys");
    page.rows(keys);
    Rows included;
    for (auto const &column : index.include) included.push_back({column});
    page.heading("Included columns");
    page.rows(included);
    page.heading("Condition");
    page.code(index.predicate);
    page.heading("Definition");
    page.code(index.definition);
    std::vector<model::Record> parts;
    for (auto const &record : around.mentions) {
        if (record.kind == Kind::index) parts.push_back(record);
    }
    show_records(page, "Partitions", parts, around.complete);
}

void show_trigger(ShowPage &page, Neighbourhood const &around) {
    auto const trigger = model::from_record<model::Trigger>(around.object);
    page.fact("fires",
              fmt::format("{} {}, for each {}", trigger.timing, base::join(trigger.events, " or "), trigger.level));
    page.fact("columns", base::join(trigger.update_columns, ", "));
    page.code_fact("condition", trigger.condition);
    page.fact("calls", ref_text(trigger.function));
    if (trigger.inherited) page.fact("inherited", "yes");
    show_enabled(page, trigger.enabled);
    page.heading("Definition");
    page.code(trigger.definition);
}

} // namespace

void show_part(ShowPage &page, Neighbourhood const &around) {
    auto const &object = around.object;
    if (object.kind != Kind::column) page.fact("of", model::format_ref(object.schema, object.table));
    switch (object.kind) {
    case Kind::column: return show_column(page, around);
    case Kind::constraint: return show_constraint(page, around);
    case Kind::index: return show_index(page, around);
    case Kind::trigger: return show_trigger(page, around);
    case Kind::rule: {
        auto const rule = model::from_record<model::Rule>(object);
        page.fact("on", rule.event + (rule.instead ? ", instead" : ""));
        show_enabled(page, rule.enabled);
        page.heading("Definition");
        return page.code(rule.definition);
    }
    case Kind::policy: {
        auto const policy = model::from_record<model::Policy>(object);
        page.fact("for", policy.command);
        page.fact("to", base::join(policy.roles, ", "));
        page.fact("mode", policy.restrictive ? "restrictive" : "permissive");
        if (around.whole && !model::from_record<model::Table>(*around.whole).row_security)
            page.fact("active", "no, row security is off: policies do not apply");
        page.heading("Using");
        page.code(policy.using_expression);
        page.heading("With check");
        return page.code(policy.check_expression);
    }
    default: return;
    }
}

} // namespace scribe::cli
