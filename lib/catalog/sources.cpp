// SPDX-License-Identifier: MIT
#include "catalog/search/index.hpp"
#include "catalog/store.hpp"

namespace scribe::catalog {

namespace {

constexpr std::string_view k_columns = "SELECT id, name, url, product, version, database, identity, encoding, "
                                       "collation, secret, created_at, comment FROM source ";

SourceRow read_row(sqlite::Stmt &row) {
    return {row.get_int(0),
            std::string{row.get_text(1)},
            std::string{row.get_text(2)},
            std::string{row.get_text(3)},
            std::string{row.get_text(4)},
            std::string{row.get_text(5)},
            std::string{row.get_text(6)},
            std::string{row.get_text(7)},
            std::string{row.get_text(8)},
            std::string{row.get_blob(9)},
            std::string{row.get_text(10)},
            std::string{row.get_text(11)}};
}

} // namespace

std::vector<SourceRow> Store::sources() {
    std::vector<SourceRow> rows;
    sqlite::Stmt select{*m_db, std::string{k_columns} + "ORDER BY name"};
    while (select.step()) rows.push_back(read_row(select));
    return rows;
}

std::optional<SourceRow> Store::find_source(std::string_view name) {
    sqlite::Stmt select{*m_db, std::string{k_columns} + "WHERE name = ?"};
    select.bind(1, name);
    if (!select.step()) return std::nullopt;
    return read_row(select);
}

std::int64_t Store::save_source(SourceRow const &row) {
    sqlite::Stmt upsert{
        *m_db,
        "INSERT INTO source (name, url, product, version, database, identity, encoding, collation, secret, created_at, "
        "comment, database_id) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (name) DO UPDATE SET url = excluded.url, product = excluded.product, "
        "version = excluded.version, database = excluded.database, identity = excluded.identity, "
        "encoding = excluded.encoding, collation = excluded.collation, secret = excluded.secret, "
        "comment = excluded.comment, database_id = excluded.database_id "
        "RETURNING id"};
    upsert.bind(1, row.name);
    upsert.bind(2, row.url);
    upsert.bind(3, row.product);
    upsert.bind(4, row.version);
    upsert.bind(5, row.database);
    upsert.bind(6, row.identity);
    upsert.bind(7, row.encoding);
    upsert.bind(8, row.collation);
    if (row.secret.empty()) upsert.bind_null(9);
    else upsert.bind_blob(9, row.secret);
    upsert.bind(10, row.created_at.empty() ? utc_now() : row.created_at);
    if (row.comment.empty()) upsert.bind_null(11);
    else upsert.bind(11, row.comment);
    upsert.bind(12, model::database_id(row.name));
    upsert.step();
    auto const id = upsert.get_int(0);
    upsert.reset();
    return id;
}

void Store::remove_source(std::int64_t id) {
    for (auto const *sql :
         {"DELETE FROM statistic WHERE object_id IN (SELECT id FROM object WHERE source_id = ?)",
          "DELETE FROM reference WHERE object_id IN (SELECT id FROM object WHERE source_id = ?)",
          "DELETE FROM object_history WHERE object_id IN (SELECT id FROM object WHERE source_id = ?)",
          "DELETE FROM column_profile WHERE table_id IN (SELECT table_id FROM profile WHERE source_id = ?)",
          "DELETE FROM column_evidence WHERE table_id IN (SELECT table_id FROM profile WHERE source_id = ?)",
          "DELETE FROM source WHERE id = ?"}) {
        sqlite::Stmt remove{*m_db, sql};
        remove.bind(1, id);
        remove.run();
    }
    drop_search_index(*m_db);
}

} // namespace scribe::catalog
