// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "workload/plan/condition.hpp"
#include "workload/plan/render.hpp"
#include "workload/plan/rule_checks.hpp"

#include <fmt/format.h>

#include <set>

namespace scribe::workload {

namespace {

constexpr double k_hot = 0.4;

/// Text within the quotes of a Mermaid label.
std::string label_text(std::string_view text) {
    std::string out;
    for (char const c : base::single_line(text)) {
        if (c == '"') out += "#quot;";
        else if (c == '#') out += "#35;";
        else if (c == '<') out += "#lt;";
        else if (c == '>') out += "#gt;";
        else out += c;
    }
    return out;
}

void write_names(base::JsonWriter &json, PlanNode const &node) {
    std::pair<char const *, std::string const *> const names[] = {
        {"strategy", &node.strategy},    {"partial_mode", &node.partial_mode},
        {"operation", &node.operation},  {"join_type", &node.join_type},
        {"subplan", &node.subplan_name}, {"schema", &node.schema},
        {"relation", &node.relation},    {"alias", &node.alias},
        {"index", &node.index},          {"cte", &node.cte},
        {"function", &node.function},    {"relationship", &node.parent_relationship}};
    for (auto const &[name, text] : names)
        if (!text->empty()) json.member(name, *text);
}

class JsonTree {
public:
    JsonTree(base::JsonWriter &json, Plan const &plan, bool literals)
        : m_json(json), m_shares(own_shares(plan)), m_literals(literals) {}

    void write(PlanNode const &node) {
        m_json.begin_object();
        m_json.member("type", node.type);
        write_names(m_json, node);
        m_json.member("share", m_shares[m_place++]);
        m_json.member("startup_cost", node.startup_cost);
        m_json.member("total_cost", node.total_cost);
        m_json.member("rows_expected", node.rows);
        if (node.actual) {
            m_json.member("rows", node.actual->rows);
            m_json.member("loops", node.actual->loops);
            m_json.member("total_ms", node.actual->time());
        }
        m_json.key("conditions");
        m_json.begin_object();
        for (auto const &one : node.conditions)
            m_json.member(one.name, m_literals ? one.text : without_literals(one.text));
        m_json.end_object();
        m_json.key("children");
        m_json.begin_array();
        for (auto const &child : node.children) write(child);
        m_json.end_array();
        m_json.end_object();
    }

private:
    base::JsonWriter &m_json;
    std::vector<double> m_shares;
    bool m_literals;
    std::size_t m_place = 0;
};

void write_edges(PlanNode const &node, std::size_t &place, std::string &out) {
    auto const here = place;
    for (auto const &child : node.children) {
        ++place;
        auto const rows = child.actual ? child.actual->rows * child.actual->loops : child.rows;
        out += fmt::format("    n{} -- \"{}\" --> n{}\n", place, rows_text(rows), here);
        write_edges(child, place, out);
    }
}

} // namespace

std::string plan_mermaid(Plan const &plan, std::vector<PlanFinding> const &findings) {
    auto const nodes = nodes_of(plan);
    auto const shares = own_shares(plan);
    std::string out = "flowchart BT\n";
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        auto text = label_text(nodes[i]->label());
        text += fmt::format("<br/>{} of the {}", percent_text(shares[i]), plan.root.actual ? "time" : "cost");
        std::set<std::string> rules; // a rule may find two conditions of a node
        for (auto const &one : findings)
            if (one.node == i && rules.insert(one.rule).second) text += "<br/>" + one.rule;
        out += fmt::format("    n{}[\"{}\"]{}\n", i, text,
                           shares[i] >= k_hot ? ":::hot"
                           : rules.empty()    ? ""
                                              : ":::found");
    }
    std::size_t place = 0;
    write_edges(plan.root, place, out);
    return out + "    classDef hot stroke-width:4px\n    classDef found stroke-dasharray:6 3\n";
}

void write_plan_json(base::JsonWriter &json, Plan const &plan, bool literals) {
    JsonTree{json, plan, literals}.write(plan.root);
}

void write_findings_json(base::JsonWriter &json, Plan const &plan, std::vector<PlanFinding> const &findings) {
    auto const nodes = nodes_of(plan);
    json.begin_array();
    for (auto const &one : findings) {
        json.begin_object();
        json.member("rule", one.rule);
        json.member("severity", name_of(one.severity));
        json.member("node", one.node);
        json.member("step", nodes[one.node]->label());
        json.member("figure", one.figure);
        json.member("why", one.why);
        json.member("advice", one.advice);
        json.end_object();
    }
    json.end_array();
}

} // namespace scribe::workload
