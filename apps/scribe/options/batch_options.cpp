// SPDX-License-Identifier: MIT
#include "options/batch_options.hpp"

#include "base/log.hpp"
#include "base/text.hpp"
#include "batch/notice.hpp"
#include "batch/shard.hpp"
#include "model/filter.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;
using Stop = batch::RunReport::Stop;

constexpr int k_most_jobs = 64;

std::string check_jobs(std::string const &text) {
    auto const number = base::parse_int(text);
    return number && *number >= 1 && *number <= k_most_jobs
               ? std::string{}
               : fmt::format("\"{}\" is no whole number from 1 to {}", base::single_line(text), k_most_jobs);
}

void tell_failures(batch::RunReport const &report) {
    if (report.items.failed == 0) return;
    base::log::warn("{} failed:", base::counted(report.items.failed, "table"));
    for (auto const &item : report.failures)
        base::log::info("  {}  {}: {}", base::single_line(model::format_ref(item.schema, item.table)), item.error_code,
                        base::single_line(item.error));
    auto const more = report.items.failed - static_cast<std::int64_t>(report.failures.size());
    if (more > 0) base::log::info("  and {} more", base::group_digits(more));
    base::log::info("scribe jobs show {} tells more, scribe jobs retry {} lets them be tried again", report.job,
                    report.job);
}

std::string how_far(batch::RunReport const &report) {
    return fmt::format("{} of {} done", base::group_digits(report.items.done),
                       base::counted(report.items.total(), "table"));
}

} // namespace

catalog::Shard BatchOptions::part() const { return shard.empty() ? catalog::Shard{} : batch::parse_shard(shard); }

void add_batch_options(CLI::App &app, BatchOptions &options) {
    auto const *const group = "Batch";
    app.add_option(
           "-j,--jobs,--max-connections", options.jobs,
           fmt::format("How many tables at the same time, each over a connection of its own ({})", options.jobs))
        ->type_name("N")
        ->check(check_jobs)
        ->group(group);
    app.add_option("--shard", options.shard, "Only the part K of N: the same tables on every machine")
        ->type_name("K/N")
        ->group(group);
    app.add_flag("--resume", options.resume,
                 "Go on with the newest job of this source that is not finished, or join it")
        ->group(group);
    app.add_flag("--fail-fast", options.fail_fast, "End when a table fails")->group(group);
    app.add_option("--notify", options.notify, "Post a summary as JSON to this address at the end")
        ->type_name("URL")
        ->group(group);
    app.add_option("--on-finish", options.on_finish,
                   "Run this command of the shell at the end, with the summary in SCRIBE_STATE, ... and on its input")
        ->type_name("CMD")
        ->group(group);
}

void check_batch_options(BatchOptions const &options) {
    options.part();
    if (options.notify.empty()) return;
    try {
        http::server_of(options.notify);
    } catch (Error const &error) {
        throw Error(error.code(), fmt::format("--notify: {}", error.what()), error.hint());
    }
}

batch::RunOptions run_options(BatchOptions const &options, std::string job) {
    batch::RunOptions run;
    run.job = std::move(job);
    run.workers = options.jobs;
    run.shard = options.part();
    run.fail_fast = options.fail_fast;
    return run;
}

std::string resume_command(catalog::JobRow const &job) {
    return fmt::format("scribe {} --source {} --resume", job.kind, job.source);
}

base::ExitCode finish_batch(catalog::Store &store, batch::RunReport const &report, BatchOptions const &options) {
    auto const summary = batch::summarize(store, report);
    tell_failures(report);
    if (!options.notify.empty()) batch::notify(options.notify, summary);
    if (!options.on_finish.empty()) batch::run_on_finish(options.on_finish, summary);
    auto const go_on = fmt::format("{} goes on", resume_command(summary.job));
    if (report.error) {
        auto const &why = *report.error;
        throw Error(why.code(), fmt::format("{} ({})", why.what(), how_far(report)),
                    why.hint().empty() ? go_on : fmt::format("{}; then {}", why.hint(), go_on));
    }
    if (report.stop == Stop::interrupted)
        throw Error(ExitCode::interrupted, fmt::format("interrupted: {}", how_far(report)), go_on);
    if (report.stop == Stop::cancelled)
        throw Error(ExitCode::interrupted, fmt::format("job {} was cancelled: {}", report.job, how_far(report)),
                    fmt::format("scribe jobs retry {} takes it up again", report.job));
    if (report.stop == Stop::fail_fast && report.items.waiting > 0)
        base::log::info("{} with {}", go_on, base::counted(report.items.waiting, "other table"));
    return report.exit_code();
}

} // namespace scribe::cli
