// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "base/json_reader.hpp"
#include "workload/plan/plan.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace scribe::workload {

namespace {

namespace dom = simdjson::dom;

constexpr int k_most_levels = 500;
constexpr std::size_t k_most_nodes = 20'000;
constexpr std::size_t k_most_json_levels = 2048;

/// The names of members that hold a condition or what one is made of.
constexpr std::array<std::string_view, 12> k_conditions = {
    "Filter",   "Index Cond",      "Recheck Cond", "Hash Cond",     "Merge Cond",      "Join Filter",
    "TID Cond", "One-Time Filter", "Order By",     "Function Call", "Conflict Filter", "Run Condition"};

[[noreturn]] void fail(std::string const &why) {
    throw base::Error(base::ExitCode::config, "the text is no plan: " + why,
                      "a plan is what EXPLAIN (FORMAT JSON) prints");
}

std::string text(dom::object object, char const *name) {
    std::string_view value;
    return object[name].get(value) == simdjson::SUCCESS ? std::string{value} : std::string{};
}

std::optional<double> number(dom::object object, char const *name) {
    double value = 0;
    if (object[name].get(value) != simdjson::SUCCESS) return std::nullopt;
    return value;
}

std::int64_t whole(dom::object object, char const *name) {
    constexpr double k_most = 9e18;
    return static_cast<std::int64_t>(std::clamp(number(object, name).value_or(0), -k_most, k_most));
}

bool flag(dom::object object, char const *name) {
    bool value = false;
    return object[name].get(value) == simdjson::SUCCESS && value;
}

constexpr std::size_t k_most_digits = 18; ///< of any integer of 64 bits

/// The rows that a server expects of joins may be more than an integer takes, and stand there as one: it gets a point.
std::string with_large_numbers(std::string_view json) {
    std::string out;
    bool in_string = false;
    for (std::size_t at = 0; at < json.size(); ++at) {
        out += json[at];
        if (json[at] == '"') in_string = !in_string;
        if (in_string && json[at] == '\\' && at + 1 < json.size()) out += json[++at];
        if (in_string || std::string_view{" :,[-"}.find(json[at]) == std::string_view::npos) continue;
        auto const end = std::min(json.find_first_not_of("0123456789", at + 1), json.size());
        if (end - at <= k_most_digits || (end < json.size() && json[end] == '.')) continue;
        out += json.substr(at + 1, end - at - 1);
        out += ".0";
        at = end - 1;
    }
    return out;
}

class Reader {
public:
    Plan read(dom::object object) {
        dom::object node;
        if (object["Plan"].get(node) != simdjson::SUCCESS) fail("it has no member \"Plan\"");
        Plan plan;
        read_node(node, plan.root, 1);
        plan.planning_ms = number(object, "Planning Time");
        plan.execution_ms = number(object, "Execution Time");
        dom::object jit;
        if (object["JIT"].get(jit) == simdjson::SUCCESS) {
            dom::object timing;
            if (jit["Timing"].get(timing) == simdjson::SUCCESS) plan.jit_ms = number(timing, "Total").value_or(0);
        }
        dom::array triggers;
        if (object["Triggers"].get(triggers) == simdjson::SUCCESS) {
            for (auto const item : triggers) {
                dom::object one;
                if (item.get(one) != simdjson::SUCCESS) continue;
                plan.triggers.push_back({text(one, "Trigger Name"), text(one, "Relation"),
                                         number(one, "Time").value_or(0), whole(one, "Calls")});
            }
        }
        return plan;
    }

private:
    static void read_names(dom::object from, PlanNode &node) {
        node.strategy = text(from, "Strategy");
        node.partial_mode = text(from, "Partial Mode");
        if (node.partial_mode == "Simple") node.partial_mode.clear();
        node.operation = text(from, "Operation");
        node.join_type = text(from, "Join Type");
        node.parent_relationship = text(from, "Parent Relationship");
        node.subplan_name = text(from, "Subplan Name");
        node.schema = text(from, "Schema");
        node.relation = text(from, "Relation Name");
        node.alias = text(from, "Alias");
        node.index = text(from, "Index Name");
        node.cte = text(from, "CTE Name");
        node.function = text(from, "Function Name");
        node.scan_direction = text(from, "Scan Direction");
        node.parallel_aware = flag(from, "Parallel Aware");
        for (auto const name : k_conditions)
            if (auto found = text(from, name.data()); !found.empty())
                node.conditions.push_back({std::string{name}, std::move(found)});
        dom::array keys;
        if (from["Sort Key"].get(keys) == simdjson::SUCCESS)
            for (auto const key : keys)
                if (std::string_view word; key.get(word) == simdjson::SUCCESS) node.sort_keys.emplace_back(word);
    }

