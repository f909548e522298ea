// SPDX-License-Identifier: MIT
#pragma once

#include "base/error.hpp"

#include <sqlite3.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace scribe::sqlite {

/// An error of SQLite: the extended result code besides the message.
class Error : public base::Error {
public:
    Error(int code, base::ExitCode exit_code, std::string const &message, std::string hint = {})
        : base::Error(exit_code, message, std::move(hint)), m_sqlite_code(code) {}
    /// Extended result code (sqlite.org/rescode.html).
    int sqlite_code() const noexcept { return m_sqlite_code; }
    /// The primary result code, as SQLITE_BUSY.
    int primary_code() const noexcept { return m_sqlite_code & 0xff; }

private:
    int m_sqlite_code;
};

/// immutable: read-only, without locks and without looking for a journal or write-ahead log: for files that nobody
/// writes to, in folders where SQLite cannot make the files it needs for either.
enum class OpenMode { read_only, immutable, read_write, create };

class Db;

/// A prepared statement. Parameters count from 1, columns from 0.
class Stmt {
public:
    Stmt(Db &db, std::string_view sql);

    /// Text and blobs are copied unless bound with bind_view; then they must live until the next reset.
    void bind(int index, std::int64_t value);
    void bind(int index, int value) { bind(index, static_cast<std::int64_t>(value)); }
    void bind(int index, bool value) { bind(index, static_cast<std::int64_t>(value)); }
    void bind(int index, double value);
    void bind(int index, std::string_view text);
    void bind(int index, char const *text) { bind(index, std::string_view{text}); }
    void bind_null(int index);
    void bind_view(int index, std::string_view text);
    void bind_blob(int index, std::string_view bytes);
    template <typename T> void bind(int index, std::optional<T> const &value) {
        if (value) bind(index, *value);
        else bind_null(index);
    }

    /// Advances to the next row; false when there is none. Throws Error.
    bool step();
    /// Runs to the end and resets: for statements that give no rows.
    void run();
    void reset();

    bool is_null(int column) const;
    int type(int column) const;
    std::int64_t get_int(int column) const;
    double get_double(int column) const;
    /// Valid until the next step or reset; empty for NULL.
    std::string_view get_text(int column) const;
    std::string_view get_blob(int column) const;
    std::optional<std::string> get_optional_text(int column) const;
    std::optional<std::int64_t> get_optional_int(int column) const;
    std::string_view column_name(int column) const;
    int column_count() const;

    sqlite3_stmt *handle() const { return m_handle.get(); }

private:
    struct Finalize {
        void operator()(sqlite3_stmt *handle) const { sqlite3_finalize(handle); }
    };
    void check(int code);

    Db *m_db;
    std::unique_ptr<sqlite3_stmt, Finalize> m_handle;
};

/// An open SQLite database.
class Db {
public:
    /// Opens the file; errors end the program with `exit_code` (catalog for ours, source_connect for a user's).
    Db(std::filesystem::path const &path, OpenMode mode, base::ExitCode exit_code);

    /// Runs one or more statements that give no rows.
    void exec(std::string const &sql);
    /// The first column of the first row, 0 when there is none.
    std::int64_t query_int(std::string_view sql);

    std::filesystem::path const &path() const { return m_path; }
    sqlite3 *handle() const { return m_handle.get(); }
    std::int64_t changes() const { return sqlite3_changes64(handle()); }
    base::ExitCode exit_code() const { return m_exit_code; }
    /// Throws the Error for a result code, with the file's name and the remedy where one is known.
    /// When the user pressed Ctrl-C meanwhile, that is the Error.
    [[noreturn]] void fail(int code, std::string_view what) const;
    /// How long a statement waits for a lock that another connection holds (5 seconds unless told). Ctrl-C ends the
    /// wait.
    void set_wait(std::chrono::milliseconds most);
    std::chrono::milliseconds wait() const { return m_wait->most; }
    /// Puts a copy of this database, as it is at one moment, in place of all that is in the other one.
    void copy_to(Db &target);

private:
    /// What SQLite's busy handler needs; it stays where it is when the Db moves.
    struct Wait {
        std::chrono::milliseconds most{5000};
        std::chrono::steady_clock::time_point started;
        std::string file;
        bool told = false;
    };
    static int on_busy(void *wait, int calls);

    struct Close {
        void operator()(sqlite3 *handle) const { sqlite3_close_v2(handle); }
    };
    std::filesystem::path m_path;
    base::ExitCode m_exit_code;
    std::unique_ptr<Wait> m_wait;
    std::unique_ptr<sqlite3, Close> m_handle;
};

/// A transaction that is rolled back unless commit() was called.
class Txn {
public:
    enum class Kind { deferred, immediate };
    explicit Txn(Db &db, Kind kind = Kind::immediate);
    Txn(Txn const &) = delete;
    Txn &operator=(Txn const &) = delete;
    ~Txn();
    void commit();

private:
    Db *m_db;
    bool m_open = true;
};

/// "3.40.1"
std::string library_version();

} // namespace scribe::sqlite
