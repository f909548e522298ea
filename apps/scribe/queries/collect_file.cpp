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
#include "sql/text/comments.hpp"
#include "workload/log/log_reader.hpp"
#include "workload/log/tally.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
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

void read_sql(std::string const &path, workload::Tally &tally) {
    auto const unparsed_before = tally.unparsed();
    auto const text = base::read_file(path);
    if (!text) throw Error(ExitCode::config, fmt::format("there is no file {}", base::single_line(path)));
    try {
        for (auto &statement : sql::script_statements(*text)) {
            LogStatement one;
            one.text = std::move(statement);
            tally.add(std::move(one));
        }
    } catch (Error const &error) {
        throw Error(error.code(), base::single_line(path) + ": " + error.what(), error.hint());
    }
    if (auto const unparsed = tally.unparsed() - unparsed_before; unparsed > 0)
        base::log::warn("{}: {} no SQL that the parser knows, so that nobody can tell their tables; the first: {}",
                        base::single_line(path), base::counted(unparsed, "statement is", "statements are"),
                        tally.first_unparsed());
}

void read_log(std::string const &path, CollectFiles const &choice, workload::Tally &tally) {
    auto const passed_before = tally.passed();
    std::int64_t statements = 0;
    LogReader reader{format_of(choice.format), choice.prefix, [&](LogStatement &&one) {
                         ++statements;
                         tally.add(std::move(one));
                     }};
    reader.finish(each_line(path, [&](std::string_view line) { reader.line(line); }));
    if (auto const passed = tally.passed() - passed_before; passed > 0)
        base::log::info("{}: {} that were read before", base::single_line(path), base::counted(passed, "statement"));
    if (statements == 0)
        base::log::warn("{}: no statement with its time; log_min_duration_statement or auto_explain write them",
                        base::single_line(path));
    if (reader.unread() > 0)
        base::log::debug("{}: {} that are no log", base::single_line(path), base::counted(reader.unread(), "line"));
}

/// What is no text that can be read. Throws base::Error(config).
void refuse_unreadable(std::string const &path, std::string_view beginning) {
    auto const refuse = [&](std::string_view what, std::string hint) {
        throw Error(ExitCode::config, fmt::format("{} {}", base::single_line(path), what), std::move(hint));
    };
    auto const name = base::single_line(path);
    if (beginning.starts_with("\x1f\x8b"))
        refuse("is compressed", fmt::format("--from <(gunzip -c {}) reads what is in it", name));
    if (beginning.starts_with("\xFF\xFE") || beginning.starts_with("\xFE\xFF"))
        refuse("is UTF-16", fmt::format("--from <(iconv -f UTF-16 -t UTF-8 {}) reads what is in it", name));
    if (beginning.find('\0') != std::string_view::npos)
        refuse("is no text", "--from takes logs, files of SQL statements, and dumps of pg_stat_statements");
    if (auto const separator = workload::other_separator(beginning))
        refuse(fmt::format("separates its columns by {}",
                           *separator == '\t' ? std::string{"tabs"} : fmt::format("\"{}\"", *separator)),
               "a dump in CSV has commas, as psql --csv and COPY ... CSV write them");
}

/// What a file is: of dumps their format.
struct FileKind {
    std::optional<workload::DumpReader::Format> dump;
    bool is_sql = false;
    bool operator==(FileKind const &) const = default;
};

FileKind kind_of(CollectFiles const &choice, std::string const &path) {
    auto const beginning = first_piece(path);
    refuse_unreadable(path, beginning);
    if (choice.format == "csv") return {workload::DumpReader::Format::csv};
    if (choice.format.starts_with("json") && choice.format != "jsonlog") return {workload::DumpReader::Format::json};
    if (choice.format == "sql") return {{}, true};
    if (choice.format != "auto") return {};
    if (auto const dump = workload::dump_format(beginning)) return {dump};
    return {{}, path.ends_with(".sql")};
}

std::string_view name_of(FileKind const &kind) {
    if (kind.is_sql) return "SQL";
    if (!kind.dump) return "a log";
    return kind.dump == workload::DumpReader::Format::csv ? "a dump in CSV" : "a dump in JSON";
}

/// The kind that all files have. Throws base::Error(usage) where they differ.
FileKind kind_of_all(CollectFiles const &choice) {
    auto const first = kind_of(choice, choice.files.front());
    for (auto const &file : choice.files) {
        auto const kind = kind_of(choice, file);
        if (kind == first) continue;
        throw Error(ExitCode::usage,
                    fmt::format("{} is {}, {} {}", base::single_line(choice.files.front()), name_of(first),
                                base::single_line(file), name_of(kind)),
                    "collect files of one kind at a time; --input-format says what they are");
    }
    return first;
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
          double calls, catalog::SnapshotSummary const &summary) {
    base::log::info("Collected {} of {}: {}", base::counted(std::llround(calls), "statement"), source.name,
                    base::counted(summary.new_queries, "new query", "new queries"));
    if (tally.left_out() > 0)
        base::log::warn("{} left out: more than 50,000 different queries, or 128 MB of them",
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
    double calls = 0; // fewer than the log tells of where auto_explain tells of them, too
    tally.finish([&](model::Query const &query, model::QueryEntry const &entry, model::QueryFigures const &figures) {
        calls += figures.counters[model::Counter::calls];
        writer.put(entry, figures, [&query] { return query; });
    });
    auto const summary = writer.finish(values.body);
    if (!tally.newest().empty()) catalog::set_read_until(store, summary.id, tally.at_newest());
    if (with_values) catalog::forget_logged_values(store, source.id, summary.id);
    tell(snapshot, source, tally, calls, summary);
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
    auto const kind = kind_of_all(choice);
    if (kind.dump) {
        collect_dumps(store, source, choice.files, *kind.dump, choice.taken_at);
        return;
    }
    bool const is_sql = kind.is_sql;
    workload::Tally tally{choice.keep_values};
    if (!is_sql)
        if (auto const end = catalog::read_until(store, source.id)) tally.begin_after({end->time, end->statements});
    for (auto const &file : choice.files) {
        if (is_sql) read_sql(file, tally);
        else read_log(file, choice, tally);
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
