// SPDX-License-Identifier: MIT
#include "base/parse/code_line.hpp"
#include "base/text.hpp"
#include "model/filter.hpp"
#include "model/object_text.hpp"
#include "show/show_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace scribe::cli {

namespace {

using Rows = std::vector<std::vector<std::string>>;
using catalog::Neighbourhood;

bool has(std::vector<std::string> const &names, std::string const &name) {
    return std::ranges::find(names, name) != names.end();
}

std::string size_text(model::Stats const &stats) {
    if (!stats.total_bytes) return {};
    auto text = (stats.bytes_exact ? "" : "about ") + base::human_bytes(*stats.total_bytes);
    std::vector<std::string> parts;
    if (stats.heap_bytes) parts.push_back("data " + base::human_bytes(*stats.heap_bytes));
    if (stats.index_bytes) parts.push_back("indexes " + base::human_bytes(*stats.index_bytes));
    if (stats.toast_bytes.value_or(0) > 0) parts.push_back("toast " + base::human_bytes(*stats.toast_bytes));
    return parts.empty() ? text : fmt::format("{} ({})", text, base::join(parts, ", "));
}

void show_figures(ShowPage &page, model::Record const &record) {
    if (!record.stats) return;
    auto const &stats = *record.stats;
    if (stats.rows) page.fact("rows", (stats.rows_exact ? "" : "about ") + base::group_digits(*stats.rows));
    page.fact("size", size_text(stats));
}

void show_activity(ShowPage &page, model::Record const &record) {
    if (!record.stats) return;
    auto const &stats = *record.stats;
    page.heading("Activity");
    auto const number = [&page](char const *name, std::optional<std::int64_t> const &value) {
        if (value) page.fact(name, base::group_digits(*value));
    };
    number("live rows", stats.live_rows);
    number("dead rows", stats.dead_rows);
    number("sequential scans", stats.seq_scans);
    number("index scans", stats.index_scans);
    page.fact("last vacuum", stats.last_vacuum.value_or(""));
    page.fact("last analyze", stats.last_analyze.value_or(""));
}

/// "PK", "FK", "UK": the keys that a column is part of, alone or with others.
std::string key_marks(std::string const &column, std::vector<model::Constraint> const &constraints,
                      std::vector<model::Index> const &indexes) {
    std::vector<std::string> marks;
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 3> k_marks = {
        {{"primary key", "PK"}, {"foreign key", "FK"}, {"unique", "UK"}}};
    for (auto const &known : k_marks) {
        bool const in = std::ranges::any_of(
            constraints, [&](auto const &c) { return c.type == known.first && has(c.columns, column); });
        if (in) marks.emplace_back(known.second);
    }
    bool const by_index = std::ranges::any_of(indexes, [&](auto const &index) {
        return index.unique && !index.primary && !index.invalid && index.predicate.empty() &&
               std::ranges::any_of(index.keys, [&](auto const &key) { return key.column == column; });
    });
    if (by_index && !has(marks, "UK")) marks.emplace_back("UK");
    return base::join(marks, " ");
}

void show_columns(ShowPage &page, Neighbourhood const &around) {
    auto const constraints = all_of<model::Constraint>(around.parts);
    auto const indexes = all_of<model::Index>(around.parts);
    Rows rows;
    bool const stored = around.object.kind == model::Kind::table; // old catalogs have affinities of views, too
    for (auto const &column : all_of<model::Column>(around.parts)) {
        auto facts = base::code_line(model::column_facts(column));
        // Where the declared type does not say itself how SQLite stores values.
        if (stored && !column.affinity.empty() &&
            base::to_lower_ascii(column.affinity) != base::to_lower_ascii(column.type))
            facts = fmt::format("affinity {}{}{}", column.affinity, facts.empty() ? "" : ", ", facts);
        if (column.inherited) facts += facts.empty() ? "inherited" : ", inherited";
        if (!column.foreign_options.empty())
            facts += (facts.empty() ? "options " : ", options ") + base::join(column.foreign_options, ", ");
        if (column.comment) facts += (facts.empty() ? "-- " : " -- ") + *column.comment;
        rows.push_back({column.name, column.type, key_marks(column.name, constraints, indexes), facts});
    }
    page.heading(fmt::format("Columns ({})", rows.size()));
    page.rows(rows);
}

void show_constraints(ShowPage &page, Neighbourhood const &around) {
    auto const constraints = all_of<model::Constraint>(around.parts);
    auto const section = [&](char const *heading, auto const &wanted) {
        Rows rows;
        for (auto const &constraint : constraints) {
            if (wanted(constraint))
                rows.push_back(
                    {constraint.name, base::code_line(constraint.definition), constraint.comment.value_or("")});
        }
        page.heading(heading);
        page.rows(rows);
    };
    section("Primary key", [](auto const &one) { return one.type == "primary key"; });
    section("Foreign keys", [](auto const &one) { return one.type == "foreign key"; });
    section("Other constraints", [](auto const &one) {
        // A column says itself that it is not null; the constraint is shown where it says more.
        return one.type != "primary key" && one.type != "foreign key" && !model::is_plain_not_null(one);
    });
}

void show_referrers(ShowPage &page, Neighbourhood const &around) {
    Rows rows;
    model::Ref const self{around.object.schema, around.object.name};
    for (auto const &key : all_of<model::Constraint>(around.mentions)) {
        // A partition's copy of its parent's key says nothing new, as on pages.
        bool const to_whole = std::ranges::find(around.wholes, key.references) != around.wholes.end();
        if ((key.references != self && !to_whole) || key.inherited) continue;
        auto const target = key.referenced_columns.empty() ? "it without columns that fit"
                                                           : "(" + quoted_list(key.referenced_columns) + ")";
        rows.push_back(
            {model::format_ref(key.schema, key.table),
             fmt::format("({}) refers to {}{}", quoted_list(key.columns),
                         to_whole ? model::format_ref(key.references.schema, key.references.name) : "", target),
             key.name, key_actions(key)});
    }
    page.heading("Referenced by");
    page.rows(rows);
}

void show_readers(ShowPage &page, Neighbourhood const &around) {
    Rows rows;
    model::Ref const self{around.object.schema, around.object.name};
    for (auto const &view : all_of<model::View>(around.mentions)) {
        for (auto const &use : view.uses) {
            if (use.relation == self)
                rows.push_back({model::format_ref(view.schema, view.name), quoted_list(use.columns)});
        }
    }
    page.heading("Read by views");
    page.rows(rows);
}

void show_indexes(ShowPage &page, Neighbourhood const &around) {
    Rows indexes;
    for (auto const &record : around.parts) {
        if (record.kind != model::Kind::index) continue;
        auto const index = model::from_record<model::Index>(record);
        std::vector<std::string> notes;
        if (index.invalid) notes.emplace_back("INVALID");
        if (index.clustered) notes.emplace_back("clustered");
        if (record.stats && record.stats->total_bytes) notes.push_back(base::human_bytes(*record.stats->total_bytes));
        indexes.push_back(
            {index.name, base::join(notes, ", "), base::code_line(model::summary_line(record)) + comment_text(index)});
    }
    page.heading("Indexes");
    page.rows(indexes);
}

void show_code_parts(ShowPage &page, Neighbourhood const &around) {
    Rows triggers;
    for (auto const &trigger : all_of<model::Trigger>(around.parts))
        triggers.push_back({trigger.name, trigger.inherited ? "inherited" : "", enabled_text(trigger.enabled),
                            base::code_line(trigger.definition) + comment_text(trigger)});
    page.heading("Triggers");
    page.rows(triggers);
    page.heading("Rules");
    for (auto const &rule : all_of<model::Rule>(around.parts)) {
        page.rows({{rule.name, enabled_text(rule.enabled), rule.comment.value_or("")}});
        page.code(rule.definition);
    }
    Rows policies;
    for (auto const &policy : all_of<model::Policy>(around.parts)) {
        auto text = fmt::format("{}for {} to {}", policy.restrictive ? "restrictive, " : "", policy.command,
                                base::join(policy.roles, ", "));
        if (!policy.using_expression.empty()) text += " using " + base::code_line(policy.using_expression);
        if (!policy.check_expression.empty()) text += " with check " + base::code_line(policy.check_expression);
        policies.push_back({policy.name, text + comment_text(policy)});
    }
    bool const idle =
        around.object.kind == model::Kind::table && !model::from_record<model::Table>(around.object).row_security;
    page.heading(idle ? "Policies (row security is off: policies do not apply)" : "Policies");
    page.rows(policies);
}

void show_column_grants(ShowPage &page, Neighbourhood const &around) {
    Rows rows;
    for (auto const &column : all_of<model::Column>(around.parts)) {
        for (auto const &grant : column.grants) rows.push_back({column.name, grant.grantee, rights_text(grant)});
    }
    page.heading("Column grants (* = may be granted on)");
    page.rows(rows);
}

/// "(id, n) where (n > 4)": what a publication takes of the table; empty for all, and for other objects.
std::string published_part(model::Record const &record, model::Ref const &table) {
    if (record.kind != model::Kind::publication) return {};
    for (auto const &one : model::from_record<model::Publication>(record).tables) {
        if (one.relation != table) continue;
        std::vector<std::string> parts;
        if (!one.columns.empty()) parts.push_back("(" + quoted_list(one.columns) + ")");
        if (!one.where.empty()) parts.push_back("where " + base::code_line(one.where));
        return base::join(parts, " ");
    }
    return {};
}

/// Partitions, heirs, sequences, statistics objects, publications ...
void show_relatives(ShowPage &page, Neighbourhood const &around) {
    model::Ref const self{around.object.schema, around.object.name};
    Rows partitions;
    Rows heirs;
    for (auto const &table : all_of<model::Table>(around.mentions)) {
        auto const ref = model::format_ref(table.schema, table.name);
        if (table.partition_of == self)
            partitions.push_back({ref, base::code_line(table.partition_bound),
                                  table.table_kind == "partitioned"
                                      ? "partitioned by " + base::code_line(table.partition_key)
                                  : table.table_kind == "foreign" ? "foreign, server " + table.server
                                                                  : ""});
        else heirs.push_back({ref});
    }
    page.heading(fmt::format("Partitions ({})", partitions.size()));
    page.rows(partitions);
    page.heading("Inherited by");
    page.rows(heirs);
    Rows others;
    for (auto const &record : around.mentions) {
        bool const shown = record.kind == model::Kind::constraint || record.kind == model::Kind::view ||
                           record.kind == model::Kind::table;
        if (!shown)
            others.push_back(
                {model::kind_label(record), model::format_ref(record),
                 base::code_line(model::summary_line(record)) + published_part(record, self) + comment_text(record)});
    }
    page.heading("Also attached");
    page.rows(others);
    if (!around.complete) page.line("... and more neighbours than are shown here");
}

} // namespace

