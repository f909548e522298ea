// SPDX-License-Identifier: MIT
#include "workload/log/text_plan.hpp"

#include "base/error.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>

namespace scribe::workload {

namespace {

constexpr std::size_t k_most_levels = 500, k_most_nodes = 20'000;
/// How far the details of a node stand to the right of its arrow; those of the root, which has none, at 2.
constexpr std::size_t k_detail_indent = 6, k_root_detail_indent = 2;
constexpr std::string_view k_arrow = "->  ", k_cost = "  (cost=";

/// In the order in which JSON's are read, which belongs to the shape.
constexpr std::array<std::string_view, 11> k_conditions = {
    "Filter",   "Index Cond",      "Recheck Cond", "Hash Cond",     "Merge Cond",     "Join Filter",
    "TID Cond", "One-Time Filter", "Order By",     "Function Call", "Conflict Filter"};

[[noreturn]] void fail(std::string const &why) {
    throw base::Error(base::ExitCode::config, "the text is no plan: " + why);
}

bool take(std::string_view &text, std::string_view start) {
    if (!text.starts_with(start)) return false;
    text.remove_prefix(start.size());
    return true;
}

bool take_end(std::string_view &text, std::string_view end) {
    if (!text.ends_with(end)) return false;
    text.remove_suffix(end.size());
    return true;
}

/// The number behind `key`; nothing when there is none.
std::optional<double> number_after(std::string_view text, std::string_view key) {
    auto const at = text.find(key);
    if (at == std::string_view::npos) return std::nullopt;
    double value = 0;
    auto const *const from = text.data() + at + key.size();
    if (std::from_chars(from, text.data() + text.size(), value).ec != std::errc{}) return std::nullopt;
    return value;
}

/// An identifier at the beginning, without its quotes.
std::string take_name(std::string_view &text) {
    std::string name;
    if (!take(text, "\"")) {
        auto const end = std::min(text.find_first_of(". "), text.size());
        name = text.substr(0, end);
        text.remove_prefix(end);
        return name;
    }
    while (!text.empty()) {
        if (take(text, "\"\"")) name += '"';
        else if (take(text, "\"")) break;
        else {
            name += text.front();
            text.remove_prefix(1);
        }
    }
    return name;
}

bool is_of(std::string_view type, std::initializer_list<std::string_view> list) {
    return std::ranges::find(list, type) != list.end();
}

/// "Hash Left Join" as "Hash Join" of the join type Left; false for what is no join.
bool read_join(std::string_view words, PlanNode &node) {
    constexpr std::string_view k_loop = "Nested Loop", k_join = " Join";
    if (take(words, k_loop)) {
        node.type = k_loop;
        node.join_type = take_end(words, k_join) ? words.substr(1) : std::string_view{"Inner"};
        return true;
    }
    if (!take_end(words, k_join)) return false;
    auto const blank = words.find(' '); // Hash, Hash Left, Merge Right Anti
    node.join_type = blank == std::string_view::npos ? std::string_view{"Inner"} : words.substr(blank + 1);
    node.type = fmt::format("{} Join", words.substr(0, blank));
    return true;
}

std::string_view aggregate_strategy(std::string_view words) {
    if (words == "HashAggregate") return "Hashed";
    if (words == "GroupAggregate") return "Sorted";
    return words == "MixedAggregate" ? "Mixed" : "Plain";
}

/// Takes the words apart as JSON has members for them.
void read_type(std::string_view words, PlanNode &node) {
    while (true) {
        if (take(words, "Parallel ")) node.parallel_aware = true;
        else if (take(words, "Partial ")) node.partial_mode = "Partial";
        else if (take(words, "Finalize ")) node.partial_mode = "Finalize";
        else if (!take(words, "Async ")) break;
    }
    if (read_join(words, node)) return;
    node.type = words;
    if (is_of(words, {"Aggregate", "HashAggregate", "GroupAggregate", "MixedAggregate"})) {
        node.type = "Aggregate";
        node.strategy = aggregate_strategy(words);
    } else if (is_of(words,
                     {"Insert", "Update", "Delete", "Merge", "Foreign Insert", "Foreign Update", "Foreign Delete"})) {
        take(words, "Foreign ");
        node.type = "ModifyTable";
        node.operation = words;
    } else if (words.starts_with("SetOp ") || words.starts_with("HashSetOp ")) {
        node.type = "SetOp";
        node.strategy = words.starts_with("Hash") ? "Hashed" : "Sorted";
    } else if (words.starts_with("Custom Scan")) {
        node.type = "Custom Scan";
    } else if (words.starts_with("Index ")) {
        node.scan_direction = take_end(words, " Backward") ? "Backward" : "Forward";
        node.type = words;
    }
}

/// What stands behind "on": public.orders o.
void read_target(std::string_view words, PlanNode &node) {
    auto name = take_name(words);
    if (node.type == "Bitmap Index Scan") {
        node.index = std::move(name);
        return;
    }
    if (take(words, ".")) {
        node.schema = std::move(name);
        name = take_name(words);
    }
    node.alias = take(words, " ") ? take_name(words) : name;
    if (is_of(node.type, {"CTE Scan", "WorkTable Scan"})) node.cte = std::move(name);
    else if (is_of(node.type, {"Function Scan", "Table Function Scan"})) node.function = std::move(name);
    else if (!is_of(node.type, {"Subquery Scan", "Values Scan"})) node.relation = std::move(name);
}

void read_figures(std::string_view text, PlanNode &node) {
    auto const number = [&](std::string_view key) { return number_after(text, key).value_or(0); };
    node.startup_cost = number("(cost=");
    node.total_cost = number("..");
    node.rows = number(" rows=");
    node.width = static_cast<std::int64_t>(number(" width="));
    if (text.find("(never executed)") != std::string_view::npos) node.actual.emplace();
    auto const at = text.find("(actual ");
    if (at == std::string_view::npos) return;
    text.remove_prefix(at);
    bool const timed = text.starts_with("(actual time=");
    node.actual = {timed ? number("time=") : 0, timed ? number("..") : 0, number(" rows="), number(" loops=")};
}

/// How a node of that type calls the child that comes after so many.
std::string_view relationship(PlanNode const &parent) {
    if (is_of(parent.type, {"Append", "Merge Append", "BitmapAnd", "BitmapOr"})) return "Member";
    if (parent.type == "Subquery Scan") return "Subquery";
    auto const before = std::ranges::count_if(parent.children, [](PlanNode const &one) { return !one.is_subplan(); });
    return before == 0 ? "Outer" : "Inner";
}

class TreeReader {
public:
    Plan read(std::string_view text) {
        while (!text.empty() && !m_ended) {
            auto const end = std::min(text.find('\n'), text.size());
            line(text.substr(0, end));
            text.remove_prefix(std::min(end + 1, text.size()));
        }
        if (m_open.empty()) fail("it has no node");
        order_conditions(m_plan.root);
        return std::move(m_plan);
    }

private:
    /// A node that may get details and children, and where they stand.
    struct Open {
        PlanNode *node;
        std::size_t indent;
    };

