// SPDX-License-Identifier: MIT
#include "pg/connection.hpp"

#include "base/interrupt.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "pg/condition.hpp"
#include "pg/conninfo.hpp"

#include <fmt/format.h>
#include <poll.h>

#include <algorithm>
#include <bit>
#include <cerrno>
#include <condition_variable>
#include <cstdlib>
#include <limits>
#include <map>
#include <mutex>
#include <thread>
#include <type_traits>
#include <utility>

namespace scribe::pg {

base::ExitCode classify_sqlstate(std::string_view sqlstate) {
    for (std::string_view const prefix : {"08", "28", "3D", "533", "57P"}) {
        if (sqlstate.starts_with(prefix)) return base::ExitCode::source_connect;
    }
    return sqlstate.empty() ? base::ExitCode::source_connect : base::ExitCode::source_query;
}

namespace {

constexpr char const *k_no_free_connection =
    "the server has no free connection for this user and database; try again later";

/// What helps against a SQLSTATE; empty when nothing general does.
std::string hint_for(std::string_view sqlstate) {
    if (sqlstate == "57014")
        return "it ran into the time limit or somebody cancelled it; allow more with --statement-timeout SECONDS";
    if (sqlstate == "55P03") {
        return "another session holds an exclusive lock, as ALTER TABLE and VACUUM FULL take it; SELECT pid, "
               "relation::regclass FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND granted names it; "
               "--lock-timeout SECONDS waits longer";
    }
    if (sqlstate == "42501") return "scribe source test SOURCE lists the missing rights and the GRANT for each";
    if (sqlstate == "28P01" || sqlstate == "28000")
        return "check user and password: PGPASSWORD, ~/.pgpass (mode 0600) or scribe source add --save-password";
    if (sqlstate == "3D000") return "list the server's databases with: psql -l";
    if (sqlstate.starts_with("57P") || sqlstate.starts_with("08"))
        return "the catalog keeps its earlier state; run the command again";
    if (sqlstate == "53300") return k_no_free_connection;
    return {};
}

/// What helps when there is no connection: libpq gives no SQLSTATE then, only words.
std::string connect_hint(std::string_view message) {
    static constexpr std::pair<char const *, char const *> k_hints[] = {
        {"password authentication failed", nullptr},
        {"no password supplied", nullptr},
        {"does not support SSL", "add sslmode=prefer to the URL, or turn on ssl on the server"},
        {"no pg_hba.conf entry",
         "the server refuses this user, database and address; where it wants TLS add sslmode=require to the URL"},
        {"could not translate host name", "check the host's name in the URL or PGHOST"},
        {"Connection refused", "is the server running there, and is the port right?"},
        {"No such file or directory", "name the server: postgresql://user@host:5432/database"},
        {"too many connections", k_no_free_connection},
        {"too many clients", k_no_free_connection},
        {"connection slots are reserved", k_no_free_connection},
        {"the database system is", "the server is starting, stopping or recovering; try again later"},
        {"timeout expired", "check host, port and firewall; connect_timeout=SECONDS in the URL waits longer"},
        {"is not permitted to log in",
         "ALTER ROLE ... LOGIN allows it; or name another: postgresql://ROLE@host/database"},
        {"role \"", "list the server's roles with: psql -c '\\du'; name another as postgresql://ROLE@host/database"},
    };
    for (auto const &[words, hint] : k_hints) {
        if (message.find(words) != std::string_view::npos) return hint ? hint : hint_for("28P01");
    }
    if (message.find("database \"") != std::string_view::npos &&
        message.find("does not exist") != std::string_view::npos)
        return hint_for("3D000");
    return {};
}

/// What the connection string got wrong; libpq tells it only when it connects. Nothing when it is not that.
std::optional<base::Error> conninfo_error(std::string const &message) {
    auto const has = [&message](std::string_view words) { return message.find(words) != std::string::npos; };
    using base::ExitCode;
    if (has("definition of service") || has("service file")) {
        return base::Error(ExitCode::config, message,
                           "services are described in ~/.pg_service.conf, or in the file that PGSERVICEFILE names");
    }
    if (has("invalid port number") || has("connection option \"port\"")) return no_port();
    bool const value = has("invalid ") && (has(" value: \"") || has("for connection option"));
    if (value || has("could not match") || has("could not parse network address")) {
        return base::Error(ExitCode::usage, "the PostgreSQL URL: " + message,
                           "postgresql.org/docs/current/libpq-connect.html tells what each parameter takes");
    }
    return std::nullopt;
}

} // namespace

// ---- Result

int Result::column(char const *name) const {
    auto const number = PQfnumber(m_handle.get(), name);
    if (number < 0) throw base::Error(base::ExitCode::internal, fmt::format("a query has no column \"{}\"", name));
    return number;
}

std::optional<std::string> Result::optional(int row, char const *name) const {
    auto const number = column(name);
    if (is_null(row, number)) return std::nullopt;
    return std::string{get(row, number)};
}

std::int64_t Result::integer(int row, char const *name) const {
    auto const number = base::parse_int(get(row, name));
    if (!number) {
        throw base::Error(base::ExitCode::source_query,
                          fmt::format("column \"{}\" of a catalog query is no integer: \"{}\"", name, get(row, name)));
    }
    return *number;
}

// ---- Connection

namespace {

using Parameters = std::vector<std::pair<char const *, std::string>>;

PGconn *connect(Parameters const &parameters) {
    std::vector<char const *> keys, values;
    for (auto const &[key, value] : parameters) {
        keys.push_back(key);
        values.push_back(value.c_str());
    }
    keys.push_back(nullptr);
    values.push_back(nullptr);
    return PQconnectdbParams(keys.data(), values.data(), 1);
}

/// What the connecting thread and the one that waits for it share.
struct Attempt {
    std::mutex mutex;
    std::condition_variable changed;
    bool done = false;
    bool abandoned = false;
    PGconn *handle = nullptr;
};

/// libpq's call that knows time limits and lists of hosts blocks; in a thread of its own it can be left alone after
/// Ctrl-C.
PGconn *connect_unless_interrupted(Parameters parameters) {
    auto const attempt = std::make_shared<Attempt>();
    std::thread thread{[attempt, parameters = std::move(parameters)] {
        auto *const handle = connect(parameters);
        std::lock_guard const lock{attempt->mutex};
        if (attempt->abandoned) PQfinish(handle);
        else attempt->handle = handle;
        attempt->done = true;
        attempt->changed.notify_all();
    }};
    std::unique_lock lock{attempt->mutex};
    while (!attempt->changed.wait_for(lock, std::chrono::milliseconds{100}, [&attempt] { return attempt->done; })) {
        if (!base::interrupted()) continue;
        attempt->abandoned = true;
        thread.detach();
        base::check_interrupt();
    }
    lock.unlock();
    thread.join();
    return attempt->handle;
}

} // namespace

Connection::Connection(ConnectOptions const &options) : m_label(options.application_name) {
    check_conninfo(options.conninfo);
    // expand_dbname: the string is taken apart by libpq; what follows it overrides it, what precedes it are defaults.
    Parameters parameters;
    if (!std::getenv("PGCONNECT_TIMEOUT"))
        parameters.emplace_back("connect_timeout", std::to_string(options.connect_timeout_s));
    parameters.emplace_back("dbname", options.conninfo);
    if (!options.password.empty()) parameters.emplace_back("password", options.password);
    parameters.emplace_back("application_name", options.application_name);
    parameters.emplace_back("client_encoding", "UTF8");
    m_handle.reset(connect_unless_interrupted(std::move(parameters)));
    if (PQstatus(m_handle.get()) != CONNECTION_OK) fail(nullptr, "cannot connect");
    PQsetNoticeProcessor(
        m_handle.get(),
        [](void *discreet, char const *message) {
            if (!*static_cast<bool const *>(discreet))
                base::log::debug("server: {}", base::sanitize_utf8(base::trim(message)));
        },
        m_discreet.get());
    // The server would refuse to send as UTF8 what is none.
    m_any_bytes = parameter("server_encoding") == "SQL_ASCII";
    m_settings = {std::to_string(options.statement_timeout_ms), std::to_string(options.lock_timeout_ms),
                  m_any_bytes ? "SQL_ASCII" : "UTF8", std::to_string(PQbackendPID(m_handle.get()))};
    m_pooled = set_up().get(0, "pooled") == "t";
    if (m_pooled)
        base::log::debug("{} is behind a connection pooler: each statement has a transaction of its own",
                         options.application_name);
}

Result Connection::set_up() {
    // What a user, a role or the environment set must not change how the server writes definitions and dates.
    // Compiling catalog queries (jit) costs more than they take.
    // A pooler gives the server's session to others after a transaction: nothing of ours may stay in it. It does not
    // know the number of the server's process when it answers a client.
    return run("SELECT pg_catalog.pg_backend_pid() <> $4::text::int AS pooled, "
               "pg_catalog.set_config(s.name, s.value, pg_catalog.pg_backend_pid() <> $4::text::int) "
               "FROM (VALUES ('search_path', ''), ('statement_timeout', $1), "
               "('lock_timeout', $2), ('default_transaction_read_only', 'on'), ('jit', 'off'), ('TimeZone', 'UTC'), "
               "('DateStyle', 'ISO'), ('IntervalStyle', 'postgres'), ('extra_float_digits', '1'), "
               "('bytea_output', 'hex'), ('quote_all_identifiers', 'off'), ('standard_conforming_strings', 'on'), "
               "('client_encoding', $3)) AS s (name, value)",
               m_settings);
}

std::string Connection::hint_for_broken(bool server_says, std::string const &message, base::ExitCode code) const {
    auto hint = server_says ? std::string{} : connect_hint(message);
    if (!server_says && hint.empty() && message.find("permission denied for database") != std::string::npos)
        hint = fmt::format("GRANT CONNECT ON DATABASE {} TO {};", base::quote_ident(database()),
                           base::quote_ident(user()));
    // Whatever broke the connection: when there was one, the same may work again.
    if (hint.empty() && code == base::ExitCode::source_connect && m_statements > 0) hint = hint_for("08006");
    return hint;
}

void Connection::fail(PGresult const *result, std::string_view what) const {
    std::string sqlstate;
    std::string message;
    if (result) {
        auto const *state = PQresultErrorField(result, PG_DIAG_SQLSTATE);
        auto const *primary = PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
        if (state) sqlstate = state;
        if (primary) message = primary;
    }
    if (message.empty()) message = base::trim(PQerrorMessage(m_handle.get()));
    // What broke a connection stands in the first line; libpq's guesses follow.
    if (!result && m_statements > 0) message = message.substr(0, message.find('\n'));
    if (message.starts_with("FATAL:")) message = base::trim(message.substr(6));
    if (!result && m_statements == 0) {
        if (auto const error = conninfo_error(message)) throw base::Error(*error);
    }
    bool const broken = PQstatus(m_handle.get()) == CONNECTION_BAD;
    auto code = broken ? base::ExitCode::source_connect : classify_sqlstate(sqlstate);
    // On a connection that stands it is the server that cannot reach another one, a foreign table's.
    if (result && !broken && sqlstate.starts_with("08")) code = base::ExitCode::source_query;
    auto hint = hint_for(sqlstate);
    if (result && *m_discreet && may_quote_values(sqlstate)) {
        message = fmt::format("{} (SQLSTATE {})", condition_name(sqlstate), sqlstate);
        hint = "the server's own words may quote data and are left out; psql shows them when it reads the same";
    }
    if (hint.empty()) hint = hint_for_broken(result != nullptr, message, code);
    for (auto &c : message) {
        if (c == '\n' || c == '\t') c = ' ';
    }
    auto const *position = result ? PQresultErrorField(result, PG_DIAG_STATEMENT_POSITION) : nullptr;
    throw Error(code, sqlstate, fmt::format("{}: {}", what, base::sanitize_utf8(message)), hint,
                static_cast<int>(base::parse_int(position ? position : "").value_or(0)));
}

Discretion::Discretion(Connection &connection)
    : m_connection(connection), m_before(std::exchange(*connection.m_discreet, true)) {}

Discretion::~Discretion() { *m_connection.m_discreet = m_before; }

std::string Connection::parameter(char const *name) const {
    auto const *value = PQparameterStatus(m_handle.get(), name);
    return value ? value : "";
}

void Connection::cancel() {
    char buffer[256];
    if (auto *cancel = PQgetCancel(m_handle.get())) {
        PQcancel(cancel, buffer, sizeof buffer);
        PQfreeCancel(cancel);
    }
}

void Connection::wait_readable(std::string_view what) {
    // poll() and not a blocking read, so that Ctrl-C ends the wait.
    pollfd descriptor{PQsocket(m_handle.get()), POLLIN, 0};
    if (::poll(&descriptor, 1, 500) < 0 && errno != EINTR) fail(nullptr, what);
    if (base::interrupted()) cancel();
    base::check_interrupt();
    if (PQconsumeInput(m_handle.get()) == 0) fail(nullptr, what);
}

Connection::ResultHandle Connection::next_result(std::string_view what) {
    while (PQisBusy(m_handle.get()) == 1) wait_readable(what);
    return ResultHandle{PQgetResult(m_handle.get()), &PQclear};
}

namespace {

/// Replaces what is no UTF-8 in the cells.
void make_utf8(PGresult *result) {
    for (int row = 0; row < PQntuples(result); ++row) {
        for (int column = 0; column < PQnfields(result); ++column) {
            std::string_view const cell{PQgetvalue(result, row, column),
                                        static_cast<std::size_t>(PQgetlength(result, row, column))};
            if (base::is_valid_utf8(cell)) continue;
            auto text = base::sanitize_utf8(cell);
            if (PQsetvalue(result, row, column, text.data(), static_cast<int>(text.size())) == 0)
                throw std::bad_alloc{};
        }
    }
}

} // namespace

namespace {

/// The statement with the mark by which pg_stat_statements tells scribe's own from others. At its end, where it moves
/// no place that an error names.
std::string marked(std::string_view sql) { return fmt::format("{}\n/* scribe */", sql); }

} // namespace

Connection::Settled::Settled(Connection &connection, std::string_view sql)
    : m_connection(connection),
      m_is_needed(connection.m_pooled && PQtransactionStatus(connection.m_handle.get()) == PQTRANS_IDLE),
      m_begins(sql.starts_with("BEGIN")) {
    if (!m_is_needed || m_begins) return;
    m_connection.run("BEGIN READ ONLY", {});
    m_is_open = true;
    m_connection.set_up();
}

void Connection::Settled::done() {
    if (!m_is_needed) return;
    if (m_begins) m_connection.set_up();
    else m_connection.run("COMMIT", {});
    m_is_open = false;
}

Connection::Settled::~Settled() {
    if (!m_is_open) return;
    auto *const handle = m_connection.m_handle.get();
    auto const status = PQtransactionStatus(handle);
    // After an error, with which the caller goes on: what the server says of this adds nothing to it.
    if (status == PQTRANS_INTRANS || status == PQTRANS_INERROR) PQclear(PQexec(handle, "ROLLBACK"));
}

Result Connection::query(std::string_view sql, std::vector<std::string> const &parameters) {
    Settled settled{*this, sql};
    auto result = run(sql, parameters);
    settled.done();
    return result;
}

Result Connection::run(std::string_view sql, std::vector<std::string> const &parameters) {
    auto const text = marked(sql);
    std::vector<char const *> values;
    for (auto const &parameter : parameters) values.push_back(parameter.c_str());
    base::log::sql(m_label, sql);
    ++m_statements;
    return finish_query(PQsendQueryParams(m_handle.get(), text.c_str(), static_cast<int>(values.size()), nullptr,
                                          values.data(), nullptr, nullptr, 0) != 0);
}

Result Connection::query_simple(std::string_view sql) {
    std::string const text{sql};
    Settled settled{*this, sql};
    base::log::sql(m_label, sql);
    ++m_statements;
    auto result = finish_query(PQsendQuery(m_handle.get(), text.c_str()) != 0);
    settled.done();
    return result;
}

Result Connection::finish_query(bool sent) {
    if (!sent) fail(nullptr, "cannot send a query");
    auto result = next_result("a query failed");
    while (next_result("a query failed")) {} // the protocol ends each query with a null result
    auto const status = PQresultStatus(result.get());
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) fail(result.get(), "a query failed");
    if (m_any_bytes) make_utf8(result.get());
    return Result{result.release()};
}

