// SPDX-License-Identifier: MIT
#include "sqlite/db.hpp"

#include "base/interrupt.hpp"
#include "base/log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <thread>
#include <utility>

namespace scribe::sqlite {

// ---- Stmt

Stmt::Stmt(Db &db, std::string_view sql) : m_db(&db) {
    sqlite3_stmt *handle = nullptr;
    base::log::sql(db.path().filename().string(), sql);
    auto const code = sqlite3_prepare_v3(db.handle(), sql.data(), static_cast<int>(sql.size()), 0, &handle, nullptr);
    m_handle.reset(handle);
    if (code != SQLITE_OK) db.fail(code, "cannot prepare a statement");
}

void Stmt::check(int code) {
    if (code != SQLITE_OK) m_db->fail(code, "cannot bind a value");
}

void Stmt::bind(int index, std::int64_t value) { check(sqlite3_bind_int64(handle(), index, value)); }
void Stmt::bind(int index, double value) { check(sqlite3_bind_double(handle(), index, value)); }
void Stmt::bind_null(int index) { check(sqlite3_bind_null(handle(), index)); }

void Stmt::bind(int index, std::string_view text) {
    check(sqlite3_bind_text64(handle(), index, text.data() ? text.data() : "", text.size(), SQLITE_TRANSIENT,
                              SQLITE_UTF8));
}

void Stmt::bind_view(int index, std::string_view text) {
    check(
        sqlite3_bind_text64(handle(), index, text.data() ? text.data() : "", text.size(), SQLITE_STATIC, SQLITE_UTF8));
}

void Stmt::bind_blob(int index, std::string_view bytes) {
    check(sqlite3_bind_blob64(handle(), index, bytes.data() ? bytes.data() : "", bytes.size(), SQLITE_TRANSIENT));
}

bool Stmt::step() {
    auto const code = sqlite3_step(handle());
    if (code == SQLITE_ROW) return true;
    if (code == SQLITE_DONE) return false;
    m_db->fail(code, "a statement failed");
}

void Stmt::run() {
    while (step()) {}
    reset();
}

void Stmt::reset() { sqlite3_reset(handle()); }

bool Stmt::is_null(int column) const { return type(column) == SQLITE_NULL; }
int Stmt::type(int column) const { return sqlite3_column_type(handle(), column); }
std::int64_t Stmt::get_int(int column) const { return sqlite3_column_int64(handle(), column); }
double Stmt::get_double(int column) const { return sqlite3_column_double(handle(), column); }

std::string_view Stmt::get_text(int column) const {
    auto const *text = reinterpret_cast<char const *>(sqlite3_column_text(handle(), column));
    if (!text) return {};
    return {text, static_cast<std::size_t>(sqlite3_column_bytes(handle(), column))};
}

std::string_view Stmt::get_blob(int column) const {
    auto const *bytes = static_cast<char const *>(sqlite3_column_blob(handle(), column));
    if (!bytes) return {};
    return {bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle(), column))};
}

std::optional<std::string> Stmt::get_optional_text(int column) const {
    if (is_null(column)) return std::nullopt;
    return std::string{get_text(column)};
}

std::optional<std::int64_t> Stmt::get_optional_int(int column) const {
    if (is_null(column)) return std::nullopt;
    return get_int(column);
}

std::string_view Stmt::column_name(int column) const { return sqlite3_column_name(handle(), column); }
int Stmt::column_count() const { return sqlite3_column_count(handle()); }

// ---- Db

namespace {

int open_flags(OpenMode mode) {
    switch (mode) {
    case OpenMode::read_only: return SQLITE_OPEN_READONLY;
    case OpenMode::immutable: return SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
    case OpenMode::read_write: return SQLITE_OPEN_READWRITE;
    case OpenMode::create: return SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
    }
    return SQLITE_OPEN_READONLY;
}

/// The name as sqlite3_open_v2 takes it. A URI has to escape what would end its path.
std::string open_name(std::filesystem::path const &path, OpenMode mode) {
    if (mode != OpenMode::immutable) return path.string();
    std::string uri = "file:";
    for (char const c : path.string()) {
        if (c == '%' || c == '?' || c == '#') uri += fmt::format("%{:02x}", static_cast<unsigned>(c));
        else uri.push_back(c);
    }
    return uri + "?immutable=1";
}

/// Why it failed and what the user can do about it, for the result codes that users meet.
struct Trouble {
    int code;
    std::string_view why, remedy;
};

constexpr Trouble k_troubles[] = {
    {SQLITE_BUSY, "another program holds a lock on it", "try again when that program is done"},
    {SQLITE_LOCKED, "another program holds a lock on it", "try again when that program is done"},
    {SQLITE_FULL, "the disk is full",
     "free some disk space and run the command again; what the file held before is whole"},
    {SQLITE_READONLY, "it may not be written", "make the file and its folder writable"},
    {SQLITE_PERM, "it may not be opened", "allow reading and writing the file and its folder"},
    {SQLITE_CANTOPEN, "it cannot be opened",
     "check that it is a file, and that you may read and write it and its folder"},
    {SQLITE_IOERR, "reading or writing failed",
     "check the disk, its free space and the limits of this user (ulimit -a)"},
    {SQLITE_CORRUPT, "it is damaged", "restore it from a backup, or move it away and scan again"},
    {SQLITE_NOTADB, "it is no SQLite database", "name another file"},
};

Trouble const *trouble_of(int code) {
    auto const *const found = std::find_if(std::begin(k_troubles), std::end(k_troubles),
                                           [code](Trouble const &trouble) { return trouble.code == (code & 0xff); });
    return found == std::end(k_troubles) ? nullptr : found;
}

} // namespace

