// SPDX-License-Identifier: MIT
#include "queries/collect_file.hpp"

#include "base/files.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "catalog/queries/queries.hpp"
#include "catalog/queries/snapshots.hpp"
#include "catalog/queries/values.hpp"
#include "queries/collect_dump.hpp"
#include "queries/link.hpp"
#include "queries/logged_values.hpp"
#include "queries/pieces.hpp"
#include "sql/statement.hpp"
#include "workload/log/log_reader.hpp"
#include "workload/log/tally.hpp"

#include <fmt/format.h>

#include <optional>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;
using workload::LogReader;
using workload::LogStatement;

LogReader::Format format_of(std::string const &word) {
    if (word == "stderr") return LogReader::Format::stderr_text;
    if (word == "csvlog") return LogReader::Format::csv;
    return word == "jsonlog" ? LogReader::Format::json : LogReader::Format::automatic;
}

/// The newest time that an earlier snapshot of the logs has.
std::string read_before(catalog::Store &store, catalog::SourceRow const &source) {
    auto const known = catalog::snapshots_of(store, source.id, catalog::Series::log);
    std::string newest;
    for (auto const &one : known) newest = std::max(newest, one.taken_at);
    return newest;
}

void read_sql(std::string const &path, workload::Tally &tally) {
    auto const text = base::read_file(path);
    if (!text) throw Error(ExitCode::config, fmt::format("there is no file {}", base::single_line(path)));
    try {
        for (auto &statement : sql::split_statements(*text)) {
            LogStatement one;
            one.text = std::move(statement);
            tally.add(std::move(one));
        }
    } catch (Error const &error) {
        throw Error(error.code(), base::single_line(path) + ": " + error.what(), error.hint());
    }
}

void read_log(std::string const &path, CollectFiles const &choice, std::string const &after, workload::Tally &tally) {
    std::int64_t passed = 0, statements = 0;
    LogReader reader{format_of(choice.format), choice.prefix, [&](LogStatement &&one) {
                         ++statements;
                         if (!one.time.empty() && one.time <= after) ++passed;
                         else tally.add(std::move(one));
                     }};
    each_line(path, [&](std::string_view line) { reader.line(line); });
    reader.finish();
    if (passed > 0)
        base::log::info("{}: {} that were read before", base::single_line(path), base::counted(passed, "statement"));
    if (statements == 0)
        base::log::warn("{}: no statement with its time; log_min_duration_statement or auto_explain write them",
                        base::single_line(path));
    if (reader.unread() > 0)
        base::log::debug("{}: {} that are no log", base::single_line(path), base::counted(reader.unread(), "line"));
}

/// The format of dumps; nothing for other files.
std::optional<workload::DumpReader::Format> dump_format_of(CollectFiles const &choice) {
    if (choice.format == "csv") return workload::DumpReader::Format::csv;
    if (choice.format.starts_with("json") && choice.format != "jsonlog") return workload::DumpReader::Format::json;
    if (choice.format != "auto") return std::nullopt;
    return workload::dump_format(first_piece(choice.files.front()));
}

/// Plans without a time count as seen now.
void put_plans(catalog::Store &store, catalog::SourceRow const &source, workload::Tally const &tally) {
    std::int64_t plans = 0, is_new = 0;
    auto const now = catalog::utc_now();
    tally.plans([&](model::Query const &query, model::QueryPlan plan) {
        if (plan.first_seen.empty()) plan.first_seen = now;
        if (plan.last_seen.empty()) plan.last_seen = now;
        ++plans;
        is_new += catalog::put_plan(store, catalog::query_id(source.name, query.fingerprint), plan) ? 1 : 0;
    });
    if (plans > 0) base::log::info("Kept {} of auto_explain, {} of them new", base::counted(plans, "plan"), is_new);
    if (tally.plans_left_out() > 0)
        base::log::warn("{} left out: more than 64 MB of different ones",
                        base::counted(tally.plans_left_out(), "plan"));
}

void tell(model::QuerySnapshot const &snapshot, catalog::SourceRow const &source, workload::Tally const &tally,
          catalog::SnapshotSummary const &summary) {
    base::log::info("Collected {} of {}: {}", base::counted(tally.statements(), "statement"), source.name,
                    base::counted(summary.new_queries, "new query", "new queries"));
    if (tally.left_out() > 0)
        base::log::warn("{} left out: more than 50,000 different queries",
                        base::counted(tally.left_out(), "statement"));
    if (snapshot.origin == "log" && tally.newest().empty())
        base::log::warn("the log tells no times: %m in log_line_prefix has them, and with them what was read before is "
                        "passed over the next time");
}

void keep(catalog::Store &store, catalog::SourceRow const &source, model::QuerySnapshot const &snapshot,
          workload::Tally &tally, bool with_values) {
    KeptValues values;
    if (with_values) values = keep_values(store, source, tally);
    sqlite::Txn transaction{store.db()};
    catalog::SnapshotWriter writer{store, source, snapshot};
    tally.finish([&](model::Query const &query, model::QueryEntry const &entry, model::QueryFigures const &figures) {
        writer.put(entry, figures, [&query] { return query; });
    });
    auto const summary = writer.finish(values.body);
    if (with_values) catalog::forget_logged_values(store, source.id, summary.id);
    tell(snapshot, source, tally, summary);
    put_plans(store, source, tally);
    transaction.commit();
    if (with_values)
        base::log::info(
            "Kept values of {}; withheld those of {}: they may belong to a column that holds personal data, or "
            "that was never judged (scribe profile does)",
            base::counted(values.queries, "query", "queries"), base::group_digits(values.withheld));
}

} // namespace

void collect_files(catalog::Store &store, catalog::SourceRow const &source, CollectFiles const &choice) {
    if (auto const format = dump_format_of(choice)) {
        collect_dumps(store, source, choice.files, *format, choice.taken_at);
        return;
    }
    bool const is_sql = choice.format == "sql" || (choice.format == "auto" && choice.files.front().ends_with(".sql"));
    workload::Tally tally{choice.keep_values};
    auto const after = is_sql ? std::string{} : read_before(store, source);
    for (auto const &file : choice.files) {
        if (is_sql) read_sql(file, tally);
        else read_log(file, choice, after, tally);
    }
    if (tally.statements() == 0) {
        base::log::info("Collected nothing new of {}", source.name);
        return;
    }
    model::QuerySnapshot snapshot;
    snapshot.origin = is_sql ? "workload" : "log";
    snapshot.taken_at = tally.newest().empty() ? catalog::utc_now() : tally.newest();
    snapshot.since = tally.oldest();
    keep(store, source, snapshot, tally, choice.keep_values);
    link_queries(store, source);
}

} // namespace scribe::cli
