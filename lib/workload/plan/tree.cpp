// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "workload/plan/render.hpp"
#include "workload/plan/rule_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace scribe::workload {

namespace {

constexpr double k_hot = 0.4;
constexpr std::size_t k_least_step_width = 24;

std::string short_number(double number) {
    if (number < 10 && number != std::floor(number)) return fmt::format("{:.1f}", number);
    return base::group_digits(std::llround(std::min(number, 1e18)));
}

struct Line {
    std::string step;                  ///< with what draws the tree
    std::array<std::string, 5> fields; ///< share, time or cost, rows expected, real, loops
    bool hot = false;
    bool note = false; ///< a condition: no figures
};

class Tree {
public:
    Tree(Plan const &plan, std::vector<PlanFinding> const &findings)
        : m_plan(plan), m_findings(findings), m_shares(own_shares(plan)), m_timed(plan.root.actual.has_value()) {
        add(plan.root, "", "");
    }

    std::vector<Line> const &lines() const { return m_lines; }
    bool timed() const { return m_timed; }

private:
    std::string marks(std::size_t place) const {
        std::string text;
        for (std::size_t i = 0; i < m_findings.size(); ++i)
            if (m_findings[i].node == place) text += fmt::format(" [{}]", i + 1);
        return text;
    }

    void add(PlanNode const &node, std::string const &first, std::string const &rest) {
        auto const place = m_place++;
        Line line{first, {}, m_shares[place] >= k_hot, false};
        if (!node.subplan_name.empty()) line.step += node.subplan_name + ": ";
        line.step += base::single_line(node.label()) + marks(place);
        line.fields[0] = percent_text(m_shares[place]);
        line.fields[1] =
            m_timed ? (node.actual ? fmt::format("{:.2f}", node.actual->time()) : "") : short_number(node.total_cost);
        line.fields[2] = short_number(node.rows);
        if (node.actual) {
            line.fields[3] = node.actual->loops > 0 ? short_number(node.actual->rows) : "never ran";
            line.fields[4] = short_number(node.actual->loops);
        }
        m_lines.push_back(std::move(line));
        auto const below = rest + (node.children.empty() ? "    " : "│   ");
        for (auto const &condition : node.conditions)
            m_lines.push_back({below + condition.name + ": " + base::single_line(condition.text), {}, false, true});
        if (!node.sort_keys.empty())
            m_lines.push_back(
                {below + "Sort Key: " + base::single_line(base::join(node.sort_keys, ", ")), {}, false, true});
        for (std::size_t i = 0; i < node.children.size(); ++i) {
            bool const last = i + 1 == node.children.size();
            add(node.children[i], rest + (last ? "└─ " : "├─ "), rest + (last ? "   " : "│  "));
        }
    }

    Plan const &m_plan;
    std::vector<PlanFinding> const &m_findings;
    std::vector<double> m_shares;
    bool m_timed;
    std::size_t m_place = 0;
    std::vector<Line> m_lines;
};

std::string padded(std::string const &text, std::size_t width, bool right) {
    auto const blanks = std::string(width - std::min(width, base::display_width(text)), ' ');
    return right ? blanks + text : text + blanks;
}

} // namespace

std::string wrapped(std::string const &text, std::size_t indent, std::optional<std::size_t> width) {
    std::string out;
    std::size_t column = indent;
    for (auto const &word : base::split(text, ' ')) {
        auto const size = base::display_width(word);
        if (width && column > indent && column + 1 + size > *width) {
            out += "\n" + std::string(indent, ' ');
            column = indent;
        } else if (column > indent) {
            out += ' ';
            ++column;
        }
        out += word;
        column += size;
    }
    return out;
}

std::string plan_tree(Plan const &plan, std::vector<PlanFinding> const &findings, TreeStyle const &style) {
    Tree const tree{plan, findings};
    std::vector<Line> lines{
        {"STEP", {"SHARE", tree.timed() ? "MS" : "COST", "ROWS EXPECTED", "REAL", "LOOPS"}, false, false}};
    lines.insert(lines.end(), tree.lines().begin(), tree.lines().end());
    std::array<std::size_t, 5> widths{};
    std::size_t step = 0, figures = 0;
    std::size_t const shown = tree.timed() ? 5 : 3;
    for (auto const &line : lines) {
        if (!line.note) step = std::max(step, base::display_width(line.step));
        for (std::size_t i = 0; i < shown; ++i) widths[i] = std::max(widths[i], base::display_width(line.fields[i]));
    }
    for (std::size_t i = 0; i < shown; ++i) figures += widths[i] + 2;
    if (style.width)
        step = std::min(step, std::max(k_least_step_width, *style.width - std::min(*style.width, figures)));
    std::string out;
    for (auto const &line : lines) {
        if (line.note) {
            out += (style.width ? base::fit_width(line.step, *style.width) : line.step) + "\n";
            continue;
        }
        auto text = padded(base::fit_width(line.step, step), step, false);
        for (std::size_t i = 0; i < shown; ++i) text += "  " + padded(line.fields[i], widths[i], true);
        out += line.hot && style.bold_hot ? "\x1b[1m" + text + "\x1b[0m\n" : text + "\n";
    }
    return out;
}

std::string findings_text(Plan const &plan, std::vector<PlanFinding> const &findings,
                          std::optional<std::size_t> width) {
    auto const nodes = nodes_of(plan);
    std::string out;
    for (std::size_t i = 0; i < findings.size(); ++i) {
        auto const &one = findings[i];
        out += fmt::format("[{}] {} ({}), {}\n", i + 1, one.rule, name_of(one.severity),
                           base::single_line(nodes[one.node]->label()));
        for (auto const *text : {&one.figure, &one.why, &one.advice})
            out += fmt::format("    {}{}\n", text == &one.advice ? "→ " : "",
                               wrapped(base::single_line(*text), text == &one.advice ? 6 : 4, width));
    }
    return out;
}

} // namespace scribe::workload
