// SPDX-License-Identifier: MIT
#include "source/postgres/recorded/availability.hpp"

#include "base/text.hpp"
#include "postgres_sql.hpp"

#include <fmt/format.h>

namespace scribe::source::postgres {

namespace {

/// Adds the library to the list that is in force; ALTER SYSTEM wants each name as a literal of its own.
std::string preload_statement(std::optional<std::string> const &preload) {
    if (!preload)
        return "-- add pg_stat_statements to shared_preload_libraries in postgresql.conf and restart the server";
    std::string list;
    for (auto const &item : base::split(*preload, ',')) {
        auto name = base::trim(item);
        if (name.size() > 1 && name.front() == '"' && name.back() == '"') name = name.substr(1, name.size() - 2);
        if (!name.empty()) list += base::quote_literal(name) + ", ";
    }
    return fmt::format("ALTER SYSTEM SET shared_preload_libraries = {}'pg_stat_statements'; -- then restart the server",
                       list);
}

} // namespace

StatementsState statements_state(pg::Connection &connection) {
    auto const row = connection.query(sql::k_test_statements);
    auto const who = base::quote_ident(std::string{row.get(0, "role")});
    StatementsState state;
    state.schema = row.optional(0, "schema").value_or("");
    for (auto const &column : base::split(row.optional(0, "columns").value_or(""), ',')) state.columns.insert(column);
    auto const lacks = [&](std::string what, std::string grant) {
        state.lacking.push_back(
            {std::move(what), std::move(grant), "the analysis of the queries that the database really runs"});
    };
    if (!row.boolean(0, "available") && state.schema.empty()) {
        lacks("use pg_stat_statements: the server does not have it",
              "-- install the contrib modules of PostgreSQL on the server (Debian: part of the package postgresql)");
        return state;
    }
    if (!row.boolean(0, "loaded"))
        lacks("use pg_stat_statements: its library is not loaded", preload_statement(row.optional(0, "preload")));
    if (state.schema.empty()) {
        lacks("use pg_stat_statements: it is not installed in this database", "CREATE EXTENSION pg_stat_statements;");
        return state;
    }
    if (!row.boolean(0, "usable"))
        lacks("use the schema of pg_stat_statements",
              fmt::format("GRANT USAGE ON SCHEMA {} TO {};", base::quote_ident(state.schema), who));
    if (!row.boolean(0, "readable"))
        lacks("read pg_stat_statements",
              fmt::format("GRANT SELECT ON {}.pg_stat_statements TO {};", base::quote_ident(state.schema), who));
    return state;
}

bool cannot_convert(pg::Error const &error) { return error.sqlstate() == "22021" || error.sqlstate() == "22P05"; }

} // namespace scribe::source::postgres