void Connection::exec(std::string_view sql) { query(sql); }

void Connection::abandon_copy() {
    cancel();
    char *buffer = nullptr;
    while (PQgetCopyData(m_handle.get(), &buffer, 0) > 0) PQfreemem(buffer);
    while (ResultHandle{PQgetResult(m_handle.get()), &PQclear}) {}
}

void Connection::stream_copy(std::string const &what, std::string const &statement,
                             std::function<void(std::string_view)> const &message) {
    Settled settled{*this, statement};
    ++m_statements;
    auto *const handle = m_handle.get();
    if (PQsendQuery(handle, marked(statement).c_str()) == 0) fail(nullptr, what);
    auto const start = next_result(what);
    if (PQresultStatus(start.get()) != PGRES_COPY_OUT) {
        while (next_result(what)) {}
        fail(start.get(), what);
    }
    while (true) {
        char *buffer = nullptr;
        auto const size = PQgetCopyData(handle, &buffer, 1);
        std::unique_ptr<char, decltype(&PQfreemem)> const owned{buffer, &PQfreemem};
        if (size == 0) {
            wait_readable(what);
            continue;
        }
        if (size == -1) break;
        if (size < 0) fail(nullptr, what);
        try {
            message({buffer, static_cast<std::size_t>(size)});
        } catch (...) {
            abandon_copy();
            throw;
        }
    }
    auto const end = next_result(what);
    while (next_result(what)) {}
    if (PQresultStatus(end.get()) != PGRES_COMMAND_OK) fail(end.get(), what);
    settled.done();
}

