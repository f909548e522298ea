// SPDX-License-Identifier: MIT
#include "source/sqlite/probe/probe.hpp"

#include "base/text.hpp"
#include "source/sqlite/names.hpp"

#include <fmt/format.h>

namespace scribe::source::sqlite {

namespace {

std::string statement(ProbeRequest const &request, Lookup const &lookup) {
    std::vector<std::string> columns, filled, parents, parents_filled;
    for (auto const &column : lookup.columns) {
        columns.push_back(quote_name(column));
        filled.push_back(quote_name(column) + " IS NOT NULL");
    }
    for (auto const &column : lookup.parent_columns) {
        parents.push_back(quote_name(column));
        parents_filled.push_back(quote_name(column) + " IS NOT NULL");
    }
    std::string only;
    if (!lookup.type_column.empty())
        only = fmt::format(" WHERE {} = {}", quote_name(lookup.type_column), base::quote_literal(lookup.type_value));
    std::vector<std::string> values, places;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        places.push_back(fmt::format("v{}", i));
        values.push_back(fmt::format("{} AS v{}", columns[i], i));
    }
    auto const list = base::join(places, ", ");
    auto const table = "main." + quote_name(request.name) + only;
    // Numbered in their order and scattered, so that those taken are spread over all; among equally frequent ones in
    // another way, so that those that are left are any of the rest.
    auto const groups = fmt::format("SELECT *, row_number() OVER () * 2654435761 % 4294967296 AS hash, row_number() "
                                    "OVER () * 2246822519 % 4294967296 AS tie FROM (SELECT {}, count(*) AS n "
                                    "FROM (SELECT * FROM {} LIMIT {}) WHERE {} GROUP BY {})",
                                    base::join(values, ", "), table, request.rows, base::join(filled, " AND "), list);
    auto const ranked =
        fmt::format("SELECT *, row_number() OVER (ORDER BY n DESC, tie) <= {} AS often, sum(n) OVER () AS rows, "
                    "count(*) OVER () AS groups, min(n) OVER () AS fewest, avg(n) OVER () AS average, max(n) OVER () "
                    "AS most FROM ({})",
                    request.values / 2, groups);
    // NOT IN builds an index of the parent's values once where there is none; NULL among them would hide all misses.
    auto const looked_up =
        fmt::format("SELECT *, ({}) NOT IN (SELECT {} FROM main.{} WHERE {}) AS missing FROM (SELECT * FROM ({}) "
                    "ORDER BY often DESC, hash LIMIT {})",
                    list, base::join(parents, ", "), quote_name(lookup.parent_name),
                    base::join(parents_filled, " AND "), ranked, request.values);
    // Rows that refer to nothing are no row's: where there are some, those that were looked up stand for all.
    constexpr std::string_view fan_out =
        "CASE WHEN max(missing) THEN min(n) FILTER (WHERE NOT missing) ELSE max(fewest) END, CASE WHEN max(missing) "
        "THEN "
        "avg(n) FILTER (WHERE NOT missing) ELSE max(average) END, CASE WHEN max(missing) THEN max(n) FILTER (WHERE NOT "
        "missing) ELSE max(most) END";
    // The rows of the frequent values are known; those of the others stand for all others.
    return fmt::format(
        "SELECT count(*), count(*) FILTER (WHERE missing), max(rows), coalesce(sum(n) FILTER (WHERE missing AND "
        "often), 0) + coalesce(round(1.0 * sum(n) FILTER (WHERE missing AND NOT often) * (max(rows) - sum(n) FILTER "
        "(WHERE often)) / sum(n) FILTER (WHERE NOT often)), 0), max(groups), (SELECT count(*) FROM (SELECT 1 FROM {} "
        "LIMIT {})), {} FROM ({})",
        table, request.rows + 1, fan_out, looked_up);
}

} // namespace

ProbeReport probe_relation(Connection &connection, ProbeRequest const &request) {
    ProbeReport report;
    for (auto const &lookup : request.lookups) {
        auto &answer = report.answers.emplace_back();
        try {
            auto select = connection.query(statement(request, lookup));
            if (!connection.step(select)) continue;
            answer = LookupAnswer{};
            answer->tested = select.get_int(0);
            answer->missed = select.get_int(1);
            if (answer->tested == 0) continue;
            answer->rows = select.get_int(2);
            answer->rows_missed = select.get_int(3);
            if (select.get_int(5) > request.rows) continue;
            answer->complete = select.get_int(4) == answer->tested;
            answer->fewest = select.get_double(6);
            answer->average = select.get_double(7);
            answer->most = select.get_double(8);
        } catch (base::Error const &error) {
            if (error.code() != base::ExitCode::source_query) throw;
            report.notes.push_back(
                fmt::format("{} was not looked up in {}: {}", request.name, lookup.parent_name, error.what()));
        }
    }
    return report;
}

} // namespace scribe::source::sqlite
