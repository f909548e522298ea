// SPDX-License-Identifier: MIT
#include "base/json.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "batch/notice.hpp"
#include "batch/runner.hpp"
#include "catalog/jobs/work.hpp"
#include "catalog/profiles/labels.hpp"
#include "catalog/profiles/profiles.hpp"
#include "command.hpp"
#include "options/batch_options.hpp"
#include "options/options_common.hpp"
#include "options/source_option.hpp"
#include "output/batch_progress.hpp"
#include "output/output.hpp"
#include "profiling/history.hpp"
#include "profiling/selection.hpp"
#include "profiling/settings.hpp"
#include "profiling/worker.hpp"
#include "queries/logged_values.hpp"
#include "settings/project.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace scribe::cli {

namespace {

constexpr std::string_view k_kind = "profile";
/// A table whose statement takes longer than this is given up, unless told otherwise.
constexpr int k_statement_timeout_s = 30;

class ProfileCommand final : public Command {
public:
    std::string_view name() const override { return "profile"; }
    std::string_view summary() const override { return "Samples tables and tells what their columns hold"; }

    void bind(CLI::App &app) override {
        m_app = &app;
        add_ref_options(app, m_refs, "Only these tables: [source:]schema.name or name, * and ? match, !REF leaves out");
        bind_selection(app);
        bind_sampling(app);
        add_batch_options(app, m_batch);
        add_timeout_options(app, m_timeouts);
        app.add_flag("--history", m_history,
                     "Read nothing; list the runs over the tables and what changed between them");
        add_page_options(app, m_limit, m_offset);
        add_output_options(app, m_output, {"text", "json", "jsonl", "csv"});
        app.footer("scribe profile\nscribe profile 'sales.*' --sample-size 50000\nscribe profile --stats-only\nscribe "
                   "profile --since 7d -j 2 --nice 10\nscribe profile --resume\nscribe profile --history orders");
    }

    void check() const override {
        check_batch_options(m_batch);
        if (!m_history && (m_output.format == "jsonl" || m_output.format == "csv")) {
            throw base::Error(base::ExitCode::usage, fmt::format("-t {} lists runs", m_output.format),
                              "add --history, or take -t json for the summary of this run");
        }
        if (!m_since.empty() && !parse_age(m_since)) {
            throw base::Error(base::ExitCode::usage, fmt::format("--since {} is no age", base::single_line(m_since)),
                              "write 12h, 7d, 4w, 6mo or 1y");
        }
        if (m_batch.resume && (!m_refs.refs.empty() || !m_refs.from_file.empty())) {
            throw base::Error(base::ExitCode::usage, "--resume goes on with the tables of the job it resumes",
                              "leave out the tables, or start a new run without --resume");
        }
    }

    base::ExitCode run(Context &context) override {
        m_selection.patterns = m_refs.patterns(context);
        m_selection.filter = m_filter.filter();
        auto store = open_catalog(global, context, catalog::Access::write);
        auto const source = profile_source(store, m_source, m_selection.patterns);
        if (m_history) {
            show_profile_history(store, source, m_selection, {m_limit, m_offset}, m_output, context);
            return base::ExitCode::ok;
        }
        return profile(store, source, context);
    }

private:
    void bind_selection(CLI::App &app) {
        auto const *const group = "Selection";
        add_filter_options(app, m_filter);
        app.add_option("--source", m_source, "The source whose tables are profiled")->type_name("NAME")->group(group);
        app.add_flag("--views", m_selection.views, "Also views and foreign tables, whatever they cost")->group(group);
        app.add_flag("--partitions", m_selection.partitions, "Also each partition on its own")->group(group);
        app.add_option("--since", m_since, "Only tables that were not profiled for so long (12h, 7d, 4w)")
            ->type_name("AGE")
            ->group(group);
        app.add_flag("--changed", m_selection.changed,
                     "Only tables that changed since they were profiled, by the last scan")
            ->group(group);
    }

