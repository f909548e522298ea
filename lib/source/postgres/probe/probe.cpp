// SPDX-License-Identifier: MIT
#include "source/postgres/probe/probe.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

namespace scribe::source::postgres {

namespace {

/// So many lookups share a statement and the rows it takes.
constexpr std::size_t k_batch = 16;
/// Fewer rows are not sampled.
constexpr std::int64_t k_whole = 20'000;
/// More rows are not taken, whatever the catalog says of their number.
constexpr std::int64_t k_most_taken = 2 * k_whole;

class Prober {
public:
    Prober(pg::Connection &connection, ProbeRequest const &request) : m_connection(connection), m_request(request) {
        m_report.answers.resize(request.lookups.size());
    }

    ProbeReport run() {
        for (std::size_t first = 0; first < m_request.lookups.size(); first += k_batch) {
            auto const last = std::min(first + k_batch, m_request.lookups.size());
            if (ask(first, last, last - first == 1)) continue;
            for (auto i = first; i < last; ++i) ask(i, i + 1, true);
        }
        return std::move(m_report);
    }

private:
    /// False when the server refused and others are to be tried alone; then nothing was noted.
    bool ask(std::size_t first, std::size_t last, bool alone) {
        try {
            auto const result = m_connection.query(statement(first, last));
            for (int row = 0; row < result.rows(); ++row) {
                auto const which = static_cast<std::size_t>(result.integer(row, "lookup"));
                auto &answer = m_report.answers[which];
                answer = LookupAnswer{};
                answer->tested = result.integer(row, "tested");
                answer->missed = result.integer(row, "missed");
                if (answer->tested == 0) continue;
                answer->rows = result.integer(row, "rows");
                answer->rows_missed = result.integer(row, "rows_missed");
                if (!whole() || result.integer(row, "taken") >= k_most_taken) continue;
                answer->complete = result.integer(row, "groups") == answer->tested;
                answer->fewest = static_cast<double>(result.integer(row, "fewest"));
                answer->average = std::strtod(std::string{result.get(row, "average")}.c_str(), nullptr);
                answer->most = static_cast<double>(result.integer(row, "most"));
            }
            return true;
        } catch (pg::Error const &error) {
            if (error.code() != base::ExitCode::source_query) throw;
            if (alone) note(m_request.lookups[first], error);
            return alone;
        }
    }

    void note(Lookup const &lookup, pg::Error const &error) {
        m_report.notes.push_back(fmt::format("{}.{} was not looked up in {}.{}: {}", m_request.schema, m_request.name,
                                             lookup.parent_schema, lookup.parent_name, error.what()));
    }

    static std::string name(std::string const &schema, std::string const &table) {
        return base::quote_ident(schema) + "." + base::quote_ident(table);
    }

    std::string statement(std::size_t first, std::size_t last) const {
        std::vector<std::string> columns;
        auto const need = [&columns](std::string const &column) {
            if (auto quoted = base::quote_ident(column); std::ranges::count(columns, quoted) == 0)
                columns.push_back(std::move(quoted));
        };
        for (auto i = first; i < last; ++i) {
            for (auto const &column : m_request.lookups[i].columns) need(column);
            if (auto const &type = m_request.lookups[i].type_column; !type.empty()) need(type);
        }
        std::string sample;
        if (!whole()) {
            // Whole pages: cheap, and of rows that came one after another there is enough.
            auto const percent =
                100.0 * static_cast<double>(m_request.rows) / static_cast<double>(m_request.table_rows);
            sample = fmt::format(" TABLESAMPLE SYSTEM ({:.6f}) REPEATABLE (1)", std::min(percent, 100.0));
        }
        auto text =
            fmt::format("WITH /* scribe */ child AS MATERIALIZED (SELECT {} FROM {}{} LIMIT {})",
                        base::join(columns, ", "), name(m_request.schema, m_request.name), sample, k_most_taken);
        for (auto i = first; i < last; ++i) text += (i > first ? " UNION ALL " : " ") + lookup(i);
        return text;
    }

