// SPDX-License-Identifier: MIT
#include "catalog/renames/carry.hpp"

#include "catalog/relations/relations.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace scribe::catalog {

namespace {

using model::Kind;

std::int64_t id_of(SourceRow const &source, model::Record const &record) {
    return model::object_id(source.name, record.kind, record.schema, record.table, record.name);
}

void run(Store &store, std::string_view sql, std::initializer_list<std::int64_t> ids) {
    sqlite::Stmt statement{store.db(), sql};
    int at = 0;
    for (auto const id : ids) statement.bind(++at, id);
    statement.run();
}

void carry_column(Store &store, SourceRow const &source, model::Record const &from, model::Record const &to) {
    auto const old_id = id_of(source, from), new_id = id_of(source, to);
    // Its table may have been carried before, or will be: it is known by either name, as a table or a view.
    for (auto const *const record : {&from, &to}) {
        for (auto const kind : {Kind::table, Kind::view}) {
            auto const owner = model::object_id(source.name, kind, record->schema, "", record->table);
            run(store, "UPDATE OR IGNORE column_profile SET column_id = ?2 WHERE table_id = ?3 AND column_id = ?1",
                {old_id, new_id, owner});
        }
    }
    run(store, "UPDATE OR IGNORE column_evidence SET column_id = ?2 WHERE column_id = ?1", {old_id, new_id});
    // What the rules say of the new name gives way to what is known of the old one; what a person says does not.
    run(store,
        "DELETE FROM label WHERE column_id = ?2 AND decision = '' AND EXISTS (SELECT 1 FROM label WHERE column_id = "
        "?1)",
        {old_id, new_id});
    run(store, "UPDATE OR IGNORE label SET column_id = ?2 WHERE column_id = ?1", {old_id, new_id});
}

/// Texts of an object that are numbered: a table, and which of its fields, where it has several.
struct Versions {
    std::string table;
    std::optional<std::string> field;
};

/// "SET ... WHERE ..." for those of an object.
void change(Store &store, Versions const &versions, std::int64_t object_id, std::string const &set,
            std::string const &where) {
    sqlite::Stmt update{store.db(), fmt::format("UPDATE {} SET {} WHERE object_id = ?1 AND {}{}", versions.table, set,
                                                where, versions.field ? " AND field = ?2" : "")};
    update.bind(1, object_id);
    if (versions.field) update.bind(2, *versions.field);
    update.run();
}

/// Adds to the numbers beyond `most`. The new ones are made below zero first, where no other version is in their way.
void renumber(Store &store, Versions const &versions, std::int64_t object_id, std::int64_t most, std::int64_t step) {
    change(store, versions, object_id, fmt::format("version = -(version + {})", step),
           fmt::format("version > {}", most));
    change(store, versions, object_id, "version = -version", "version < 0");
}

/// How many versions were carried, and how many the new name had of its own, which are newer.
struct Counts {
    std::int64_t carried = 0, own = 0;
};

void carry(Store &store, Versions const &versions, std::int64_t old_id, std::int64_t new_id, Counts const &counts) {
    if (counts.carried == 0) return;
    renumber(store, versions, new_id, 0, counts.carried);
    change(store, versions, old_id, fmt::format("object_id = {}", new_id), "true");
}

/// The new name keeps what it had of its own. What was said since goes along: it is about what was carried.
void carry_back(Store &store, Versions const &versions, std::int64_t old_id, std::int64_t new_id,
                Counts const &counts) {
    sqlite::Stmt select{store.db(), fmt::format("SELECT coalesce(max(version), 0) FROM {} WHERE object_id = ?1{}",
                                                versions.table, versions.field ? " AND field = ?2" : "")};
    select.bind(1, new_id);
    if (versions.field) select.bind(2, *versions.field);
    select.step();
    auto const last_own = counts.carried + counts.own;
    renumber(store, versions, old_id, 0, select.get_int(0));
    change(store, versions, new_id, fmt::format("object_id = {}", old_id),
           fmt::format("NOT version BETWEEN {} AND {}", counts.carried + 1, last_own));
    renumber(store, versions, old_id, last_own, -counts.own);
    renumber(store, versions, new_id, 0, -counts.carried);
}

/// What a text of words_of() says of each kind of texts.
std::vector<std::pair<Versions, Counts>> counts_in(Store &store, std::string const &words) {
    sqlite::Stmt select{store.db(),
                        "SELECT 'description', NULL, ?1 ->> '$.description[0]', ?1 ->> '$.description[1]' UNION ALL "
                        "SELECT 'context', key, value ->> 0, value ->> 1 FROM json_each(?1, '$.context')"};
    select.bind(1, words);
    std::vector<std::pair<Versions, Counts>> list;
    while (select.step()) {
        auto &[versions, counts] = list.emplace_back();
        versions.table = select.get_text(0);
        if (!select.is_null(1)) versions.field = select.get_text(1);
        counts = {select.get_int(2), select.get_int(3)};
    }
    return list;
}

void carry_figures(Store &store, SourceRow const &source, model::Record const &from, model::Record const &to) {
    auto const old_id = id_of(source, from), new_id = id_of(source, to);
    if (from.kind == Kind::table || from.kind == Kind::view) {
        for (auto const *const sql : {"UPDATE OR IGNORE profile SET table_id = ?2 WHERE table_id = ?1",
                                      "UPDATE OR IGNORE column_profile SET table_id = ?2 WHERE table_id = ?1",
                                      "UPDATE column_evidence SET table_id = ?2 WHERE table_id = ?1"})
            run(store, sql, {old_id, new_id});
    } else if (from.kind == Kind::column) {
        carry_column(store, source, from, to);
    } else {
        return;
    }
    rename_ends(store, source, from, to);
}

} // namespace

