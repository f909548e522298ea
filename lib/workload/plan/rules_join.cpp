// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "workload/plan/condition.hpp"
#include "workload/plan/rule_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace scribe::workload {

namespace {

/// pev2's steps.
constexpr double k_misjudged = 10, k_badly = 100, k_utterly = 1000;
constexpr double k_fewest_rows = 100; ///< less than this on both sides is no matter
constexpr double k_many_loops = 1000;
constexpr double k_many_pairs = 10'000; ///< of rows that a join tests

/// How far the estimate of a node is off, at least 1; 1 where nothing was measured.
double factor_of(PlanNode const &node) {
    if (!node.actual || node.actual->loops < 1) return 1;
    auto const expected = std::max(node.rows, 1.0), real = std::max(node.actual->rows, 1.0);
    if (std::max(node.rows, node.actual->rows) * node.actual->loops < k_fewest_rows) return 1;
    return std::max(expected / real, real / expected);
}

/// Fewer rows than expected are no wrong estimate of what may stop early.
bool is_misjudged(PlanNode const &node, bool may_stop) {
    return factor_of(node) > k_misjudged && (!may_stop || node.actual->rows >= node.rows);
}

PlanNode const *child(PlanNode const &node, std::string_view relationship) {
    auto const at = std::ranges::find(node.children, relationship, &PlanNode::parent_relationship);
    return at == node.children.end() ? nullptr : &*at;
}

/// The node takes a part of that child's rows only, whatever takes its own.
bool stops(PlanNode const &node, PlanNode const &one) {
    bool const is_inner = one.parent_relationship == "Inner";
    if (node.type == "Limit" || node.type == "Merge Join") return true;
    if (node.type == "WindowAgg") return !node.condition("Run Condition").empty();
    // The first match is enough.
    if (node.type == "Nested Loop") return is_inner && (node.join_type == "Semi" || node.join_type == "Anti");
    if (node.type != "Hash Join" || is_inner) return false;
    // With an empty hash table the other side is left after its first row.
    auto const *inner = child(node, "Inner");
    return inner != nullptr && inner->actual && inner->actual->rows == 0;
}

/// The node gives rows while it still takes others: it neither sorts, hashes nor counts them first.
bool hands_on(PlanNode const &node) {
    static constexpr std::array<std::string_view, 7> k_takes_all = {
        "Sort", "Hash", "Bitmap Heap Scan", "BitmapAnd", "BitmapOr", "ModifyTable", "SetOp"};
    if (std::ranges::find(k_takes_all, node.type) != k_takes_all.end()) return false;
    return node.type != "Aggregate" || node.strategy == "Sorted";
}

/// What may mend the estimate of a node.
std::string better_estimate(PlanNode const &node) {
    if (!node.relation.empty())
        return fmt::format("ANALYZE {}; where columns of its condition depend on each other, CREATE STATISTICS on them",
                           base::quote_ident(node.relation));
    if (node.type == "Function Scan" || node.type == "ProjectSet")
        return "ALTER FUNCTION ... ROWS tells the planner how many rows the function gives";
    if (node.type == "WindowAgg")
        return "the planner does not know where a window's condition stops: where a join comes after it, find the "
               "rows in a query of their own";
    if (node.type == "CTE Scan" || node.type == "WorkTable Scan" || node.type == "Recursive Union" ||
        node.type == "Subquery Scan")
        return "a subquery has no statistics: put the condition inside of it, or its rows into a temporary table and "
               "ANALYZE that";
    return "CREATE STATISTICS on the columns that are joined or grouped, where they depend on each other";
}

/// Where the wrong estimate of the node comes from: the lowest of a chain.
PlanNode const &origin_of(PlanNode const &node) {
    for (auto const &one : node.children)
        if (!one.is_subplan() && one.actual && one.actual->rows > one.rows && factor_of(one) > k_misjudged)
            return origin_of(one);
    return node;
}

void nested_loop(NodeView const &view, Findings &findings) {
    if (view.node.type != "Nested Loop") return;
    auto const *outer = child(view.node, "Outer"), *inner = child(view.node, "Inner");
    if (!outer || !inner || !outer->actual || !inner->actual || inner->actual->loops < k_many_loops) return;
    if (outer->actual->rows < outer->rows * k_misjudged) return;
    findings.push_back(
        {"nested-loop-blowup", PlanSeverity::critical, view.place,
         fmt::format("the inner side ran {} times, the planner expected {}",
                     base::group_digits(static_cast<std::int64_t>(inner->actual->loops)), rows_text(outer->rows)),
         "a nested loop was chosen for a few rows and repeats its inner side for many",
         fmt::format("mend the estimate of the outer side, a hash join would follow from it: {}",
                     better_estimate(origin_of(*outer)))});
}

void or_filter(NodeView const &view, Findings &findings) {
    auto const condition = view.node.condition("Join Filter");
    if (condition.empty() || !has_or(condition)) return;
    std::set<std::string> tables;
    for (auto const &one : comparisons(condition)) {
        for (auto const *side : {&one.left, &one.right})
            for (auto const &column : side->columns) tables.insert(column.alias);
    }
    auto const *outer = child(view.node, "Outer"), *inner = child(view.node, "Inner");
    if (tables.size() < 2 || !outer || !inner) return;
    bool const keyed = !view.node.condition("Hash Cond").empty() || !view.node.condition("Merge Cond").empty();
    auto const rows = [](PlanNode const &node) { return node.actual ? node.all_rows() : node.rows; };
    auto const inner_rows = keyed || !inner->actual ? rows(*inner) : inner->actual->rows; // of a nested loop: each time
    auto tested = keyed ? std::max(rows(*outer), inner_rows) : rows(*outer) * inner_rows;
    if (keyed && view.node.actual)
        tested = rows(view.node) + view.node.removed_by_join_filter.value_or(0) * view.node.actual->loops;
    if (tested < k_many_pairs) return;
    if (keyed) {
        if (rows(view.node) > tested / k_misjudged) return;
        findings.push_back({"or-join-filter", PlanSeverity::warning, view.place,
                            fmt::format("OR over columns of {} tables keeps {} of some {} that are joined",
                                        tables.size(), rows_text(rows(view.node)), rows_text(tested)),
                            "the condition needs both tables, so all of their rows are joined before it is looked at: "
                            "no index finds the few that it keeps",
                            "two queries joined by UNION, each with the condition of one table"});
        return;
    }
    findings.push_back({"or-join-filter", PlanSeverity::warning, view.place,
                        fmt::format("OR over columns of {} tables in {}", tables.size(), view.node.label()),
                        "neither a hash nor an index can answer an OR across tables: every pair of rows is tested",
                        "two queries joined by UNION, or UNION ALL where a row can match one arm only"});
}

} // namespace

