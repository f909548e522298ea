// SPDX-License-Identifier: MIT
#include "queries/load.hpp"

#include "base/log.hpp"
#include "base/text.hpp"
#include "catalog/queries/uses.hpp"
#include "options/options_common.hpp"
#include "profiling/selection.hpp"
#include "workload/dump/utc_time.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;
using catalog::Series;

constexpr std::array<std::pair<std::string_view, Series>, 3> k_origins{
    {{"counters", Series::counters}, {"log", Series::log}, {"workload", Series::workload}}};

void load_snapshots(catalog::Store &store, WorkloadChoice const &choice, Workload &workload) {
    for (auto const &[name, series] : k_origins) {
        if (!choice.origin.empty() && choice.origin != name) continue;
        workload.series = series;
        workload.snapshots = catalog::snapshots_of(store, workload.source.id, series);
        if (!workload.snapshots.empty()) return;
    }
    throw Error(ExitCode::usage, fmt::format("nothing was collected of the queries of {} yet", workload.source.name),
                fmt::format("scribe analyze-queries collect {}", workload.source.name));
}

/// The queries that use one of the tables.
std::vector<std::int64_t> queries_of_tables(catalog::Store &store, Workload const &workload,
                                            std::vector<std::string> const &tables) {
    std::vector<std::int64_t> objects;
    for (auto const &table : tables) {
        catalog::ObjectQuery query;
        query.source = workload.source.name;
        query.kinds = {model::Kind::table, model::Kind::view};
        query.patterns = {model::parse_ref(table)};
        query.limit = 0;
        auto const before = objects.size();
        store.list(query, [&](catalog::ObjectRow &&row) {
            objects.push_back(model::object_id(row.source, row.record.kind, row.record.schema, "", row.record.name));
        });
        if (objects.size() == before)
            throw Error(ExitCode::usage,
                        fmt::format("{} has no table {}", workload.source.name, base::single_line(table)),
                        "scribe list --type table shows them; scribe scan reads them");
    }
    return catalog::query_ids_using(store, objects);
}

} // namespace

void add_workload_options(CLI::App &app, WorkloadChoice &choice) {
    auto const *const group = "Selection";
    app.add_option("--source", choice.source, "The source; else the only one")->type_name("NAME")->group(group);
    add_workload_filters(app, choice, group);
}

void add_workload_filters(CLI::App &app, WorkloadChoice &choice, std::string const &group) {
    app.add_option("--origin", choice.origin, "Which figures: counters of the server, a log, a file of statements")
        ->type_name("ORIGIN")
        ->check(CLI::IsMember({"counters", "log", "workload"}))
        ->group(group);
    app.add_option("--table", choice.tables, "Only queries that use this table; may be given several times")
        ->type_name("REF")
        ->allow_extra_args(false)
        ->take_all()
        ->group(group);
    app.add_option("--user", choice.user, "Only calls of this user")->type_name("NAME")->group(group);
    app.add_option("--database", choice.database, "Only calls in this database")->type_name("NAME")->group(group);
    app.add_option("--min-calls", choice.min_calls, "Only queries that were called so often")
        ->type_name("N")
        ->check(check_count)
        ->group(group);
    app.add_flag("--all", choice.all, "Also statements of little time that are no queries or read the system catalogs")
        ->group(group);
}

void add_regression_options(CLI::App &app, workload::RegressionRule &rule, std::vector<std::string> &fail_on,
                            std::vector<std::string> const &findings) {
    auto const *const group = "Regressions";
    app.add_option("--factor", rule.factor, "Slower: the mean has grown so many times (1.5 unless told)")
        ->type_name("FACTOR")
        ->check(CLI::Range(1.0, 1000.0))
        ->group(group);
    app.add_option("--enough-calls", rule.min_calls, "... with so many calls in the periods (20 unless told)")
        ->type_name("N")
        ->check(CLI::Range(1.0, 1e9))
        ->group(group);
    app.add_option("--fail-on", fail_on, "Exit 1 when there is one: " + base::join(findings, ", "))
        ->type_name("FINDING")
        ->delimiter(',')
        ->allow_extra_args(false)
        ->check(CLI::IsMember(findings))
        ->group(group);
}

