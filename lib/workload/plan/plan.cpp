// SPDX-License-Identifier: MIT
#include "workload/plan/plan.hpp"

#include <fmt/format.h>
#include <xxhash.h>

#include <algorithm>
#include <map>
#include <utility>

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

bool is_cte(PlanNode const &node) { return node.subplan_name.starts_with("CTE "); }

/// How often the planner expects a child to run while its parent runs once: its cost is that of one time.
double repeats(PlanNode const &node, std::size_t child) {
    auto const &one = node.children[child];
    if (one.parent_relationship == "SubPlan") {
        auto const hashed = "hashed " + one.subplan_name; // is made once
        bool const is_hashed = std::ranges::any_of(node.conditions, [&](PlanCondition const &condition) {
            return condition.text.find(hashed) != std::string::npos;
        });
        return is_hashed ? 1 : std::max(node.rows, 1.0);
    }
    if (node.type != "Nested Loop" || one.parent_relationship != "Inner") return 1;
    auto const outer = std::ranges::find(node.children, "Outer", &PlanNode::parent_relationship);
    return outer == node.children.end() ? 1 : std::max(outer->rows, 1.0);
}

/// Adds up what each node takes itself.
class Shares {
public:
    Shares(Plan const &plan, double whole) : m_whole(whole), m_timed(plan.root.actual.has_value()) {
        if (!m_timed) return;
        for (auto const *node : nodes_of(plan))
            if (is_cte(*node)) m_ctes[node->subplan_name.substr(4)] += measure(*node, true, 1);
    }

    /// `takes`: what the node and all below it take.
    void add(PlanNode const &node, double takes, double processes) {
        auto own = takes;
        auto const place = m_shares.size();
        m_shares.push_back(0);
        auto const below = processes + static_cast<double>(node.workers_launched.value_or(0));
        std::vector<double> children;
        for (std::size_t i = 0; i < node.children.size(); ++i) {
            auto const &child = node.children[i];
            auto part = measure(child, m_timed, below);
            // A LIMIT that stops what is below it makes children cost more than the node does.
            if (!m_timed)
                part = std::min(node.total_cost > 0 ? part * repeats(node, i) * takes / node.total_cost : 0,
                                std::max(own, 0.0));
            // A common table expression runs while it is scanned, and not where it hangs.
            if (!m_timed || !is_cte(child)) own -= part;
            children.push_back(part);
        }
        if (m_timed && node.type == "CTE Scan") {
            auto &left = m_ctes[node.cte];
            auto const made = std::clamp(own, 0.0, left);
            own -= made;
            left -= made;
        }
        m_shares[place] = m_whole > 0 ? std::clamp(own / m_whole, 0.0, 1.0) : 0;
        for (std::size_t i = 0; i < node.children.size(); ++i) add(node.children[i], children[i], below);
    }
    std::vector<double> take() { return std::move(m_shares); }

private:
    double m_whole;
    bool m_timed;
    std::map<std::string, double> m_ctes; ///< what each takes, as far as no scan of it was found yet
    std::vector<double> m_shares;
};

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
    auto const all = measure(plan.root, timed, 1);
    Shares shares{plan, std::max(timed ? plan.execution_ms.value_or(0) : 0, all)};
    shares.add(plan.root, all, 1);
    return shares.take();
}

std::string plan_hash(Plan const &plan) {
    std::string shape;
    write_shape(plan.root, shape);
    return fmt::format("{:016x}", static_cast<std::uint64_t>(XXH3_64bits(shape.data(), shape.size())));
}

} // namespace scribe::workload
