// SPDX-License-Identifier: MIT
#include "catalog/profiles/written_texts.hpp"

#include "base/json.hpp"
#include "catalog/said/descriptions.hpp"

#include <optional>

namespace scribe::catalog {

namespace {

using Change = std::function<std::string(std::string const &)>;

/// A version with its text changed; nothing when a person wrote it or it stays as it is.
std::optional<model::Description> changed(std::string_view state, Change const &change) {
    auto version = model::description_from_json(state, "a version");
    if (version.origin == "human") return std::nullopt;
    auto text = change(version.text);
    if (text == version.text) return std::nullopt;
    version.text = std::move(text);
    return version;
}

void rewrite_versions(sqlite::Db &db, std::int64_t object_id, Change const &change) {
    sqlite::Stmt select{db, "SELECT version, body FROM description WHERE object_id = ? AND origin <> 'human'"};
    select.bind(1, object_id);
    std::vector<std::pair<std::int64_t, model::Description>> versions;
    while (select.step())
        if (auto version = changed(select.get_text(1), change)) versions.emplace_back(select.get_int(0), *version);
    sqlite::Stmt update{db, "UPDATE description SET text = ?3, body = ?4 WHERE object_id = ?1 AND version = ?2"};
    for (auto const &[number, version] : versions) {
        update.reset();
        update.bind(1, object_id);
        update.bind(2, number);
        update.bind(3, version.text);
        update.bind(4, model::description_to_json(version));
        update.run();
    }
}

void rewrite_events(sqlite::Db &db, std::int64_t object_id, Change const &change) {
    sqlite::Stmt select{db, "SELECT id, before, after FROM event WHERE subject = 'description' AND subject_id BETWEEN "
                            "?1 || '/' AND ?1 || '/:'"};
    select.bind(1, std::to_string(object_id));
    struct Row {
        std::string id;
        std::optional<std::string> before, after;
    };
    std::vector<Row> rows;
    while (select.step()) {
        auto const state = [&](int column) -> std::optional<std::string> {
            if (select.is_null(column)) return std::nullopt;
            auto const version = changed(select.get_text(column), change);
            return version ? std::optional{model::description_to_json(*version)} : std::nullopt;
        };
        Row row{std::string{select.get_text(0)}, state(1), state(2)};
        if (row.before || row.after) rows.push_back(std::move(row));
    }
    sqlite::Stmt update{db,
                        "UPDATE event SET before = coalesce(?2, before), after = coalesce(?3, after) WHERE id = ?1"};
    for (auto const &row : rows) {
        update.reset();
        update.bind(1, row.id);
        update.bind(2, row.before);
        update.bind(3, row.after);
        update.run();
    }
}

} // namespace

void rewrite_written_texts(Store &store, std::int64_t object_id, Change const &change) {
    rewrite_versions(store.db(), object_id, change);
    rewrite_events(store.db(), object_id, change);
}

void forget_answers_with(Store &store, std::vector<std::string> const &words) {
    sqlite::Stmt remove{store.db(), "DELETE FROM answer WHERE instr(answer, ?)"};
    for (auto const &word : words) {
        std::string json;
        base::append_json_string(json, word);
        remove.reset();
        remove.bind(1, json.substr(1, json.size() - 2)); // as it stands within a longer text
        remove.run();
    }
}

} // namespace scribe::catalog
