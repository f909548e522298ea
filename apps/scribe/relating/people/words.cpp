// SPDX-License-Identifier: MIT
#include "relating/people/words.hpp"

#include "base/error.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "model/filter.hpp"
#include "options/source_option.hpp"
#include "profiling/selection.hpp"
#include "relating/people/decide.hpp"
#include "sql/expression.hpp"

#include "context/end.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;
using model::Relationship;

/// A text of a person: at most so many bytes, no control characters but line breaks.
constexpr std::size_t k_most_text = 10'000;

void check_text(std::string const &what, std::string const &text) {
    if (text.size() > k_most_text)
        throw Error(ExitCode::usage,
                    fmt::format("the {} is longer than {} bytes", what, base::group_digits(k_most_text)));
    if (!base::is_valid_utf8(text) || text.find('\0') != std::string::npos)
        throw Error(ExitCode::usage, fmt::format("the {} is no valid UTF-8 text", what));
}

/// True when a condition may call the table so: by its name, with or without schema, or by its part.
bool is_called(std::vector<std::string> const &names, model::RelationshipEnd const &end, std::string_view part) {
    if (names.size() == 1) return names[0] == part || names[0] == end.table;
    return names.size() == 2 && names[0] == end.schema && names[1] == end.table;
}

class ConditionCheck {
public:
    ConditionCheck(KnownTables &tables, Relationship const &one)
        : m_one(one), m_child(tables.get({one.from.schema, one.from.table})),
          m_parent(tables.get({one.to.schema, one.to.table})), m_any_case(tables.is_sqlite()) {}

    void check(std::string const &condition) const {
        auto const expression = sql::read_expression(condition);
        if (!expression.error.empty())
            throw Error(ExitCode::usage,
                        fmt::format("the condition cannot be read: {}", base::single_line(expression.error)),
                        "write it as it stands behind ON in a query, such as 'child.a = parent.b AND child.c > 0'");
        for (auto const &column : expression.columns) check_column(column);
    }

private:
    bool has(KnownTable const &table, std::string const &name) const {
        return std::ranges::any_of(table.columns, [&](model::Column const &column) {
            return column.name == name ||
                   (m_any_case && base::to_lower_ascii(column.name) == base::to_lower_ascii(name));
        });
    }

    void check_column(std::vector<std::string> const &column) const {
        auto const shown = base::single_line(base::join(column, "."));
        std::vector<std::string> const table{column.begin(), column.end() - 1};
        if (column.back() == "*") return;
        auto const refuse = [&](std::string const &why) {
            throw Error(ExitCode::usage, fmt::format("the condition names {}: {}", shown, why),
                        "it may name columns of the two tables, called by their names, or child and parent");
        };
        if (table.empty()) {
            bool const in_child = has(m_child, shown), in_parent = has(m_parent, shown);
            if (in_child && in_parent) refuse("both tables have such a column");
            if (!in_child && !in_parent) refuse("neither table has such a column");
            return;
        }
        bool const child = is_called(table, m_one.from, "child");
        bool const parent = is_called(table, m_one.to, "parent");
        if (child && parent) refuse("both tables are called so; call them child and parent");
        if (!child && !parent) refuse("neither table is called so");
        if (!has(child ? m_child : m_parent, column.back())) refuse("the table has no such column");
    }

    Relationship const &m_one;
    KnownTable const &m_child;
    KnownTable const &m_parent;
    bool m_any_case;
};

/// The pairs of columns in the order of the parent's key, so that one relationship has one identifier.
void order_pairs(KnownTable const &parent, model::RelationshipEnd &from, model::RelationshipEnd &to) {
    for (auto const &key : parent.constraints) {
        if (key.type != "primary key" && key.type != "unique") continue;
        if (!std::ranges::is_permutation(key.columns, to.columns)) continue;
        std::vector<std::string> ordered;
        for (auto const &name : key.columns) {
            auto const at = std::ranges::find(to.columns, name) - to.columns.begin();
            ordered.push_back(from.columns[static_cast<std::size_t>(at)]);
        }
        from.columns = std::move(ordered);
        to.columns = key.columns;
        return;
    }
}

} // namespace

Relationship manual_relationship(KnownTables &tables, model::RelationshipEnd from, model::RelationshipEnd to) {
    if (from.columns.size() != to.columns.size())
        throw Error(ExitCode::usage,
                    fmt::format("{} cannot refer to {}: they are {} and {} columns",
                                base::single_line(context::end_text(from)), base::single_line(context::end_text(to)),
                                from.columns.size(), to.columns.size()));
    if (from == to)
        throw Error(ExitCode::usage,
                    fmt::format("{} cannot refer to itself", base::single_line(context::end_text(from))));
    order_pairs(tables.get({to.schema, to.table}), from, to);
    Relationship one;
    auto const &child = tables.get({from.schema, from.table});
    one.cardinality = child.is_unique(from.columns) ? "1:1" : "N:1";
    one.optional = std::ranges::any_of(from.columns, [&](std::string const &name) {
        auto const *const column = child.column(name);
        return column && !column->not_null && !child.is_primary_key({name});
    });
    one.from = std::move(from);
    one.to = std::move(to);
    one.status = "manual";
    one.decision = "accepted";
    one.confidence = 1;
    return one;
}

