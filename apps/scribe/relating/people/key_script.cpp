// SPDX-License-Identifier: MIT
#include "relating/people/key_script.hpp"

#include "base/text.hpp"
#include "relating/people/orphan_query.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <ranges>

namespace scribe::cli {

namespace {

using model::Relationship;

/// What PostgreSQL keeps of a name.
constexpr std::size_t k_longest_name = 63;

std::string table_sql(model::RelationshipEnd const &end) {
    return base::quote_ident(end.schema) + "." + base::quote_ident(end.table);
}

std::string columns_sql(std::vector<std::string> const &columns) {
    std::vector<std::string> quoted;
    for (auto const &column : columns) quoted.push_back(base::quote_ident(column));
    return base::join(quoted, ", ");
}

std::string comment(std::string const &text) {
    std::string out;
    for (auto const &line : base::split(text, '\n')) out += "-- " + base::single_line(line) + "\n";
    return out;
}

bool is_same_set(std::vector<std::string> a, std::vector<std::string> b) {
    std::ranges::sort(a);
    std::ranges::sort(b);
    return a == b;
}

/// What a foreign key may refer to: a key or unique index on just these columns, for all rows, checked at once.
bool can_be_referred_to(KnownTable const &table, std::vector<std::string> const &columns) {
    auto const is_key = [&](model::Constraint const &key) {
        return (key.type == "primary key" || key.type == "unique") && !key.deferrable && !key.temporal &&
               is_same_set(key.columns, columns);
    };
    auto const is_index = [&](model::Index const &index) {
        if (!index.unique || index.invalid || !index.predicate.empty() || !index.constraint.empty()) return false;
        std::vector<std::string> names;
        for (auto const &key : index.keys) names.push_back(key.column);
        return is_same_set(std::move(names), columns);
    };
    return std::ranges::any_of(table.constraints, is_key) || std::ranges::any_of(table.indexes, is_index);
}

/// An index whose first keys are these columns, in any order, finds the rows of a parent.
bool has_index(KnownTable const &table, std::vector<std::string> const &columns) {
    return std::ranges::any_of(table.indexes, [&](model::Index const &index) {
        if (index.invalid || !index.predicate.empty() || index.keys.size() < columns.size()) return false;
        if (index.method != "btree" && (index.method != "hash" || columns.size() != 1)) return false;
        std::vector<std::string> first;
        for (std::size_t i = 0; i < columns.size(); ++i) first.push_back(index.keys[i].column);
        return is_same_set(std::move(first), columns);
    });
}

/// "number", "text" or the type's name: types of one family can be compared.
std::string family(std::string_view type) {
    static constexpr std::string_view k_numbers[] = {"smallint", "integer", "bigint",
                                                     "numeric",  "real",    "double precision"};
    static constexpr std::string_view k_texts[] = {"text", "character varying", "character", "citext", "name"};
    auto const name = base::trim(type.substr(0, type.find('(')));
    if (std::ranges::find(k_numbers, name) != std::end(k_numbers)) return "number";
    if (std::ranges::find(k_texts, name) != std::end(k_texts)) return "text";
    return std::string{name};
}

/// Of numbers: PostgreSQL takes those of a lesser kind for those of a greater one by itself, and not the reverse.
int width(std::string_view type) {
    auto const name = base::trim(type.substr(0, type.find('(')));
    return name == "real" || name == "double precision" ? 2 : name == "numeric" ? 1 : 0;
}

/// Why a key of the one column cannot refer to the other; empty when they can or the type is one of the user's.
std::string misfit(Relationship const &one, KnownTable const &child, KnownTable const &parent) {
    for (std::size_t i = 0; i < one.from.columns.size(); ++i) {
        auto const *const from = child.column(one.from.columns[i]);
        auto const *const to = parent.column(one.to.columns[i]);
        if (!from || !to || !from->user_type.empty() || !to->user_type.empty()) continue;
        bool const fits = family(from->type) == family(to->type) && width(from->type) <= width(to->type);
        if (!fits)
            return fmt::format("{} has the type {} and {} the type {}", from->name, from->type, to->name, to->type);
    }
    return {};
}

/// What the newest scan found no more; empty when all is there.
std::string missing(model::RelationshipEnd const &end, KnownTable const &table) {
    if (!table.is_there) return fmt::format("the newest scan found no table {}", table_sql(end));
    for (auto const &column : end.columns)
        if (table.column(column) == nullptr)
            return fmt::format("the newest scan found no column {} in {}", base::quote_ident(column), table_sql(end));
    return {};
}

/// Why there can be no foreign key; empty when there can.
std::string obstacle(Relationship const &one, KnownTable const &child, KnownTable const &parent) {
    if (auto gone = missing(one.from, child); !gone.empty()) return gone;
    if (auto gone = missing(one.to, parent); !gone.empty()) return gone;
    if (parent.persistence == "unlogged" && child.persistence.empty())
        return table_sql(one.to) + " is not logged, and keys of a logged table cannot refer to such a one";
    if (one.cardinality == "N:M") return "many rows stand for many, which takes a table between them";
    if (!one.condition.empty()) return "its condition is more than equal columns: " + one.condition;
    if (!one.type_value.empty()) return "it holds for some rows only, by the value of " + one.type_column;
    if (one.array) return "the column is an array";
    if (child.view || parent.view) return "a view has no keys";
    if (parent.has_heirs)
        return table_sql(one.to) + " has tables that inherit from it, whose rows a foreign key does not see";
    if (child.table_kind == "foreign" || parent.table_kind == "foreign") return "a foreign table has no keys";
    for (auto const &key : child.constraints) {
        if (key.type == "foreign key" && key.references == model::Ref{one.to.schema, one.to.table} &&
            key.columns == one.from.columns && key.referenced_columns == one.to.columns)
            return "the foreign key " + base::quote_ident(key.name) + " declares it already";
    }
    return misfit(one, child, parent);
}

/// What is known of the rows that refer to nothing, before the statement that finds them.
std::string orphans_said(Relationship const &one) {
    if (one.probed == 0) return "Whether all rows refer to something that is there is unknown. This finds the others:";
    auto const rows = one.complete ? "rows" : base::group_digits(one.rows_probed) + " rows looked at";
    if (one.missed > 0 && one.orphans_known)
        return fmt::format("{}{} of the {} refer to nothing that is there. This finds them:",
                           one.complete ? "" : "About ", model::share_text(one.orphans), rows);
    if (one.missed > 0) return "Some rows refer to nothing that is there. This finds them:";
    return fmt::format("The {} values looked up are there, and there may be others. This finds what is not:",
                       base::group_digits(one.probed));
}

} // namespace

void KeyScript::step(std::string statement, std::string undo) {
    m_forward.push_back(std::move(statement));
    if (!undo.empty()) m_backward.push_back(std::move(undo));
}

void KeyScript::load_names(std::string const &schema, KnownTable const &table) {
    for (auto const &key : table.constraints) m_names.insert({schema, key.name});
    for (auto const &index : table.indexes) m_names.insert({schema, index.name});
}

std::string KeyScript::free_name(std::string const &schema, std::string const &table,
                                 std::vector<std::string> const &columns, std::string_view ending) {
    auto const body = table + "_" + base::join(columns, "_");
    for (int number = 0;; ++number) {
        auto const tail = fmt::format("_{}{}", ending, number == 0 ? "" : std::to_string(number));
        auto name = std::string{base::utf8_head(body, k_longest_name - tail.size())} + tail;
        if (m_tables.is_taken(schema, name)) continue;
        if (m_names.insert({schema, name}).second) return name;
    }
}

void KeyScript::add_parent_key(Relationship const &one, KnownTable const &parent) {
    auto sorted = one.to.columns;
    std::ranges::sort(sorted);
    if (can_be_referred_to(parent, one.to.columns)) return;
    if (!m_unique.insert({{one.to.schema, one.to.table}, sorted}).second) return;
    load_names(one.to.schema, parent);
    auto const name = base::quote_ident(free_name(one.to.schema, one.to.table, one.to.columns, "key"));
    auto const table = table_sql(one.to);
    auto const said = comment(fmt::format("No key makes {} ({}) unique yet, and a foreign key needs one.", table,
                                          base::join(one.to.columns, ", ")));
    auto const undo = fmt::format("ALTER TABLE {} DROP CONSTRAINT IF EXISTS {};", table, name);
    if (parent.table_kind == "partitioned") {
        step(said +
                 fmt::format("ALTER TABLE {} ADD CONSTRAINT {} UNIQUE ({});", table, name, columns_sql(one.to.columns)),
             undo);
        return;
    }
    step(said +
             fmt::format("CREATE UNIQUE INDEX CONCURRENTLY {} ON {} ({});", name, table, columns_sql(one.to.columns)),
         "");
    step(fmt::format("ALTER TABLE {} ADD CONSTRAINT {} UNIQUE USING INDEX {};", table, name, name), undo);
}

void KeyScript::add_key(Relationship const &one, KnownTable const &child, std::string const &name) {
    auto const table = table_sql(one.from);
    auto const key = fmt::format("ALTER TABLE {} ADD CONSTRAINT {} FOREIGN KEY ({}) REFERENCES {} ({})", table,
                                 base::quote_ident(name), columns_sql(one.from.columns), table_sql(one.to),
                                 columns_sql(one.to.columns));
    auto const undo = fmt::format("ALTER TABLE {} DROP CONSTRAINT IF EXISTS {};", table, base::quote_ident(name));
    bool const orphans = one.missed > 0;
    std::string said;
    if (orphans || !one.complete) said = comment(orphans_said(one)) + comment(orphan_query(one, false, false) + ";");
    // PostgreSQL up to 17 knows no NOT VALID for keys of partitioned tables.
    if (child.table_kind == "partitioned") {
        step(said + (orphans ? comment("The next statement fails until they are mended.") : "") + key + ";", undo);
        return;
    }
    step(said + key + " NOT VALID;", undo);
    auto const validate = fmt::format("ALTER TABLE {} VALIDATE CONSTRAINT {};", table, base::quote_ident(name));
    step(orphans ? comment("New rows are checked from now on. Once the old ones are mended:") + comment(validate)
                 : validate,
         "");
}

void KeyScript::add_index(Relationship const &one, KnownTable const &child) {
    if (has_index(child, one.from.columns)) return;
    auto sorted = one.from.columns;
    std::ranges::sort(sorted);
    if (!m_indexed.insert({{one.from.schema, one.from.table}, sorted}).second) return;
    auto const name = free_name(one.from.schema, one.from.table, one.from.columns, "idx");
    auto const *const concurrently = child.table_kind == "partitioned" ? "" : "CONCURRENTLY ";
    step(fmt::format("CREATE INDEX {}{} ON {} ({});", concurrently, base::quote_ident(name), table_sql(one.from),
                     columns_sql(one.from.columns)),
         fmt::format("DROP INDEX {}IF EXISTS {}.{};", concurrently, base::quote_ident(one.from.schema),
                     base::quote_ident(name)));
}

void KeyScript::add(Relationship const &one) {
    auto const &child = m_tables.get({one.from.schema, one.from.table});
    auto const &parent = m_tables.get({one.to.schema, one.to.table});
    auto const title = comment(model::relationship_text(one));
    if (auto const why = obstacle(one, child, parent); !why.empty()) {
        step(title + comment("No foreign key: " + why + "."), "");
        return;
    }
    step(title, "");
    load_names(one.from.schema, child);
    add_parent_key(one, parent);
    bool const given =
        !one.name.empty() && one.name.size() <= k_longest_name && m_names.insert({one.from.schema, one.name}).second;
    add_key(one, child, given ? one.name : free_name(one.from.schema, one.from.table, one.from.columns, "fkey"));
    add_index(one, child);
    ++m_keys;
}

std::string KeyScript::script() const {
    std::string out;
    for (auto const &statement : m_forward) {
        // A title begins a paragraph.
        bool const title = statement.starts_with("--") && statement.find(" -> ") != std::string::npos;
        if (title && !out.empty()) out += "\n";
        out += statement;
        if (!out.ends_with('\n')) out += "\n";
    }
    return out;
}

std::string KeyScript::rollback() const {
    std::string out;
    for (auto const &statement : std::ranges::reverse_view(m_backward)) out += statement + "\n";
    return out;
}

} // namespace scribe::cli
