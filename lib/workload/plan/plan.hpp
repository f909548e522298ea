// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// Plans of PostgreSQL as EXPLAIN (FORMAT JSON) writes them, in structs. Members that a plan does not have are at
// their default.
namespace scribe::workload {

/// A condition of a node, such as {"Filter", "(orders.total > $1)"}.
struct PlanCondition {
    std::string name, text;
};

/// What was measured: only where the statement ran. Times and rows are of one loop, on average.
struct PlanActual {
    double startup_ms = 0, total_ms = 0;
    double rows = 0, loops = 0;
    /// Of all loops.
    double time() const { return total_ms * loops; }
};

/// A step of a plan.
struct PlanNode {
    std::string type;                ///< "Seq Scan", "Hash Join"
    std::string strategy;            ///< of aggregates and set operations: "Hashed"
    std::string partial_mode;        ///< "Partial", "Finalize"
    std::string operation;           ///< of ModifyTable: "Update"
    std::string join_type;           ///< "Inner", "Left"
    std::string parent_relationship; ///< "Outer", "Inner", "SubPlan", "InitPlan", "Member", "Subquery"
    std::string subplan_name;        ///< "CTE revenue", "SubPlan 1"
    std::string schema, relation, alias, index, cte, function;
    std::string scan_direction;
    bool parallel_aware = false;
    double startup_cost = 0, total_cost = 0, rows = 0;
    std::int64_t width = 0;
    std::optional<PlanActual> actual;
    std::vector<PlanCondition> conditions;
    std::vector<std::string> sort_keys;
    std::optional<double> removed_by_filter, removed_by_join_filter, removed_by_recheck; ///< rows of one loop
    std::string sort_method, sort_space;                                                 ///< "external merge", "Disk"
    std::int64_t sort_kb = 0;
    std::int64_t hash_batches = 0, hash_original_batches = 0;
    std::int64_t aggregate_batches = 0, disk_kb = 0;
    std::int64_t exact_blocks = 0, lossy_blocks = 0;
    std::optional<double> heap_fetches;
    std::int64_t workers_planned = 0;
    std::optional<std::int64_t> workers_launched;
    std::int64_t subplans_removed = 0;
    std::int64_t hit_blocks = 0, read_blocks = 0, temp_read = 0, temp_written = 0; ///< with those of its children
    std::vector<PlanNode> children;

    /// The condition of that name, or empty.
    std::string_view condition(std::string_view name) const;
    /// Rows that all loops gave, where it ran; else what the planner expects of one.
    double all_rows() const { return actual ? actual->rows * actual->loops : rows; }
    /// "Seq Scan on orders o", "Hash Join (Left)": what the tree calls it.
    std::string label() const;
    /// Of the children that are not InitPlans or SubPlans.
    bool is_subplan() const { return parent_relationship == "SubPlan" || parent_relationship == "InitPlan"; }
};

/// A trigger that ran.
struct PlanTrigger {
    std::string name, relation;
    double time_ms = 0;
    std::int64_t calls = 0;
};

/// What EXPLAIN gave of one statement.
struct Plan {
    PlanNode root;
    std::optional<double> planning_ms, execution_ms;
    double jit_ms = 0;
    std::vector<PlanTrigger> triggers;
};

/// Reads it. Throws base::Error(config) for what is no such JSON, nests more than 500 levels of nodes or has more than
/// 20,000 of them.
Plan read_plan(std::string_view json);

/// The plan's nodes, each before its children.
std::vector<PlanNode const *> nodes_of(Plan const &plan);

/// Of each of nodes_of(): its own share of the plan, without its children's: of the measured time, else of the cost; 0
/// to 1.
std::vector<double> own_shares(Plan const &plan);

/// 16 hexadecimal digits that are those of every plan of the same shape: the same steps, joins, tables and indexes,
/// whatever the estimates and constants.
std::string plan_hash(Plan const &plan);

/// The plan with `?` in place of the literals in its conditions.
Plan without_literals(Plan plan);

/// The plan as EXPLAIN writes it, for the catalog: without the literals in its conditions, which may be personal data,
/// and without what no comparison of plans needs.
std::string plan_to_keep(Plan const &plan);

} // namespace scribe::workload
