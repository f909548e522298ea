// SPDX-License-Identifier: MIT
#include "catalog/renames/carry.hpp"

#include "catalog/relations/relations.hpp"

#include <initializer_list>

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

/// What was said of the new name already is newer than what was said of the old one. The new numbers are made below
/// zero first, where no other version is in their way.
void carry_versions(Store &store, std::string const &table, std::string const &same_field, std::int64_t old_id,
                    std::int64_t new_id) {
    run(store,
        "UPDATE " + table + " SET version = -version - (SELECT coalesce(max(o.version), 0) FROM " + table +
            " o WHERE o.object_id = ?1" + same_field + ") WHERE object_id = ?2",
        {old_id, new_id});
    run(store, "UPDATE " + table + " SET version = -version WHERE object_id = ?", {new_id});
    run(store, "UPDATE " + table + " SET object_id = ?2 WHERE object_id = ?1", {old_id, new_id});
}

} // namespace

void carry_over(Store &store, SourceRow const &source, model::Record const &from, model::Record const &to) {
    auto const old_id = id_of(source, from), new_id = id_of(source, to);
    carry_versions(store, "description", "", old_id, new_id);
    carry_versions(store, "context", " AND o.field = context.field", old_id, new_id);
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

} // namespace scribe::catalog