    void line(std::string_view text) {
        auto const indent = std::min(text.find_first_not_of(' '), text.size());
        text.remove_prefix(indent);
        if (text.empty()) return;
        auto const cost = text.find(k_cost);
        if (m_open.empty()) {
            if (cost == std::string_view::npos) fail("its first line has no cost");
            node(text, cost, m_plan.root, k_root_detail_indent);
        } else if (indent == 0) {
            m_ended = true; // settings, triggers, JIT
        } else if (take(text, k_arrow)) {
            if (cost == std::string_view::npos) fail("a node has no cost");
            child(text, cost - k_arrow.size(), indent);
        } else {
            detail(text, indent);
        }
    }

    void node(std::string_view text, std::size_t cost, PlanNode &to, std::size_t indent) {
        if (m_open.size() >= k_most_levels) fail("it nests too deeply");
        if (++m_nodes > k_most_nodes) fail("it has too many nodes");
        auto words = text.substr(0, cost);
        auto const on = words.find(" on "), with = words.find(" using ");
        read_type(words.substr(0, std::min({on, with, words.size()})), to);
        if (with < on) {
            auto index = words.substr(with + std::string_view{" using "}.size());
            to.index = take_name(index);
        }
        if (on != std::string_view::npos) read_target(words.substr(on + std::string_view{" on "}.size()), to);
        read_figures(text.substr(cost), to);
        m_open.push_back({&to, indent});
    }

    void child(std::string_view text, std::size_t cost, std::size_t indent) {
        while (m_open.size() > 1 && m_open.back().indent > indent) m_open.pop_back();
        auto &parent = *m_open.back().node;
        PlanNode made;
        made.parent_relationship = m_subplan.empty()                  ? relationship(parent)
                                   : m_subplan.starts_with("SubPlan") ? std::string_view{"SubPlan"}
                                                                      : std::string_view{"InitPlan"};
        made.subplan_name = std::move(m_subplan);
        m_subplan.clear();
        node(text, cost, parent.children.emplace_back(std::move(made)), indent + k_detail_indent);
    }

    void detail(std::string_view text, std::size_t indent) {
        while (m_open.size() > 1 && m_open.back().indent > indent) m_open.pop_back();
        auto &to = *m_open.back().node;
        for (auto const *const word : {"InitPlan ", "SubPlan ", "CTE "}) {
            if (!text.starts_with(word)) continue;
            m_subplan = text;
            return;
        }
        auto const colon = text.find(": ");
        if (colon == std::string_view::npos) return;
        auto const name = text.substr(0, colon), value = text.substr(colon + 2);
        if (std::ranges::find(k_conditions, name) != k_conditions.end())
            to.conditions.push_back({std::string{name}, std::string{value}});
        else if (name == "Sort Key") to.sort_keys.emplace_back(value);
        else if (name == "Rows Removed by Filter") to.removed_by_filter = number_after(text, ": ");
    }

    static void order_conditions(PlanNode &node) {
        std::ranges::sort(node.conditions, {}, [](PlanCondition const &one) {
            return std::ranges::find(k_conditions, one.name) - k_conditions.begin();
        });
        for (auto &child : node.children) order_conditions(child);
    }

    Plan m_plan;
    std::vector<Open> m_open; ///< from the root to the node in hand
    std::string m_subplan;    ///< the name of the subplan that begins with the next node
    std::size_t m_nodes = 0;
    bool m_ended = false;
};

} // namespace

Plan read_text_plan(std::string_view text) { return TreeReader{}.read(text); }

} // namespace scribe::workload
