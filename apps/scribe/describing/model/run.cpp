// SPDX-License-Identifier: MIT
#include "describing/model/run.hpp"

#include "base/interrupt.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "batch/runner.hpp"
#include "describing/model/offline.hpp"
#include "describing/model/settings.hpp"
#include "describing/model/whole.hpp"
#include "describing/own_templates.hpp"
#include "options/source_option.hpp"
#include "output/batch_progress.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <utility>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;
using llm::Failure;

/// So that 100 tables take a model that answers in a second less than two minutes: three requests after each other a
/// table.
constexpr int k_concurrency = 8;

class DescribeWorker final : public batch::Worker {
public:
    DescribeWorker(ModelRun &run, std::function<void(catalog::Store &, DescribedTable &&)> save)
        : m_run(run), m_store(catalog::Store::open(run.catalog, catalog::Access::read)), m_save(std::move(save)) {}

    /// Tables that refer to this one begin later, and wait from then on for what is said of it.
    void begin(catalog::JobItem const &item) override { m_member.emplace(m_run.family, item.object_id); }

    batch::ItemResult work(catalog::JobItem const &item, batch::Activity &) override {
        struct End {
            std::optional<Family::Member> &member;
            ~End() { member.reset(); }
        } const end{m_member};
        batch::ItemResult result;
        auto const place = m_run.plan.places.find(item.object_id);
        // Somebody said something of it, or it is gone, since the job was made.
        if (place == m_run.plan.places.end()) return result;
        auto described = describe_one(m_run, m_store, m_run.plan.tables[place->second], *m_member);
        result.store = [this, described = std::move(described)](catalog::Store &store) mutable {
            m_save(store, std::move(described));
        };
        return result;
    }

private:
    ModelRun &m_run;
    catalog::Store m_store;
    std::function<void(catalog::Store &, DescribedTable &&)> m_save;
    std::optional<Family::Member> m_member; ///< of the table in hand
};

class ModelCommand {
public:
    ModelCommand(DescribeByModel const &options, GlobalOptions const &global, Context &context)
        : m_options(options), m_global(global), m_context(context),
          m_store(open_catalog(global, context, catalog::Access::write)), m_templates(own_templates(m_store)) {}

    ExitCode run() {
        if (!m_options.source.empty()) need_source(m_store, m_options.source);
        std::vector<catalog::SourceRow> sources;
        for (auto &source : m_store.sources())
            if (m_options.source.empty() || source.name == m_options.source) sources.push_back(std::move(source));
        bool const offline = !m_options.prompts_out.empty() || !m_options.answers_in.empty();
        if (offline || m_options.dry_run || m_options.show_prompt) return walk(sources);
        auto code = ExitCode::ok;
        for (auto const &source : sources) {
            auto const one = describe_source(source);
            if (one != ExitCode::ok) code = one;
        }
        check_found();
        return code;
    }

private:
    /// Sends nothing.
    ExitCode walk(std::vector<catalog::SourceRow> const &sources) {
        OfflineRun offline{m_options, m_global, m_context};
        for (auto const &source : sources) {
            auto run = make_run(source, m_options.model, m_options.patterns);
            if (!run) continue;
            offline.walk(*run, m_store);
        }
        check_found();
        return offline.finish();
    }

    void check_found() const {
        if (m_objects == 0 && !m_options.patterns.empty())
            throw Error(ExitCode::usage, "no object that can be described is called so",
                        "scribe search finds objects by parts of their names");
    }

    /// What all threads share; nothing when there is nothing to do.
    std::unique_ptr<ModelRun> make_run(catalog::SourceRow const &source, ModelOptions const &model,
                                       std::vector<model::RefPattern> const &patterns) {
        auto run = std::make_unique<ModelRun>();
        run->source = source;
        run->catalog = catalog_path(m_global, m_context);
        run->patterns = patterns;
        run->structure_only = model.structure_only;
        run->fallback = !model.fallback.empty();
        run->templates = &m_templates;
        auto reading = catalog::Store::open(run->catalog, catalog::Access::read);
        run->plan = make_plan(reading, source, patterns);
        m_objects += run->plan.objects;
        if (run->plan.objects == 0 && !patterns.empty()) return nullptr; // of another source, if any
        if (run->structure_only) run->plan.database.comment.clear();
        mark_moved(*run, std::exchange(run->plan.moved, {}));
        if (run->plan.tables.empty() && run->plan.others == 0) {
            base::log::info("{}: nothing to describe: {} of {} objects have a text that stays", source.name,
                            base::group_digits(run->plan.kept), base::group_digits(run->plan.objects));
            return nullptr;
        }
        return run;
    }

