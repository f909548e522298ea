// SPDX-License-Identifier: MIT
#include "base/interrupt.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "options/described_source.hpp"
#include "profiling/selection.hpp"
#include "queries/actions.hpp"
#include "queries/collect_file.hpp"
#include "queries/collect_server.hpp"
#include "workload/dump/utc_time.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <optional>
#include <set>
#include <thread>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;
using Clock = std::chrono::steady_clock;

/// Waits, and returns false when the user asked to stop meanwhile.
bool wait_until(Clock::time_point then) {
    constexpr auto k_step = std::chrono::milliseconds{100};
    while (!base::interrupted()) {
        auto const left = then - Clock::now();
        if (left <= Clock::duration::zero()) return true;
        std::this_thread::sleep_for(std::min<Clock::duration>(left, k_step));
    }
    return false;
}

class CollectAction final : public QueryAction {
public:
    std::string_view name() const override { return "collect"; }
    std::string_view summary() const override { return "Reads what the server counted of its statements"; }

    void bind(CLI::App &app) override {
        add_source_options(app, m_source);
        app.add_option("--as", m_as, "Name of the source in the catalog; else that of its database")->type_name("NAME");
        app.add_flag("--all-databases", m_all_databases,
                     "Statements of all databases of the server, not only of this one");
        auto const *const group = "Files";
        app.add_option("--from", m_files.files,
                       "Read logs of the server, a file of SQL statements, or a dump of pg_stat_statements instead; "
                       "several logs are one period, each dump is a snapshot")
            ->type_name("FILE")
            ->allow_extra_args(false)
            ->take_all()
            ->group(group);
        app.add_option("--input-format", m_files.format, "What the files are (auto unless told)")
            ->type_name("FORMAT")
            ->check(CLI::IsMember({"auto", "stderr", "csvlog", "jsonlog", "sql", "csv", "json", "jsonl"}))
            ->group(group);
        app.add_option("--log-prefix", m_files.prefix,
                       "The server's log_line_prefix, for users and databases in stderr logs")
            ->type_name("PREFIX")
            ->group(group);
        app.add_option("--taken-at", m_files.taken_at, "When a dump was taken; else when its file was written")
            ->type_name("TIME")
            ->group(group);
        app.add_flag("--keep-parameters", m_files.keep_values,
                     "Also keep the parameters of the slowest calls in a log, never of personal data")
            ->group(group);
        auto const *const watching = "Watching";
        app.add_option("--watch", m_watch,
                       "Collect again and again, so often, and show what ran in between: 30s, 5m, 1h")
            ->type_name("INTERVAL")
            ->group(watching);
        app.add_option("--for", m_for, "... for so long; else until Ctrl-C")->type_name("DURATION")->group(watching);
        add_timeout_options(app, m_timeouts);
        app.footer(
            "scribe analyze-queries collect\nscribe analyze-queries collect postgresql://user@host/database\nscribe "
            "analyze-queries collect --from pg.log --log-prefix '%m [%p] %u@%d '\nscribe analyze-queries collect "
            "--from dump.csv\nscribe analyze-queries collect --watch 30s --for 10m");
    }

    void check() const override {
        if (!m_as.empty()) check_source_name(m_as);
        for (auto const &[name, word] : {std::pair{"--watch", &m_watch}, std::pair{"--for", &m_for}})
            if (!word->empty() && !parse_duration(*word))
                throw Error(ExitCode::usage, fmt::format("{} {}: no length of time", name, base::single_line(*word)),
                            "30s, 10m, 2h; units: s, m, h");
        if (!m_for.empty() && m_watch.empty()) throw Error(ExitCode::usage, "--for goes with --watch");
        if (!m_watch.empty() && !m_files.files.empty())
            throw Error(ExitCode::usage, "--watch looks at a server, not at files");
        if (m_files.taken_at.empty()) return;
        if (m_files.files.size() != 1) throw Error(ExitCode::usage, "--taken-at goes with one dump in --from");
        if (!workload::utc_time(m_files.taken_at, 3))
            throw Error(ExitCode::usage, fmt::format("--taken-at {}: no time", base::single_line(m_files.taken_at)),
                        "as in --taken-at '2026-01-31 12:00:00+01'; without a zone it is UTC");
    }

