// SPDX-License-Identifier: MIT
#include "queries/explain/keep.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "catalog/profiles/labels.hpp"
#include "model/record.hpp"
#include "profiling/masking.hpp"
#include "workload/plan/diff.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;

constexpr auto k_given = "given"; ///< values that a user gave, in parameters or as literals

/// What is kept of the values that a plan is for.
std::string body_of(std::string const &values) {
    base::JsonWriter body;
    body.begin_object();
    if (!values.empty()) body.member("values", values);
    body.end_object();
    return body.take();
}

model::QueryPlan to_keep(workload::Plan const &plan, std::string const &hash, std::string const &origin,
                         std::string const &values) {
    model::QueryPlan kept;
    kept.hash = hash;
    kept.origin = origin;
    kept.plan = workload::plan_to_keep(plan);
    kept.total_cost = plan.root.total_cost;
    kept.body = body_of(values);
    kept.first_seen = kept.last_seen = catalog::utc_now();
    return kept;
}

/// The two plans to compare, the older one first.
std::pair<model::QueryPlan, model::QueryPlan> choose(std::vector<model::QueryPlan> plans,
                                                     std::vector<std::string> const &hashes) {
    if (hashes.empty()) {
        // Plans for single values differ from each other all the time: first those that were explained. The plan of
        // another statement is no older or newer one of this.
        auto const rank = [](model::QueryPlan const &one) {
            return one.origin == "equivalent" ? 2 : one.origin == "bound" || one.body == body_of(k_given) ? 1 : 0;
        };
        std::ranges::stable_sort(plans, {}, rank);
        auto const second = std::ranges::find_if(plans, [&](model::QueryPlan const &one) {
            return one.hash != plans.front().hash && (rank(one) == 2) == (rank(plans.front()) == 2);
        });
        if (second == plans.end())
            throw Error(
                ExitCode::usage,
                fmt::format("the catalog has plans of {} of this query", base::counted(plans.empty() ? 0 : 1, "shape")),
                "scribe analyze-queries explain ID keeps its plans; explain it again when it has become slower");
        return {*second, plans.front()};
    }
    auto const find = [&](std::string const &word) {
        auto const at =
            std::ranges::find_if(plans, [&](model::QueryPlan const &one) { return one.hash.starts_with(word); });
        if (at == plans.end())
            throw Error(ExitCode::usage, fmt::format("the query has no plan {}", word),
                        "scribe sql 'SELECT query, hash, origin, last_seen FROM v_query_plans' lists them");
        return *at;
    };
    auto first = find(hashes.front());
    if (hashes.size() > 1) return {std::move(first), find(hashes[1])};
    auto const other = std::ranges::find_if(plans, [&](model::QueryPlan const &one) { return one.hash != first.hash; });
    if (other == plans.end()) throw Error(ExitCode::usage, "the catalog has no other plan of this query");
    return {std::move(first), *other};
}

std::string title(model::QueryPlan const &plan) {
    return fmt::format("{} ({}, seen {} to {})", plan.hash, plan.origin, base::human_time(plan.first_seen),
                       base::human_time(plan.last_seen));
}

} // namespace

void keep_plans(catalog::Store &store, std::int64_t query, Explained const &explained, bool has_literals) {
    if (explained.equivalent) {
        catalog::put_plan(store, query, to_keep(explained.plan, explained.hash, "equivalent", ""));
        return;
    }
    auto const *const values = explained.given_values || has_literals ? k_given : "";
    auto const origin = has_literals && explained.origin == "generic" ? std::string{"bound"} : explained.origin;
    catalog::put_plan(store, query, to_keep(explained.plan, explained.hash, origin, values));
    for (auto const &one : explained.bound)
        catalog::put_plan(store, query, to_keep(one.plan, one.hash, "bound", one.name));
}

void write_kept_diff(catalog::Store &store, std::int64_t query, std::vector<std::string> const &hashes, Output &output,
                     bool json) {
    auto const [before, after] = choose(catalog::plans_of(store, query), hashes);
    auto const old = workload::read_plan(before.plan), now = workload::read_plan(after.plan);
    auto const changes = workload::plan_changes(old, now);
    if (json) {
        base::JsonWriter writer{2};
        writer.begin_object();
        writer.member("format_version", 1);
        writer.member("query", catalog::query_id_text(query));
        for (auto const *one : {&before, &after}) {
            writer.key(one == &before ? "before" : "after");
            writer.begin_object();
            writer.member("hash", one->hash);
            writer.member("origin", one->origin);
            writer.member("total_cost", one->total_cost);
            writer.member("first_seen", one->first_seen);
            writer.member("last_seen", one->last_seen);
            writer.end_object();
        }
        writer.member("changes", changes);
        writer.end_object();
        output.write(writer.take() + "\n");
        return;
    }
    output.write(fmt::format("before  {}\nafter   {}\n\n", title(before), title(after)));
    output.write(workload::plans_side_by_side(old, now, output.width()) + "\n");
    for (auto const &change : changes) output.write(fmt::format("- {}\n", base::single_line(change)));
    if (changes.empty()) output.write("Nothing changed but estimates.\n");
}

MayShow may_show_of(catalog::Store *store, std::string const &source) {
    return [store, source](workload::ParameterUse const &use) {
        if (!store) return false;
        auto const label = catalog::find_label(
            *store, model::object_id(source, model::Kind::column, use.schema, use.table, use.column));
        return label && !must_mask(*label);
    };
}

} // namespace scribe::cli
