// SPDX-License-Identifier: MIT
#include "source/postgres/postgres_source.hpp"

#include "base/error.hpp"
#include "postgres_sql.hpp"
#include "source/postgres/explain/explain.hpp"
#include "source/postgres/probe/probe.hpp"
#include "source/postgres/recorded/figures.hpp"
#include "source/postgres/recorded/recorded.hpp"
#include "source/postgres/sample/sample.hpp"
#include "source/postgres/scan.hpp"
#include "source/postgres/test_report.hpp"

#include <fmt/format.h>

namespace scribe::source::postgres {

namespace {

constexpr int k_oldest_version = 120000;
constexpr Oid k_first_of_users = 16384; ///< FirstNormalObjectId of the server

pg::ConnectOptions connect_options(std::string const &conninfo, OpenOptions const &options) {
    pg::ConnectOptions connect;
    connect.conninfo = conninfo;
    connect.password = options.password;
    connect.application_name = "scribe/" + options.command;
    connect.statement_timeout_ms = options.statement_timeout_ms;
    connect.lock_timeout_ms = options.lock_timeout_ms;
    return connect;
}

/// A number of the cluster that a copy by pg_basebackup keeps and a restored dump does not; empty when this role may
/// not see it.
std::string system_identifier(pg::Connection &connection) {
    auto const allowed = connection.query("SELECT has_function_privilege('pg_control_system()', 'EXECUTE') AS allowed");
    if (!allowed.boolean(0, "allowed")) return {};
    return std::string{connection.query("SELECT system_identifier AS id FROM pg_control_system()").get(0, "id")};
}

/// True for what functions of the server such as pg_get_viewdef say of an object that another session dropped: they
/// look at the newest state of the system catalog, whatever the transaction sees.
bool tells_of_dropped(pg::Error const &error) {
    std::string_view const what = error.what();
    return error.sqlstate() == "XX000" && (what.find("cache lookup failed") != std::string_view::npos ||
                                           what.find("could not open relation") != std::string_view::npos ||
                                           what.find("could not find") != std::string_view::npos);
}

class PostgresSource final : public Source {
public:
    PostgresSource(std::string const &conninfo, OpenOptions const &options)
        : m_connection(connect_options(conninfo, options)) {
        if (m_connection.server_version() < k_oldest_version) {
            throw base::Error(base::ExitCode::source_connect,
                              fmt::format("PostgreSQL {} is not supported", m_connection.parameter("server_version")),
                              "scribe reads PostgreSQL 12 and later");
        }
    }

    SourceInfo info() override {
        auto const row =
            m_connection.query("SELECT d.datname, d.oid, d.datcollate, pg_encoding_to_char(d.encoding) AS encoding, "
                               "shobj_description(d.oid, 'pg_database') AS comment "
                               "FROM pg_database d WHERE d.datname = current_database()");
        SourceInfo info;
        info.product = "PostgreSQL";
        auto const version = m_connection.parameter("server_version");
        info.version = version.substr(0, version.find(' '));
        info.database = row.get(0, "datname");
        info.encoding = row.get(0, "encoding");
        info.collation = row.get(0, "datcollate");
        info.comment = row.get(0, "comment");
        // Without the cluster's number the database's says nothing: two servers may well share it.
        auto const cluster = system_identifier(m_connection);
        if (!cluster.empty()) info.identity = fmt::format("{}/{}", cluster, row.get(0, "oid"));
        return info;
    }

    ScanReport scan(ScanRequest const &request, RecordSink const &sink) override {
        auto const before = m_connection.statements();
        m_connection.exec("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
        try {
            Capabilities capabilities{m_connection};
            if (!m_locked.empty()) capabilities.add("scribe.locked");
            auto report = Scan{m_connection, capabilities, request, sink, m_locked}.run();
            m_connection.exec("COMMIT");
            report.statements = m_connection.statements() - before;
            return report;
        } catch (pg::Error const &error) {
            bool const locked = request.pass_locked && error.sqlstate() == "55P03"; // lock_not_available
            if (!locked && !tells_of_dropped(error)) throw;
            m_connection.exec("ROLLBACK");
            if (locked && !find_locked()) throw;
            throw locked ? ChangedError(error.what(), error.hint()) : ChangedError(error.what());
        } catch (ChangedError const &) {
            m_connection.exec("ROLLBACK");
            throw;
        }
    }

    TestReport test() override {
        auto report = test_postgres(m_connection);
        report.info = info();
        return report;
    }

    SampleReport sample(SampleRequest const &request, SampleReceiver &receiver) override {
        pg::Discretion const discretion{m_connection};
        return sample_relation(m_connection, request, receiver);
    }

    StatisticsReport statistics(SampleRequest const &request) override {
        pg::Discretion const discretion{m_connection};
        return relation_statistics(m_connection, request);
    }

    ProbeReport probe(ProbeRequest const &request) override {
        pg::Discretion const discretion{m_connection};
        return probe_relation(m_connection, request);
    }

    std::vector<std::string> recorded_statements() override {
        return source::postgres::recorded_statements(m_connection);
    }

    RecordedReport recorded_figures(bool all_databases, RecordedReceiver &receiver) override {
        return source::postgres::recorded_figures(m_connection, all_databases, receiver);
    }

    std::unique_ptr<PlanSession> plan_session() override { return explain_session(m_connection); }

    std::optional<double> round_trip_ms() override { return postgres::round_trip_ms(m_connection); }

    Sessions sessions() override {
        auto const counts = m_connection.query(sql::k_active_sessions);
        return {counts.integer(0, "active"), counts.integer(0, "hidden")};
    }

private:
    /// Learns what cannot be opened now; false when another try would end as the last one did: nothing is locked that
    /// was not known to be, but something is.
    bool find_locked() {
        if (!Capabilities{m_connection}.lacking_in(sql::k_locked_definitions).empty()) return false;
        bool any = false, more = false;
        m_connection.copy("locked objects", sql::k_locked_definitions, [&](pg::BinaryRow &row) {
            auto const oid = row.oid();
            bool const relation = row.boolean();
            auto const schema = row.text();
            auto const name = row.text();
            any = any || relation;
            if (oid < k_first_of_users) return; // nothing can be read without the server's own
            auto const [at, is_new] = m_locked.try_emplace(oid);
            if (is_new) more = more || relation;
            if (!name.empty()) at->second.insert(model::format_ref(schema, name));
        });
        return more || !any;
    }

    pg::Connection m_connection;
    Locked m_locked; ///< what an earlier try of a scan could not open
};

} // namespace

std::unique_ptr<Source> open_postgres(std::string const &conninfo, OpenOptions const &options) {
    return std::make_unique<PostgresSource>(conninfo, options);
}

} // namespace scribe::source::postgres
