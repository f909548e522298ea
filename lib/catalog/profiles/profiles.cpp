// SPDX-License-Identifier: MIT
#include "catalog/profiles/profiles.hpp"

#include "base/json.hpp"
#include "catalog/profiles/labels.hpp"
#include "model/json/packed.hpp"

#include <fmt/format.h>

namespace scribe::catalog {

namespace {

std::string json_array(std::vector<std::string> const &texts) {
    base::JsonWriter json;
    json.value(texts);
    return json.take();
}

std::vector<std::string> json_strings(Store &store, std::string_view json) {
    std::vector<std::string> texts;
    if (json == "[]") return texts;
    sqlite::Stmt each{store.db(), "SELECT value FROM json_each(?)"};
    each.bind(1, json);
    while (each.step()) texts.emplace_back(each.get_text(0));
    return texts;
}

void save_table(sqlite::Db &db, ProfiledTable const &table) {
    sqlite::Stmt insert{db,
                        "INSERT OR REPLACE INTO profile (table_id, profiled_at, source_id, job_id, method, row_count, "
                        "sampled, notes, body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"};
    insert.bind(1, table.id);
    insert.bind(2, table.profiled_at);
    insert.bind(3, table.source_id);
    insert.bind(4, table.job);
    insert.bind(5, table.profile.method);
    insert.bind(6, table.profile.rows);
    insert.bind(7, table.profile.sampled);
    insert.bind(8, json_array(table.notes));
    insert.bind(9, model::profile_to_json(table.profile));
    insert.run();
}

void save_columns(sqlite::Db &db, ProfiledTable const &table) {
    sqlite::Stmt insert{db, "INSERT OR REPLACE INTO column_profile (table_id, column_id, profiled_at, body) "
                            "VALUES (?, ?, ?, ?)"};
    sqlite::Stmt evidence{db, "INSERT OR REPLACE INTO column_evidence (column_id, table_id, sketch, evidence) "
                              "VALUES (?, ?, ?, ?)"};
    for (auto const &column : table.columns) {
        insert.bind(1, table.id);
        insert.bind(2, column.id);
        insert.bind(3, table.profiled_at);
        insert.bind(4, model::profile_to_stored_json(column.profile));
        insert.run();
        if (!column.evidence) continue;
        evidence.bind(1, column.id);
        evidence.bind(2, table.id);
        evidence.bind_blob(3, model::pack_sketch(column.sketch));
        evidence.bind(4, model::class_evidence_to_json(*column.evidence));
        evidence.run();
    }
}

std::string name_of(std::int64_t table_id) { return fmt::format("the profile of table {}", table_id); }

ProfileRow read_row(Store &store, sqlite::Stmt &select) {
    ProfileRow row;
    row.source = select.get_text(0);
    row.schema = select.get_text(1);
    row.table = select.get_text(2);
    row.table_id = select.get_int(3);
    row.profiled_at = select.get_text(4);
    row.method = select.get_text(5);
    row.rows = select.get_int(6);
    row.sampled = select.get_int(7);
    row.notes = json_strings(store, select.get_text(8));
    row.profile = model::profile_from_json<model::TableProfile>(select.get_text(9), name_of(row.table_id));
    row.rows_exact = row.profile.rows_exact;
    return row;
}

} // namespace

void save_profile(Store &store, ProfiledTable const &table) {
    save_table(store.db(), table);
    save_columns(store.db(), table);
    LabelSaver labels{store};
    for (auto const &column : table.columns) labels.save({column.id, table.source_id}, column.label);
    for (auto const &[id, label] : table.unread) labels.save({id, table.source_id}, label);
}

std::optional<ProfiledTable> find_profile(Store &store, std::int64_t table_id, std::string_view before) {
    sqlite::Stmt select{store.db(),
                        "SELECT max(profiled_at) FROM profile WHERE table_id = ?1 AND (?2 = '' OR profiled_at "
                        "< ?2)"};
    select.bind(1, table_id);
    select.bind(2, before);
    if (!select.step() || select.is_null(0)) return std::nullopt;
    return find_profile_at(store, table_id, select.get_text(0));
}

std::optional<ProfiledTable> find_profile_at(Store &store, std::int64_t table_id, std::string_view profiled_at) {
    sqlite::Stmt select{store.db(),
                        "SELECT source_id, job_id, notes, body FROM profile WHERE table_id = ? AND profiled_at "
                        "= ?"};
    select.bind(1, table_id);
    select.bind(2, profiled_at);
    if (!select.step()) return std::nullopt;
    ProfiledTable table;
    table.id = table_id;
    table.source_id = select.get_int(0);
    table.job = select.get_text(1);
    table.profiled_at = profiled_at;
    table.notes = json_strings(store, select.get_text(2));
    table.profile = model::profile_from_json<model::TableProfile>(select.get_text(3), name_of(table_id));
    sqlite::Stmt columns{store.db(),
                         "SELECT column_id, c.body FROM column_profile c LEFT JOIN object o ON o.id = "
                         "c.column_id WHERE c.table_id = ? AND c.profiled_at = ? ORDER BY o.position, o.name"};
    columns.bind(1, table_id);
    columns.bind(2, profiled_at);
    while (columns.step()) {
        ProfiledColumn column;
        column.id = columns.get_int(0);
        column.profile = model::profile_from_json<model::ColumnProfile>(columns.get_text(1), name_of(table_id));
        table.columns.push_back(std::move(column));
    }
    return table;
}

std::int64_t list_profiles(Store &store, std::optional<std::int64_t> table_id, bool newest_only, std::int64_t limit,
                           std::int64_t offset, std::function<void(ProfileRow &&)> const &row) {
    constexpr std::string_view from =
        "FROM profile p JOIN object o ON o.id = p.table_id JOIN source s ON s.id = p.source_id "
        "WHERE (?1 IS NULL OR p.table_id = ?1) AND (NOT ?2 OR p.profiled_at = (SELECT max(profiled_at) FROM profile n "
        "WHERE n.table_id = p.table_id))";
    sqlite::Stmt count{store.db(), fmt::format("SELECT count(*) {}", from)};
    count.bind(1, table_id);
    count.bind(2, newest_only);
    count.step();
    sqlite::Stmt select{store.db(),
                        fmt::format("SELECT s.name, o.schema_name, o.name, p.table_id, p.profiled_at, p.method, "
                                    "p.row_count, p.sampled, p.notes, p.body {} ORDER BY s.name, o.schema_name, "
                                    "o.name, p.profiled_at DESC LIMIT ?3 OFFSET ?4",
                                    from)};
    select.bind(1, table_id);
    select.bind(2, newest_only);
    select.bind(3, limit > 0 ? limit : std::int64_t{-1});
    select.bind(4, offset);
    while (select.step()) row(read_row(store, select));
    return count.get_int(0);
}

std::optional<std::pair<std::string, model::ColumnProfile>> find_column_profile(Store &store, std::int64_t table_id,
                                                                                std::int64_t column_id) {
    sqlite::Stmt select{store.db(), "SELECT profiled_at, body FROM column_profile WHERE table_id = ? AND column_id = ? "
                                    "ORDER BY profiled_at DESC LIMIT 1"};
    select.bind(1, table_id);
    select.bind(2, column_id);
    if (!select.step()) return std::nullopt;
    return std::pair{std::string{select.get_text(0)},
                     model::profile_from_json<model::ColumnProfile>(select.get_text(1), name_of(table_id))};
}

std::int64_t rewrite_raw_profiles(Store &store, std::int64_t column_id,
                                  std::function<void(model::TableProfile &, model::ColumnProfile &)> const &change) {
    auto &db = store.db();
    struct Row {
        std::int64_t table_id;
        std::string profiled_at, table, column;
    };
    std::vector<Row> rows;
    // The id of a table begins as those of its columns do (model::object_id), and the key with the table.
    sqlite::Stmt select{db, "SELECT c.table_id, c.profiled_at, p.body, c.body FROM column_profile c JOIN profile p ON "
                            "p.table_id = c.table_id AND p.profiled_at = c.profiled_at WHERE c.column_id = ?1 AND "
                            "c.table_id BETWEEN ?1 & -4294967296 AND ?1 | 4294967295 AND (c.body ->> 'hidden' IS NULL "
                            "OR c.body -> 'json' IS NOT NULL)"};
    select.bind(1, column_id);
    while (select.step())
        rows.push_back({select.get_int(0), std::string{select.get_text(1)}, std::string{select.get_text(2)},
                        std::string{select.get_text(3)}});
    if (rows.empty()) return 0;
    sqlite::Stmt put_table{db, "UPDATE profile SET body = ?3 WHERE table_id = ?1 AND profiled_at = ?2"};
    sqlite::Stmt put_column{db, "UPDATE column_profile SET body = ?3 WHERE table_id = ?1 AND profiled_at = ?2 AND "
                                "column_id = ?4"};
    for (auto const &row : rows) {
        auto table = model::profile_from_json<model::TableProfile>(row.table, name_of(row.table_id));
        auto column = model::profile_from_json<model::ColumnProfile>(row.column, name_of(row.table_id));
        change(table, column);
        for (auto *put : {&put_table, &put_column}) {
            put->reset();
            put->bind(1, row.table_id);
            put->bind(2, row.profiled_at);
        }
        put_table.bind(3, model::profile_to_json(table));
        put_table.run();
        put_column.bind(3, model::profile_to_stored_json(column));
        put_column.bind(4, column_id);
        put_column.run();
    }
    return rows.front().table_id;
}

void forget_sketch(Store &store, std::int64_t column_id) {
    sqlite::Stmt update{store.db(), "UPDATE column_evidence SET sketch = x'' WHERE column_id = ?"};
    update.bind(1, column_id);
    update.run();
}

void for_each_profiled_column(Store &store, std::int64_t source_id,
                              std::function<void(std::int64_t column_id, model::ColumnProfile const &profile,
                                                 std::string_view sketch)> const &each) {
    sqlite::Stmt select{store.db(),
                        "SELECT c.column_id, c.body, e.sketch FROM profile p JOIN column_profile c ON c.table_id = "
                        "p.table_id AND c.profiled_at = p.profiled_at LEFT JOIN column_evidence e ON e.column_id = "
                        "c.column_id WHERE p.source_id = ? AND p.profiled_at = (SELECT max(n.profiled_at) FROM profile "
                        "n WHERE n.table_id = p.table_id)"};
    select.bind(1, source_id);
    while (select.step())
        each(select.get_int(0),
             model::profile_from_json<model::ColumnProfile>(select.get_text(1), "the profile of a column"),
             model::unpack_sketch(select.get_blob(2)));
}

std::vector<std::pair<std::int64_t, std::string>> last_profiled(Store &store, std::int64_t source_id) {
    sqlite::Stmt select{store.db(),
                        "SELECT table_id, max(profiled_at) FROM profile WHERE source_id = ? GROUP BY table_id"};
    select.bind(1, source_id);
    std::vector<std::pair<std::int64_t, std::string>> list;
    while (select.step()) list.emplace_back(select.get_int(0), std::string{select.get_text(1)});
    return list;
}

std::set<std::int64_t> changed_since_profile(Store &store, std::int64_t source_id) {
    // A change of the structure, or figures of the server, newer than the profile, that tell of other rows.
    sqlite::Stmt select{
        store.db(), "SELECT p.table_id FROM (SELECT table_id, max(profiled_at) AS at, row_count FROM profile WHERE "
                    "source_id = ?1 GROUP BY table_id) p JOIN object t ON t.id = p.table_id LEFT JOIN statistic f ON "
                    "f.object_id = t.id WHERE abs(coalesce(f.row_count, p.row_count) - p.row_count) > 0.05 * "
                    "p.row_count AND EXISTS (SELECT 1 FROM scan n WHERE n.source_id = ?1 AND n.started_at > p.at) "
                    "OR EXISTS (SELECT 1 FROM scan n WHERE n.id = t.changed_scan AND n.started_at > p.at) "
                    "OR EXISTS (SELECT 1 FROM object c JOIN scan n ON n.id = max(c.changed_scan, "
                    "coalesce(c.removed_scan, 0)) WHERE c.source_id = ?1 AND c.kind = 'column' AND c.schema_name = "
                    "t.schema_name AND c.table_name = t.name AND n.started_at > p.at)"};
    select.bind(1, source_id);
    std::set<std::int64_t> ids;
    while (select.step()) ids.insert(select.get_int(0));
    return ids;
}

std::uint64_t sketch_key(Store &store) {
    store.db().exec("INSERT INTO sketch_key SELECT random() WHERE NOT EXISTS (SELECT 1 FROM sketch_key)");
    return static_cast<std::uint64_t>(store.db().query_int("SELECT key FROM sketch_key"));
}

} // namespace scribe::catalog
