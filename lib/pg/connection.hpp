// SPDX-License-Identifier: MIT
#pragma once

#include "base/error.hpp"

#include <libpq-fe.h>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace scribe::pg {

/// An error of the server or the connection, with the SQLSTATE (empty when the server gave none).
class Error : public base::Error {
public:
    Error(base::ExitCode code, std::string sqlstate, std::string const &message, std::string hint = {},
          int position = 0)
        : base::Error(code, message, std::move(hint)), m_sqlstate(std::move(sqlstate)), m_position(position) {}
    std::string const &sqlstate() const noexcept { return m_sqlstate; }
    /// The character of the statement that it points to, from 1; 0 when it points to none.
    int position() const noexcept { return m_position; }

private:
    std::string m_sqlstate;
    int m_position;
};

/// The exit code for a SQLSTATE (postgresql.org/docs/current/errcodes-appendix.html): connection and login
/// classes 08, 28, 3D, 53 and 57P are source_connect, all else source_query.
base::ExitCode classify_sqlstate(std::string_view sqlstate);

/// How to connect and how long to wait.
struct ConnectOptions {
    std::string conninfo; ///< URI or keyword=value; libpq's variables and files fill the rest
    std::string password; ///< used when not empty; never part of a message
    std::string application_name = "scribe";
    int connect_timeout_s = 10;        ///< unless conninfo or PGCONNECT_TIMEOUT says otherwise
    int statement_timeout_ms = 60'000; ///< 0 = none
    int lock_timeout_ms = 5'000;
};

/// A result in memory. Cells are text unless the query asked for binary.
class Result {
public:
    explicit Result(PGresult *handle) : m_handle(handle) {}
    int rows() const { return PQntuples(m_handle.get()); }
    int columns() const { return PQnfields(m_handle.get()); }
    bool is_null(int row, int column) const { return PQgetisnull(m_handle.get(), row, column) == 1; }
    /// The cell's bytes; empty for NULL.
    std::string_view get(int row, int column) const {
        return {PQgetvalue(m_handle.get(), row, column),
                static_cast<std::size_t>(PQgetlength(m_handle.get(), row, column))};
    }
    /// The column's number; throws Error(internal) when the query has none of that name.
    int column(char const *name) const;
    std::string_view get(int row, char const *name) const { return get(row, column(name)); }
    std::optional<std::string> optional(int row, char const *name) const;
    std::int64_t integer(int row, char const *name) const;
    bool boolean(int row, char const *name) const { return get(row, name) == "t"; }

private:
    struct Clear {
        void operator()(PGresult *handle) const { PQclear(handle); }
    };
    std::unique_ptr<PGresult, Clear> m_handle;
};

/// What stands for a text that is no UTF-8.
using Replacements = std::unordered_map<std::string, std::string>;

/// One row of COPY (FORMAT binary): the fields are read in order.
class BinaryRow {
public:
    /// With `replacements` texts may be no UTF-8: text functions then give what stands there for such a text, and
    /// replace its bad bytes where there is none.
    BinaryRow(char const *data, std::size_t size, Replacements const *replacements)
        : m_at(data), m_end(data + size), m_replacements(replacements) {}
    /// The next field's bytes; nothing for NULL. Throws Error(source_query) when the row is malformed.
    std::optional<std::string_view> next();
    std::string text(); ///< empty for NULL
    std::optional<std::string> optional_text();
    bool boolean();   ///< false for NULL
    char character(); ///< "char"; 0 for NULL
    std::int16_t int2();
    std::int32_t int4();
    std::uint32_t oid(); ///< 0 for NULL
    std::int64_t int8();
    float float4();
    double float8(); ///< not a number for NULL
    std::optional<std::int32_t> optional_int4();
    std::optional<std::int64_t> optional_int8();
    std::vector<std::int16_t> int2_array(); ///< int2[] or int2vector; empty for NULL
    std::vector<std::int64_t> int8_array();
    std::vector<std::uint32_t> oid_array(); ///< oid[] or oidvector
    std::vector<std::string> text_array();  ///< text[] or name[]; NULL elements become empty
    std::optional<std::vector<std::string>> optional_text_array();

private:
    std::string_view view(); ///< empty for NULL
    std::string clean(std::string_view text) const;

    char const *m_at;
    char const *m_end;
    Replacements const *m_replacements;
};

class Connection;

/// While one lives, errors of its connection keep the server's words only where they cannot quote a user's data: else
/// the SQLSTATE and what it means. What the server notes besides is not logged.
class Discretion {
public:
    explicit Discretion(Connection &connection);
    ~Discretion();
    Discretion(Discretion const &) = delete;
    Discretion &operator=(Discretion const &) = delete;

private:
    Connection &m_connection;
    bool m_before;
};