    /// What stays is looked at again where what it stands on is not what it was.
    void mark_moved(ModelRun const &run, MovedTexts const &moved) {
        bool const writes = !m_options.dry_run && !m_options.show_prompt && m_options.prompts_out.empty();
        if (!writes || moved.empty()) return;
        catalog::DescriptionWriter writer{m_store, run.source, author(m_global, m_context), "describe"};
        std::int64_t stale = 0;
        sqlite::Txn txn{m_store.db()};
        for (auto const &[row, basis] : moved) stale += writer.seen(row, basis) ? 1 : 0;
        txn.commit();
        if (stale > 0)
            base::log::info("{} stale: what it stands on changed; scribe review list --stale has what to look at",
                            base::counted(stale, "text that stays is", "texts that stay are"));
    }

    ExitCode describe_source(catalog::SourceRow const &source) {
        auto model = m_options.model;
        auto patterns = m_options.patterns;
        std::string job;
        if (m_options.batch.resume) job = resumed_job(m_store, source, model, patterns);
        auto const endpoint = model_endpoint(model, m_context);
        auto const run = make_run(source, model, patterns);
        if (!run) return ExitCode::ok;
        run->writer = endpoint.provider;
        llm::Client client{endpoint, client_options(model, m_options.batch.jobs)};
        Answers answers{run->catalog, answerer(endpoint),
                        [&client](llm::Request const &request) { return client.ask(request); }};
        run->answers = &answers;
        EvidenceReader evidence{run->catalog, source};
        run->evidence = &evidence;
        sum_up(*run, client);
        catalog::DescriptionWriter writer{m_store, run->source, author(m_global, m_context), "describe"};
        auto code = ExitCode::ok;
        if (!run->plan.tables.empty()) {
            if (job.empty()) job = new_job(*run, model);
            code = run_job(*run, client, job, writer);
        }
        if (code == ExitCode::ok || (code == ExitCode::partial && !stop_reason(client, *run)))
            code = the_whole(*run, client, code, writer);
        tell(*run, client, answers);
        if (run->refused == 0) return code;
        base::log::warn(
            "{}: {} without an answer of use: the model refused, or did not answer in the form that was asked "
            "for; scribe describe list says why for each object",
            source.name, base::counted(run->refused.load(), "request"));
        return code == ExitCode::ok ? ExitCode::partial : code;
    }

    /// From the parts back to the whole: routines and types, schemas, the database.
    ExitCode the_whole(ModelRun &run, llm::Client const &client, ExitCode code, catalog::DescriptionWriter &writer) {
        auto reading = catalog::Store::open(run.catalog, catalog::Access::read);
        auto const done =
            describe_objects(run, reading, m_options.batch.part(), [&](std::vector<NewText> const &texts) {
                sqlite::Txn txn{m_store.db()};
                keep(writer, texts);
                txn.commit();
                if (auto const over = stop_reason(client, run)) throw Error(*over);
            });
        mark_moved(run, done.moved);
        if (done.unanswered == 0 || run.fallback) return code;
        base::log::warn("{}: {} about other objects without an answer: {}", run.source.name,
                        base::counted(done.unanswered, "request"), done.why);
        return code == ExitCode::ok && done.answered == 0 && run.plan.tables.empty() ? ExitCode::service
                                                                                     : ExitCode::partial;
    }

    /// The database as a whole comes first.
    static void sum_up(ModelRun &run, llm::Client const &client) {
        auto const outcome = run.answers->ask({describe::database_request(run.plan.database)}).front();
        if (outcome.answer) run.summary = summary_of(outcome.answer->text);
        else if (auto const over = stop_reason(client, run)) throw Error(*over);
        else base::log::warn("{}: no summary of the database: {}", run.source.name, outcome.why);
    }

    /// Why no further request will be answered; nothing as long as one may be, or the rules take over.
    static std::optional<Error> stop_reason(llm::Client const &client, ModelRun const &run) {
        auto const over = client.over();
        if (!over) return std::nullopt;
        if (over->failure == Failure::budget) return Error{ExitCode::partial, over->why, "raise the budget"};
        if (run.fallback) return std::nullopt;
        return Error{ExitCode::service, fmt::format("{}: {}", run.writer, over->why),
                     over->failure == Failure::fatal ? "check the key, the model's name and the address"
                                                     : "look whether the server answers"};
    }

    std::string new_job(ModelRun const &run, ModelOptions const &model) {
        catalog::JobSpec spec;
        spec.kind = "describe";
        spec.source = run.source.name;
        spec.author = author(m_global, m_context);
        spec.options = settings_to_json(model, m_options.patterns);
        spec.shard = m_options.batch.part();
        catalog::JobWriter writer{m_store, spec};
        for (auto const &table : run.plan.tables) writer.add(table.id, table.ref.schema, table.ref.name);
        return writer.finish();
    }

