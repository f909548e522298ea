// SPDX-License-Identifier: MIT
#include "source/postgres/recorded/figures.hpp"

#include "base/text.hpp"
#include "postgres_sql.hpp"
#include "source/postgres/capabilities.hpp"
#include "source/postgres/recorded/availability.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace scribe::source::postgres {

namespace {

using model::Counter;

double number(std::optional<std::int64_t> value) { return value ? static_cast<double>(*value) : model::k_not_counted; }

RecordedEntry read_entry(pg::BinaryRow &row) {
    RecordedEntry one;
    one.entry.dbid = row.oid();
    one.entry.userid = row.oid();
    one.entry.database = row.text();
    one.entry.user = row.text();
    one.entry.queryid = row.optional_int8().value_or(0); // NULL for a hidden statement
    one.entry.toplevel = row.boolean();
    auto &counters = one.figures.counters;
    counters[Counter::calls] = number(row.optional_int8());
    counters[Counter::rows] = number(row.optional_int8());
    counters[Counter::total_ms] = row.float8();
    auto const mean = row.float8(), deviation = row.float8();
    counters[Counter::squares_ms] = counters[Counter::calls] * (mean * mean + deviation * deviation);
    one.figures.min_ms = row.float8();
    one.figures.max_ms = row.float8();
    counters[Counter::plan_ms] = row.float8();
    for (auto const counter :
         {Counter::shared_hit, Counter::shared_read, Counter::shared_dirtied, Counter::shared_written,
          Counter::local_blocks, Counter::temp_read, Counter::temp_written})
        counters[counter] = number(row.optional_int8());
    counters[Counter::read_ms] = row.float8();
    counters[Counter::write_ms] = row.float8();
    counters[Counter::wal_bytes] = number(row.optional_int8());
    counters[Counter::jit_ms] = row.float8();
    one.figures.since = row.text();
    one.bytes = row.int8();
    one.text_hash = row.int8();
    one.text = row.text();
    return one;
}

[[noreturn]] void refuse(std::vector<MissingRight> const &lacking) {
    std::vector<std::string> remedies;
    for (auto const &lack : lacking) remedies.push_back(lack.grant);
    // Pasted as one line, what follows a comment would be part of it.
    std::ranges::stable_partition(remedies, [](auto const &one) { return one.find("--") == std::string::npos; });
    throw base::Error(base::ExitCode::source_query, "cannot " + lacking.front().what, base::join(remedies, " "));
}

/// The query file as this server takes it: its view stands in a schema that only the server knows.
std::string resolved(std::string_view sql, StatementsState const &state) {
    auto text = Capabilities{state.columns}.resolve(sql);
    auto const schema = base::quote_ident(state.schema) + ".";
    for (auto const *const view : {"FROM pg_stat_statements_info ", "FROM pg_stat_statements "}) {
        std::string_view const name{view};
        for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + name.size() + schema.size()))
            text.insert(at + std::string_view{"FROM "}.size(), schema);
    }
    return text;
}

/// Reads the counters without any text, which a statement of a database in another encoding keeps the server from
/// giving.
std::string without_texts(std::string query) {
    constexpr std::string_view k_view = "pg_stat_statements s ";
    return query.replace(query.find(k_view), k_view.size(), "pg_stat_statements(false) s ");
}

} // namespace

RecordedReport recorded_figures(pg::Connection &connection, bool all_databases, RecordedReceiver &receiver) {
    auto const state = statements_state(connection);
    if (!state.lacking.empty()) refuse(state.lacking);
    RecordedReport report;
    auto const taken = connection.query(resolved(sql::k_recorded_snapshot, state));
    model::QuerySnapshot snapshot;
    snapshot.origin = "server";
    snapshot.taken_at = taken.get(0, "taken_at");
    snapshot.started_at = taken.get(0, "started_at");
    snapshot.since = taken.optional(0, "since").value_or("");
    if (!all_databases) snapshot.scope = connection.database();
    receiver.begin(snapshot);
    auto query = resolved(sql::k_recorded_figures, state);
    if (!all_databases) query += " AND d.datname = " + base::quote_literal(connection.database());
    std::int64_t without_text = 0, seen = 0;
    bool texts = true;
    auto const read = [&](pg::BinaryRow &row) {
        ++seen;
        auto one = read_entry(row);
        if (one.entry.queryid == 0 && (!texts || one.text == "<insufficient privilege>")) {
            ++report.hidden;
            report.hidden_ms += one.figures.counters[Counter::total_ms];
            return;
        }
        without_text += texts ? 0 : 1;
        receiver.put(std::move(one));
    };
    try {
        connection.copy("pg_stat_statements", query, read);
    } catch (pg::Error const &error) {
        if (seen > 0 || !cannot_convert(error)) throw;
        texts = false;
        connection.copy("pg_stat_statements", without_texts(query), read);
    }
    if (!texts)
        report.notes.push_back(
            fmt::format("the server cannot give the texts of {}: a statement of a database in another encoding has "
                        "characters that are none here; those that were never read before are told apart by queryid",
                        base::counted(without_text, "statement")));
    if (report.hidden > 0)
        report.notes.push_back(
            fmt::format("{} hidden from {}: GRANT pg_read_all_stats TO {}; shows them",
                        base::counted(report.hidden, "statement of other roles is", "statements of other roles are"),
                        connection.user(), base::quote_ident(connection.user())));
    report.most_statements = base::parse_int(taken.optional(0, "most").value_or("0")).value_or(0);
    if (auto const forgotten = taken.optional(0, "dealloc")) report.forgotten = base::parse_int(*forgotten);
    return report;
}

} // namespace scribe::source::postgres
