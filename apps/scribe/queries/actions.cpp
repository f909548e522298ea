// SPDX-License-Identifier: MIT
#include "queries/actions.hpp"

namespace scribe::cli {

std::vector<std::unique_ptr<QueryAction>> all_query_actions() {
    std::vector<std::unique_ptr<QueryAction>> actions;
    actions.push_back(make_collect_action());
    actions.push_back(make_report_action());
    actions.push_back(make_explain_action());
    actions.push_back(make_history_action());
    actions.push_back(make_baseline_action());
    actions.push_back(make_prune_queries_action());
    return actions;
}

} // namespace scribe::cli
