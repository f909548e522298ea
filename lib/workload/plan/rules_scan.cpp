// SPDX-License-Identifier: MIT
#include "base/text.hpp"
#include "workload/plan/condition.hpp"
#include "workload/plan/rule_checks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <initializer_list>

namespace scribe::workload {

namespace {

/// pganalyze's Slow Scan and pev2's 90 % of rows removed.
constexpr double k_most_removed = 0.9, k_removed_rows = 10'000;
constexpr double k_inefficient_factor = 10, k_inefficient_rows = 1000;
constexpr double k_heap_fetch_share = 0.4;

/// What nobody knows of the rows of all loops: before version 18 the server rounds those of one.
double unknown_rows(PlanNode const &node) {
    bool const rounded = node.actual && node.actual->loops > 1 && node.actual->rows == std::floor(node.actual->rows);
    return rounded ? node.actual->loops / 2 : 0;
}

std::string known_text(double rows, double unknown) {
    return rows == 0 && unknown > 0 ? "fewer than " + rows_text(std::ceil(unknown)) : rows_text(rows);
}

std::string kept_text(PlanNode const &node) { return known_text(node.all_rows(), unknown_rows(node)); }

void seq_scan_filter(NodeView const &view, Findings &findings) {
    auto const &node = view.node;
    if (node.type != "Seq Scan" || node.condition("Filter").empty()) return;
    double kept = node.rows, read = 0;
    if (node.actual) {
        auto const removed = node.removed_by_filter.value_or(0) * node.actual->loops;
        kept = node.all_rows();
        read = kept + removed;
    } else if (auto const *table = view.facts.table(node)) read = table->rows;
    auto const removed = read - kept - unknown_rows(node);
    if (removed <= k_removed_rows || removed <= read * k_most_removed) return;
    findings.push_back(
        {"seq-scan-filter", node.actual && view.share > 0.4 ? PlanSeverity::critical : PlanSeverity::warning,
         view.place,
         fmt::format("{} {} of {}, keeps {} ({})", node.actual ? "read" : "reads", rows_text(read), node.relation,
                     kept_text(node), percent_text(kept / read)),
         "the whole table is read to find a few of its rows, and that takes longer the more the table grows",
         fmt::format("an index on the columns of the condition {}",
                     base::fit_width(without_literals(node.condition("Filter")), 160))});
}

void index_inefficient(NodeView const &view, Findings &findings) {
    auto const &node = view.node;
    bool const scan = node.type == "Index Scan" || node.type == "Bitmap Heap Scan" || node.type == "Index Only Scan";
    if (!scan || !node.actual || !node.removed_by_filter) return;
    auto const removed = *node.removed_by_filter * node.actual->loops, kept = node.all_rows();
    auto const unknown = unknown_rows(node);
    if (removed - unknown < k_inefficient_rows || removed - unknown < (kept + unknown) * k_inefficient_factor) return;
    findings.push_back({"index-inefficient", PlanSeverity::warning, view.place,
                        fmt::format("the index gave {} of {}, the filter kept {}", rows_text(removed + kept),
                                    node.relation, kept_text(node)),
                        "the index finds far more rows than are wanted; each of them is fetched from the table and "
                        "thrown away",
                        fmt::format("add the columns of the filter to the index: {}",
                                    base::fit_width(without_literals(node.condition("Filter")), 160))});
}

void heap_fetches(NodeView const &view, Findings &findings) {
    auto const &node = view.node;
    if (node.type != "Index Only Scan" || !node.heap_fetches || !node.actual) return;
    auto const rows = node.all_rows() + node.removed_by_filter.value_or(0) * node.actual->loops;
    auto const unknown = unknown_rows(node) * (node.removed_by_filter ? 2 : 1);
    if (*node.heap_fetches < 100 || *node.heap_fetches <= (rows + unknown) * k_heap_fetch_share) return;
    findings.push_back(
        {"heap-fetches", PlanSeverity::warning, view.place,
         fmt::format("{} in the table for {}", base::counted(std::llround(*node.heap_fetches), "look-up", "look-ups"),
                     known_text(rows, unknown)),
         "an index-only scan saves the way to the table only where VACUUM marked the pages as visible "
         "to all",
         fmt::format("VACUUM {}; and let autovacuum come more often where the table changes much",
                     base::quote_ident(node.relation))});
}

void lossy_bitmap(NodeView const &view, Findings &findings) {
    auto const &node = view.node;
    if (node.lossy_blocks <= 0) return;
    findings.push_back({"lossy-bitmap", PlanSeverity::warning, view.place,
                        fmt::format("{} lossy, {} exact", base::counted(node.lossy_blocks, "block"),
                                    base::group_digits(node.exact_blocks)),
                        "the bitmap did not fit in work_mem: of these blocks every row is read and tested again",
                        "more work_mem for this query, or an index that finds fewer rows"});
}

} // namespace

void check_scan(NodeView const &view, Findings &findings) {
    seq_scan_filter(view, findings);
    index_inefficient(view, findings);
    heap_fetches(view, findings);
    lossy_bitmap(view, findings);
}

namespace {

constexpr std::string_view k_function_why =
    "an index on the column does not help, and the planner guesses how many rows there are";
constexpr std::string_view k_function_advice =
    "compare the bare column, as a range for dates (col >= a AND col < b), or make an index on the expression";

bool is_constant(Operand const &side) { return side.columns.empty() && !side.subplan; }

bool is_text(std::string_view type) {
    return type == "text" || type.starts_with("character") || type == "name" || type == "citext" ||
           type == "\"char\"" || type == "bpchar" || type == "varchar";
}

/// The operand is a column whose cast keeps indexes of the column out.
bool casts_column(NodeView const &view, Operand const &side) {
    if (!side.is_column() || side.cast.empty()) return false;
    auto const &node = view.node;
    auto const type = view.facts.types.find({node.schema, node.relation, side.columns.front().column});
    if (!is_text(side.cast)) return type == view.facts.types.end() || !type->second.starts_with(side.cast);
    // Of character varying the cast to text is no work: only the type tells.
    return type != view.facts.types.end() && !is_text(type->second);
}

/// The cast takes part of the value away: several values of the column become one, as they do by a function.
bool loses(std::string_view type, std::string_view cast) {
    auto const is_any = [](std::string_view word, std::initializer_list<std::string_view> words) {
        return std::ranges::any_of(words, [&](std::string_view one) { return word.starts_with(one); });
    };
    if (type.starts_with("timestamp"))
        return cast == "date" || (is_any(cast, {"time"}) && !is_any(cast, {"timestamp"}));
    return is_any(type, {"numeric", "double precision", "real"}) && is_any(cast, {"smallint", "integer", "bigint"});
}

void function_on_column(NodeView const &view, Comparison const &one, Findings &findings) {
    for (auto const *side : {&one.left, &one.right}) {
        auto const &other = side == &one.left ? one.right : one.left;
        if (side->columns.size() != 1 || side->function.empty() || !is_constant(other) || side->subplan) continue;
        findings.push_back(
            {"function-on-column", PlanSeverity::warning, view.place,
             fmt::format("{}() of {}.{} is compared", side->function, subject(view.node), side->columns.front().column),
             std::string{k_function_why}, std::string{k_function_advice}});
        return;
    }
}

void leading_wildcard(NodeView const &view, Comparison const &one, Findings &findings) {
    // NOT LIKE keeps nearly all rows: no index helps it.
    if (one.op.starts_with('!') || (!one.op.ends_with("~~") && !one.op.ends_with("~~*"))) return;
    bool const any = std::ranges::any_of(
        one.right.literals, [](std::string const &text) { return text.starts_with("'%") || text.starts_with("'{%"); });
    if (!any || one.left.columns.empty()) return;
    findings.push_back({"leading-wildcard", PlanSeverity::warning, view.place,
                        fmt::format("LIKE '%...' on {}.{}", subject(view.node), one.left.columns.front().column),
                        "a pattern that begins with % cannot use a b-tree: every row's text is searched",
                        "CREATE EXTENSION pg_trgm, and a GIN index with gin_trgm_ops on the column"});
}

void cast_of_column(NodeView const &view, Comparison const &one, Findings &findings) {
    for (auto const *side : {&one.left, &one.right}) {
        auto const &other = side == &one.left ? one.right : one.left;
        if (!casts_column(view, *side) || !is_constant(other)) continue;
        auto const &column = side->columns.front().column;
        auto const type = view.facts.types.find({view.node.schema, view.node.relation, column});
        if (type != view.facts.types.end() && loses(type->second, side->cast)) {
            findings.push_back({"function-on-column", PlanSeverity::warning, view.place,
                                fmt::format("{}.{} is cast to {}", subject(view.node), column, side->cast),
                                std::string{k_function_why}, std::string{k_function_advice}});
            return;
        }
        findings.push_back({"implicit-cast", PlanSeverity::warning, view.place,
                            fmt::format("{}.{} is cast to {}", subject(view.node), column, side->cast),
                            "the types do not fit, so the column is converted row by row and its indexes are not used",
                            "give the value the column's type in the application or by a cast of the value"});
        return;
    }
}

} // namespace

void check_conditions(NodeView const &view, Findings &findings) {
    if (view.node.relation.empty()) return;
    constexpr double k_few_rows = 100; // no index helps to read a page or two
    if (auto const *table = view.facts.table(view.node); table && table->rows > 0 && table->rows < k_few_rows) return;
    for (auto const &one : comparisons(view.node.condition("Filter"))) {
        auto const before = findings.size();
        function_on_column(view, one, findings);
        leading_wildcard(view, one, findings);
        if (findings.size() == before) cast_of_column(view, one, findings);
    }
}

} // namespace scribe::workload
