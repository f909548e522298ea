// SPDX-License-Identifier: MIT
#include "workload/plan/plan.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>

namespace scribe::workload {

namespace {

void collect(PlanNode const &node, std::vector<PlanNode const *> &list) {
    list.push_back(&node);
    for (auto const &child : node.children) collect(child, list);
}

/// What the node and all below it take. Of processes that work at the same time, the time of one.
double measure(PlanNode const &node, bool timed, double processes) {
    if (!timed) return node.total_cost;
    return node.actual ? node.actual->time() / processes : 0;
}

void add_shares(PlanNode const &node, double whole, bool timed, double processes, std::vector<double> &shares) {
    auto own = measure(node, timed, processes);
    auto const below = processes + static_cast<double>(node.workers_launched.value_or(0));
    // A LIMIT that stops what is below it makes children cost more than the node does.
    for (auto const &child : node.children) own -= measure(child, timed, below);
    shares.push_back(whole > 0 ? std::clamp(own / whole, 0.0, 1.0) : 0);
    for (auto const &child : node.children) add_shares(child, whole, timed, below, shares);
}

/// What of a node belongs to the shape: no estimate, and no text with constants in it.
void write_shape(PlanNode const &node, std::string &out) {
    for (auto const *part :
         {&node.type, &node.strategy, &node.partial_mode, &node.operation, &node.join_type, &node.parent_relationship,
          &node.schema, &node.relation, &node.alias, &node.index, &node.cte, &node.function, &node.scan_direction}) {
        out += *part;
        out += '\x1f';
    }
    for (auto const &condition : node.conditions) out += condition.name + '\x1f';
    out += '(';
    for (auto const &child : node.children) write_shape(child, out);
    out += ')';
}

} // namespace

std::string_view PlanNode::condition(std::string_view name) const {
    auto const at = std::ranges::find(conditions, name, &PlanCondition::name);
    return at == conditions.end() ? std::string_view{} : std::string_view{at->text};
}

std::string PlanNode::label() const {
    std::string text;
    if (parallel_aware) text += "Parallel ";
    if (!partial_mode.empty()) text += partial_mode + " ";
    if (type == "Aggregate" && !strategy.empty() && strategy != "Plain")
        text += strategy == "Sorted" ? "Group Aggregate" : strategy == "Hashed" ? "Hash Aggregate" : "Mixed Aggregate";
    else if (type == "ModifyTable" && !operation.empty()) text += operation;
    else if (type == "Nested Loop" && !join_type.empty() && join_type != "Inner") text += "Nested Loop " + join_type;
    else if (type.ends_with(" Join") && !join_type.empty() && join_type != "Inner")
        text += type.substr(0, type.size() - 4) + join_type + " Join"; // Hash Left Join
    else text += type;
    if (scan_direction == "Backward") text += " Backward";
    if (!index.empty()) text += " using " + index;
    auto const &what = !relation.empty() ? relation : !cte.empty() ? cte : function;
    if (!what.empty()) text += " on " + what;
    if (!alias.empty() && alias != what) text += (what.empty() ? " on " : " ") + alias;
    return text;
}

std::vector<PlanNode const *> nodes_of(Plan const &plan) {
    std::vector<PlanNode const *> list;
    collect(plan.root, list);
    return list;
}

std::vector<double> own_shares(Plan const &plan) {
    bool const timed = plan.root.actual.has_value();
    std::vector<double> shares;
    auto const whole = std::max(timed ? plan.execution_ms.value_or(0) : 0, measure(plan.root, timed, 1));
    add_shares(plan.root, whole, timed, 1, shares);
    return shares;
}

std::string plan_hash(Plan const &plan) {
    std::string shape;
    write_shape(plan.root, shape);
    return fmt::format("{:016x}", static_cast<std::uint64_t>(XXH3_64bits(shape.data(), shape.size())));
}

} // namespace scribe::workload
