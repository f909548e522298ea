// SPDX-License-Identifier: MIT
#include "catalog/source_changes.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "catalog/changes.hpp"
#include "catalog/secret.hpp"

#include <fmt/format.h>

namespace scribe::catalog {

namespace {

constexpr std::string_view k_subject = "source";

} // namespace

SourceUse source_use(Store &store, std::int64_t source_id) {
    SourceUse use;
    sqlite::Stmt objects{store.db(), "SELECT count(*) FROM object WHERE source_id = ? AND removed_scan IS NULL"};
    objects.bind(1, source_id);
    if (objects.step()) use.objects = objects.get_int(0);
    sqlite::Stmt scans{store.db(), "SELECT count(*), max(finished_at) FROM scan WHERE source_id = ?"};
    scans.bind(1, source_id);
    if (scans.step()) {
        use.scans = scans.get_int(0);
        use.last_scan = scans.get_text(1);
    }
    return use;
}

std::string source_to_json(SourceRow const &row) {
    base::JsonWriter json;
    json.begin_object();
    json.member("name", row.name);
    json.member("url", row.url);
    if (!row.product.empty()) json.member("product", row.product);
    if (!row.database.empty()) json.member("database", row.database);
    if (!row.identity.empty()) json.member("identity", row.identity);
    if (!row.secret.empty()) {
        auto const mark = secret_mark(row.secret);
        json.member("password", mark.empty() ? "encrypted, cut short" : "encrypted, mark " + mark);
    }
    json.end_object();
    return json.take();
}

void add_source(Store &store, SourceRow const &row, bool replace, std::string_view author) {
    sqlite::Txn txn{store.db()};
    auto const known = store.find_source(row.name);
    if (known && !replace) {
        throw base::Error(base::ExitCode::usage,
                          fmt::format("there is a source \"{}\" already: {}", known->name, known->url),
                          "take another name, or --replace to change it");
    }
    auto next = row;
    if (known && known->url == row.url) {
        next = *known;
        next.secret = row.secret;
        next.identity.clear();
    }
    ChangeSet changes{store.db(), std::string{author}, "source add"};
    store.save_source(next);
    changes.record(k_subject, row.name, row.name, known ? std::optional{source_to_json(*known)} : std::nullopt,
                   source_to_json(next));
    txn.commit();
}

SourceUse remove_source(Store &store, std::string_view name, std::string_view author) {
    sqlite::Txn txn{store.db()};
    auto const known = store.find_source(name);
    if (!known) {
        throw base::Error(base::ExitCode::usage, fmt::format("there is no source \"{}\"", name),
                          "scribe source list shows them");
    }
    auto use = source_use(store, known->id);
    ChangeSet changes{store.db(), std::string{author}, "source remove"};
    changes.record(k_subject, known->name, known->name, source_to_json(*known), std::nullopt);
    store.remove_source(known->id);
    txn.commit();
    return use;
}

int rekey_sources(Store &store, std::string_view old_key, std::string_view new_key, std::string_view author) {
    sqlite::Txn txn{store.db()};
    ChangeSet changes{store.db(), std::string{author}, "source rekey"};
    int count = 0;
    for (auto row : store.sources()) {
        if (row.secret.empty()) continue;
        auto const before = source_to_json(row);
        auto const password = open_secret(old_key, {row.name, row.url}, row.secret);
        row.secret = seal_secret(new_key, {row.name, row.url}, password.view());
        store.save_source(row);
        changes.record(k_subject, row.name, row.name, before, source_to_json(row));
        ++count;
    }
    txn.commit();
    return count;
}

} // namespace scribe::catalog
