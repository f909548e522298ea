// SPDX-License-Identifier: MIT
#include "workload/plan/rules.hpp"

#include "base/text.hpp"
#include "workload/plan/rule_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace scribe::workload {

namespace {

void visit(NodeView view, std::vector<double> const &shares, std::size_t &place, Findings &findings) {
    view.place = place;
    view.share = shares[place];
    check_scan(view, findings);
    check_conditions(view, findings);
    check_join(view, findings);
    check_estimate(view, findings);
    check_memory(view, findings);
    check_subqueries(view, findings);
    check_limit(view, findings);
    for (auto const &child : view.node.children) {
        ++place;
        visit({view.plan, view.facts, child, &view.node, 0, 0, may_stop(view, child)}, shares, place, findings);
    }
}

} // namespace

TableFacts const *PlanFacts::table(PlanNode const &node) const {
    auto const at = std::ranges::find_if(
        tables, [&](TableFacts const &one) { return one.name == node.relation && one.schema == node.schema; });
    return at == tables.end() || node.relation.empty() ? nullptr : &*at;
}

std::string_view name_of(PlanSeverity severity) {
    switch (severity) {
    case PlanSeverity::info: return "info";
    case PlanSeverity::warning: return "warning";
    case PlanSeverity::critical: return "critical";
    }
    return {};
}

std::vector<PlanFinding> check_plan(Plan const &plan, PlanFacts const &facts) {
    Findings findings;
    std::size_t place = 0;
    visit({plan, facts, plan.root}, own_shares(plan), place, findings);
    check_whole(plan, findings);
    check_statistics(plan, facts, findings);
    std::ranges::stable_sort(findings,
                             [](PlanFinding const &a, PlanFinding const &b) { return a.severity > b.severity; });
    return findings;
}

std::string rows_text(double rows) {
    if (rows < 10 && rows != std::floor(rows)) return fmt::format("{:.1f} rows", rows);
    return base::counted(std::llround(std::min(rows, 1e18)), "row");
}

std::string percent_text(double share) {
    return fmt::format("{:.{}f} %", share * 100, share < 0.1 && share > 0 ? 1 : 0);
}

std::string subject(PlanNode const &node) {
    if (!node.relation.empty()) return node.relation;
    return !node.cte.empty() ? node.cte : node.label();
}

} // namespace scribe::workload
