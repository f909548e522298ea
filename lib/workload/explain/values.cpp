// SPDX-License-Identifier: MIT
#include "workload/explain/values.hpp"

#include "base/text.hpp"
#include "workload/plan/condition.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <utility>

namespace scribe::workload {

namespace {

std::string turned(std::string const &op) {
    static std::map<std::string, std::string> const k_turned = {{"<", ">"}, {">", "<"}, {"<=", ">="}, {">=", "<="}};
    auto const at = k_turned.find(op);
    return at == k_turned.end() ? op : at->second;
}

bool is_range(std::string const &op) { return op == "<" || op == "<=" || op == ">" || op == ">="; }

/// integer, bigint and the like take each other's values, and so do texts and times.
std::string family(std::string const &type) {
    auto const base = type.substr(0, type.find('['));
    if (base == "smallint" || base == "integer" || base == "bigint" || base == "numeric" || base == "real" ||
        base == "double precision")
        return "number";
    if (base == "text" || base == "name" || base.starts_with("character") || base == "bpchar") return "text";
    if (base == "date" || base.starts_with("timestamp")) return "date";
    return base;
}

std::string as_array(std::string const &value) {
    std::string out = "{\"";
    for (char const c : value) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + "\"}";
}

std::vector<ParameterValue> range_values(model::PlannerStatistics const &known) {
    auto const &bounds = known.histogram_bounds;
    if (bounds.size() < 3) return {};
    // The outermost bounds are single values; those beside them are more like what is asked for.
    auto const inset = bounds.size() > 10 ? std::size_t{1} : std::size_t{0};
    return {{"middle", bounds[bounds.size() / 2]}, {"low", bounds[inset]}, {"high", bounds[bounds.size() - 1 - inset]}};
}

std::vector<ParameterValue> equal_values(model::PlannerStatistics const &known) {
    auto const &common = known.most_common_vals;
    auto const &bounds = known.histogram_bounds;
    auto const share = [&](std::size_t i) {
        return i < known.most_common_freqs.size() ? std::optional{known.most_common_freqs[i]} : std::nullopt;
    };
    std::vector<ParameterValue> list;
    if (!bounds.empty()) list.push_back({"middle", bounds[bounds.size() / 2]});
    else if (!common.empty()) list.push_back({"middle", common[common.size() / 2], share(common.size() / 2)});
    if (!common.empty()) list.push_back({"common", common.front(), share(0)});
    if (bounds.size() > 1) list.push_back({"rare", bounds.back()});
    else if (common.size() > 1) list.push_back({"rare", common.back(), share(common.size() - 1)});
    return list;
}

} // namespace

std::vector<ParameterUse> parameter_uses(Plan const &plan) {
    struct Table {
        std::string schema, name;
    };
    auto const nodes = nodes_of(plan);
    std::map<std::string, Table> tables;
    for (auto const *node : nodes)
        if (!node->relation.empty()) tables.try_emplace(node->alias, Table{node->schema, node->relation});
    std::map<int, ParameterUse> uses;
    auto const add = [&](Operand const &column, Operand const &value, std::string const &op) {
        if (!column.is_column() || !value.columns.empty() || value.subplan) return;
        auto const table = tables.find(column.columns.front().alias);
        if (table == tables.end()) return;
        bool const alone =
            value.parameters.size() == 1 && value.literals.empty() && !value.calculates && value.function.empty();
        for (auto const number : value.parameters) {
            auto const [at, is_new] = uses.try_emplace(number);
            if (is_new || (alone && !at->second.alone))
                at->second = {number, table->second.schema, table->second.name, column.columns.front().column, op,
                              alone};
        }
    };
    for (auto const *node : nodes) {
        for (auto const &condition : node->conditions) {
            for (auto const &one : comparisons(condition.text)) {
                add(one.left, one.right, one.op);
                add(one.right, one.left, turned(one.op));
            }
        }
    }
    std::vector<ParameterUse> list;
    for (auto &[number, use] : uses) list.push_back(std::move(use));
    return list;
}

std::vector<ParameterValue> values_of(ParameterUse const &use, std::string const &type, std::string const &column_type,
                                      model::PlannerStatistics const &statistics) {
    bool const array = type.ends_with("[]");
    // Beside others in a sum it may be anything: only its type tells that it stands for the column's value.
    if (family(type) != family(column_type)) return {};
    auto list = is_range(use.op) ? range_values(statistics) : equal_values(statistics);
    if (use.op.find("~~") != std::string::npos)
        for (auto &one : list) { // a pattern: what begins alike
            one.value = std::string{base::utf8_head(one.value, 4)} + "%";
            one.share.reset();
        }
    if (array)
        for (auto &one : list) one.value = as_array(one.value);
    return list;
}

std::optional<std::string> assumed_value(std::string const &type) {
    if (type.ends_with("[]")) return "{}";
    if (type == "bigint") return "100"; // LIMIT and OFFSET
    auto const kind = family(type);
    if (kind == "number" || kind == "text") return "1";
    if (kind == "date") return "2020-01-01";
    static std::map<std::string, std::string> const k_values = {
        {"boolean", "true"}, {"interval", "1 day"}, {"json", "{}"},
        {"jsonb", "{}"},     {"bytea", ""},         {"uuid", "00000000-0000-0000-0000-000000000000"}};
    auto const at = k_values.find(type);
    if (at == k_values.end()) return std::nullopt;
    return at->second;
}

} // namespace scribe::workload
