// SPDX-License-Identifier: MIT
#include "base/files.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "catalog/queries/queries.hpp"
#include "catalog/relations/relations.hpp"
#include "command.hpp"
#include "options/source_option.hpp"
#include "profiling/selection.hpp"
#include "relate/joins.hpp"
#include "relate/search.hpp"
#include "relating/ask_model.hpp"
#include "relating/explain.hpp"
#include "relating/load.hpp"
#include "relating/people/actions.hpp"
#include "relating/probing.hpp"
#include "sql/statement.hpp"
#include "sql/text/fingerprint.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <functional>
#include <optional>
#include <set>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;

class RelateCommand final : public Command {
public:
    std::string_view name() const override { return "relate"; }
    std::string_view summary() const override { return "Finds the relationships that no foreign key declares"; }

    void bind(CLI::App &app) override {
        app.require_subcommand(0, 1);
        auto const *const group = "Search";
        app.add_option("--source", m_source, "The source to search")->type_name("NAME");
        app.add_flag("--offline", m_offline, "Connect to nothing: names, structure and stored sketches decide")
            ->group(group);
        app.add_option("-j,--jobs,--max-connections", m_connections, "So many connections (4 unless told)")
            ->type_name("N")
            ->check(CLI::Range(1, 64))
            ->group(group);
        app.add_option("--queries", m_queries, "A file of SQL statements whose joins count as well")
            ->type_name("FILE")
            ->group(group);
        app.add_option("--explain", m_explain, "Store nothing; say how a pair of columns was judged")
            ->type_name("A.COLUMN B.COLUMN")
            ->expected(1, 3) // so that check() sees one too many, which would be taken for the second else
            ->multi_option_policy(CLI::MultiOptionPolicy::TakeAll)
            ->group(group);
        app.add_flag("--candidates", m_candidates, "Store nothing; print each pair that was looked at, a line of JSON")
            ->group(group);
        app.add_flag("--ask-model", m_ask_model,
                     "Ask the language model that scribe.yml names for describe about what is left undecided: names "
                     "and figures are sent")
            ->group(group);
        add_timeout_options(app, m_timeouts);
        add_key_file_option(app, m_key_file);
        app.footer("scribe relate\nscribe relate --offline\nscribe relate list --min-confidence 0.9\n"
                   "scribe relate show order.customer_id\nscribe relate accept --min-confidence 0.95\n"
                   "scribe relate ddl | psql shop");
        m_actions.bind(app);
    }

    void check() const override {
        if (!m_explain.empty() && m_explain.size() != 2)
            throw Error(ExitCode::usage, fmt::format("--explain takes two columns, not {}", m_explain.size()),
                        "scribe relate --explain order.customer_id customer.id");
    }

    ExitCode run(Context &context) override {
        if (!m_actions.chosen()) return search(context);
        m_actions.run(m_source, global, context);
        return ExitCode::ok;
    }

private:
    ExitCode search(Context &context) {
        auto store = open_catalog(global, context, catalog::Access::write);
        auto const source = profile_source(store, m_source, {});
        auto facts = load_facts(store, source);
        auto const is_profiled = [](relate::Table const &table) {
            return std::ranges::any_of(table.columns, &relate::Column::profiled);
        };
        if (std::ranges::none_of(facts.tables, is_profiled))
            base::log::info("{} has no profile: scribe profile first finds more", source.name);
        observe(store, source, context, facts);
        relate::Search search{std::move(facts)};
        if (!m_offline) probe(search, source, context);
        auto found = search.judge();
        if (!m_explain.empty()) {
            explain_pair(search, source, m_explain[0], m_explain[1], context);
            return ExitCode::ok;
        }
        if (m_candidates) {
            search.write_candidates(context.out);
            return ExitCode::ok;
        }
        if (m_ask_model) ask(found, source, context);
        auto const summary = catalog::save_found(store, source, found);
        base::log::info("{}: {} declared, {} found ({} new, {} gone), {} near misses", source.name,
                        base::group_digits(summary.declared), base::group_digits(summary.found), summary.added,
                        summary.removed, base::group_digits(summary.near_misses));
        return ExitCode::ok;
    }

    void ask(std::vector<model::Relationship> &found, catalog::SourceRow const &source, Context &context) const {
        auto const summary = ask_model(found, source, global, context);
        base::log::info("{} asked about: {} yes, {} no, {} unsure", base::counted(summary.asked, "undecided pair"),
                        summary.yes, summary.no, summary.unsure);
    }

