// SPDX-License-Identifier: MIT
#include "postgres_server.hpp"

#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <map>

namespace scribe::conformance {

using model::Kind;

namespace {

std::string quoted(std::string const &text, char quote) {
    std::string out{quote};
    for (char const c : text) {
        if (c == quote) out.push_back(quote);
        out.push_back(c);
    }
    return out + quote;
}

struct Clear {
    void operator()(PGresult *result) const { PQclear(result); }
};
using ResultHandle = std::unique_ptr<PGresult, Clear>;

bool worked(PGresult const *result) {
    auto const status = PQresultStatus(result);
    return status == PGRES_COMMAND_OK || status == PGRES_TUPLES_OK;
}

/// What the server prints of each kind: schema, table, name, definition.
std::vector<std::pair<Kind, char const *>> const k_definitions = {
    {Kind::index,
     "SELECT n.nspname, t.relname, c.relname, pg_get_indexdef(c.oid) FROM pg_index i JOIN pg_class c ON c.oid = "
     "i.indexrelid JOIN pg_class t ON t.oid = i.indrelid JOIN pg_namespace n ON n.oid = t.relnamespace "},
    {Kind::constraint,
     "SELECT n.nspname, t.relname, k.conname, pg_get_constraintdef(k.oid) FROM pg_constraint k JOIN pg_class t ON "
     "t.oid = k.conrelid AND k.contype <> 't' JOIN pg_namespace n ON n.oid = t.relnamespace LEFT JOIN pg_constraint "
     "whole ON whole.oid = k.conparentid AND whole.contype = 'f' AND whole.conrelid = k.conrelid "},
    {Kind::trigger,
     "SELECT n.nspname, t.relname, g.tgname, pg_get_triggerdef(g.oid) FROM pg_trigger g JOIN pg_class t ON t.oid = "
     "g.tgrelid JOIN pg_proc f ON f.oid = g.tgfoid AND (NOT g.tgisinternal OR f.proname !~ '^(RI_FKey|unique_key)') "
     "JOIN pg_namespace n ON n.oid = t.relnamespace "},
    {Kind::rule,
     "SELECT n.nspname, t.relname, r.rulename, pg_get_ruledef(r.oid) FROM pg_rewrite r JOIN pg_class t ON t.oid = "
     "r.ev_class AND r.rulename <> '_RETURN' JOIN pg_namespace n ON n.oid = t.relnamespace "},
    {Kind::view,
     "SELECT n.nspname, '', t.relname, pg_get_viewdef(t.oid) FROM pg_class t JOIN pg_namespace n ON n.oid = "
     "t.relnamespace AND t.relkind IN ('v', 'm') "},
    {Kind::statistics,
     "SELECT n.nspname, '', s.stxname, pg_get_statisticsobjdef(s.oid) FROM pg_statistic_ext s JOIN pg_namespace n "
     "ON n.oid = s.stxnamespace "},
};

template <typename T> std::string definition_of(model::Record const &record) {
    return model::from_record<T>(record).definition;
}

std::string definition_of(model::Record const &record) {
    switch (record.kind) {
    case Kind::index: return definition_of<model::Index>(record);
    case Kind::constraint: return definition_of<model::Constraint>(record);
    case Kind::trigger: return definition_of<model::Trigger>(record);
    case Kind::rule: return definition_of<model::Rule>(record);
    case Kind::view: return definition_of<model::View>(record);
    case Kind::statistics: return definition_of<model::Statistics>(record);
    default: return {};
    }
}

using Identity = std::tuple<Kind, std::string, std::string, std::string>;

} // namespace

std::string ident(std::string const &name) { return quoted(name, '"'); }
std::string literal(std::string const &text) { return quoted(text, '\''); }

// ---- Session

Session::Session(std::string const &conninfo) : m_handle(PQconnectdb(conninfo.c_str())) {
    INFO("a PostgreSQL server is needed; scripts/with-postgres COMMAND gives it one: "
         << PQerrorMessage(m_handle.get()));
    REQUIRE(PQstatus(m_handle.get()) == CONNECTION_OK);
    PQsetNoticeProcessor(
        m_handle.get(), [](void *, char const *) {}, nullptr);
    run("SET client_encoding = 'UTF8'");
}

void Session::run(std::string const &sql) {
    ResultHandle const result{PQexec(m_handle.get(), sql.c_str())};
    INFO(PQerrorMessage(m_handle.get()));
    REQUIRE(worked(result.get()));
}

bool Session::try_run(std::string const &sql) {
    ResultHandle const result{PQexec(m_handle.get(), sql.c_str())};
    return worked(result.get());
}

std::vector<std::vector<std::string>> Session::rows(std::string const &sql) {
    ResultHandle const result{PQexec(m_handle.get(), sql.c_str())};
    INFO(PQerrorMessage(m_handle.get()));
    REQUIRE(PQresultStatus(result.get()) == PGRES_TUPLES_OK);
    std::vector<std::vector<std::string>> out;
    for (int row = 0; row < PQntuples(result.get()); ++row) {
        auto &cells = out.emplace_back();
        for (int column = 0; column < PQnfields(result.get()); ++column)
            cells.emplace_back(PQgetvalue(result.get(), row, column));
    }
    return out;
}

std::string Session::value(std::string const &sql) { return rows(sql).at(0).at(0); }

// ---- Database

Database::Database(std::string const &ddl, std::string const &options) {
    static int number = 0;
    auto const now = std::chrono::system_clock::now().time_since_epoch();
    m_name = "scribe_test_" + std::to_string(getpid()) + "_" +
             std::to_string(std::chrono::duration_cast<std::chrono::milliseconds>(now).count()) + "_" +
             std::to_string(++number);
    Session server{""};
    // From template0: whatever others do in template1 meanwhile does not matter.
    server.run("CREATE DATABASE " + m_name + " TEMPLATE template0 " + options);
    m_session = std::make_unique<Session>(url());
    m_version = std::stoi(m_session->value("SHOW server_version_num"));
    if (!ddl.empty()) run(ddl);
}

Database::~Database() {
    m_session.reset();
    // A test that failed left messages enough; a destructor may not throw.
    std::unique_ptr<PGconn, void (*)(PGconn *)> const server{PQconnectdb(""), PQfinish};
    PQsetNoticeProcessor(
        server.get(), [](void *, char const *) {}, nullptr);
    auto const run = [&server](std::string const &sql) {
        ResultHandle const result{PQexec(server.get(), sql.c_str())};
    };
    run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = " + literal(m_name));
    run("DROP DATABASE IF EXISTS " + m_name);
    for (auto const &role : m_roles) run("DROP ROLE IF EXISTS " + ident(role));
}

std::string Database::url(std::string const &user) const {
    return "dbname=" + m_name + (user.empty() ? "" : " user='" + user + "' password=scribe");
}

std::string Database::make_role(std::string const &suffix) {
    auto const role = m_name + suffix;
    m_roles.push_back(role);
    run("CREATE ROLE " + ident(role) + " LOGIN PASSWORD 'scribe'");
    return role;
}

std::unique_ptr<source::Source> Database::open(std::string const &user) const { return source::open(url(user), {}); }

Records Database::scan_and_check() {
    auto const source = open();
    auto scanned = scan(*source);
    for (auto const &note : scanned.report.notes) UNSCOPED_INFO(note);
    CHECK(scanned.report.notes.empty());
    CHECK(scanned.report.unseen.empty());
    check_records(scanned.records);
    check_definitions(scanned.records, *m_session);
    return std::move(scanned.records);
}

// ---- definitions

void check_definitions(Records const &records, Session &session) {
    session.run("BEGIN; SET LOCAL search_path = ''");
    std::map<Identity, std::string> expected;
    for (auto const &[kind, sql] : k_definitions) {
        // The server's own schemas hold no object of people.
        // Copies of a foreign key for each partition that it points to are the server's own affair.
        auto const whole = kind == Kind::constraint ? " AND whole.oid IS NULL" : "";
        for (auto &row : session.rows(std::string{sql} + "WHERE (n.oid = 2200 OR n.oid >= 16384)" + whole))
            expected.emplace(Identity{kind, row[0], row[1], row[2]}, std::move(row[3]));
    }
    session.run("COMMIT");
    std::size_t found = 0;
    for (auto const &record : records) {
        auto const at = expected.find({record.kind, record.schema, record.table, record.name});
        bool const has_definition = record.kind == Kind::index || record.kind == Kind::constraint ||
                                    record.kind == Kind::trigger || record.kind == Kind::rule ||
                                    record.kind == Kind::view || record.kind == Kind::statistics;
        if (!has_definition) continue;
        INFO(model::kind_name(record.kind) << " " << model::format_ref(record));
        if (at == expected.end()) {
            CHECK(at != expected.end());
            continue;
        }
        ++found;
        if (definition_of(record) != at->second) CHECK(definition_of(record) == at->second);
    }
    CHECK(found == expected.size());
}

} // namespace scribe::conformance
