// SPDX-License-Identifier: MIT
#include "base/json.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "catalog/queries/snapshots.hpp"
#include "options/described_source.hpp"
#include "output/output.hpp"
#include "queries/actions.hpp"
#include "queries/link.hpp"
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
        return m_writer->finish(json.take());
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
        add_timeout_options(app, m_timeouts);
        app.footer("scribe analyze-queries collect\nscribe analyze-queries collect postgresql://user@host/database");
    }

    void check() const override {
        if (!m_as.empty()) check_source_name(m_as);
    }

    ExitCode run(GlobalOptions const &global, Context &context) override {
        auto const resolved = resolve_source(m_source.source, global, context);
        auto const database = open_source(resolved, "analyze-queries", m_source.key_file, m_timeouts, context);
        auto const row = described_source(resolved, database->info(), m_as);
        auto store = open_catalog(global, context, catalog::Access::create);
        auto const source = saved_source(store, row);
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
    TimeoutOptions m_timeouts;
};

} // namespace

std::unique_ptr<QueryAction> make_collect_action() { return std::make_unique<CollectAction>(); }

} // namespace scribe::cli