void show_table(ShowPage &page, Neighbourhood const &around) {
    auto const table = model::from_record<model::Table>(around.object);
    page.fact("owner", table.owner);
    show_figures(page, around.object);
    page.code_fact("partitioned by", table.partition_key);
    if (!table.partition_of.empty())
        page.fact("partition of", ref_text(table.partition_of) + " " + base::code_line(table.partition_bound));
    std::vector<std::string> parents;
    for (auto const &parent : table.inherits) parents.push_back(ref_text(parent));
    page.fact("inherits", base::join(parents, ", "));
    page.fact("of type", ref_text(table.of_type));
    page.fact("tablespace", table.tablespace);
    page.fact("access method", table.access_method);
    page.fact("options", base::join(table.options, ", "));
    page.fact("server", table.server);
    page.fact("foreign options", base::join(table.foreign_options, ", "));
    if (table.row_security) page.fact("row level security", table.force_row_security ? "on, for the owner too" : "on");
    else if (table.force_row_security) page.fact("row level security", "off (forced once it is on)");
    if (table.table_kind != "foreign") page.fact("replica identity", table.replica_identity);
    if (table.without_rowid) page.fact("rowid", "none");
    if (table.strict) page.fact("strict", "yes");
    page.fact("module", table.module);
    show_columns(page, around);
    show_constraints(page, around);
    show_referrers(page, around);
    show_indexes(page, around);
    show_code_parts(page, around);
    show_uses(page, around);
    show_readers(page, around);
    show_relatives(page, around);
    show_grants(page, table.grants);
    show_column_grants(page, around);
    show_activity(page, around.object);
    page.heading("Definition");
    page.code(table.definition);
}

void show_view(ShowPage &page, Neighbourhood const &around) {
    auto const view = model::from_record<model::View>(around.object);
    page.fact("owner", view.owner);
    if (view.unpopulated) page.fact("rows", "unknown: not populated");
    show_figures(page, around.object);
    page.fact("options", base::join(view.options, ", "));
    page.fact("check option", view.check_option);
    page.fact("tablespace", view.tablespace);
    show_columns(page, around);
    Rows reads;
    for (auto const &use : view.uses) reads.push_back({ref_text(use.relation), quoted_list(use.columns)});
    page.heading("Reads");
    page.rows(reads);
    show_uses(page, around);
    show_readers(page, around);
    show_indexes(page, around);
    show_code_parts(page, around);
    show_relatives(page, around);
    show_grants(page, view.grants);
    show_column_grants(page, around);
    show_activity(page, around.object);
    page.heading("Definition");
    page.code(view.definition);
}

} // namespace scribe::cli