void Connection::copy(std::string_view name, std::string_view select, std::function<void(BinaryRow &)> const &row) {
    base::log::sql(m_label, select);
    bool header = true;
    stream_copy(fmt::format("query {} failed", name),
                fmt::format("COPY ({}) TO STDOUT (FORMAT binary)", base::trim(select)), [&](std::string_view data) {
                    if (header) {
                        // Signature (11), flags (4), length of the extension (4): the first row follows in the same
                        // message.
                        data.remove_prefix(std::min<std::size_t>(19, data.size()));
                        header = false;
                        if (data.empty()) return;
                    }
                    if (data.size() < 2 || data == std::string_view{"\xff\xff", 2}) return;
                    BinaryRow fields{data.data() + 2, data.size() - 2, m_any_bytes ? &m_replacements : nullptr};
                    row(fields);
                });
}

void Connection::copy_text(std::string_view name, std::string_view select,
                           std::function<void(std::string_view)> const &line) {
    auto const statement = fmt::format("COPY ({}) TO STDOUT", base::trim(select));
    base::log::sql(m_label, statement);
    stream_copy(std::string{name}, statement, [&](std::string_view data) {
        if (data.ends_with('\n')) data.remove_suffix(1);
        if (m_any_bytes && !base::is_valid_utf8(data)) line(base::sanitize_utf8(data));
        else line(data);
    });
}