    static void read_figures(dom::object from, PlanNode &node) {
        node.startup_cost = number(from, "Startup Cost").value_or(0);
        node.total_cost = number(from, "Total Cost").value_or(0);
        node.rows = number(from, "Plan Rows").value_or(0);
        node.width = whole(from, "Plan Width");
        if (auto const loops = number(from, "Actual Loops")) {
            node.actual = {number(from, "Actual Startup Time").value_or(0),
                           number(from, "Actual Total Time").value_or(0), number(from, "Actual Rows").value_or(0),
                           *loops};
        }
        node.removed_by_filter = number(from, "Rows Removed by Filter");
        node.removed_by_join_filter = number(from, "Rows Removed by Join Filter");
        node.removed_by_recheck = number(from, "Rows Removed by Index Recheck");
        node.sort_method = text(from, "Sort Method");
        node.sort_space = text(from, "Sort Space Type");
        node.sort_kb = whole(from, "Sort Space Used");
        node.hash_batches = whole(from, "Hash Batches");
        node.hash_original_batches = whole(from, "Original Hash Batches");
        node.aggregate_batches = whole(from, "HashAgg Batches");
        node.disk_kb = whole(from, "Disk Usage");
        node.exact_blocks = whole(from, "Exact Heap Blocks");
        node.lossy_blocks = whole(from, "Lossy Heap Blocks");
        node.heap_fetches = number(from, "Heap Fetches");
        node.workers_planned = whole(from, "Workers Planned");
        if (auto const launched = number(from, "Workers Launched"))
            node.workers_launched = static_cast<std::int64_t>(*launched);
        node.subplans_removed = whole(from, "Subplans Removed");
        node.hit_blocks = whole(from, "Shared Hit Blocks");
        node.read_blocks = whole(from, "Shared Read Blocks");
        node.temp_read = whole(from, "Temp Read Blocks");
        node.temp_written = whole(from, "Temp Written Blocks");
    }

    void read_node(dom::object from, PlanNode &node, int level) {
        if (level > k_most_levels) fail("it nests too deeply");
        if (++m_nodes > k_most_nodes) fail("it has too many nodes");
        node.type = text(from, "Node Type");
        if (node.type.empty()) fail("a node has no type");
        read_names(from, node);
        read_figures(from, node);
        dom::array children;
        if (from["Plans"].get(children) != simdjson::SUCCESS) return;
        for (auto const item : children) {
            dom::object child;
            if (item.get(child) != simdjson::SUCCESS) fail("a node is no object");
            read_node(child, node.children.emplace_back(), level + 1);
        }
    }

    std::size_t m_nodes = 0;
};

} // namespace

Plan read_plan(std::string_view json) {
    dom::parser parser;
    dom::element root;
    auto const parse = [&](std::string_view from) {
        auto const error = parser.allocate(from.size(), k_most_json_levels);
        return error == simdjson::SUCCESS ? parser.parse(from.data(), from.size()).get(root) : error;
    };
    auto error = parse(json);
    if (error == simdjson::NUMBER_ERROR) error = parse(with_large_numbers(json));
    if (error != simdjson::SUCCESS) fail(simdjson::error_message(error));
    dom::array list;
    if (root.get(list) == simdjson::SUCCESS) { // EXPLAIN gives a list of one, auto_explain the object itself
        if (list.size() != 1) fail("it is no list of one plan");
        root = list.at(0).value_unsafe();
    }
    dom::object object;
    if (root.get(object) != simdjson::SUCCESS) fail("it is no object");
    return Reader{}.read(object);
}

} // namespace scribe::workload