    std::string lookup(std::size_t which) const {
        auto const &lookup = m_request.lookups[which];
        std::vector<std::string> values, places, filled, equal;
        for (std::size_t i = 0; i < lookup.columns.size(); ++i) {
            auto const column = base::quote_ident(lookup.columns[i]);
            values.push_back(fmt::format("{} AS v{}", lookup.array ? "unnest(" + column + ")" : column, i));
            places.push_back(fmt::format("v{}", i));
            filled.push_back(fmt::format("v{} IS NOT NULL", i));
            equal.push_back(fmt::format("parent.{} = v.v{}", base::quote_ident(lookup.parent_columns[i]), i));
        }
        std::string only;
        if (!lookup.type_column.empty())
            only = fmt::format(" WHERE {}::text = {}", base::quote_ident(lookup.type_column),
                               base::quote_literal(lookup.type_value));
        auto const list = base::join(places, ", ");
        auto const groups =
            fmt::format("SELECT {0}, hashtext(concat_ws('|', {0}) COLLATE \"C\") AS hash, hashtext(concat_ws('|', "
                        "'tie', {0}) COLLATE "
                        "\"C\") AS tie, count(*) AS n FROM (SELECT {1} FROM child{2}) c WHERE {3} GROUP BY {0}",
                        list, base::join(values, ", "), only, base::join(filled, " AND "));
        // Among equally frequent ones another hash decides: those that are left have to be any of the rest.
        auto const ranked =
            fmt::format("SELECT *, row_number() OVER (ORDER BY n DESC, tie) <= {} AS often, sum(n) OVER () AS rows, "
                        "count(*) OVER () AS groups, min(n) OVER () AS fewest, avg(n) OVER () AS average, max(n) OVER "
                        "() AS most FROM ({}) g",
                        m_request.values / 2, groups);
        // OFFSET 0 keeps the planner from looking up once more for each use of `missing`.
        auto const looked_up = fmt::format(
            "SELECT *, NOT EXISTS (SELECT 1 FROM {} parent WHERE {}) AS missing FROM (SELECT * FROM ({}) r ORDER BY "
            "often DESC, hash LIMIT {}) v OFFSET 0",
            (lookup.parent_only ? "ONLY " : "") + name(lookup.parent_schema, lookup.parent_name),
            base::join(equal, " AND "), ranked, m_request.values);
        // Rows that refer to nothing are no row's: where there are some, those that were looked up stand for all.
        constexpr std::string_view fan_out =
            "coalesce(CASE WHEN bool_or(missing) THEN min(n) FILTER (WHERE NOT missing) ELSE max(fewest) END, 0) AS "
            "fewest, coalesce(CASE WHEN bool_or(missing) THEN avg(n) FILTER (WHERE NOT missing) ELSE max(average) END, "
            "0) AS average, coalesce(CASE WHEN bool_or(missing) THEN max(n) FILTER (WHERE NOT missing) ELSE max(most) "
            "END, 0) AS most";
        // The rows of the frequent values are known; those of the others stand for all others.
        return fmt::format(
            "SELECT {} AS lookup, count(*) AS tested, count(*) FILTER (WHERE missing) AS missed, max(rows)::bigint AS "
            "rows, (coalesce(sum(n) FILTER (WHERE missing AND often), 0) + coalesce(round(sum(n) FILTER (WHERE missing "
            "AND NOT often) * (max(rows) - sum(n) FILTER (WHERE often)) / sum(n) FILTER (WHERE NOT often)), "
            "0))::bigint AS rows_missed, max(groups) AS groups, (SELECT count(*) FROM child) AS taken, {} FROM "
            "({}) a",
            which, fan_out, looked_up);
    }

    bool whole() const { return m_request.table_rows <= k_whole; }

    pg::Connection &m_connection;
    ProbeRequest const &m_request;
    ProbeReport m_report;
};

} // namespace

ProbeReport probe_relation(pg::Connection &connection, ProbeRequest const &request) {
    return Prober{connection, request}.run();
}

} // namespace scribe::source::postgres
