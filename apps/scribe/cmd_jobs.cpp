// SPDX-License-Identifier: MIT
#include "base/log.hpp"
#include "base/text.hpp"
#include "catalog/jobs/jobs.hpp"
#include "command.hpp"
#include "help/help_text.hpp"
#include "jobs/show_job.hpp"
#include "options/batch_options.hpp"
#include "options/options_common.hpp"
#include "options/source_option.hpp"
#include "output/output.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace scribe::cli {

namespace {

std::vector<Cell> cells(catalog::JobRow &&job) {
    Cell created{job.created_at};
    created.shown = base::human_time(job.created_at);
    auto const finished = job.finished_at.empty() ? Cell{} : Cell{job.finished_at};
    auto const seconds = Cell::json(fmt::format("{:.3f}", job.seconds));
    return {job.id,
            job.kind,
            job.source,
            catalog::job_state_name(job.state),
            job.items.total(),
            job.items.waiting,
            job.items.running,
            job.items.done,
            job.items.failed,
            job.items.cancelled,
            job.rows,
            Cell::bytes(job.bytes),
            seconds,
            created,
            finished,
            job.author,
            Cell::json(std::move(job.options))};
}

class JobsCommand final : public Command {
public:
    std::string_view name() const override { return "jobs"; }
    std::string_view summary() const override { return "Lists, shows, cancels and retries work over many tables"; }

    void bind(CLI::App &app) override {
        app.require_subcommand(1);
        app.footer("scribe jobs list --state failed\n"
                   "scribe jobs show --state failed\n"
                   "scribe jobs cancel 01JDB\n"
                   "scribe jobs retry 01JDB");
        bind_list(app);
        bind_show(app);
        auto *const cancel =
            action(app, "cancel", "Takes the tables that wait off a job; those in hand are finished", Action::cancel);
        add_job(*cancel, m_job)->required();
        auto *const retry =
            action(app, "retry", "Lets the tables that failed or were cancelled wait again", Action::retry);
        add_job(*retry, m_job)->required();
    }

    void check() const override {
        if (m_job.empty() && (m_action == Action::cancel || m_action == Action::retry))
            throw base::Error(base::ExitCode::usage, "no job is named", "scribe jobs list shows the jobs");
    }

    base::ExitCode run(Context &context) override {
        switch (m_action) {
        case Action::list: list(context); break;
        case Action::show: show_job(m_show, global, context); break;
        case Action::cancel: cancel(context); break;
        case Action::retry: retry(context); break;
        }
        return base::ExitCode::ok;
    }

private:
    enum class Action { list, show, cancel, retry };

    CLI::App *action(CLI::App &app, char const *verb, char const *text, Action what) {
        auto *const sub = app.add_subcommand(verb, text);
        sub->callback([this, what] { m_action = what; });
        return sub;
    }

    static CLI::Option *add_job(CLI::App &app, std::string &job) {
        return app.add_option("job", job, "The job's id, or the beginning of it")->type_name("JOB");
    }

    void bind_list(CLI::App &app) {
        auto *const list = action(app, "list", "Lists the jobs, the newest first", Action::list);
        list->add_option("--state", m_state, "Only jobs of this state: " + base::join(catalog::job_state_names(), ", "))
            ->type_name("STATE")
            ->check(CLI::IsMember(catalog::job_state_names()));
        auto *const kind = list->add_option("--kind", m_query.kind, "Only jobs of this command")->type_name("COMMAND");
        offer_values(*kind, {"profile", "describe"});
        list->add_option("--source", m_query.source, "Only jobs of this source")->type_name("NAME");
        add_page_options(*list, m_query.limit, m_query.offset);
        add_output_options(*list, m_output, {"table", "json", "jsonl", "csv"});
    }

    void bind_show(CLI::App &app) {
        auto *const show = action(app, "show", "Shows a job and what became of its tables", Action::show);
        add_job(*show, m_show.job)->description("The job's id, or the beginning of it; else the newest job");
        show->add_option("--state", m_show.state,
                         "Only tables of this state: " + base::join(catalog::item_state_names(), ", "))
            ->type_name("STATE")
            ->check(CLI::IsMember(catalog::item_state_names()));
        add_page_options(*show, m_show.limit, m_show.offset);
        add_output_options(*show, m_show.output, {"text", "json"});
    }

    void list(Context &context) {
        auto store = open_catalog(global, context, catalog::Access::read);
        if (!m_query.source.empty()) need_source(store, m_query.source);
        m_query.state = catalog::job_state_from_name(m_state);
        ListWriter writer{context,
                          m_output,
                          {{.name = "job", .title = "JOB"},
                           {.name = "kind", .title = "KIND"},
                           {.name = "source", .title = "SOURCE"},
                           {.name = "state", .title = "STATE"},
                           {.name = "tables", .title = "TABLES", .number = true},
                           {.name = "waiting", .title = ""},
                           {.name = "running", .title = ""},
                           {.name = "done", .title = "DONE", .number = true},
                           {.name = "failed", .title = "FAILED", .number = true},
                           {.name = "cancelled", .title = ""},
                           {.name = "rows", .title = "ROWS", .number = true},
                           {.name = "bytes", .title = "READ", .number = true},
                           {.name = "seconds", .title = ""},
                           {.name = "created_at", .title = "STARTED (UTC)"},
                           {.name = "finished_at", .title = ""},
                           {.name = "author", .title = "AUTHOR", .elastic = true},
                           {.name = "options", .title = ""}}};
        std::int64_t shown = 0;
        auto const total = catalog::list_jobs(store, m_query, [&](catalog::JobRow &&job) {
            writer.row(cells(std::move(job)));
            ++shown;
        });
        writer.finish(total);
        if (m_output.format == "json") return;
        auto const all = base::counted(total, "job");
        if (shown == total) base::log::info("{}", all);
        else base::log::info("{} of {}; --limit 0 shows all", base::group_digits(shown), all);
    }

    void cancel(Context &context) {
        auto store = open_catalog(global, context, catalog::Access::write);
        auto const job = catalog::find_job(store, m_job);
        auto const taken = catalog::cancel_job(store, job.id);
        base::log::info("Cancelled {}: {} off it{}", job.id, base::counted(taken, "table"),
                        job.items.running > 0
                            ? fmt::format(", {} in hand", base::counted(job.items.running, "more is", "more are"))
                            : "");
    }

    void retry(Context &context) {
        auto store = open_catalog(global, context, catalog::Access::write);
        auto const job = catalog::find_job(store, m_job);
        auto const waiting = catalog::retry_job(store, job.id);
        base::log::info("{} of {} {} again; {} works on them", base::counted(waiting, "table"), job.id,
                        waiting == 1 ? "waits" : "wait", resume_command(job));
    }

    Action m_action = Action::list;
    catalog::JobQuery m_query;
    std::string m_state, m_job;
    OutputOptions m_output;
    ShowJobOptions m_show;
};

} // namespace

std::unique_ptr<Command> make_jobs_command() { return std::make_unique<JobsCommand>(); }

} // namespace scribe::cli
