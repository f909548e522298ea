// SPDX-License-Identifier: MIT
#pragma once

#include "workload/plan/rules.hpp"

#include <string>
#include <vector>

namespace scribe::workload {

/// A node as the rules see it.
struct NodeView {
    Plan const &plan;
    PlanFacts const &facts;
    PlanNode const &node;
    PlanNode const *parent = nullptr;
    std::size_t place = 0; ///< in nodes_of()
    double share = 0;      ///< its own of the plan
    bool may_stop = false; ///< what is above it may take a part of its rows only
};

using Findings = std::vector<PlanFinding>;

void check_scan(NodeView const &view, Findings &findings);
void check_conditions(NodeView const &view, Findings &findings);
void check_join(NodeView const &view, Findings &findings);
void check_estimate(NodeView const &view, Findings &findings);
/// Whether the node may take a part of that child's rows only.
bool may_stop(NodeView const &view, PlanNode const &child);
void check_memory(NodeView const &view, Findings &findings);
void check_subqueries(NodeView const &view, Findings &findings);
void check_limit(NodeView const &view, Findings &findings);
/// What is of the whole: JIT, planning, temporary files, triggers.
void check_whole(Plan const &plan, Findings &findings);
void check_statistics(Plan const &plan, PlanFacts const &facts, Findings &findings);

/// 12345 as "12,345 rows"; below ten with a decimal where there is one.
std::string rows_text(double rows);
std::string percent_text(double share);
/// "orders", or what else the node reads.
std::string subject(PlanNode const &node);

} // namespace scribe::workload
