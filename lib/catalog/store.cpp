// SPDX-License-Identifier: MIT
#include "catalog/store.hpp"

#include "base/files.hpp"
#include "base/log.hpp"
#include "catalog_migrations.hpp"

#include <fmt/chrono.h>
#include <fmt/format.h>

#include <chrono>
#include <iterator>

namespace scribe::catalog {

namespace {

using base::Error;
using base::ExitCode;

/// "Scrb": tells our files from those of other programs.
constexpr std::int64_t k_application_id = 0x53637262;

std::int64_t user_version(sqlite::Db &db) { return db.query_int("PRAGMA user_version"); }

/// Refuses files of other programs and of newer versions.
void check_identity(sqlite::Db &db) {
    auto const id = db.query_int("PRAGMA application_id");
    auto const objects = db.query_int("SELECT count(*) FROM sqlite_schema");
    if (id != k_application_id && (id != 0 || objects != 0)) {
        throw Error(ExitCode::catalog, fmt::format("{}: is an SQLite database, but no scribe catalog", db.path().string()),
                    "name another file with --catalog");
    }
    auto const version = user_version(db);
    if (version > schema_version()) {
        throw Error(ExitCode::catalog,
                    fmt::format("{}: was written by a newer scribe (catalog version {}, this program knows up to {})",
                                db.path().string(), version, schema_version()),
                    "update scribe");
    }
}

void set_pragmas(sqlite::Db &db, Access access) {
    if (access != Access::read) {
        // WAL lets readers go on while a scan writes. A catalog on a file system without shared memory stays as it is.
        db.exec("PRAGMA journal_mode = WAL");
        db.exec("PRAGMA synchronous = NORMAL");
    }
    db.exec("PRAGMA foreign_keys = ON");
    db.exec("PRAGMA cache_size = -24000");
    db.exec("PRAGMA temp_store = MEMORY");
}

/// A copy beside the file before its schema changes.
void back_up(sqlite::Db &db, std::int64_t version) {
    auto const copy = fmt::format("{}.v{}.bak", db.path().string(), version);
    std::filesystem::remove(copy);
    sqlite::Stmt vacuum{db, "VACUUM INTO ?"};
    vacuum.bind(1, copy);
    vacuum.run();
    base::log::info("The catalog is updated to version {}; a copy of the old one is in {}", schema_version(), copy);
}

void migrate(sqlite::Db &db) {
    auto const before = user_version(db);
    if (before == schema_version()) return;
    if (before > 0) back_up(db, before);
    for (auto step = before; step < schema_version(); ++step) {
        sqlite::Txn txn{db};
        // Another scribe may have been faster.
        if (user_version(db) > step) continue;
        db.exec(std::string{migrations::k_all[step].text});
        if (step == 0) db.exec(fmt::format("PRAGMA application_id = {}", k_application_id));
        db.exec(fmt::format("PRAGMA user_version = {}", step + 1));
        txn.commit();
    }
}

} // namespace

int schema_version() { return static_cast<int>(std::size(migrations::k_all)); }

std::string utc_now() {
    using namespace std::chrono;
    auto const now = floor<milliseconds>(system_clock::now());
    auto const ms = now.time_since_epoch().count() % 1000;
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(system_clock::to_time_t(now)), ms);
}

Store Store::open(std::filesystem::path const &path, Access access) {
    std::error_code error;
    bool const exists = std::filesystem::exists(path, error);
    if (!exists && access != Access::create) {
        throw Error(ExitCode::catalog, fmt::format("there is no catalog at {}", path.string()),
                    "scribe scan postgresql://user@host/database makes one; --catalog FILE names another");
    }
    if (!exists) {
        std::filesystem::create_directories(path.parent_path(), error);
        if (error) {
            throw Error(ExitCode::catalog, fmt::format("cannot create folder {}: {}", path.parent_path().string(), error.message()));
        }
    }
    auto const mode = access == Access::read    ? sqlite::OpenMode::read_only
                      : access == Access::write ? sqlite::OpenMode::read_write
                                                : sqlite::OpenMode::create;
    auto db = std::make_unique<sqlite::Db>(path, mode, ExitCode::catalog);
    check_identity(*db);
    if (access == Access::read) {
        if (user_version(*db) < schema_version()) {
            // A reader migrates too where it may: the user should not have to know.
            db = std::make_unique<sqlite::Db>(path, sqlite::OpenMode::read_write, ExitCode::catalog);
            set_pragmas(*db, Access::write);
            migrate(*db);
        }
        set_pragmas(*db, access);
    } else {
        set_pragmas(*db, access);
        migrate(*db);
    }
    return Store{std::move(db)};
}

} // namespace scribe::catalog
