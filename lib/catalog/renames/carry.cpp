// SPDX-License-Identifier: MIT
#include "catalog/renames/carry.hpp"

#include "catalog/relations/relations.hpp"

#include <fmt/format.h>

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

/// Gives one object the versions 1 to `most` of another. What was said of it already is newer than those; what was said
/// of the other one later has their numbers then.
void move_versions(Store &store, Versions const &versions, std::int64_t from, std::int64_t to, std::int64_t most) {
    if (most == 0) return;
    renumber(store, versions, to, 0, most);
    change(store, versions, from, fmt::format("object_id = {}", to), fmt::format("version <= {}", most));
    renumber(store, versions, from, most, -most);
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

std::string words_of(Store &store, std::int64_t object_id) {
    sqlite::Stmt select{store.db(),
                        "SELECT json_object('description', (SELECT coalesce(max(version), 0) FROM description WHERE "
                        "object_id = ?1), 'context', (SELECT json_group_object(field, newest) FROM (SELECT field, "
                        "max(version) AS newest FROM context WHERE object_id = ?1 GROUP BY field ORDER BY field)))"};
    select.bind(1, object_id);
    select.step();
    return std::string{select.get_text(0)};
}

void carry_over(Store &store, SourceRow const &source, model::Record const &from, model::Record const &to,
                std::string const &words) {
    auto const old_id = id_of(source, from), new_id = id_of(source, to);
    sqlite::Stmt select{store.db(), "SELECT ?1 ->> '$.description', key, value FROM json_each(?1, '$.context') "
                                    "UNION ALL SELECT ?1 ->> '$.description', NULL, 0"};
    select.bind(1, words);
    std::vector<std::pair<std::string, std::int64_t>> fields;
    std::int64_t descriptions = 0;
    while (select.step()) {
        descriptions = select.get_int(0);
        if (!select.is_null(1)) fields.emplace_back(select.get_text(1), select.get_int(2));
    }
    move_versions(store, {"description", {}}, old_id, new_id, descriptions);
    for (auto const &[field, newest] : fields) move_versions(store, {"context", field}, old_id, new_id, newest);
    carry_figures(store, source, from, to);
}

} // namespace scribe::catalog
