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
    // NOT IN builds an index of the parent's values once where there is none; NULL among them would hide all misses.
    return fmt::format(
        "SELECT count(*), count(*) FILTER (WHERE ({0}) NOT IN (SELECT {1} FROM main.{2} WHERE {3})), min(n), "
        "avg(n), max(n) FROM (SELECT {0}, count(*) AS n FROM (SELECT * FROM main.{4}{8} LIMIT {5}) WHERE "
        "{6} GROUP BY {0} LIMIT {7})",
        base::join(columns, ", "), base::join(parents, ", "), quote_name(lookup.parent_name),
        base::join(parents_filled, " AND "), quote_name(request.name), request.rows, base::join(filled, " AND "),
        request.values, only);
}

} // namespace

ProbeReport probe_relation(Connection &connection, ProbeRequest const &request) {
    ProbeReport report;
    for (auto const &lookup : request.lookups) {
        auto &answer = report.answers.emplace_back();
        try {
            auto select = connection.query(statement(request, lookup));
            if (!connection.step(select)) continue;
            answer = {select.get_int(0), select.get_int(1), 0, 0, 0};
            if (request.table_rows > request.rows) continue;
            answer->fewest = select.get_double(2);
            answer->average = select.get_double(3);
            answer->most = select.get_double(4);
        } catch (base::Error const &error) {
            if (error.code() != base::ExitCode::source_query) throw;
            report.notes.push_back(
                fmt::format("{} was not looked up in {}: {}", request.name, lookup.parent_name, error.what()));
        }
    }
    return report;
}

} // namespace scribe::source::sqlite
