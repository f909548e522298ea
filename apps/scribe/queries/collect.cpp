// SPDX-License-Identifier: MIT
#include "base/json.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "catalog/queries/snapshots.hpp"
#include "options/described_source.hpp"
#include "output/output.hpp"
#include "profiling/selection.hpp"
#include "queries/actions.hpp"
#include "queries/collect_file.hpp"
#include "queries/link.hpp"
#include "source/recorded.hpp"
#include "workload/read_query.hpp"

#include <fmt/format.h>

#include <optional>

namespace scribe::cli {

namespace {

using base::ExitCode;

/// Writes what the server counts into the catalog while it comes.
class Collector final : public source::RecordedReceiver {
public:
    Collector(catalog::Store &store, catalog::SourceRow const &source) : m_store(store), m_source(source) {}

    void begin(model::QuerySnapshot const &snapshot) override { m_writer.emplace(m_store, m_source, snapshot); }
    void put(source::RecordedEntry &&one) override {
        m_writer->put(one.entry, one.figures,
                      [&one] { return workload::read_query(one.text, one.bytes, one.text_hash); });
    }
    catalog::SnapshotSummary finish(source::RecordedReport const &report) {
        base::JsonWriter json;
        json.begin_object();
        json.member("hidden", report.hidden);
        json.member("hidden_ms", report.hidden_ms);
        json.member("notes", report.notes);
        json.end_object();
        return m_writer->finish(json.take(), report.hidden == 0);
    }

private:
    catalog::Store &m_store;
    catalog::SourceRow const &m_source;
    std::optional<catalog::SnapshotWriter> m_writer;
};

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
                       "Read logs of the server, or a file of SQL statements, instead; several are "
                       "one period")
            ->type_name("FILE")
            ->allow_extra_args(false)
            ->take_all()
            ->group(group);
        app.add_option("--input-format", m_files.format, "What the files are (auto unless told)")
            ->type_name("FORMAT")
            ->check(CLI::IsMember({"auto", "stderr", "csvlog", "jsonlog", "sql"}))
            ->group(group);
        app.add_option("--log-prefix", m_files.prefix,
                       "The server's log_line_prefix, for users and databases in stderr logs")
            ->type_name("PREFIX")
            ->group(group);
        add_timeout_options(app, m_timeouts);
        app.footer(
            "scribe analyze-queries collect\nscribe analyze-queries collect postgresql://user@host/database\nscribe "
            "analyze-queries collect --from pg.log --log-prefix '%m [%p] %u@%d '");
    }

    void check() const override {
        if (!m_as.empty()) check_source_name(m_as);
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
        auto const database = open_source(resolved, "analyze-queries", m_source.key_file, m_timeouts, context);
        auto const row = described_source(resolved, database->info(), m_as);
        auto store = open_catalog(global, context, catalog::Access::create);
        auto const source = saved_source(store, row, !m_as.empty() || !resolved.name.empty());
        sqlite::Txn transaction{store.db()};
        Collector collector{store, source};
        auto const report = database->recorded_figures(m_all_databases, collector);
        auto const summary = collector.finish(report);
        transaction.commit();
        link_queries(store, source);
        base::log::info("Collected {} of {}: {}, {} no longer there", base::counted(summary.entries, "statement"),
                        source.name, base::counted(summary.new_queries, "new query", "new queries"),
                        base::group_digits(summary.gone));
        for (auto const &note : report.notes) base::log::warn("{}", base::single_line(note));
        return ExitCode::ok;
    }

private:
    SourceOptions m_source;
    std::string m_as;
    bool m_all_databases = false;
    CollectFiles m_files;
    TimeoutOptions m_timeouts;
};

} // namespace

std::unique_ptr<QueryAction> make_collect_action() { return std::make_unique<CollectAction>(); }

} // namespace scribe::cli