Relationship with_words(KnownTables &tables, Relationship one, RelationWords const &words) {
    auto const before = one;
    if (words.condition && !base::trim(*words.condition).empty()) {
        check_text("condition", *words.condition);
        ConditionCheck{tables, one}.check(*words.condition);
    }
    if (words.rule) check_text("rule", *words.rule);
    if (words.name) check_text("name", *words.name);
    if (words.cardinality) one.cardinality = *words.cardinality;
    if (words.condition) one.condition = base::trim(*words.condition);
    if (words.rule) one.rule = *words.rule;
    if (words.name) one.name = *words.name;
    bool const facts_change = one.cardinality != before.cardinality || one.condition != before.condition;
    if (one.status == "declared" && (facts_change || one.name != before.name))
        throw Error(ExitCode::usage,
                    fmt::format("a foreign key declares {}: only its rule can be said here",
                                base::single_line(model::relationship_text(one))),
                    "--rule TEXT; the rest is changed in the database");
    if (one.status != "manual" && facts_change) {
        one.status = "manual";
        one.decision = "accepted";
    }
    return one;
}

void run_relate_add(RelateAddOptions const &options, GlobalOptions const &global, Context &context) {
    auto const from = context::parse_end(options.from);
    auto const to = context::parse_end(options.to);
    auto store = open_catalog(global, context, catalog::Access::write);
    auto name = options.source;
    for (auto const &said : {from.source, to.source}) {
        if (!name.empty() && !said.empty() && name != said)
            throw Error(ExitCode::usage, fmt::format("{} and {} are two sources; a relationship lies in one",
                                                     base::single_line(name), base::single_line(said)));
        if (name.empty()) name = said;
    }
    KnownTables tables{store, profile_source(store, name, {})};
    auto one = manual_relationship(tables, tables.resolve(from.end), tables.resolve(to.end));
    one = with_words(tables, std::move(one), options.words);
    auto const id = catalog::relationship_id(tables.source().name, one);
    if (auto const known = catalog::find_relationship(store, id))
        throw Error(ExitCode::usage,
                    fmt::format("{} is there already: {} ({}, {})",
                                base::single_line(model::relationship_text(known->relationship)),
                                catalog::relationship_id_text(id), known->relationship.status,
                                known->relationship.decision),
                    fmt::format("scribe relate {} {}", known->relationship.decision == "accepted" ? "edit" : "accept",
                                catalog::relationship_id_text(id)));
    auto const &parent = tables.get({one.to.schema, one.to.table});
    if (one.cardinality != "N:M" && one.condition.empty() && !parent.is_unique(one.to.columns))
        base::log::warn("no key makes {} unique: a row may stand for several there",
                        base::single_line(context::end_text(one.to)));
    catalog::change_relationships(store, {{tables.source(), {}, one}}, author(global, context), "relate add");
    base::log::info("{} {} is added", catalog::relationship_id_text(id),
                    base::single_line(model::relationship_text(one)));
}

void run_relate_edit(RelateEditOptions const &options, GlobalOptions const &global, Context &context) {
    auto const &words = options.words;
    if (!words.cardinality && !words.condition && !words.rule && !words.name)
        throw Error(ExitCode::usage, "what is to be changed?", "--cardinality, --on, --rule or --name says it");
    auto store = open_catalog(global, context, catalog::Access::write);
    auto const row = choose_one(store, options.choice, context);
    KnownTables tables{store, need_source(store, row.source)};
    auto after = with_words(tables, row.relationship, words);
    store_changes(store, {{tables.source(), row.relationship, std::move(after)}}, false, "relate edit", global,
                  context);
}

void run_relate_remove(RelateDecideOptions const &options, GlobalOptions const &global, Context &context) {
    if (options.choice.empty())
        throw Error(ExitCode::usage, "which relationships?",
                    "name them by id or referring column, or give --status manual");
    auto store = open_catalog(global, context, options.dry_run ? catalog::Access::read : catalog::Access::write);
    auto rows = choose(store, options.choice, {}, context);
    auto const found = rows.front();
    std::erase_if(rows, [](auto const &row) { return row.relationship.status != "manual"; });
    if (rows.empty())
        throw Error(ExitCode::usage,
                    fmt::format("{} is {}, and only what people made can be removed",
                                base::single_line(model::relationship_text(found.relationship)),
                                found.relationship.status),
                    fmt::format("scribe relate reject {} keeps it away", catalog::relationship_id_text(found.id)));
    std::vector<catalog::RelationshipChange> changes;
    for (auto const &row : rows) changes.push_back({need_source(store, row.source), row.relationship, {}});
    store_changes(store, std::move(changes), options.dry_run, "relate remove", global, context);
}

} // namespace scribe::cli
