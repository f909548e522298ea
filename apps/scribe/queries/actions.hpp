// SPDX-License-Identifier: MIT
#pragma once

#include "command.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

// The subcommands of `scribe analyze-queries`.
namespace scribe::cli {

/// One of them; as Command.
class QueryAction {
public:
    virtual ~QueryAction() = default;
    virtual std::string_view name() const = 0;
    virtual std::string_view summary() const = 0;
    virtual void bind(CLI::App &app) = 0;
    /// Throws base::Error(usage).
    virtual void check() const {}
    virtual base::ExitCode run(GlobalOptions const &global, Context &context) = 0;
};

/// In the order that help shows them.
std::vector<std::unique_ptr<QueryAction>> all_query_actions();

std::unique_ptr<QueryAction> make_collect_action();
std::unique_ptr<QueryAction> make_report_action();
std::unique_ptr<QueryAction> make_explain_action();
std::unique_ptr<QueryAction> make_history_action();
std::unique_ptr<QueryAction> make_baseline_action();
std::unique_ptr<QueryAction> make_prune_queries_action();

std::unique_ptr<Command> make_analyze_queries_command();

} // namespace scribe::cli