std::string words_of(Store &store, std::int64_t object_id, std::int64_t other_id) {
    sqlite::Stmt select{
        store.db(),
        "SELECT json_object('description', (SELECT json_array(coalesce(max(iif(object_id = ?1, version, 0)), 0), "
        "coalesce(max(iif(object_id = ?2, version, 0)), 0)) FROM description WHERE object_id IN (?1, ?2)), 'context', "
        "(SELECT json_group_object(field, json_array(one, other)) FROM (SELECT field, max(iif(object_id = ?1, version, "
        "0)) AS one, max(iif(object_id = ?2, version, 0)) AS other FROM context WHERE object_id IN (?1, ?2) GROUP BY "
        "field ORDER BY field)))"};
    select.bind(1, object_id);
    select.bind(2, other_id);
    select.step();
    return std::string{select.get_text(0)};
}

void carry_over(Store &store, SourceRow const &source, model::Record const &from, model::Record const &to,
                std::string const &words) {
    for (auto const &[versions, counts] : counts_in(store, words))
        carry(store, versions, id_of(source, from), id_of(source, to), counts);
    carry_figures(store, source, from, to);
}

void carry_back(Store &store, SourceRow const &source, model::Record const &old_name, model::Record const &new_name,
                std::string const &words) {
    auto const old_id = id_of(source, old_name), new_id = id_of(source, new_name);
    auto own = counts_in(store, words.empty() ? words_of(store, new_id, 0) : words);
    // Fields that nobody had spoken of when the words were carried.
    for (auto const &[versions, counts] : counts_in(store, words_of(store, new_id, 0))) {
        bool const is_known =
            std::ranges::any_of(own, [&field = versions.field, &table = versions.table](auto const &one) {
                return one.first.field == field && one.first.table == table;
            });
        if (!is_known) own.emplace_back(versions, Counts{});
    }
    for (auto const &[versions, counts] : own) carry_back(store, versions, old_id, new_id, counts);
    carry_figures(store, source, new_name, old_name);
}

} // namespace scribe::catalog
