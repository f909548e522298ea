// SPDX-License-Identifier: MIT
#include "queries/collect_dump.hpp"

#include "base/error.hpp"
#include "base/json.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "catalog/queries/snapshots.hpp"
#include "queries/link.hpp"
#include "queries/pieces.hpp"
#include "workload/dump/utc_time.hpp"
#include "workload/read_query.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;

struct Dump {
    std::string file, taken_at;
};

std::vector<Dump> in_order(std::vector<std::string> const &files, std::string const &taken_at) {
    std::vector<Dump> dumps;
    for (auto const &file : files)
        dumps.push_back({file, taken_at.empty() ? written_at(file) : workload::utc_time(taken_at, 3).value()});
    std::ranges::stable_sort(dumps, {}, &Dump::taken_at);
    return dumps;
}

/// False when that dump was read before.
bool is_new(catalog::Store &store, catalog::SourceRow const &source, Dump const &dump) {
    auto const known = catalog::snapshots_of(store, source.id, catalog::Series::counters);
    if (known.empty() || known.back().taken_at < dump.taken_at) return true;
    auto const name = base::single_line(dump.file);
    if (known.back().taken_at == dump.taken_at && known.back().origin == "file") {
        base::log::info("{} was read before", name);
        return false;
    }
    throw Error(ExitCode::usage,
                fmt::format("{} was taken at {} UTC, before the newest snapshot of {}, of {} UTC", name,
                            base::human_time(dump.taken_at), source.name, base::human_time(known.back().taken_at)),
                "collect dumps in the order in which they were taken; --taken-at TIME says when, where the file's time "
                "does not");
}

void collect(catalog::Store &store, catalog::SourceRow const &source, Dump const &dump,
             workload::DumpReader::Format format) {
    model::QuerySnapshot snapshot;
    snapshot.origin = "file";
    snapshot.taken_at = dump.taken_at;
    sqlite::Txn transaction{store.db()};
    catalog::SnapshotWriter writer{store, source, snapshot};
    workload::DumpReader reader{format, [&](workload::DumpedStatement &&one) {
                                    writer.put(one.entry, one.figures,
                                               [&one] { return workload::read_query(one.text); });
                                }};
    try {
        each_piece(dump.file, [&](std::string_view part) { reader.feed(part); });
        reader.finish();
    } catch (Error const &error) {
        if (error.code() != ExitCode::config || std::string_view{error.what()}.starts_with("cannot read")) throw;
        throw Error(error.code(), base::single_line(dump.file) + ": " + error.what(), error.hint());
    }
    base::JsonWriter body;
    body.begin_object();
    body.member("hidden", reader.hidden());
    body.member("hidden_ms", reader.hidden_ms());
    body.end_object();
    auto const summary = writer.finish(body.take(), reader.hidden() == 0);
    transaction.commit();
    base::log::info("Collected {} of {} as of {} UTC: {}, {} no longer there",
                    base::counted(summary.entries, "statement"), source.name, base::human_time(dump.taken_at),
                    base::counted(summary.new_queries, "new query", "new queries"), base::group_digits(summary.gone));
    if (reader.hidden() > 0)
        base::log::warn("{}: {} of other roles without a text; who makes the dump needs pg_read_all_stats",
                        base::single_line(dump.file), base::counted(reader.hidden(), "statement"));
}

} // namespace

void collect_dumps(catalog::Store &store, catalog::SourceRow const &source, std::vector<std::string> const &files,
                   workload::DumpReader::Format format, std::string const &taken_at) {
    for (auto const &dump : in_order(files, taken_at))
        if (is_new(store, source, dump)) collect(store, source, dump, format);
    link_queries(store, source);
}

} // namespace scribe::cli
