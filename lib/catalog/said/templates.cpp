// SPDX-License-Identifier: MIT
#include "catalog/said/templates.hpp"

#include "catalog/changes.hpp"

namespace scribe::catalog {

std::vector<model::SaidTemplate> list_templates(sqlite::Db &db) {
    sqlite::Stmt select{db, "SELECT name, body, author, created_at FROM template ORDER BY name"};
    std::vector<model::SaidTemplate> rows;
    while (select.step()) {
        model::SaidTemplate row;
        row.said = model::template_from_json(select.get_text(1), select.get_text(0));
        row.author = select.get_text(2);
        row.said_at = select.get_text(3);
        rows.push_back(std::move(row));
    }
    return rows;
}

bool save_template(Store &store, std::string_view name, std::optional<model::ColumnTemplate> const &one,
                   std::string const &author, std::string const &command) {
    sqlite::Txn txn{store.db()};
    auto const before = template_state(store, name);
    auto const after = one ? std::optional{model::template_to_json(*one)} : std::nullopt;
    if (before == after) return false;
    restore_template(store, name, after, author);
    ChangeSet changes{store.db(), author, command};
    changes.record("template", name, name, before, after);
    txn.commit();
    return true;
}

std::optional<std::string> template_state(Store &store, std::string_view name) {
    sqlite::Stmt select{store.db(), "SELECT body FROM template WHERE name = ?"};
    select.bind(1, name);
    return select.step() ? std::optional{std::string{select.get_text(0)}} : std::nullopt;
}

void restore_template(Store &store, std::string_view name, std::optional<std::string> const &state,
                      std::string_view author, std::string_view said_at) {
    sqlite::Stmt change{store.db(), state ? "INSERT OR REPLACE INTO template (name, body, author, created_at) "
                                            "VALUES (?, ?, ?, ?)"
                                          : "DELETE FROM template WHERE name = ?"};
    change.bind(1, name);
    if (state) {
        change.bind(2, *state);
        change.bind(3, author);
        change.bind(4, said_at.empty() ? utc_now() : std::string{said_at});
    }
    change.run();
}

} // namespace scribe::catalog