// ---- BinaryRow: the formats of the types' send functions, big endian

namespace {

[[noreturn]] void malformed() {
    throw Error(base::ExitCode::source_query, "", "the server sent a row that is malformed");
}

template <typename T> T big_endian(std::string_view bytes) {
    if (bytes.size() != sizeof(T)) malformed();
    std::make_unsigned_t<T> value = 0;
    for (char const c : bytes) value = static_cast<std::make_unsigned_t<T>>(value << 8 | static_cast<unsigned char>(c));
    return static_cast<T>(value);
}

/// Calls `element` for each element of a one-dimensional array in its binary form.
template <typename F> void for_each_element(std::string_view bytes, F &&element) {
    if (bytes.size() < 12) malformed();
    auto const take = [&bytes] {
        if (bytes.size() < 4) malformed();
        auto const value = big_endian<std::int32_t>(bytes.substr(0, 4));
        bytes.remove_prefix(4);
        return value;
    };
    auto const dimensions = take();
    take(); // has NULLs
    take(); // element type
    if (dimensions == 0) return;
    if (dimensions != 1) malformed();
    auto const count = take();
    take(); // lower bound
    for (std::int32_t i = 0; i < count; ++i) {
        auto const size = take();
        if (size < 0) {
            element(std::string_view{});
            continue;
        }
        if (bytes.size() < static_cast<std::size_t>(size)) malformed();
        element(bytes.substr(0, static_cast<std::size_t>(size)));
        bytes.remove_prefix(static_cast<std::size_t>(size));
    }
}

} // namespace