/// A connection to a PostgreSQL server. Every statement is counted and, with --log-sql, logged. All texts it gives are
/// UTF-8: where the database has no encoding (SQL_ASCII), bytes that are none are replaced.
class Connection {
public:
    /// Connects, with client_encoding UTF8, the given limits and an empty search_path.
    /// Throws Error(source_connect).
    explicit Connection(ConnectOptions const &options);

    /// Runs a statement with text parameters; cells come back as text.
    Result query(std::string_view sql, std::vector<std::string> const &parameters = {});
    /// Runs a text as it is, in the simple protocol: `$1` in it is left to the server, and several statements are
    /// possible, so that nobody else's text may come here unseen.
    Result query_simple(std::string_view sql);
    /// Runs a statement that gives no rows.
    void exec(std::string_view sql);
    /// Streams `select` as COPY ... TO STDOUT (FORMAT binary); `row` sees one row at a time, none is kept.
    /// `name` is what an error calls the query.
    void copy(std::string_view name, std::string_view select, std::function<void(BinaryRow &)> const &row);
    /// As copy(), in COPY's text format: a line a row, its newline left out
    /// (postgresql.org/docs/current/sql-copy.html).
    void copy_text(std::string_view name, std::string_view select, std::function<void(std::string_view)> const &line);

    int server_version() const { return PQserverVersion(m_handle.get()); }
    /// A setting the server reports ("server_version", "in_hot_standby"); empty when it does not.
    std::string parameter(char const *name) const;
    std::string database() const { return PQdb(m_handle.get()); }
    std::string user() const { return PQuser(m_handle.get()); }
    /// How long a statement may take; 0: as long as it likes.
    std::chrono::milliseconds statement_limit() const {
        return std::chrono::milliseconds{std::stoi(m_settings.front())};
    }
    std::string host() const { return PQhost(m_handle.get()); }
    std::string port() const { return PQport(m_handle.get()); }
    /// True when the database has no encoding: the server neither converts nor checks texts.
    bool any_bytes() const { return m_any_bytes; }
    /// What rows of copy() have instead of these texts from now on, so that two of them can be told apart.
    void set_replacements(Replacements replacements) { m_replacements = std::move(replacements); }
    bool encrypted() const { return PQsslInUse(m_handle.get()) != 0; }
    /// Statements sent so far, transaction control included.
    std::int64_t statements() const { return m_statements; }
    PGconn *handle() const { return m_handle.get(); }

private:
    friend class Discretion;
    struct Finish {
        void operator()(PGconn *handle) const { PQfinish(handle); }
    };
    /// Behind a pooler a statement outside of a transaction gets one of its own, which has scribe's settings and is
    /// read only; BEGIN is followed by the settings.
    class Settled {
    public:
        Settled(Connection &connection, std::string_view sql);
        Settled(Settled const &) = delete;
        Settled &operator=(Settled const &) = delete;
        ~Settled();
        /// After the statement went well.
        void done();

    private:
        Connection &m_connection;
        bool m_is_needed, m_begins, m_is_open = false;
    };
    /// As query(), in the transaction that there is.
    Result run(std::string_view sql, std::vector<std::string> const &parameters);
    /// Settings of the session; behind a pooler of the transaction. "pooled": t, f
    Result set_up();
    [[noreturn]] void fail(PGresult const *result, std::string_view what) const;
    /// What to do about an error that names no remedy; `server_says`: it is the server's, not libpq's.
    std::string hint_for_broken(bool server_says, std::string const &message, base::ExitCode code) const;
    /// Of the query that was just sent.
    Result finish_query(bool sent);
    using ResultHandle = std::unique_ptr<PGresult, void (*)(PGresult *)>;
    /// The next result of the statement in hand, null after the last. Ctrl-C cancels the statement.
    ResultHandle next_result(std::string_view what);
    void wait_readable(std::string_view what);
    /// Ends the COPY in hand, so that other statements can follow.
    void abandon_copy();
    /// Sends a COPY ... TO STDOUT and hands on each of its messages.
    void stream_copy(std::string const &what, std::string const &statement,
                     std::function<void(std::string_view)> const &message);
    void cancel();

    /// On the heap, where the notice processor finds it.
    std::unique_ptr<bool> m_discreet = std::make_unique<bool>(false);
    std::unique_ptr<PGconn, Finish> m_handle;
    std::string m_label;
    bool m_any_bytes = false; ///< SQL_ASCII
    bool m_pooled = false;
    std::vector<std::string> m_settings; ///< of set_up()
    Replacements m_replacements;
    std::int64_t m_statements = 0;
};

/// Of libpq: "15.20"
std::string library_version();

} // namespace scribe::pg
