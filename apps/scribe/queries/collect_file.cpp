// SPDX-License-Identifier: MIT
#include "queries/collect_file.hpp"

#include "base/files.hpp"
#include "base/interrupt.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "catalog/queries/snapshots.hpp"
#include "queries/link.hpp"
#include "sql/statement.hpp"
#include "workload/log/tally.hpp"

#include <fmt/format.h>

#include <fstream>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;
using workload::LogReader;
using workload::LogStatement;

constexpr std::size_t k_most_line = std::size_t{16} << 20; ///< the rest of a longer line is passed over

/// Lines of a file of any length, one at a time.
void each_line(std::string const &path, std::function<void(std::string_view)> const &use) {
    std::ifstream file{path, std::ios::binary};
    std::vector<char> buffer(std::size_t{1} << 20);
    std::string rest;
    while (file) {
        file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        std::string_view part{buffer.data(), static_cast<std::size_t>(file.gcount())};
        base::check_interrupt();
        for (auto end = part.find('\n'); end != std::string_view::npos; end = part.find('\n')) {
            if (rest.empty()) use(part.substr(0, end));
            else use(rest.append(part.substr(0, end)));
            rest.clear();
            part.remove_prefix(end + 1);
        }
        if (rest.size() < k_most_line) rest += part;
    }
    if (!file.eof())
        throw Error(ExitCode::config, fmt::format("cannot read {}", base::single_line(path)), "--from takes files");
    if (!rest.empty()) use(rest);
}

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

} // namespace

void collect_files(catalog::Store &store, catalog::SourceRow const &source, CollectFiles const &choice) {
    bool const is_sql = choice.format == "sql" || (choice.format == "auto" && choice.files.front().ends_with(".sql"));
    workload::Tally tally;
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
    sqlite::Txn transaction{store.db()};
    catalog::SnapshotWriter writer{store, source, snapshot};
    tally.finish([&](model::Query const &query, model::QueryEntry const &entry, model::QueryFigures const &figures) {
        writer.put(entry, figures, [&query] { return query; });
    });
    auto const summary = writer.finish();
    transaction.commit();
    link_queries(store, source);
    base::log::info("Collected {} of {}: {}", base::counted(tally.statements(), "statement"), source.name,
                    base::counted(summary.new_queries, "new query", "new queries"));
    if (tally.left_out() > 0)
        base::log::warn("{} left out: more than 50,000 different queries",
                        base::counted(tally.left_out(), "statement"));
}

} // namespace scribe::cli
