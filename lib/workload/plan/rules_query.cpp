// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "workload/plan/condition.hpp"
#include "workload/plan/rule_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace scribe::workload {

namespace {

constexpr double k_many_rows = 1000;
constexpr double k_early_share = 0.1; ///< of the cost of what a LIMIT stops early

bool contains(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }

/// NOT IN as servers write it: "NOT (hashed SubPlan 1)"; since 17 "NOT (ANY (x = (hashed SubPlan 1).col1))". Plain
/// NOT EXISTS is a join in plans.
bool is_not_in(std::string_view condition) {
    return contains(condition, "NOT (hashed SubPlan") || contains(condition, "NOT (SubPlan") ||
           (contains(condition, "NOT (ANY (") && contains(condition, "SubPlan"));
}

void not_in(NodeView const &view, Findings &findings) {
    auto const filter = view.node.condition("Filter");
    if (!is_not_in(filter)) return;
    bool const hashed = contains(filter, "hashed SubPlan");
    findings.push_back({"not-in-subquery", hashed ? PlanSeverity::info : PlanSeverity::critical, view.place,
                        hashed ? "the subquery's rows are kept in a hash table"
                               : fmt::format("the subquery is searched for each row of {}", subject(view.node)),
                        "NOT IN cannot become a join, since a NULL in the subquery makes it empty; when the hash table "
                        "outgrows work_mem it takes rows x rows",
                        "NOT EXISTS (SELECT FROM ... WHERE ...), which becomes an anti join"});
}

void correlated(NodeView const &view, Findings &findings) {
    auto const &node = view.node;
    auto place = view.place;
    for (auto const &child : node.children) {
        ++place;
        auto const here = place;
        // The places of what is below the child come before its next sibling's.
        Plan const below{child, {}, {}, 0, {}};
        place += nodes_of(below).size() - 1;
        if (child.parent_relationship != "SubPlan") continue;
        auto const text = "hashed " + child.subplan_name;
        if (std::ranges::any_of(node.conditions, [&](PlanCondition const &one) { return contains(one.text, text); }))
            continue;
        double runs = child.actual ? child.actual->loops : 0;
        if (!child.actual && child.total_cost > 0) runs = node.total_cost / child.total_cost;
        if (runs < k_many_rows) continue;
        findings.push_back(
            {"correlated-subplan",
             child.actual && child.actual->time() < view.plan.execution_ms.value_or(0) / 10 ? PlanSeverity::info
                                                                                            : PlanSeverity::warning,
             here,
             fmt::format("{} {} {} times", child.subplan_name, child.actual ? "ran" : "is expected to run about",
                         base::group_digits(std::llround(std::min(runs, 1e15)))),
             "the subquery depends on the row outside, so it is answered once for each",
             "a join with the grouped subquery, or LATERAL; at least an index on what its condition compares"});
    }
}

/// Whether the server could compute the CTE where it is read: one that does not write, that does not read itself and is
/// read once.
bool can_be_inlined(Plan const &plan, std::string const &cte) {
    std::size_t scans = 0;
    for (auto const *one : nodes_of(plan)) {
        scans += one->type == "CTE Scan" && one->cte == cte ? 1U : 0U;
        if (one->subplan_name == "CTE " + cte && (one->type == "Recursive Union" || one->type == "ModifyTable"))
            return false;
    }
    return scans == 1;
}

void cte_filter(NodeView const &view, Findings &findings) {
    auto const &node = view.node;
    if (node.type != "CTE Scan" || node.condition("Filter").empty() || !can_be_inlined(view.plan, node.cte)) return;
    if (view.facts.equivalent) return;
    double removed = 0;
    if (node.actual) removed = node.removed_by_filter.value_or(0) * node.actual->loops;
    else {
        for (auto const *one : nodes_of(view.plan))
            if (one->subplan_name == "CTE " + node.cte) removed = one->rows - node.rows;
    }
    if (removed < k_many_rows) return;
    findings.push_back({"cte-filter", PlanSeverity::warning, view.place,
                        fmt::format("{} of {} are made and thrown away", rows_text(removed), node.cte),
                        "the CTE is computed as a whole before the condition looks at its rows, so that no index helps",
                        "AS NOT MATERIALIZED, or the condition inside the CTE"});
}

/// What a Limit stops, below steps that hand rows on as they come.
PlanNode const *stopped_scan(PlanNode const &limit) {
    PlanNode const *node = &limit;
    while (!node->children.empty()) {
        node = &node->children.front();
        if (node->type == "Index Scan" || node->type == "Index Only Scan") return node;
        if (node->type != "Nested Loop" && node->type != "Result" && node->type != "Subquery Scan" &&
            node->type != "LockRows")
            return nullptr;
    }
    return nullptr;
}

void order_by_index(NodeView const &view, Findings &findings) {
    auto const *scan = view.node.type == "Limit" ? stopped_scan(view.node) : nullptr;
    if (scan == nullptr || scan->condition("Filter").empty()) return;
    std::string figure;
    if (scan->actual) {
        auto const removed = scan->removed_by_filter.value_or(0) * scan->actual->loops;
        if (removed < k_many_rows || removed < scan->all_rows() * 10) return;
        figure = fmt::format("{} were read along {} to find {}", rows_text(removed + scan->all_rows()), scan->index,
                             rows_text(scan->all_rows()));
    } else {
        auto const *table = view.facts.table(*scan);
        if (!scan->condition("Index Cond").empty() || table == nullptr || table->rows < k_many_rows * 10 ||
            view.node.total_cost > scan->total_cost * k_early_share)
            return;
        figure = fmt::format("{} is read in the order of {} until enough rows are found, which the planner expects "
                             "after {} of it",
                             scan->relation, scan->index,
                             percent_text(view.node.total_cost / std::max(scan->total_cost, 1.0)));
    }
    findings.push_back(
        {"wrong-index-order-by", scan->actual ? PlanSeverity::critical : PlanSeverity::info, view.place, figure,
         "the index of the ORDER BY is walked in the hope to meet matching rows soon; when they are rare "
         "or stand together that is most of the table",
         "an index on the columns of the condition followed by those of ORDER BY; or ORDER BY (col + 0), "
         "which keeps the planner off this index"});
}

void offset(NodeView const &view, Findings &findings) {
    auto const &node = view.node;
    if (node.type != "Limit" || node.children.empty()) return;
    auto const &below = node.children.front();
    double skipped = 0, given = node.rows;
    if (node.actual && below.actual) {
        given = node.actual->rows;
        skipped = below.actual->rows - given;
    } else if (!view.facts.generic && below.total_cost > below.startup_cost) {
        // The cost of skipping is the start-up cost that a Limit adds.
        skipped = below.rows * (node.startup_cost - below.startup_cost) / (below.total_cost - below.startup_cost);
    }
    if (skipped < k_many_rows || skipped < given * 9) return;
    findings.push_back({"large-offset", PlanSeverity::warning, view.place,
                        fmt::format("{} are passed over to give {}", rows_text(skipped), rows_text(given)),
                        "OFFSET reads all rows before the page, so that each page takes longer than the last",
                        "remember the last key of a page and ask for what follows it: WHERE (key) > (last) ORDER BY "
                        "key LIMIT n"});
}

} // namespace

void check_subqueries(NodeView const &view, Findings &findings) {
    not_in(view, findings);
    correlated(view, findings);
    cte_filter(view, findings);
}

void check_limit(NodeView const &view, Findings &findings) {
    order_by_index(view, findings);
    offset(view, findings);
}

} // namespace scribe::workload
