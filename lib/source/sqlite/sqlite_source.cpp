// SPDX-License-Identifier: MIT
#include "source/sqlite/sqlite_source.hpp"

#include "base/text.hpp"
#include "model/serialize.hpp"
#include "source/sqlite/build.hpp"
#include "source/sqlite/connection.hpp"
#include "source/sqlite/load.hpp"
#include "source/sqlite/probe/probe.hpp"
#include "source/sqlite/sample.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace scribe::source::sqlite {

namespace {

constexpr int k_round_trips = 20;

/// One scan: loads everything, then hands over what was asked for.
class Scan {
public:
    Scan(Connection &connection, ScanRequest const &request, RecordSink const &sink)
        : m_connection(connection), m_request(request), m_sink(sink), m_snapshot(connection.db(), Txn::Kind::deferred) {
    }

    ScanReport run() {
        auto const before = m_connection.statements();
        if (!m_connection.note().empty()) m_report.notes.push_back(m_connection.note());
        auto const facts = load_facts(m_connection);
        m_relations = load_relations(m_connection, m_clean.repaired);
        load_figures(facts);
        put_schema();
        for (auto const &relation : m_relations.all()) put_relation(relation);
        if (m_clean.repaired > 0) {
            m_report.notes.push_back(fmt::format(
                "{} empty or no valid UTF-8; bad bytes are shown as U+FFFD",
                base::counted(static_cast<std::int64_t>(m_clean.repaired), "name or text is", "names or texts are")));
        }
        m_report.statements = m_connection.statements() - before;
        return std::move(m_report);
    }

private:
    /// Rows and sizes: exact where reading the whole file is cheap or asked for, else what ANALYZE left behind.
    void load_figures(Facts const &facts) {
        if (facts.analyzed) load_row_estimates(m_connection, m_relations);
        bool const forced = m_request.count_rows || m_request.exact_sizes;
        if (!facts.can_measure) {
            m_report.notes.push_back("sizes and exact row counts are left out: this build of SQLite has no dbstat");
        } else if (forced || facts.bytes <= k_cheap_bytes) {
            measure();
        } else if (!facts.analyzed) {
            m_report.notes.push_back(
                fmt::format("sizes and row counts are left out: the file is larger than {}; run ANALYZE in "
                            "it for estimates of the rows",
                            base::human_bytes(k_cheap_bytes)));
        }
    }

    /// A damaged page or the time limit costs the figures, not the scan.
    void measure() {
        try {
            load_sizes(m_connection, m_relations);
        } catch (base::Error const &error) {
            if (error.code() != base::ExitCode::source_query) throw;
            m_report.notes.push_back(fmt::format("sizes and exact row counts are left out: {}", error.what()));
        }
    }

    template <typename T> void put(T &&object) {
        object.extension = m_module;
        m_sink(model::to_record(std::forward<T>(object)));
    }

    void put_schema() {
        m_report.schemas.emplace(k_schema);
        if (!m_request.filter.matches_schema(k_schema)) return;
        model::Schema schema;
        schema.schema = schema.name = k_schema;
        put(std::move(schema));
    }

    void put_relation(Relation const &relation) {
        if (!m_request.filter.matches(k_schema, relation.name)) return;
        if (relation.type == Relation::Type::shadow && !m_request.shadow_tables) {
            m_report.skipped.push_back(model::exact_ref(k_schema, relation.name));
            return;
        }
        m_module = relation.type == Relation::Type::shadow ? m_clean(shadow_module(relation, m_relations)) : "";
        if (!relation.problem.empty()) note_problem(relation);
        if (relation.is_table()) put(build_table(relation, m_clean));
        else put(build_view(relation, m_relations, m_clean));
        for (auto &column : build_columns(relation, m_clean)) put(std::move(column));
        for (auto &trigger : build_triggers(relation, m_clean)) put(std::move(trigger));
        if (!relation.is_table()) return;
        auto keys = build_keys(relation, m_relations, m_clean);
        for (auto &constraint : keys.constraints) put(std::move(constraint));
        for (auto &index : keys.indexes) put(std::move(index));
        m_report.notes.insert(m_report.notes.end(), keys.notes.begin(), keys.notes.end());
    }

    void note_problem(Relation const &relation) {
        m_report.notes.push_back(fmt::format("{} {}: its columns are left out: SQLite cannot open it ({})",
                                             relation.is_table() ? "virtual table" : "view",
                                             model::format_ref(k_schema, relation.name), m_clean(relation.problem)));
        // A module that is missing here may be there elsewhere: its columns are not gone.
        if (relation.is_table()) m_report.unseen.insert(model::Kind::column);
    }

    Connection &m_connection;
    ScanRequest const &m_request;
    RecordSink const &m_sink;
    Txn m_snapshot; ///< one state of the file for all queries
    Relations m_relations;
    Cleaner m_clean;
    std::string m_module; ///< that owns the shadow table whose objects are put now; else empty
    ScanReport m_report;
};

class SqliteSource final : public Source {
public:
    SqliteSource(std::string const &path, OpenOptions const &options) : m_connection(path, options) {}

    SourceInfo info() override {
        SourceInfo info;
        info.product = "SQLite";
        info.version = sqlite3_libversion();
        info.database = base::sanitize_utf8(m_connection.path().stem().string());
        info.identity = base::sanitize_utf8(m_connection.path().string());
        info.encoding = load_facts(m_connection).encoding;
        return info;
    }

    ScanReport scan(ScanRequest const &request, RecordSink const &sink) override {
        return Scan{m_connection, request, sink}.run();
    }

    TestReport test() override {
        TestReport report;
        report.info = info();
        time_round_trips(report);
        auto const facts = load_facts(m_connection);
        report.can = {"read the structure", "read table data"};
        if (facts.can_measure) report.can.emplace_back("measure tables and indexes, and count rows");
        else
            report.missing.push_back(
                {"measure tables and indexes", "", "sizes and exact row counts: this build of SQLite has no dbstat"});
        if (facts.analyzed) report.can.emplace_back("read row estimates of ANALYZE");
        else
            report.missing.push_back(
                {"read row estimates", "ANALYZE;", "row counts of files above " + base::human_bytes(k_cheap_bytes)});
        if (!m_connection.note().empty()) report.missing.push_back({"lock the file", "", m_connection.note()});
        return report;
    }

    SampleReport sample(SampleRequest const &request, SampleReceiver &receiver) override {
        return sample_relation(m_connection, request, receiver);
    }

    ProbeReport probe(ProbeRequest const &request) override { return probe_relation(m_connection, request); }

private:
    void time_round_trips(TestReport &report) {
        std::vector<double> times;
        for (int i = 0; i < k_round_trips; ++i) {
            auto const start = std::chrono::steady_clock::now();
            auto one = m_connection.query("SELECT 1");
            m_connection.step(one);
            times.push_back(
                std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count());
        }
        std::sort(times.begin(), times.end());
        report.round_trips = k_round_trips;
        report.round_trip_min_ms = times.front();
        report.round_trip_median_ms = (times[k_round_trips / 2 - 1] + times[k_round_trips / 2]) / 2;
    }

    Connection m_connection;
};

} // namespace

std::unique_ptr<Source> open_sqlite(std::string const &path, OpenOptions const &options) {
    return std::make_unique<SqliteSource>(path, options);
}

} // namespace scribe::source::sqlite
