// SPDX-License-Identifier: MIT
#include "pg_server.hpp"

#include "process.hpp"

#include <catch2/catch.hpp>
#include <unistd.h>

namespace scribe::failure {

Admin::Admin(std::string const &database) : m_handle(PQconnectdb(("dbname=" + database).c_str()), &PQfinish) {
    INFO(PQerrorMessage(m_handle.get()));
    REQUIRE(PQstatus(m_handle.get()) == CONNECTION_OK);
    (*this)("SET client_min_messages = warning");
}

std::string Admin::operator()(std::string const &sql) {
    std::unique_ptr<PGresult, void (*)(PGresult *)> const result{PQexec(m_handle.get(), sql.c_str()), &PQclear};
    auto const status = PQresultStatus(result.get());
    INFO(sql << ": " << PQerrorMessage(m_handle.get()));
    REQUIRE((status == PGRES_TUPLES_OK || status == PGRES_COMMAND_OK));
    return PQntuples(result.get()) > 0 ? PQgetvalue(result.get(), 0, 0) : "";
}

Database::Database() : m_admin("postgres") {
    static int count = 0;
    m_name = "failures_" + std::to_string(::getpid()) + "_" + std::to_string(++count);
    m_admin("CREATE DATABASE " + m_name + " TEMPLATE template0 ENCODING 'UTF8'");
}

Database::~Database() {
    try {
        m_admin("DROP DATABASE " + m_name + " WITH (FORCE)");
    } catch (...) {
        WARN("the database " << m_name << " stays behind");
    }
}

Barrier::Barrier(std::string const &database) : m_database(database), m_holder(database), m_watcher("postgres") {
    m_holder("BEGIN");
    m_holder("LOCK TABLE pg_catalog.pg_policy IN ACCESS EXCLUSIVE MODE");
}

std::string Barrier::wait_for_scan() {
    std::string pid;
    wait_until([this, &pid] {
        pid = m_watcher(
            "SELECT pid FROM pg_stat_activity WHERE application_name = 'scribe/scan' AND wait_event_type = 'Lock' "
            "AND datname = '" +
            m_database + "'");
        return !pid.empty();
    });
    return pid;
}

std::string Barrier::scans() {
    return m_watcher("SELECT count(*) FROM pg_stat_activity WHERE application_name = 'scribe/scan' AND datname = '" +
                     m_database + "'");
}

} // namespace scribe::failure
