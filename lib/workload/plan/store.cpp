// SPDX-License-Identifier: MIT
#include "base/json.hpp"
#include "workload/plan/condition.hpp"
#include "workload/plan/plan.hpp"

namespace scribe::workload {

namespace {

void member(base::JsonWriter &json, char const *name, std::string const &text) {
    if (!text.empty()) json.member(name, text);
}

void write(base::JsonWriter &json, PlanNode const &node) {
    json.begin_object();
    json.member("Node Type", node.type);
    member(json, "Strategy", node.strategy);
    member(json, "Partial Mode", node.partial_mode);
    member(json, "Operation", node.operation);
    member(json, "Join Type", node.join_type);
    member(json, "Parent Relationship", node.parent_relationship);
    member(json, "Subplan Name", node.subplan_name);
    member(json, "Schema", node.schema);
    member(json, "Relation Name", node.relation);
    member(json, "Alias", node.alias);
    member(json, "Index Name", node.index);
    member(json, "CTE Name", node.cte);
    member(json, "Function Name", node.function);
    member(json, "Scan Direction", node.scan_direction);
    if (node.parallel_aware) json.member("Parallel Aware", true);
    json.member("Startup Cost", node.startup_cost);
    json.member("Total Cost", node.total_cost);
    json.member("Plan Rows", node.rows);
    json.member("Plan Width", node.width);
    if (node.actual) {
        json.member("Actual Startup Time", node.actual->startup_ms);
        json.member("Actual Total Time", node.actual->total_ms);
        json.member("Actual Rows", node.actual->rows);
        json.member("Actual Loops", node.actual->loops);
    }
    if (node.removed_by_filter) json.member("Rows Removed by Filter", *node.removed_by_filter);
    for (auto const &one : node.conditions) json.member(one.name, without_literals(one.text));
    if (!node.sort_keys.empty()) {
        json.key("Sort Key");
        json.begin_array();
        for (auto const &key : node.sort_keys) json.value(without_literals(key));
        json.end_array();
    }
    if (!node.children.empty()) {
        json.key("Plans");
        json.begin_array();
        for (auto const &child : node.children) write(json, child);
        json.end_array();
    }
    json.end_object();
}

void take_literals(PlanNode &node) {
    for (auto &one : node.conditions) one.text = without_literals(one.text);
    for (auto &key : node.sort_keys) key = without_literals(key);
    for (auto &child : node.children) take_literals(child);
}

} // namespace

Plan without_literals(Plan plan) {
    take_literals(plan.root);
    return plan;
}

std::string plan_to_keep(Plan const &plan) {
    base::JsonWriter json;
    json.begin_object();
    json.key("Plan");
    write(json, plan.root);
    if (plan.planning_ms) json.member("Planning Time", *plan.planning_ms);
    if (plan.execution_ms) json.member("Execution Time", *plan.execution_ms);
    json.end_object();
    return json.take();
}

} // namespace scribe::workload