    void bind_sampling(CLI::App &app) {
        auto const *const group = "Sampling";
        app.add_option("--full-threshold", m_sampling.full_threshold,
                       "Up to so many rows a table is read whole (100000 unless told; 0 = every table)")
            ->type_name("ROWS")
            ->check(check_count)
            ->group(group);
        app.add_option("--sample-size", m_sampling.sample_size,
                       "Of a larger one so many rows are drawn (10000 unless told)")
            ->type_name("ROWS")
            ->check(check_positive)
            ->group(group);
        app.add_option("--seed", m_sampling.seed, "Another number draws other rows (1 unless told)")
            ->type_name("N")
            ->check(check_count)
            ->group(group);
        app.add_flag("--stats-only", m_statistics_only, "Read no row: only what the server's planner knows")
            ->group(group);
        app.add_option("--nice", m_nice, "Pause between tables while more sessions than this are at work on the server")
            ->type_name("SESSIONS")
            ->check(check_count)
            ->group(group);
        app.add_option("--store-values", m_store_values,
                       "Raw values that are kept: none, those of columns without personal data (masked), or all")
            ->type_name("WHAT")
            ->check(CLI::IsMember({"none", "masked", "all"}))
            ->group(group);
    }

    base::ExitCode profile(catalog::Store &store, catalog::SourceRow const &source, Context &context) {
        auto const resolved = resolve_source(source.name, global, context);
        classify::Rules const rules{own_entities(project_config(context))};
        ProfileSettings settings;
        settings.source = source;
        settings.profiled_at = catalog::utc_now();
        settings.sampling = m_sampling;
        settings.threshold_said = said("--full-threshold", context);
        settings.size_said = said("--sample-size", context);
        settings.tables = table_settings(project_config(context));
        settings.statistics_only = m_statistics_only;
        settings.nice = m_nice;
        settings.store_values = store_values_from_name(m_store_values);
        settings.sketch_key = catalog::sketch_key(store);
        settings.catalog = catalog_path(global, context);
        settings.rules = &rules;
        settings.open = [&] { return open_source(resolved, std::string{k_kind}, m_key_file, m_timeouts, context); };
        settings.job =
            m_batch.resume ? resumed_job(store, source, settings) : new_job(store, source, settings, context);
        if (settings.job.empty()) return base::ExitCode::ok;
        return run_job(store, settings, context);
    }

    Said said(std::string const &option, Context const &context) const {
        if (m_app->count(option) == 0) return Said::nobody;
        return context.from_project.contains(option) ? Said::file : Said::command_line;
    }

    /// Throws base::Error(usage) where something was asked for that is not there: a slip would profile nothing.
    void tell_nothing(catalog::SourceRow const &source, LeftOut const &left_out) const {
        if (left_out.recent > 0) {
            base::log::info("{} up to date", left_out.recent == 1 ? "The table is" : "All tables are");
            return;
        }
        bool const asked =
            !m_selection.patterns.empty() || !m_selection.filter.schemas.empty() || !m_selection.filter.include.empty();
        if (left_out.other > 0)
            base::log::warn("all that matches in {} is left out: --views and --partitions take those, profile.tables "
                            "of scribe.yml may skip tables",
                            source.name);
        else if (asked)
            throw base::Error(base::ExitCode::usage, fmt::format("no table of {} matches", source.name),
                              "scribe list shows what there is");
        else base::log::warn("no table of {} matches", source.name);
    }

    /// Empty when there is nothing to do.
    std::string new_job(catalog::Store &store, catalog::SourceRow const &source, ProfileSettings const &settings,
                        Context &context) {
        warn_of_unmatched(store, settings.tables);
        if (auto const age = parse_age(m_since)) m_selection.older_than = catalog::utc_before(*age);
        // A listing reads in a transaction of its own: what is listed first, then what becomes of it.
        std::vector<model::Record> tables;
        auto const left_out =
            for_each_selected(store, source, m_selection, settings.tables, [&](catalog::ObjectRow const &row) {
                auto &table = tables.emplace_back();
                table.kind = row.record.kind;
                table.schema = row.record.schema;
                table.name = row.record.name;
            });
        if (tables.empty()) {
            tell_nothing(source, left_out);
            return {};
        }
        catalog::JobSpec spec;
        spec.kind = k_kind;
        spec.source = source.name;
        spec.author = author(global, context);
        spec.options = settings_to_json(settings);
        spec.shard = m_batch.part();
        catalog::JobWriter writer{store, spec};
        for (auto const &table : tables)
            writer.add(model::object_id(source.name, table.kind, table.schema, "", table.name), table.schema,
                       table.name);
        return writer.finish();
    }