std::optional<std::string_view> BinaryRow::next() {
    if (m_end - m_at < 4) malformed();
    auto const size = big_endian<std::int32_t>({m_at, 4});
    m_at += 4;
    if (size < 0) return std::nullopt;
    if (m_end - m_at < size) malformed();
    std::string_view const field{m_at, static_cast<std::size_t>(size)};
    m_at += size;
    return field;
}

std::string_view BinaryRow::view() { return next().value_or(std::string_view{}); }
std::string BinaryRow::clean(std::string_view text) const {
    std::string raw{text};
    if (!m_replacements || base::is_valid_utf8(raw)) return raw;
    auto const found = m_replacements->find(raw);
    return found == m_replacements->end() ? base::sanitize_utf8(raw) : found->second;
}
std::string BinaryRow::text() { return clean(view()); }

std::optional<std::string> BinaryRow::optional_text() {
    auto const field = next();
    return field ? std::optional{clean(*field)} : std::nullopt;
}

bool BinaryRow::boolean() {
    auto const field = view();
    return !field.empty() && field[0] != 0;
}

char BinaryRow::character() {
    auto const field = view();
    return field.empty() ? '\0' : field[0];
}

std::int16_t BinaryRow::int2() { return big_endian<std::int16_t>(view()); }
std::int32_t BinaryRow::int4() { return big_endian<std::int32_t>(view()); }
std::uint32_t BinaryRow::oid() { return static_cast<std::uint32_t>(optional_int4().value_or(0)); }
std::int64_t BinaryRow::int8() { return big_endian<std::int64_t>(view()); }
double BinaryRow::float8() {
    auto const bytes = next();
    if (!bytes) return std::numeric_limits<double>::quiet_NaN();
    return std::bit_cast<double>(big_endian<std::int64_t>(*bytes));
}
float BinaryRow::float4() { return std::bit_cast<float>(big_endian<std::int32_t>(view())); }

