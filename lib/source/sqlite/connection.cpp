// SPDX-License-Identifier: MIT
#include "source/sqlite/connection.hpp"

#include "base/interrupt.hpp"

#include <fmt/format.h>

namespace scribe::source::sqlite {

namespace fs = std::filesystem;
using base::ExitCode;
using scribe::sqlite::OpenMode;

namespace {

/// How many steps of SQLite's machine lie between two looks at the clock: well under a millisecond of work.
constexpr int k_progress_steps = 10'000;
/// Of SQLite's file format.
constexpr std::uintmax_t k_header_bytes = 100;

/// The file itself, or the error that says why there is none.
fs::path existing_file(std::string const &path) {
    if (path.empty()) {
        throw base::Error(ExitCode::source_connect, "sqlite: no file is named", "write sqlite:PATH/TO/FILE");
    }
    std::error_code error;
    auto const status = fs::status(path, error);
    if (!fs::exists(status)) {
        throw base::Error(ExitCode::source_connect, fmt::format("{}: cannot open: there is no such file", path),
                          fmt::format("a path counts from the current folder ({}); check it with ls",
                                      fs::current_path(error).string()));
    }
    if (fs::is_directory(status)) {
        throw base::Error(ExitCode::source_connect, fmt::format("{}: cannot open: it is a folder", path),
                          "name the database file in it");
    }
    // Opening a pipe waits for who writes to it, and a device reads as an empty database.
    if (fs::is_other(status)) {
        throw base::Error(ExitCode::source_connect, fmt::format("{}: cannot open: it is no ordinary file", path),
                          "SQLite reads a database from a file on disk; save it as one first");
    }
    // SQLite takes a file that is too short for a header as an empty database. An empty one is.
    auto const size = fs::file_size(path, error);
    if (!error && size > 0 && size < k_header_bytes) {
        throw base::Error(ExitCode::source_connect,
                          fmt::format("{}: cannot read: it is no SQLite database, it has only {} byte{}", path, size,
                                      size == 1 ? "" : "s"),
                          "see what it holds; an SQLite file begins with \"SQLite format 3\"");
    }
    return fs::canonical(path);
}

/// What the first read of a file that is no healthy database says, in the user's words.
base::Error explain(fs::path const &path, scribe::sqlite::Error const &error) {
    std::string_view why = error.what();
    if (why.starts_with(path.string() + ": ")) why.remove_prefix(path.string().size() + 2);
    auto const make = [&path](std::string_view what, std::string hint) {
        return base::Error(ExitCode::source_connect, fmt::format("{}: cannot read: {}", path.string(), what),
                           std::move(hint));
    };
    switch (error.primary_code()) {
    case SQLITE_NOTADB:
        return make("it is no SQLite database, or it is encrypted",
                    "scribe reads plain SQLite files; decrypt a copy first (SQLCipher: sqlcipher_export)");
    case SQLITE_CORRUPT:
        return make(
            fmt::format("the file is damaged or cut off ({})", why),
            fmt::format("restore it from a backup, or save what is left: sqlite3 '{}' .recover", path.string()));
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return make("another program holds a lock on it",
                    "try again when that program is done writing, or scan a copy");
    case SQLITE_READONLY:
        return make("a program that wrote to it was stopped half way, and undoing that needs the right to write",
                    fmt::format("open it once with sqlite3 '{}' .schema as a user who may write to it", path.string()));
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
        return make("this user may not open it",
                    fmt::format("allow it: chmod u+r '{}', and x on its folders", path.string()));
    case SQLITE_IOERR: return make(fmt::format("reading failed ({})", why), "check the disk or the network share");
    default: return make(why, fmt::format("see what sqlite3 '{}' .schema says", path.string()));
    }
}

} // namespace

Connection::Connection(std::string const &path, OpenOptions const &options)
    : m_path(existing_file(path)), m_options(options) {
    try {
        open(OpenMode::read_only);
    } catch (scribe::sqlite::Error const &error) {
        base::check_interrupt();
        // A write-ahead log needs a shared-memory file beside it. Where that cannot be made, the file itself can still
        // be read as long as nobody writes to it.
        bool const retry = error.primary_code() == SQLITE_CANTOPEN ||
                           (error.primary_code() == SQLITE_READONLY && error.sqlite_code() != SQLITE_READONLY_ROLLBACK);
        if (!retry) throw explain(m_path, error);
        try {
            open(OpenMode::immutable);
        } catch (scribe::sqlite::Error const &second) {
            throw explain(m_path, second);
        }
        std::error_code ignored;
        bool const log = fs::file_size(m_path.string() + "-wal", ignored) > 0 && !ignored;
        m_note =
            fmt::format("{}: read as a file that does not change, because its folder is not writable and it keeps a "
                        "write-ahead log{}",
                        m_path.string(), log ? "; what only that log holds was not read" : "");
    }
}

void Connection::open(OpenMode mode) {
    m_db = std::make_unique<Db>(m_path, mode, ExitCode::source_connect);
    bool const limited = m_options.lock_timeout_ms > 0;
    m_db->set_wait(limited ? std::chrono::milliseconds{m_options.lock_timeout_ms} : std::chrono::years{1});
    sqlite3_progress_handler(m_db->handle(), k_progress_steps, &Connection::on_progress, this);
    m_db->query_int("SELECT count(*) FROM sqlite_schema");
}

int Connection::on_progress(void *self) {
    auto const *connection = static_cast<Connection *>(self);
    return base::interrupted() || std::chrono::steady_clock::now() > connection->m_deadline ? 1 : 0;
}

void Connection::fail(scribe::sqlite::Error const &error) const {
    base::check_interrupt();
    if (error.primary_code() != SQLITE_INTERRUPT)
        throw scribe::sqlite::Error(error.sqlite_code(), ExitCode::source_query, error.what(), error.hint());
    throw base::Error(ExitCode::source_query,
                      fmt::format("{}: a query took longer than the time limit of {} ms", m_path.string(),
                                  m_options.statement_timeout_ms),
                      "raise the time limit");
}

Stmt Connection::query(std::string_view sql) {
    base::check_interrupt();
    if (m_options.statement_timeout_ms > 0) {
        m_deadline = std::chrono::steady_clock::now() + std::chrono::milliseconds(m_options.statement_timeout_ms);
    }
    ++m_statements;
    try {
        return Stmt{*m_db, sql};
    } catch (scribe::sqlite::Error const &error) {
        fail(error);
    }
}

bool Connection::step(Stmt &statement) {
    try {
        return statement.step();
    } catch (scribe::sqlite::Error const &error) {
        fail(error);
    }
}

} // namespace scribe::source::sqlite
