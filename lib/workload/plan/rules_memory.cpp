// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "workload/plan/rule_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string_view>

namespace scribe::workload {

namespace {

constexpr std::int64_t k_block = 8192;
constexpr double k_overhead = 0.1;  ///< of the run time: what JIT and triggers may take
constexpr double k_planning_ms = 5; ///< planning below this is no matter
constexpr double k_stale_share = 0.1;
constexpr std::int64_t k_stale_rows = 1000;

std::string kilobytes(std::int64_t kb) { return base::human_bytes(kb * 1024); }

std::int64_t own_temp(PlanNode const &node) {
    auto own = node.temp_written;
    for (auto const &child : node.children) own -= child.temp_written;
    return own;
}

} // namespace

void check_memory(NodeView const &view, Findings &findings) {
    auto const &node = view.node;
    if (node.sort_space == "Disk") {
        findings.push_back({"sort-spill", PlanSeverity::warning, view.place,
                            fmt::format("{}, {} on disk", node.sort_method, kilobytes(node.sort_kb)),
                            "the rows to sort did not fit in work_mem and went through temporary files",
                            fmt::format("work_mem above {} for this query, or an index in the order of {}",
                                        kilobytes(node.sort_kb * 2),
                                        node.sort_keys.empty() ? "the sort" : base::join(node.sort_keys, ", "))});
    }
    auto const batches = std::max(node.hash_batches, node.aggregate_batches);
    if (batches > 1) {
        findings.push_back({"hash-batches", PlanSeverity::warning, view.place,
                            fmt::format("{}{}", base::counted(batches, "batch", "batches"),
                                        node.hash_original_batches > 0 && node.hash_original_batches < batches
                                            ? fmt::format(", {} expected", node.hash_original_batches)
                                            : std::string{}),
                            "the hash table did not fit in memory; parts of both sides went through temporary files",
                            "more work_mem or hash_mem_multiplier for this query, or fewer columns and rows on the "
                            "hashed side"});
    }
    if (own_temp(node) > 0 && batches <= 1 && node.sort_space != "Disk") {
        findings.push_back({"temp-blocks", PlanSeverity::warning, view.place,
                            fmt::format("{} written to temporary files", base::human_bytes(own_temp(node) * k_block)),
                            "what did not fit in work_mem is written to disk and read again",
                            "more work_mem for this query, or fewer rows before this step"});
    }
    if (node.workers_launched && *node.workers_launched < node.workers_planned) {
        findings.push_back({"parallel-workers", PlanSeverity::info, view.place,
                            fmt::format("{} of {} workers came", *node.workers_launched, node.workers_planned),
                            "other queries held the workers, and this one took longer than planned",
                            "raise max_parallel_workers, or plan fewer with max_parallel_workers_per_gather"});
    }
}

void check_whole(Plan const &plan, Findings &findings) {
    auto const run = plan.execution_ms.value_or(0);
    if (run > 0 && plan.jit_ms > run * k_overhead) {
        findings.push_back({"jit-overhead", PlanSeverity::warning, 0,
                            fmt::format("{:.1f} of {:.1f} ms", plan.jit_ms, run),
                            "compiling the query takes a good part of its time",
                            "raise jit_above_cost, or SET jit = off for this query"});
    }
    if (run > 0 && plan.planning_ms.value_or(0) > std::max(run, k_planning_ms)) {
        findings.push_back({"planning-heavy", PlanSeverity::info, 0,
                            fmt::format("planning {:.1f} ms, running {:.1f} ms", *plan.planning_ms, run),
                            "the planner works longer than the query",
                            "prepare the statement once; fewer partitions, indexes or joined tables, or a lower "
                            "join_collapse_limit"});
    }
    for (auto const &trigger : plan.triggers) {
        if (run <= 0 || trigger.time_ms <= run * k_overhead) continue;
        findings.push_back({"trigger-time", PlanSeverity::warning, 0,
                            fmt::format("{}: {:.1f} of {:.1f} ms in {}", trigger.name, trigger.time_ms, run,
                                        base::counted(trigger.calls, "call")),
                            "triggers, those of foreign keys among them, take a good part of the time",
                            "an index on the columns of the table that refers to this one; a statement-level trigger "
                            "instead of one a row"});
    }
}

void check_statistics(Plan const &plan, PlanFacts const &facts, Findings &findings) {
    auto const nodes = nodes_of(plan);
    for (auto const &table : facts.tables) {
        bool const never = !table.days_old && table.rows <= 0 && table.bytes > 0;
        bool const stale = table.modified_rows >= k_stale_rows &&
                           static_cast<double>(table.modified_rows) > table.rows * k_stale_share;
        auto const at = std::ranges::find_if(
            nodes, [&](PlanNode const *node) { return node->relation == table.name && node->schema == table.schema; });
        if (!(never || stale) || at == nodes.end()) continue;
        findings.push_back(
            {"stale-stats", PlanSeverity::warning, static_cast<std::size_t>(at - nodes.begin()),
             never ? fmt::format("{} was never analysed", table.name)
                   : fmt::format("{} of {} changed since the last ANALYZE{}",
                                 rows_text(static_cast<double>(table.modified_rows)),
                                 rows_text(std::max(table.rows, 0.0)),
                                 table.days_old ? fmt::format(", {:.0f} days ago", *table.days_old) : std::string{}),
             "the planner decides by what the table once held",
             fmt::format("ANALYZE {}.{};", base::quote_ident(table.schema), base::quote_ident(table.name))});
    }
}

} // namespace scribe::workload
