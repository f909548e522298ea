// SPDX-License-Identifier: MIT
#include "catalog/store.hpp"

#include "base/files.hpp"
#include "base/log.hpp"
#include "catalog_migrations.hpp"
#include "sqlite/whole_file.hpp"

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

constexpr char const *k_cache = "PRAGMA cache_size = -24000"; // kilobytes
constexpr char const *k_cache_for_all = "PRAGMA cache_size = -48000";

std::int64_t user_version(sqlite::Db &db) { return db.query_int("PRAGMA user_version"); }

constexpr char const *k_how_to_make =
    "scribe scan postgresql://user@host/database makes one; --catalog FILE names another";

/// Writers wait for a scan that writes the same catalog; readers have to wait only where a first scan fills it.
constexpr std::chrono::seconds k_writer_wait{120};
constexpr std::chrono::seconds k_reader_wait{5};

/// Refuses files of other programs and of newer versions, and, where none is to be made, files without a catalog.
void check_identity(sqlite::Db &db, Access access) {
    // One state for all questions: another scribe may be making the catalog at this moment.
    sqlite::Txn const snapshot{db, sqlite::Txn::Kind::deferred};
    auto const id = db.query_int("PRAGMA application_id");
    auto const objects = db.query_int("SELECT count(*) FROM sqlite_schema");
    sqlite::check_whole(db, ExitCode::catalog);
    if (id != k_application_id && (id != 0 || objects != 0)) {
        throw Error(ExitCode::catalog,
                    fmt::format("{}: is an SQLite database, but no scribe catalog", db.path().string()),
                    "name another file with --catalog");
    }
    auto const version = user_version(db);
    if (version > schema_version()) {
        throw Error(ExitCode::catalog,
                    fmt::format("{}: was written by a newer scribe (catalog version {}, this program knows up to {})",
                                db.path().string(), version, schema_version()),
                    "update scribe");
    }
    if (version == 0 && access != Access::create) {
        throw Error(ExitCode::catalog,
                    fmt::format("{}: the catalog is empty: no scan has filled it yet", db.path().string()),
                    k_how_to_make);
    }
}

void set_pragmas(sqlite::Db &db, Access access) {
    if (access != Access::read) {
        db.exec("PRAGMA page_size = 8192"); // of a new file: half as many writes as SQLite's own choice
        // WAL lets readers go on while a scan writes. A catalog on a file system without shared memory stays as it is,
        // and so does one that another scribe fills right now: the first statement that writes waits for it.
        db.set_wait(std::chrono::milliseconds{0});
        auto const code = sqlite3_exec(db.handle(), "PRAGMA journal_mode = WAL", nullptr, nullptr, nullptr);
        if (code != SQLITE_OK && (code & 0xff) != SQLITE_BUSY) db.fail(code, "cannot prepare the catalog for writing");
        db.set_wait(k_writer_wait);
        db.exec("PRAGMA synchronous = NORMAL");
    }
    db.exec("PRAGMA foreign_keys = ON");
    db.exec(k_cache);
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

void run_step(sqlite::Db &db, std::int64_t step) {
    db.exec(std::string{migrations::k_all[step].text});
    db.exec(fmt::format("PRAGMA user_version = {}", step + 1));
}

/// A new catalog is made in one transaction: nobody ever sees a part of it.
void make_new(sqlite::Db &db) {
    sqlite::Txn txn{db};
    if (user_version(db) > 0) return; // another scribe was faster
    for (std::int64_t step = 0; step < schema_version(); ++step) run_step(db, step);
    db.exec(fmt::format("PRAGMA application_id = {}", k_application_id));
    txn.commit();
}

/// Fills in the ids that SQL cannot compute.
void know_databases(sqlite::Db &db) {
    sqlite::Txn txn{db};
    sqlite::Stmt select{db, "SELECT id, name FROM source WHERE database_id = 0"};
    sqlite::Stmt update{db, "UPDATE source SET database_id = ? WHERE id = ?"};
    while (select.step()) {
        update.bind(1, model::database_id(std::string{select.get_text(1)}));
        update.bind(2, select.get_int(0));
        update.run();
    }
    txn.commit();
}

/// Brings an older catalog up to date, each step in a transaction of its own.
void migrate(sqlite::Db &db) {
    auto const before = user_version(db);
    if (before == 0) return make_new(db);
    if (!db.path().empty()) back_up(db, before);
    for (auto step = before; step < schema_version(); ++step) {
        sqlite::Txn txn{db};
        if (user_version(db) > step) continue; // another scribe was faster
        run_step(db, step);
        txn.commit();
    }
    know_databases(db);
}

} // namespace

int schema_version() { return static_cast<int>(std::size(migrations::k_all)); }