    ExitCode run_job(ModelRun &run, llm::Client &client, std::string const &job, catalog::DescriptionWriter &writer) {
        auto options = run_options(m_options.batch, job);
        options.give_up = [&] { return stop_reason(client, run); };
        auto const save = [&](catalog::Store &, DescribedTable &&table) { keep(writer, table.texts); };
        batch::RunReport report;
        {
            BatchProgress progress{m_global, m_context, "describe"};
            options.progress = [&progress](batch::Progress const &now) { progress.show(now); };
            report = batch::run(m_store, options, [&] { return std::make_unique<DescribeWorker>(run, save); });
        }
        if (report.exit_code() != ExitCode::ok && report.stop != batch::RunReport::Stop::interrupted) spent(client);
        auto const code = finish_batch(m_store, report, m_options.batch);
        // All tables failed for the service: that is its exit code.
        bool const service = code == ExitCode::partial && report.done == 0 && !report.failures.empty() &&
                             report.failures.front().error_code == base::exit_code_name(ExitCode::service);
        return service ? ExitCode::service : code;
    }

    void keep(catalog::DescriptionWriter &writer, std::vector<NewText> const &texts) {
        for (auto const &text : texts) {
            // Somebody may have said something meanwhile.
            if (stays(writer.present(text.id))) continue;
            bool const changed = writer.save(text.id, text.label, text.description, text.basis);
            if (text.description.text.empty()) ++m_silent;
            else if (changed) ++m_written;
            else ++m_same;
        }
    }

    static void spent(llm::Client const &client) {
        auto const spent = client.spent();
        base::log::info("{} sent, {} tokens in, {} out", base::counted(spent.requests, "request"),
                        base::group_digits(spent.tokens_in), base::group_digits(spent.tokens_out));
    }

    void tell(ModelRun const &run, llm::Client const &client, Answers const &answers) const {
        base::log::info("{}: {} new or changed, {} as before, {} without a text, {} of people or the database",
                        run.source.name, base::counted(m_written, "text"), base::group_digits(m_same),
                        base::group_digits(m_silent), base::group_digits(run.plan.kept));
        auto const spent = client.spent();
        auto const prices = llm::Prices{m_options.model.price_in, m_options.model.price_out};
        auto const cost = prices.known() ? fmt::format(", {:.4f} in all", prices.of(spent.tokens_in, spent.tokens_out))
                                         : std::string{};
        base::log::info("{} sent, {} from the catalog, {} tokens in, {} out{}",
                        base::counted(spent.requests, "request"), base::counted(answers.from_catalog(), "answer"),
                        base::group_digits(spent.tokens_in), base::group_digits(spent.tokens_out), cost);
        base::log::info("scribe describe list --origin model shows the texts");
    }

    DescribeByModel const &m_options;
    GlobalOptions const &m_global;
    Context &m_context;
    catalog::Store m_store;
    describe::Templates m_templates;
    std::int64_t m_written = 0, m_same = 0, m_silent = 0;
    std::int64_t m_objects = 0; ///< that are selected, of all sources
};

} // namespace

void add_model_writer_options(CLI::App &app, DescribeByModel &options) {
    add_model_options(app, options.model, true);
    auto const *const group = "Language model";
    app.add_flag("--structure-only", options.model.structure_only,
                 "Send names, types and keys alone: no comment, no value, no figure")
        ->group(group);
    app.add_option("--fallback", options.model.fallback,
                   "What is left to the rules when the model does not answer: rules")
        ->type_name("rules")
        ->check(CLI::IsMember({"rules"}))
        ->group(group);
    app.add_flag("--show-prompt", options.show_prompt, "Print what would be sent; send nothing")->group(group);
    app.add_option("--prompts-out", options.prompts_out,
                   "Write the requests to this file, one JSON object a line; send nothing")
        ->type_name("FILE")
        ->group(group);
    app.add_option("--answers-in", options.answers_in,
                   "Take the answers from this file: {\"id\",\"answer\"}, one a line; send nothing")
        ->type_name("FILE")
        ->group(group);
    options.batch.jobs = k_concurrency;
    add_batch_options(app, options.batch);
}

void check_model_writer(DescribeByModel const &options) {
    check_model_options(options.model);
    check_batch_options(options.batch);
    if (!options.prompts_out.empty() && !options.answers_in.empty())
        throw Error(ExitCode::usage, "--prompts-out and --answers-in are two steps",
                    "write the prompts first, take the answers when they are there");
    bool const offline = !options.prompts_out.empty() || !options.answers_in.empty();
    if (options.batch.resume && (offline || options.dry_run || options.show_prompt))
        throw Error(ExitCode::usage, "--resume goes on with a job, and nothing is sent here", "leave out --resume");
    if (options.batch.resume && !options.patterns.empty())
        throw Error(ExitCode::usage, "--resume goes on with the tables of the job it resumes",
                    "leave out the tables, or start a new run without --resume");
}

base::ExitCode describe_by_model(DescribeByModel const &options, GlobalOptions const &global, Context &context) {
    check_model_writer(options);
    return ModelCommand{options, global, context}.run();
}

} // namespace scribe::cli