    std::string resumed_job(catalog::Store &store, catalog::SourceRow const &source, ProfileSettings &settings) const {
        auto const job = catalog::find_resumable(store, std::string{k_kind}, source.name);
        if (!job) {
            throw base::Error(base::ExitCode::usage, fmt::format("there is no unfinished run over {}", source.name),
                              "scribe jobs list shows all; scribe profile starts a new one");
        }
        auto const wanted = settings;
        settings_from_json(store, job->options, settings);
        check_same(wanted, settings);
        return job->id;
    }

    /// A job is resumed as it was begun: what would be another job is refused, not passed over.
    void check_same(ProfileSettings const &wanted, ProfileSettings const &job) const {
        std::pair<std::string_view, bool> const options[] = {
            {"--full-threshold", wanted.sampling.full_threshold == job.sampling.full_threshold},
            {"--sample-size", wanted.sampling.sample_size == job.sampling.sample_size},
            {"--seed", wanted.sampling.seed == job.sampling.seed},
            {"--stats-only", wanted.statistics_only == job.statistics_only},
            {"--store-values", wanted.store_values == job.store_values}};
        for (auto const &[name, same] : options) {
            if (same || m_app->count(std::string{name}) == 0) continue;
            throw base::Error(base::ExitCode::usage,
                              fmt::format("{} is not what the job has that --resume goes on with", name),
                              fmt::format("leave out {0}, or start a new run without --resume", name));
        }
    }

    base::ExitCode run_job(catalog::Store &store, ProfileSettings const &settings, Context &context) {
        auto options = run_options(m_batch, settings.job);
        batch::RunReport report;
        {
            BatchProgress progress{global, context, std::string{k_kind}};
            options.progress = [&progress](batch::Progress const &now) { progress.show(now); };
            report = batch::run(store, options, [&settings] { return make_profile_worker(settings); });
        }
        forget_personal_values(store, settings.source);
        // Who waits for the end is told before anything else is read; after Ctrl-C nothing else is.
        bool const interrupted = report.stop == batch::RunReport::Stop::interrupted;
        if (!interrupted) tell(store, settings, report);
        if (!interrupted && m_output.format == "json") {
            Output output{context, m_output.file};
            output.write(batch::summary_json(batch::summarize(store, report)) + "\n");
            output.finish();
        }
        return finish_batch(store, report, m_batch);
    }

    /// Ctrl-C while it tells of a run that is over ends the telling, not what follows the run.
    static void tell(catalog::Store &store, ProfileSettings const &settings, batch::RunReport const &report) {
        try {
            tell_profile(store, settings, report);
        } catch (base::Error const &error) {
            if (error.code() != base::ExitCode::interrupted) throw;
        }
    }

    CLI::App const *m_app = nullptr;
    RefOptions m_refs;
    FilterOptions m_filter;
    TimeoutOptions m_timeouts{.statement_s = {}, .lock_s = {}, .standard_statement_s = k_statement_timeout_s};
    BatchOptions m_batch;
    OutputOptions m_output;
    ProfileSelection m_selection;
    source::SampleRequest m_sampling;
    std::string m_source, m_key_file, m_since, m_store_values = "masked";
    std::int64_t m_nice = 0, m_limit = 50, m_offset = 0;
    bool m_statistics_only = false, m_history = false;
};

} // namespace

std::unique_ptr<Command> make_profile_command() { return std::make_unique<ProfileCommand>(); }

} // namespace scribe::cli