std::optional<std::int32_t> BinaryRow::optional_int4() {
    auto const field = next();
    return field ? std::optional{big_endian<std::int32_t>(*field)} : std::nullopt;
}

std::optional<std::int64_t> BinaryRow::optional_int8() {
    auto const field = next();
    if (!field) return std::nullopt;
    return big_endian<std::int64_t>(*field);
}

std::vector<std::int16_t> BinaryRow::int2_array() {
    std::vector<std::int16_t> list;
    auto const field = next();
    if (field) for_each_element(*field, [&list](std::string_view e) { list.push_back(big_endian<std::int16_t>(e)); });
    return list;
}

std::vector<std::int64_t> BinaryRow::int8_array() {
    std::vector<std::int64_t> list;
    auto const field = next();
    if (field) for_each_element(*field, [&list](std::string_view e) { list.push_back(big_endian<std::int64_t>(e)); });
    return list;
}

std::vector<std::uint32_t> BinaryRow::oid_array() {
    std::vector<std::uint32_t> list;
    auto const field = next();
    if (field) {
        for_each_element(*field, [&list](std::string_view e) {
            list.push_back(static_cast<std::uint32_t>(big_endian<std::int32_t>(e)));
        });
    }
    return list;
}

std::vector<std::string> BinaryRow::text_array() { return optional_text_array().value_or(std::vector<std::string>{}); }

std::optional<std::vector<std::string>> BinaryRow::optional_text_array() {
    auto const field = next();
    if (!field) return std::nullopt;
    std::vector<std::string> list;
    for_each_element(*field, [&](std::string_view e) { list.push_back(clean(e)); });
    return list;
}

std::string library_version() { return fmt::format("{}.{}", PQlibVersion() / 10000, PQlibVersion() % 10000); }

} // namespace scribe::pg