    ExitCode run(GlobalOptions const &global, Context &context) override {
        if (!m_files.files.empty()) {
            auto store = open_catalog(global, context, catalog::Access::write);
            auto files = m_files;
            for (auto &file : files.files) file = (context.working_folder / file).string();
            collect_files(store, profile_source(store, m_source.source, {}), files);
            return ExitCode::ok;
        }
        auto const resolved = resolve_source(m_source.source, global, context);
        auto database = open_source(resolved, "analyze-queries", m_source.key_file, m_timeouts, context);
        auto const row = described_source(resolved, database->info(), m_as);
        auto store = open_catalog(global, context, catalog::Access::create);
        auto const source = saved_source(store, row, !m_as.empty() || !resolved.name.empty());
        if (!m_watch.empty()) return watch(resolved, std::move(database), store, source, context);
        auto const done = collect_server(store, source, *database, m_all_databases);
        base::log::info("Collected {} of {}: {}, {} no longer there", base::counted(done.summary.entries, "statement"),
                        source.name, base::counted(done.summary.new_queries, "new query", "new queries"),
                        base::group_digits(done.summary.gone));
        for (auto const &note : done.notes) base::log::warn("{}", base::single_line(note));
        return ExitCode::ok;
    }

private:
    /// Takes snapshots until the time is over or the user stops it. A connection that is lost is made anew for the next
    /// one; what was kept stays whatever happens.
    ExitCode watch(ResolvedSource const &resolved, std::unique_ptr<source::Source> database, catalog::Store &store,
                   catalog::SourceRow const &source, Context &context) const {
        auto const interval = *parse_duration(m_watch);
        std::optional<Clock::time_point> end;
        if (!m_for.empty()) end = Clock::now() + *parse_duration(m_for);
        IntervalSums sums;
        IntervalDisplay display{context};
        std::set<std::string> told;
        std::int64_t snapshots = 0;
        std::optional<Error> failure;
        for (auto next = Clock::now();; next += interval) {
            next = std::max(next, Clock::now()); // what took longer than the interval is not caught up with
            if (end) next = std::min(next, *end);
            if (!wait_until(next)) return stopped(snapshots);
            try {
                if (!database)
                    database = open_source(resolved, "analyze-queries", m_source.key_file, m_timeouts, context);
                auto const done = collect_server(store, source, *database, m_all_databases, &sums);
                failure.reset();
                ++snapshots;
                for (auto const &note : done.notes)
                    if (told.insert(note).second) base::log::warn("{}", base::single_line(note));
            } catch (Error const &error) {
                if (error.code() == ExitCode::interrupted) return stopped(snapshots);
                if (snapshots == 0 || error.code() != ExitCode::source_connect) throw;
                base::log::warn("{}; trying again in {}", base::single_line(error.what()), m_watch);
                failure = error;
                database.reset();
            }
            if (auto const shown = failure ? std::nullopt : sums.finish()) display.show(*shown);
            if (end && Clock::now() >= *end) break;
        }
        if (failure) throw Error{*failure};
        base::log::info("Collected {} of {}; scribe analyze-queries report ranks what ran",
                        base::counted(snapshots, "snapshot"), source.name);
        return ExitCode::ok;
    }

    static ExitCode stopped(std::int64_t snapshots) {
        base::log::info("Stopped; {} kept", base::counted(snapshots, "snapshot is", "snapshots are"));
        return ExitCode::interrupted;
    }

    SourceOptions m_source;
    std::string m_as;
    bool m_all_databases = false;
    CollectFiles m_files;
    std::string m_watch, m_for;
    TimeoutOptions m_timeouts;
};

} // namespace

std::unique_ptr<QueryAction> make_collect_action() { return std::make_unique<CollectAction>(); }

} // namespace scribe::cli