Workload load_workload(catalog::Store &store, WorkloadChoice const &choice, std::optional<std::string> const &since) {
    Workload workload;
    workload.source = profile_source(store, choice.source, {});
    load_snapshots(store, choice, workload);
    if (!choice.tables.empty()) workload.only = queries_of_tables(store, workload, choice.tables);
    workload::SeriesBuilder builder{workload.snapshots, since ? period_start(workload, *since) : 0};
    catalog::for_each_figure(store, workload.source.id, workload.series, [&](catalog::FigureRow const &row) {
        if (!choice.user.empty() && row.who.user != choice.user) return;
        if (!choice.database.empty() && row.who.database != choice.database) return;
        builder.put(row.query, row.entry, row.who, row.snapshot, row.is_gone, row.figures);
    });
    workload.queries = builder.take();
    catalog::for_each_query(store, workload.source.id, [&](catalog::QueryRow &&row) {
        if (workload.queries.contains(row.id)) workload.texts.emplace(row.id, std::move(row.query));
    });
    return workload;
}

std::string_view origin_name(catalog::Series series) {
    for (auto const &[name, one] : k_origins)
        if (one == series) return name;
    return {};
}

std::size_t period_start(Workload const &workload, std::string const &since) {
    auto const newest = workload.snapshots.size() - 1;
    if (since.empty()) return newest;
    if (since == "start") return 0;
    auto const age = parse_age(since);
    auto const from = age ? catalog::utc_before(*age) : workload::utc_time(since, 3);
    if (!from)
        throw Error(ExitCode::usage, fmt::format("--since {}: no age and no time", base::single_line(since)),
                    "--since 24h, --since 7d, --since 2026-01-31, --since '2026-01-31 14:00', or --since start; times "
                    "are UTC unless they name a zone");
    if (!age && *from > workload.snapshots.back().taken_at)
        throw Error(ExitCode::usage,
                    fmt::format("--since {}: the newest snapshot is of {} UTC", base::single_line(since),
                                base::human_time(workload.snapshots.back().taken_at)),
                    "scribe analyze-queries collect takes another");
    // What a snapshot says happened before it.
    std::size_t first = newest;
    while (first > 0 && workload.snapshots[first - 1].taken_at >= *from) --first;
    return first;
}

std::string period_begin(Workload const &workload, std::size_t first) {
    return first > 0 ? workload.snapshots[first - 1].taken_at : workload.snapshots.front().since;
}

std::optional<double> trend_of(workload::PeriodRow const &row, std::size_t first) {
    if (first == 0) return std::nullopt;
    auto const before = workload::mean_ms(workload::sum(*row.series, 0, first - 1));
    auto const now = workload::mean_ms(row.now);
    if (!before || !now || !(*before > 0)) return std::nullopt;
    return *now / *before - 1;
}

workload::PeriodRows period_rows(Workload const &workload, WorkloadChoice const &choice, std::size_t first,
                                 std::size_t last) {
    workload::PeriodFilter const filter{workload.only ? &*workload.only : nullptr, choice.min_calls, choice.all};
    return workload::period_rows(workload.queries, workload.texts, filter, first, last);
}

void JudgedShare::add(model::Counters const &now, bool is_judged) {
    if (!(now[model::Counter::calls] > 0)) return;
    auto const ms = std::max(0.0, now[model::Counter::total_ms]);
    m_ms += ms;
    ++(is_judged ? m_judged : m_unjudged);
    if (!is_judged) m_unjudged_ms += ms;
}

void JudgedShare::tell(Workload const &workload, double min_calls) const {
    if (m_unjudged == 0) return;
    if (workload.series == catalog::Series::workload) {
        base::log::warn("nothing could be judged: files of statements tell no times");
        return;
    }
    auto const text = fmt::format("{} ({:.1f} % of the time) with fewer than {:g} calls then or before",
                                  base::counted(m_unjudged, "query", "queries"),
                                  m_ms > 0 ? m_unjudged_ms / m_ms * 100 : 0, min_calls);
    if (m_judged > 0) base::log::info("not judged: {}; --enough-calls N takes fewer", text);
    else base::log::warn("nothing could be judged: {}; --enough-calls N takes fewer", text);
}

std::string left_out_text(workload::PeriodRows const &rows) {
    std::vector<std::string> parts;
    for (auto const &[purpose, left] : rows.left_out) {
        auto const *const what =
            purpose == "catalog" ? "statement on the system catalogs" : "statement that is no query";
        auto const *const many =
            purpose == "catalog" ? "statements on the system catalogs" : "statements that are no queries";
        parts.push_back(fmt::format("{} ({:.1f} % of the time)", base::counted(left.queries, what, many),
                                    rows.total_ms > 0 ? 100 * left.total_ms / rows.total_ms : 0));
    }
    return base::join(parts, ", ");
}

} // namespace scribe::cli
