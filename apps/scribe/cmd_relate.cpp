// SPDX-License-Identifier: MIT
#include "base/files.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "catalog/relations/relations.hpp"
#include "command.hpp"
#include "options/source_option.hpp"
#include "profiling/selection.hpp"
#include "relate/search.hpp"
#include "relating/explain.hpp"
#include "relating/joins.hpp"
#include "relating/load.hpp"
#include "relating/people/actions.hpp"
#include "relating/probing.hpp"

#include <fmt/format.h>

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
            ->expected(2)
            ->group(group);
        app.add_flag("--candidates", m_candidates, "Store nothing; print each pair that was looked at, a line of JSON")
            ->group(group);
        add_timeout_options(app, m_timeouts);
        add_key_file_option(app, m_key_file);
        app.footer("scribe relate\nscribe relate --offline\nscribe relate list --min-confidence 0.9\n"
                   "scribe relate show order.customer_id\nscribe relate accept --min-confidence 0.95\n"
                   "scribe relate ddl | psql shop");
        m_actions.bind(app);
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
        auto facts = load_facts(store, source, {});
        observe(store, source, facts);
        relate::Search search{std::move(facts)};
        if (!m_offline) probe(search, source, context);
        auto const found = search.judge();
        if (!m_explain.empty()) {
            explain_pair(search, source, m_explain[0], m_explain[1], context);
            return ExitCode::ok;
        }
        if (m_candidates) {
            context.out << search.candidates_json();
            return ExitCode::ok;
        }
        auto const summary = catalog::save_found(store, source, found);
        base::log::info("{}: {} declared, {} found ({} new, {} gone), {} near misses", source.name,
                        base::group_digits(summary.declared), base::group_digits(summary.found), summary.added,
                        summary.removed, base::group_digits(summary.near_misses));
        return ExitCode::ok;
    }

    void observe(catalog::Store &store, catalog::SourceRow const &source, relate::Facts &facts) const {
        std::vector<std::string> statements;
        if (!m_queries.empty()) {
            if (auto const text = base::read_file(m_queries)) statements = split_statements(*text);
            else
                throw Error(ExitCode::config,
                            fmt::format("cannot read the queries of {}", base::single_line(m_queries)),
                            "--queries takes a file of SQL statements that end with semicolons");
        }
        auto const summary = observe_joins(store, source, statements, facts);
        for (auto const &note : summary.notes) base::log::debug("not read: {}", base::single_line(note));
        if (summary.unread > 0)
            base::log::info("{} of {} SQL texts could not be read; -v tells which and why", summary.unread,
                            summary.texts);
    }

    void probe(relate::Search &search, catalog::SourceRow const &source, Context &context) {
        auto const resolved = resolve_source(source.name, global, context);
        auto const summary = probe_all(
            search, [&] { return open_source(resolved, "relate", m_key_file, m_timeouts, context); }, m_connections);
        for (auto const &note : summary.notes) base::log::warn("{}", base::single_line(note));
    }

    RelateActions m_actions;
    std::string m_source, m_key_file, m_queries;
    std::vector<std::string> m_explain;
    bool m_offline = false, m_candidates = false;
    int m_connections = 4;
    TimeoutOptions m_timeouts;
};

} // namespace

std::unique_ptr<Command> make_relate_command() { return std::make_unique<RelateCommand>(); }

} // namespace scribe::cli