std::string utc_now() { return utc_before(std::chrono::seconds{0}); }

std::string utc_before(std::chrono::seconds age) {
    using namespace std::chrono;
    auto const then = floor<milliseconds>(system_clock::now() - age);
    auto const ms = then.time_since_epoch().count() % 1000;
    return fmt::format("{:%Y-%m-%dT%H:%M:%S}.{:03}Z", fmt::gmtime(system_clock::to_time_t(then)), ms);
}

namespace {

using sqlite::OpenMode;

std::unique_ptr<sqlite::Db> open_as(std::filesystem::path const &path, OpenMode mode, Access access) {
    auto db = std::make_unique<sqlite::Db>(path, mode, ExitCode::catalog);
    db->set_wait(access == Access::read ? k_reader_wait : k_writer_wait);
    check_identity(*db, access);
    return db;
}

/// Opens for reading. What a scribe that was killed left behind is undone or made good first, for which SQLite has to
/// write; in a folder that cannot be written, the file alone is read when nothing is left behind.
std::unique_ptr<sqlite::Db> open_to_read(std::filesystem::path const &path) {
    try {
        return open_as(path, OpenMode::read_only, Access::read);
    } catch (sqlite::Error const &error) {
        if (error.sqlite_code() == SQLITE_READONLY_ROLLBACK) return open_as(path, OpenMode::read_write, Access::read);
        if (error.primary_code() != SQLITE_CANTOPEN && error.primary_code() != SQLITE_READONLY) throw;
        std::error_code ignored;
        bool const whole = !(std::filesystem::file_size(path.string() + "-wal", ignored) > 0) || ignored;
        if (!whole) throw;
    }
    return open_as(path, OpenMode::immutable, Access::read);
}

void require_file(std::filesystem::path const &path, Access access) {
    std::error_code error;
    auto const status = std::filesystem::status(path, error);
    if (std::filesystem::is_directory(status)) {
        throw Error(ExitCode::catalog, fmt::format("{}: is a folder and no catalog", path.string()),
                    fmt::format("name the file in it: --catalog {}", (path / "catalog.db").string()));
    }
    // Opening a pipe waits for who writes to it, and a device reads as an empty file.
    if (std::filesystem::is_other(status)) {
        throw Error(ExitCode::catalog, fmt::format("{}: is no ordinary file and no catalog", path.string()),
                    "name another file with --catalog");
    }
    if (std::filesystem::exists(status)) return;
    if (access != Access::create) {
        throw Error(ExitCode::catalog, fmt::format("there is no catalog at {}", path.string()), k_how_to_make);
    }
    auto const folder = path.parent_path();
    std::filesystem::create_directories(folder, error);
    if (error) {
        throw Error(ExitCode::catalog, fmt::format("cannot create folder {}: {}", folder.string(), error.message()),
                    "name a file that may be written with --catalog");
    }
}

} // namespace

Store Store::open(std::filesystem::path const &path, Access access) {
    require_file(path, access);
    std::unique_ptr<sqlite::Db> db;
    if (access == Access::read) {
        db = open_to_read(path);
        // A reader migrates too where it may: the user should not have to know.
        if (user_version(*db) < schema_version()) db = open_as(path, OpenMode::read_write, Access::write);
    } else {
        db = open_as(path, access == Access::write ? OpenMode::read_write : OpenMode::create, access);
    }
    bool const outdated = user_version(*db) < schema_version();
    set_pragmas(*db, outdated ? Access::write : access);
    if (outdated) migrate(*db);
    return Store{std::move(db)};
}

Store Store::open_unchanged(std::filesystem::path const &path) {
    require_file(path, Access::read);
    Store store{open_to_read(path)};
    if (user_version(*store.m_db) < schema_version()) {
        auto copied = store.copy();
        migrate(*copied.m_db);
        return copied;
    }
    set_pragmas(*store.m_db, Access::read);
    return store;
}

Store Store::temporary() {
    // SQLite's name for a temporary file that only this connection sees.
    auto db = open_as("", OpenMode::create, Access::create);
    set_pragmas(*db, Access::create);
    migrate(*db);
    return Store{std::move(db)};
}

void Store::expect_all_to_be_read() { m_db->exec(k_cache_for_all); }

Store Store::copy() {
    auto db = open_as("", OpenMode::create, Access::create);
    {
        sqlite::Txn const snapshot{*m_db, sqlite::Txn::Kind::deferred};
        m_db->query_int("SELECT count(*) FROM sqlite_schema"); // one state, even while another scribe writes
        m_db->copy_to(*db);
    }
    set_pragmas(*db, Access::create);
    return Store{std::move(db)};
}

} // namespace scribe::catalog