void check_join(NodeView const &view, Findings &findings) {
    nested_loop(view, findings);
    or_filter(view, findings);
}

bool may_stop(NodeView const &view, PlanNode const &child) {
    // EXISTS looks for one row. A common table expression runs as far as what reads it does.
    if (child.is_subplan())
        return !child.subplan_name.starts_with("CTE ") || view.node.type == "Limit" || view.may_stop;
    return stops(view.node, child) || (view.may_stop && hands_on(view.node));
}

void check_estimate(NodeView const &view, Findings &findings) {
    auto const &node = view.node;
    if (!is_misjudged(node, view.may_stop)) return;
    // Where a window's condition stops is always misjudged: it matters only for what comes after it.
    if (node.type == "WindowAgg" && !view.parent) return;
    // Of a chain of wrong estimates the lowest is the origin.
    if (std::ranges::any_of(node.children, [&](PlanNode const &one) { return is_misjudged(one, may_stop(view, one)); }))
        return;
    auto const factor = factor_of(node);
    auto const severity = factor > k_utterly ? PlanSeverity::critical
                          : factor > k_badly ? PlanSeverity::warning
                                             : PlanSeverity::info;
    findings.push_back(
        {"mis-estimate", severity, view.place,
         fmt::format("expected {}, {} came: {:.0f} times as {}", rows_text(node.rows), rows_text(node.actual->rows),
                     factor, node.actual->rows > node.rows ? "many" : "few"),
         "joins and memory above this step were chosen for another number of rows", better_estimate(node)});
}

} // namespace scribe::workload