    /// Nothing when there is no such file, or it is a folder.
    std::optional<std::string> read_queries() const {
        std::error_code error;
        if (std::filesystem::is_directory(m_queries, error)) return std::nullopt;
        return base::read_file(m_queries);
    }

    std::vector<relate::Statement> queries() const {
        if (m_queries.empty()) return {};
        auto const *const remedy = "--queries takes a file of SQL statements that end with semicolons";
        auto text = read_queries();
        if (!text)
            throw Error(ExitCode::config, fmt::format("cannot read the queries of {}", base::single_line(m_queries)),
                        remedy);
        constexpr std::string_view k_byte_order_mark = "\xEF\xBB\xBF";
        if (text->starts_with(k_byte_order_mark)) text->erase(0, k_byte_order_mark.size());
        try {
            return named("statement", sql::split_statements(*text));
        } catch (Error const &error) {
            throw Error(error.code(), base::single_line(m_queries) + ": " + error.what(), remedy);
        }
    }

    static std::vector<relate::Statement> named(std::string_view name, std::vector<std::string> texts) {
        std::vector<relate::Statement> statements;
        for (auto &text : texts)
            statements.push_back({std::move(text), fmt::format("{} {}", name, statements.size() + 1)});
        return statements;
    }

    /// What the server recorded. Without it the rest decides.
    std::vector<relate::Statement> recorded(catalog::SourceRow const &source, Context &context) const {
        auto const database = opener(source, context)();
        try {
            return named("recorded statement", database->recorded_statements());
        } catch (Error const &error) {
            if (error.code() != ExitCode::source_query) throw;
            base::log::warn("statements that the server recorded were not read: {}", error.what());
            return {};
        }
    }

    /// Adds what scribe analyze-queries collected; returns the fingerprints.
    static std::set<std::string> collected(catalog::Store &store, catalog::SourceRow const &source,
                                           std::vector<relate::Statement> &statements) {
        std::set<std::string> fingerprints;
        catalog::for_each_query(store, source.id, [&](catalog::QueryRow &&row) {
            if (!row.query.error.empty() || row.query.purpose != "application" || row.is_elsewhere) return;
            fingerprints.insert(row.query.fingerprint);
            statements.push_back({std::move(row.query.text), "query " + catalog::query_id_text(row.id).substr(0, 8)});
        });
        return fingerprints;
    }

    void observe(catalog::Store &store, catalog::SourceRow const &source, Context &context,
                 relate::Facts &facts) const {
        auto statements = queries();
        auto const kept = collected(store, source, statements);
        if (!m_offline)
            for (auto &one : recorded(source, context))
                if (!kept.contains(sql::fingerprint(one.text).hash)) statements.push_back(std::move(one));
        auto const summary = relate::observe_joins(*store.reader(source, {}, false), statements, facts);
        for (auto const &note : summary.notes) base::log::debug("not read: {}", base::single_line(note));
        if (summary.unread > 0)
            base::log::info("{} of {} SQL texts could not be read; -v tells which and why", summary.unread,
                            summary.texts);
    }

    std::function<std::unique_ptr<source::Source>()> opener(catalog::SourceRow const &source, Context &context) const {
        return [this, &context, resolved = resolve_source(source.name, global, context)] {
            return open_source(resolved, "relate", m_key_file, m_timeouts, context);
        };
    }

    void probe(relate::Search &search, catalog::SourceRow const &source, Context &context) {
        auto const summary = probe_all(search, opener(source, context), m_connections);
        for (auto const &note : summary.notes) base::log::debug("{}", base::single_line(note));
        if (summary.failed > 0)
            base::log::warn("{} refused: names, structure and joins decided; -v tells which and why",
                            base::counted(summary.failed, "lookup was", "lookups were"));
    }

    RelateActions m_actions;
    std::string m_source, m_key_file, m_queries;
    std::vector<std::string> m_explain;
    bool m_offline = false, m_candidates = false, m_ask_model = false;
    int m_connections = 4;
    TimeoutOptions m_timeouts;
};

} // namespace

std::unique_ptr<Command> make_relate_command() { return std::make_unique<RelateCommand>(); }

} // namespace scribe::cli
