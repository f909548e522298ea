// SPDX-License-Identifier: MIT
#include "workload/plan/diff.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>
#include <set>

namespace scribe::workload {

namespace {

std::string name_in_plan(PlanNode const &node) {
    if (!node.alias.empty()) return node.alias;
    return !node.relation.empty() ? node.relation : node.cte;
}

bool reads(PlanNode const &node) { return !node.relation.empty() || !node.cte.empty(); }

std::string access(PlanNode const &node) {
    auto text = (node.parallel_aware ? "Parallel " : "") + node.type;
    if (node.scan_direction == "Backward") text += " Backward";
    return node.index.empty() ? text : text + " using " + node.index;
}

/// The tables below a node, by the names that the statement gives them.
std::set<std::string> tables_below(PlanNode const &node) {
    std::set<std::string> names;
    if (reads(node)) names.insert(name_in_plan(node));
    for (auto const &child : node.children) names.merge(tables_below(child));
    return names;
}

struct Facts {
    std::map<std::string, std::set<std::string>> accesses; ///< by table
    std::map<std::string, std::string> joins;              ///< by the tables that are joined
    std::map<std::string, int> others;                     ///< steps that are neither

    explicit Facts(PlanNode const &node) { add(node); }

private:
    void add(PlanNode const &node) {
        bool const join = node.type == "Nested Loop" || node.type.ends_with(" Join");
        if (reads(node) && node.type != "ModifyTable") accesses[name_in_plan(node)].insert(access(node));
        else if (join) {
            auto const names = tables_below(node);
            joins[base::join({names.begin(), names.end()}, ", ")] =
                (node.join_type == "Inner" || node.join_type.empty() ? "" : node.join_type + " ") + node.type;
        } else if (node.type != "Bitmap Index Scan")
            ++others[(node.partial_mode.empty() ? "" : node.partial_mode + " ") +
                     (node.type == "Aggregate" ? node.strategy + " " : "") + node.type];
        for (auto const &child : node.children) add(child);
    }
};

std::string times(double before, double after) {
    if (before <= 0 || after <= 0) return {};
    auto const factor = std::max(before, after) / std::min(before, after);
    return factor < 1.1 ? "" : fmt::format(" ({:.1f} times as {})", factor, after > before ? "much" : "little");
}

void add_figures(Plan const &before, Plan const &after, std::vector<std::string> &changes) {
    auto const cost = times(before.root.total_cost, after.root.total_cost);
    if (!cost.empty())
        changes.push_back(fmt::format("cost: {:.0f} → {:.0f}{}", before.root.total_cost, after.root.total_cost, cost));
    if (!before.execution_ms || !after.execution_ms) return;
    auto const time = times(*before.execution_ms, *after.execution_ms);
    if (!time.empty())
        changes.push_back(fmt::format("time: {:.1f} → {:.1f} ms{}", *before.execution_ms, *after.execution_ms, time));
}

struct Row {
    std::string text, key;
};

void add_rows(PlanNode const &node, std::size_t depth, std::vector<Row> &rows) {
    auto const label = base::single_line(node.label());
    rows.push_back({fmt::format("{}{}  {:.0f}", std::string(depth * 2, ' '), label, node.total_cost), label});
    for (auto const &child : node.children) add_rows(child, depth + 1, rows);
}

/// The rows of both, those of the longest common sequence beside each other.
std::vector<std::pair<Row const *, Row const *>> aligned(std::vector<Row> const &a, std::vector<Row> const &b) {
    std::vector<std::vector<std::size_t>> length(a.size() + 1, std::vector<std::size_t>(b.size() + 1));
    for (auto i = a.size(); i-- > 0;)
        for (auto j = b.size(); j-- > 0;)
            length[i][j] =
                a[i].key == b[j].key ? length[i + 1][j + 1] + 1 : std::max(length[i + 1][j], length[i][j + 1]);
    std::vector<std::pair<Row const *, Row const *>> pairs;
    std::size_t i = 0, j = 0;
    while (i < a.size() || j < b.size()) {
        bool const both = i < a.size() && j < b.size();
        // What differs in both stands side by side too.
        if (both && (a[i].key == b[j].key || length[i + 1][j + 1] == length[i][j]))
            pairs.emplace_back(&a[i++], &b[j++]);
        else if (i < a.size() && (j == b.size() || length[i + 1][j] >= length[i][j + 1]))
            pairs.emplace_back(&a[i++], nullptr);
        else pairs.emplace_back(nullptr, &b[j++]);
    }
    return pairs;
}

} // namespace

std::vector<std::string> plan_changes(Plan const &before, Plan const &after) {
    Facts const old{before.root}, now{after.root};
    std::vector<std::string> changes;
    auto const words = [](std::set<std::string> const &set) { return base::join({set.begin(), set.end()}, ", "); };
    for (auto const &[table, how] : old.accesses) {
        auto const other = now.accesses.find(table);
        if (other == now.accesses.end()) changes.push_back(fmt::format("{} is no longer read ({})", table, words(how)));
        else if (other->second != how)
            changes.push_back(fmt::format("{}: {} → {}", table, words(how), words(other->second)));
    }
    for (auto const &[table, how] : now.accesses)
        if (!old.accesses.contains(table)) changes.push_back(fmt::format("{} is read: {}", table, words(how)));
    bool order = false;
    for (auto const &[tables, how] : old.joins) {
        auto const other = now.joins.find(tables);
        if (other == now.joins.end()) order = true;
        else if (other->second != how)
            changes.push_back(fmt::format("join of {}: {} → {}", tables, how, other->second));
    }
    if (order) changes.emplace_back("the tables are joined in another order");
    auto steps = now.others;
    for (auto const &[step, count] : old.others) steps[step] -= count;
    for (auto const &[step, count] : steps)
        if (count != 0) changes.push_back(fmt::format("{} {}", count > 0 ? "new step:" : "no longer:", step));
    add_figures(before, after, changes);
    return changes;
}

std::string plans_side_by_side(Plan const &before, Plan const &after, std::optional<std::size_t> width) {
    std::vector<Row> a, b;
    add_rows(before.root, 0, a);
    add_rows(after.root, 0, b);
    std::size_t left = 0;
    for (auto const &row : a) left = std::max(left, base::display_width(row.text));
    if (width) left = std::min(left, *width > 23 ? (*width - 3) / 2 : 10);
    auto const whole = width.value_or(std::numeric_limits<std::size_t>::max());
    auto const right = whole > left + 13 ? whole - left - 3 : 10;
    std::string out;
    for (auto const &[one, other] : aligned(a, b)) {
        auto const text = one ? base::fit_width(one->text, left) : std::string{};
        out += text + std::string(left - base::display_width(text), ' ');
        out += !other ? " <" : !one ? " > " : one->key == other->key ? "   " : " | ";
        if (other) out += base::fit_width(other->text, right);
        out += '\n';
    }
    return out;
}

} // namespace scribe::workload