Db::Db(std::filesystem::path const &path, OpenMode mode, base::ExitCode exit_code)
    : m_path(path), m_exit_code(exit_code), m_wait(std::make_unique<Wait>()) {
    // Counting its memory takes a lock at each allocation, and nobody asks for the sums.
    [[maybe_unused]] static int const uncounted = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    sqlite3 *handle = nullptr;
    // NOMUTEX: a connection is used by one thread at a time, so SQLite need not lock it for each call.
    auto const flags = open_flags(mode) | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_NOMUTEX;
    auto const code = sqlite3_open_v2(open_name(path, mode).c_str(), &handle, flags, nullptr);
    m_handle.reset(handle);
    if (code != SQLITE_OK) fail(code, "cannot open");
    m_wait->file = path.string();
    sqlite3_busy_handler(handle, &Db::on_busy, m_wait.get());
    // Ctrl-C ends a statement that runs for long, too.
    constexpr int k_steps = 100'000;
    sqlite3_progress_handler(
        handle, k_steps, [](void *) { return base::interrupted() ? 1 : 0; }, nullptr);
}

void Db::set_wait(std::chrono::milliseconds most) { m_wait->most = most; }

int Db::on_busy(void *wait, int calls) {
    using std::chrono::milliseconds, std::chrono::seconds, std::chrono::steady_clock;
    auto &self = *static_cast<Wait *>(wait);
    auto const now = steady_clock::now();
    if (calls == 0) self.started = now;
    auto const waited = now - self.started;
    if (base::interrupted() || waited >= self.most) return 0;
    if (waited > seconds{1} && !std::exchange(self.told, true)) {
        base::log::info("{}: waiting for another program that writes to it", self.file);
    }
    std::this_thread::sleep_for(milliseconds{std::min(1 + calls, 25)});
    return 1;
}

void Db::exec(std::string const &sql) {
    base::log::sql(m_path.filename().string(), sql);
    auto const code = sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK) fail(code, "a statement failed");
}

std::int64_t Db::query_int(std::string_view sql) {
    Stmt statement{*this, sql};
    return statement.step() ? statement.get_int(0) : 0;
}

void Db::copy_to(Db &target) {
    auto *const backup = sqlite3_backup_init(target.handle(), "main", handle(), "main");
    if (!backup) target.fail(sqlite3_errcode(target.handle()), "cannot copy");
    int code = SQLITE_OK;
    constexpr int k_pages = 4096; // a step cannot be interrupted
    do {
        code = sqlite3_backup_step(backup, k_pages);
    } while (code == SQLITE_OK && !base::interrupted());
    sqlite3_backup_finish(backup);
    base::check_interrupt();
    if (code != SQLITE_DONE) fail(code, "cannot copy");
}

void Db::fail(int code, std::string_view what) const {
    if ((code & 0xff) == SQLITE_BUSY || (code & 0xff) == SQLITE_INTERRUPT) base::check_interrupt();
    std::string message{m_handle ? sqlite3_errmsg(handle()) : sqlite3_errstr(code)};
    // The extended code tells which of the many ways to fail this was: sqlite.org/rescode.html
    if ((code & 0xff) == SQLITE_IOERR) message += fmt::format(", code {}", code);
    if (auto const *const trouble = trouble_of(code)) {
        throw Error(code, m_exit_code, fmt::format("{}: {} ({})", m_path.string(), trouble->why, message),
                    std::string{trouble->remedy});
    }
    throw Error(code, m_exit_code, fmt::format("{}: {}: {}", m_path.string(), what, message));
}

// ---- Txn

Txn::Txn(Db &db, Kind kind) : m_db(&db) { db.exec(kind == Kind::immediate ? "BEGIN IMMEDIATE" : "BEGIN"); }

Txn::~Txn() {
    if (m_open) sqlite3_exec(m_db->handle(), "ROLLBACK", nullptr, nullptr, nullptr);
}

void Txn::commit() {
    m_db->exec("COMMIT");
    m_open = false;
}

std::string library_version() { return sqlite3_libversion(); }

} // namespace scribe::sqlite
