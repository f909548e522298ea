// SPDX-License-Identifier: MIT
#include "source/postgres/recorded/recorded.hpp"

#include "base/text.hpp"
#include "source/postgres/recorded/availability.hpp"

#include <fmt/format.h>

namespace scribe::source::postgres {

std::vector<std::string> recorded_statements(pg::Connection &connection) {
    auto const state = statements_state(connection);
    if (!state.lacking.empty()) return {};
    auto const view = base::quote_ident(state.schema) + ".pg_stat_statements";
    // Statements of other roles stand there without their text when this one may not see it. What scribe looks up
    // itself is no evidence.
    auto const sql = fmt::format(
        "SELECT query FROM (SELECT query, calls, sum(length(query)) OVER (ORDER BY calls DESC, query) AS size FROM "
        "(SELECT query, sum(calls) AS calls FROM {} WHERE dbid = (SELECT oid FROM pg_database WHERE datname = "
        "current_database()) AND length(query) <= 65536 AND query <> '<insufficient privilege>' AND query NOT LIKE "
        "'%/* scribe */%' GROUP BY query) one) "
        "counted WHERE size <= 8 * 1024 * 1024 ORDER BY calls DESC, query LIMIT 2000",
        view);
    std::vector<std::string> statements;
    try {
        auto const rows = connection.query(sql);
        for (int row = 0; row < rows.rows(); ++row) statements.emplace_back(rows.get(row, "query"));
    } catch (pg::Error const &error) {
        if (!cannot_convert(error)) throw;
    }
    return statements;
}

} // namespace scribe::source::postgres
