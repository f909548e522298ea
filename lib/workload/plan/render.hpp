// SPDX-License-Identifier: MIT
#pragma once

#include "base/json.hpp"
#include "workload/plan/plan.hpp"
#include "workload/plan/rules.hpp"

#include <optional>
#include <string>
#include <vector>

namespace scribe::workload {

/// How a tree is drawn.
struct TreeStyle {
    std::optional<std::size_t> width{}; ///< columns of the terminal; nothing: lines are as long as they are
    bool bold_hot = false;              ///< steps with 40 % or more of the plan in bold, by escapes
};

/// The plan as a tree for a terminal, a line a step: its share of the time, else of the cost, rows expected and real,
/// loops, and below it its conditions. Numbers in brackets are those of the findings.
std::string plan_tree(Plan const &plan, std::vector<PlanFinding> const &findings, TreeStyle const &style);

/// The findings, numbered as the tree has them.
std::string findings_text(Plan const &plan, std::vector<PlanFinding> const &findings, std::optional<std::size_t> width);

/// The text with line breaks between its words, so that no line is wider than `width` columns where there is one;
/// `indent` blanks are before each of them but the first, which stands in that column.
std::string wrapped(std::string const &text, std::size_t indent, std::optional<std::size_t> width);

/// A Mermaid flowchart, rows from below to above: steps of 40 % and more, and those with a finding, stand out.
std::string plan_mermaid(Plan const &plan, std::vector<PlanFinding> const &findings);

/// The plan as one JSON value: a node with its children, and each node's share. Literals in conditions stay only when
/// `literals` says so.
void write_plan_json(base::JsonWriter &json, Plan const &plan, bool literals);
void write_findings_json(base::JsonWriter &json, Plan const &plan, std::vector<PlanFinding> const &findings);

} // namespace scribe::workload
