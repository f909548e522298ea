// SPDX-License-Identifier: MIT
#include "queries/actions.hpp"

#include <CLI/CLI.hpp>

namespace scribe::cli {

namespace {

class AnalyzeQueriesCommand final : public Command {
public:
    std::string_view name() const override { return "analyze-queries"; }
    std::string_view summary() const override { return "Ranks the queries of a server, and keeps their history"; }

    void bind(CLI::App &app) override {
        app.require_subcommand(1);
        app.footer("scribe analyze-queries collect\nscribe analyze-queries report --by mean --min-calls 100\n"
                   "scribe analyze-queries history --fail-on regression");
        for (auto const &action : m_actions) {
            auto *const sub = app.add_subcommand(std::string{action->name()}, std::string{action->summary()});
            sub->callback([this, chosen = action.get()] { m_chosen = chosen; });
            action->bind(*sub);
        }
    }

    void check() const override {
        if (m_chosen) m_chosen->check();
    }

    base::ExitCode run(Context &context) override { return m_chosen->run(global, context); }

private:
    std::vector<std::unique_ptr<QueryAction>> m_actions = all_query_actions();
    QueryAction *m_chosen = nullptr;
};

} // namespace

std::unique_ptr<Command> make_analyze_queries_command() { return std::make_unique<AnalyzeQueriesCommand>(); }

} // namespace scribe::cli
