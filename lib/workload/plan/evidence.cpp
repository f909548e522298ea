// SPDX-License-Identifier: MIT
#include "workload/plan/evidence.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "workload/plan/condition.hpp"

#include <fmt/format.h>

#include <cmath>

namespace scribe::workload {

namespace {

/// Beyond it a plan is told in part: models read no longer ones.
constexpr std::size_t k_most_steps = 200;
constexpr std::size_t k_most_statement = 8000;

void forget_what_was_measured(PlanNode &node) {
    node.actual.reset();
    for (auto &child : node.children) forget_what_was_measured(child);
}

std::string_view weight(double share) {
    if (share >= 0.4) return "most of the cost";
    return share >= 0.1 ? "a part of the cost" : "little of the cost";
}

std::string magnitude(double rows) {
    if (rows < 10) return "a few";
    return "about " + base::group_digits(std::llround(std::pow(10.0, std::round(std::log10(rows)))));
}

class Steps {
public:
    Steps(base::JsonWriter &json, Plan const &plan) : m_json(json), m_shares(own_shares(plan)) {}

    void write(PlanNode const &node, std::size_t within) {
        auto const place = ++m_place;
        if (place > k_most_steps) return;
        m_json.begin_object();
        m_json.member("step", place);
        if (within > 0) m_json.member("feeds_step", within);
        m_json.member("does", node.label());
        m_json.member("weight", weight(m_shares[place - 1]));
        m_json.member("rows_expected", magnitude(node.rows));
        for (auto const &one : node.conditions) m_json.member(one.name, without_literals(one.text));
        m_json.end_object();
        for (auto const &child : node.children) write(child, place);
    }

private:
    base::JsonWriter &m_json;
    std::vector<double> m_shares;
    std::size_t m_place = 0;
};

} // namespace

std::string plan_evidence(std::string_view statement, Plan const &plan, std::vector<PlanFinding> const &findings) {
    auto expected = plan;
    forget_what_was_measured(expected.root);
    auto const nodes = nodes_of(expected);
    base::JsonWriter json;
    json.begin_object();
    json.member("statement", base::utf8_head(statement, k_most_statement));
    json.key("steps");
    json.begin_array();
    Steps{json, expected}.write(expected.root, 0);
    json.end_array();
    json.key("found");
    json.begin_array();
    for (auto const &one : findings) {
        json.begin_object();
        json.member("rule", one.rule);
        json.member("step", one.node + 1);
        json.member("does", nodes[one.node]->label());
        json.member("why_it_matters", one.why);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return json.take();
}

} // namespace scribe::workload
