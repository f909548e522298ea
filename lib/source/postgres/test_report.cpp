// SPDX-License-Identifier: MIT
#include "source/postgres/test_report.hpp"

#include "base/text.hpp"
#include "postgres_sql.hpp"
#include "source/postgres/recorded/availability.hpp"
#include "source/postgres/scan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <iterator>

namespace scribe::source::postgres {

namespace {

constexpr int k_round_trips = 20;

void time_round_trips(pg::Connection &connection, TestReport &report) {
    std::vector<double> ms;
    for (int i = 0; i < k_round_trips; ++i) ms.push_back(round_trip_ms(connection));
    std::sort(ms.begin(), ms.end());
    report.round_trips = k_round_trips;
    report.round_trip_min_ms = ms.front();
    report.round_trip_median_ms = (ms[k_round_trips / 2 - 1] + ms[k_round_trips / 2]) / 2;
}

std::string limits_in_words(pg::Result const &role) {
    std::vector<std::string> words;
    auto const add = [&](char const *what, char const *column) {
        auto const limit = role.optional(0, column);
        if (limit) words.push_back(fmt::format("{} {}", what, *limit == "0" ? "none" : *limit));
    };
    add("statement", "statement_timeout");
    add("lock", "lock_timeout");
    add("idle in transaction", "idle_timeout");
    add("transaction", "transaction_timeout");
    return base::join(words, ", ");
}

/// The first names of a list that may go on, quoted, for a statement.
std::string names_of(pg::Result const &rows) {
    std::vector<std::string> names;
    for (int i = 0; i < rows.rows(); ++i) names.push_back(base::quote_ident(rows.get(i, "name")));
    return base::join(names, ", ");
}

/// What to add when a statement cannot name all.
std::string cut_note(pg::Result const &rows, std::int64_t total) {
    return total > rows.rows() ? fmt::format(" (the first {} of them; run the test again after it)", rows.rows()) : "";
}

/// Is the role of the first row's column granted? Superusers have everything; NULL means the server has no such role.
std::optional<bool> granted(pg::Result const &role, char const *column) {
    if (role.is_null(0, role.column(column))) return std::nullopt;
    return role.boolean(0, "superuser") || role.boolean(0, column);
}

std::string relations(std::int64_t count) { return base::counted(count, "table or view", "tables and views"); }

void test_schemas(pg::Connection &connection, pg::Result const &role, TestReport &report) {
    auto const counts = connection.query(sql::k_test_schemas);
    auto const schemas = counts.integer(0, "schemas");
    auto const usable = counts.integer(0, "usable");
    report.tables = counts.integer(0, "tables");
    report.readable_tables = counts.integer(0, "readable");
    auto const who = base::quote_ident(report.role);
    report.can.push_back(fmt::format("use {} of {}", usable, base::counted(schemas, "schema")));
    auto const filtered = counts.integer(0, "filtered");
    report.can.push_back(
        fmt::format("read the rows of {} of {}{}", *report.readable_tables, relations(*report.tables),
                    filtered == 0 ? "" : fmt::format("; of {} only those that policies let it see", filtered)));
    auto const all_data = granted(role, "all_data");
    bool const unreadable = *report.readable_tables < *report.tables;
    // pg_read_all_data holds USAGE on every schema too.
    if (unreadable && all_data) {
        report.missing.push_back(
            {"read the rows of " + relations(*report.tables - *report.readable_tables),
             fmt::format("GRANT pg_read_all_data TO {};", who),
             "their profiles, semantic types, personal data and relationship checks; their structure is read"});
    }
    if (filtered > 0) {
        report.missing.push_back({fmt::format("read all rows of {}: row level security hides what no policy gives it",
                                              base::counted(filtered, "table")),
                                  fmt::format("ALTER ROLE {} BYPASSRLS;", who),
                                  "the hidden rows: profiles and relationship checks know only the others"});
    }
    if (usable < schemas) {
        auto const closed = connection.query(sql::k_test_schemas_closed);
        report.missing.push_back({fmt::format("use {} of {}{}", schemas - usable, base::counted(schemas, "schema"),
                                              cut_note(closed, schemas - usable)),
                                  fmt::format("GRANT USAGE ON SCHEMA {} TO {};", names_of(closed), who),
                                  "the rows of everything in them; their structure is read"});
    }
    if (unreadable && !all_data) {
        auto const rest = connection.query(sql::k_test_schemas_unreadable);
        if (rest.rows() == 0) return;
        report.missing.push_back(
            {"read the rows of tables and views in " + base::counted(rest.rows(), "schema"),
             fmt::format("GRANT SELECT ON ALL TABLES IN SCHEMA {} TO {};", names_of(rest), who),
             "their profiles, semantic types, personal data and relationship checks; their structure is read"});
    }
}

/// What scans need of the system catalogs: by default everyone has it.
void test_catalogs(pg::Connection &connection, Capabilities const &capabilities, TestReport &report) {
    ScanRequest const request;
    RecordSink const sink = [](model::Record &&) {};
    auto const left_out = Scan{connection, capabilities, request, sink}.rehearse();
    if (left_out.empty()) report.can.emplace_back("read the system catalogs that scans need");
    std::vector<std::pair<Lack, std::vector<std::string>>> by_right; // in the order of the scan
    for (auto const &part : left_out) {
        for (auto const &lack : part.lacks) {
            auto at = std::find_if(by_right.begin(), by_right.end(),
                                   [&lack](auto const &entry) { return entry.first.right == lack.right; });
            if (at == by_right.end()) at = by_right.insert(at, {lack, {}});
            if (at->second.empty() || at->second.back() != part.name) at->second.push_back(part.name);
        }
    }
    for (auto const &[lack, parts] : by_right) {
        bool const all = std::find(parts.begin(), parts.end(), "relations") != parts.end();
        report.missing.push_back({lack.what, fmt::format("GRANT {} TO {};", lack.right, base::quote_ident(report.role)),
                                  all ? "everything: a scan fails without it" : base::join(parts, ", ")});
    }
}

void test_monitoring(pg::Result const &role, TestReport &report) {
    auto const monitor = granted(role, "monitor");
    auto const all_stats = granted(role, "all_stats");
    if (monitor.value_or(true) || all_stats.value_or(false)) {
        report.can.emplace_back("read the statistics and activity of all roles");
        return;
    }
    report.missing.push_back(
        {"read the statistics and activity of other roles",
         fmt::format("GRANT pg_monitor TO {};", base::quote_ident(report.role)),
         "the statements that other roles run (pg_stat_statements shows theirs without text, pg_stat_activity without "
         "details) and the server's hidden settings"});
}

void test_statements(pg::Connection &connection, TestReport &report) {
    auto state = statements_state(connection);
    if (state.lacking.empty()) report.can.emplace_back("read query statistics (pg_stat_statements)");
    std::ranges::move(state.lacking, std::back_inserter(report.missing));
}

} // namespace

double round_trip_ms(pg::Connection &connection) {
    using clock = std::chrono::steady_clock;
    auto const start = clock::now();
    connection.query(sql::k_test_ping);
    return std::chrono::duration<double, std::milli>(clock::now() - start).count();
}

TestReport test_postgres(pg::Connection &connection) {
    TestReport report;
    time_round_trips(connection, report);
    Capabilities const capabilities{connection};
    capabilities.require(sql::k_test_role, connection.user());
    auto const role = connection.query(sql::k_test_role);
    report.encrypted = connection.encrypted();
    report.standby = role.boolean(0, "standby");
    report.role = role.get(0, "role");
    report.limits = limits_in_words(role);
    report.can.push_back(fmt::format("connect to database {}", base::quote_ident(connection.database())));
    test_schemas(connection, role, report);
    test_catalogs(connection, capabilities, report);
    test_monitoring(role, report);
    test_statements(connection, report);
    return report;
}

} // namespace scribe::source::postgres
