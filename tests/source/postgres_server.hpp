// SPDX-License-Identifier: MIT
#pragma once

#include "conformance.hpp"

#include <libpq-fe.h>

#include <memory>
#include <string>
#include <vector>

namespace scribe::conformance {

/// A plain connection of the tests' own, so that what they expect does not come through the code under test.
class Session {
public:
    /// To the server that the PG* variables name; fails the test when there is none.
    explicit Session(std::string const &conninfo);
    /// Runs one or more statements; fails the test when one fails.
    void run(std::string const &sql);
    /// Runs statements of which one may fail, and tells whether all worked.
    bool try_run(std::string const &sql);
    /// The rows of a query as text; NULL is empty.
    std::vector<std::vector<std::string>> rows(std::string const &sql);
    /// The first column of the first row.
    std::string value(std::string const &sql);

private:
    struct Finish {
        void operator()(PGconn *handle) const { PQfinish(handle); }
    };
    std::unique_ptr<PGconn, Finish> m_handle;
};

/// Forgets what the server recorded of this database, and of those in whose encodings it shows no statement of any to
/// us: other tests, which run side by side, count theirs.
inline std::string const k_forget_statements =
    "SELECT pg_stat_statements_reset(0, s.dbid, 0) FROM (SELECT DISTINCT dbid FROM pg_stat_statements(false)) s WHERE "
    "NOT EXISTS (SELECT FROM pg_database d WHERE d.oid = s.dbid AND d.encoding <> 0 AND d.datname <> "
    "current_database());";

/// A database with a name of its own on the server that the PG* variables name, dropped at the end.
class Database {
public:
    /// Makes the database, with these options of CREATE DATABASE, and runs `ddl` in it.
    explicit Database(std::string const &ddl = {}, std::string const &options = {});
    Database(Database const &) = delete;
    Database &operator=(Database const &) = delete;
    ~Database();

    std::string const &name() const { return m_name; }
    /// 150004
    int version() const { return m_version; }
    void run(std::string const &sql) { m_session->run(sql); }
    Session &session() { return *m_session; }
    /// For the connector or another Session.
    std::string url(std::string const &user = {}) const;
    /// Makes a role with this database's name and `suffix`, dropped with the database, and tells its name. It logs in
    /// with the password "scribe".
    std::string make_role(std::string const &suffix);

    std::unique_ptr<source::Source> open(std::string const &user = {}) const;
    /// Opens, scans, and checks what holds for every scan: check_records, and all definitions as the server writes
    /// them.
    Records scan_and_check();

private:
    std::string m_name;
    int m_version = 0;
    std::vector<std::string> m_roles;
    std::unique_ptr<Session> m_session;
};

/// Fails the test for every index, constraint, trigger, rule and view whose definition is not, byte for byte, what the
/// server's own functions print under an empty search_path; and when there are more or fewer than the server has.
void check_definitions(Records const &records, Session &session);

/// A quoted identifier.
std::string ident(std::string const &name);
/// A quoted literal.
std::string literal(std::string const &text);

} // namespace scribe::conformance
