// SPDX-License-Identifier: MIT
#include "exporting/queries.hpp"

#include "base/text.hpp"
#include "options/options_common.hpp"
#include "workload/regressions.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;
using exporter::queries::Chart;
using exporter::queries::Form;
using exporter::queries::Point;
using exporter::queries::QueryMark;
using model::Counter;

/// Periods of a line of text.
constexpr std::size_t k_most_bars = 24;

/// What is not counted takes no time.
double known(double value) { return std::isnan(value) ? 0 : value; }

std::vector<std::string> conditions(QueriesExportOptions const &options) {
    auto const &choice = options.choice;
    std::vector<std::string> list;
    if (!choice.tables.empty()) list.push_back("only what uses " + base::join(choice.tables, " or "));
    if (!choice.user.empty()) list.push_back("of user " + choice.user);
    if (!choice.database.empty()) list.push_back("in database " + choice.database);
    if (choice.min_calls > 0) list.push_back(fmt::format("of {} and more", base::counted(choice.min_calls, "call")));
    return list;
}

std::string sparkline(std::vector<Point> const &series, std::size_t snapshots) {
    auto const begin = snapshots > k_most_bars ? snapshots - k_most_bars : 0;
    std::vector<std::optional<double>> means(snapshots - begin);
    for (auto const &point : series)
        if (point.snapshot >= begin) means[point.snapshot - begin] = point.mean_ms();
    return workload::sparkline(means);
}

QueryMark mark(workload::PeriodRow const &row, std::size_t first, std::size_t snapshots) {
    QueryMark one;
    one.id = catalog::query_id_text(row.id);
    one.kind = row.query->kind;
    one.purpose = row.query->purpose;
    one.text = row.query->text;
    one.line = query_line(*row.query);
    one.calls = row.now[Counter::calls];
    one.total_ms = known(row.now[Counter::total_ms]);
    one.rows = row.now[Counter::rows];
    one.share = row.share;
    one.trend = trend_of(row, first);
    one.databases.assign(row.series->databases.begin(), row.series->databases.end());
    one.users.assign(row.series->users.begin(), row.series->users.end());
    for (auto const &step : row.series->steps)
        one.series.push_back({step.snapshot, step.counters[Counter::calls], known(step.counters[Counter::total_ms])});
    one.sparkline = sparkline(one.series, snapshots);
    return one;
}

/// What all of the queries took, snapshot by snapshot.
std::vector<Point> sum_of(workload::PeriodRows const &rows, std::size_t snapshots) {
    std::vector<Point> points(snapshots);
    for (std::size_t i = 0; i < snapshots; ++i) points[i].snapshot = i;
    for (auto const &row : rows.rows) {
        for (auto const &step : row.series->steps) {
            points[step.snapshot].calls += step.counters[Counter::calls];
            points[step.snapshot].total_ms += known(step.counters[Counter::total_ms]);
        }
    }
    std::erase_if(points, [](Point const &one) { return !(one.calls > 0); });
    return points;
}

void check_name(Form const &form, std::filesystem::path const &output) {
    auto const extension = base::to_lower_ascii(output.extension().string());
    constexpr std::array<std::string_view, 6> k_others{".png", ".pdf", ".jpg", ".jpeg", ".gif", ".webp"};
    if (std::ranges::find(k_others, extension) != k_others.end())
        throw Error(ExitCode::usage,
                    fmt::format("{} is the name of a picture that scribe does not draw of queries",
                                base::single_line(output.filename().string())),
                    "name it .svg or .html");
    for (auto const &other : exporter::queries::forms()) {
        if (other.extension == extension && other.name != form.name)
            throw Error(
                ExitCode::usage,
                fmt::format("{} is the name of a {} file, and -t says {}", output.filename().string(), other.name,
                            form.name),
                fmt::format("name it {}",
                            std::filesystem::path{output}.filename().replace_extension(form.extension).string()));
    }
}

} // namespace

bool QueriesExportOptions::given() const {
    bool const chosen = !choice.origin.empty() || !choice.tables.empty() || !choice.user.empty() ||
                        !choice.database.empty() || choice.min_calls > 0 || choice.all;
    return chosen || !since.empty() || limit != QueriesExportOptions{}.limit;
}

void add_queries_export_options(CLI::App &app, QueriesExportOptions &options) {
    auto const *const group = "Queries";
    add_workload_filters(app, options.choice, group);
    app.add_option(
           "--since", options.since,
           "queries: the period, an age (24h, 7d), a time or start; else from the snapshot before the newest on")
        ->type_name("AGE|TIME")
        ->group(group);
    app.add_option("--limit", options.limit,
                   "queries: those of the most time, at most so many (200 unless told, 0 = all)")
        ->type_name("N")
        ->check(check_count)
        ->group(group);
}

void check_queries_export(QueriesExportOptions const &options, bool is_format, model::ObjectFilter const &filter) {
    if (options.given() && !is_format)
        throw Error(ExitCode::usage,
                    "--since, --limit, --origin, --table, --user, --database, --min-calls and --all are options of "
                    "scribe export queries",
                    "scribe export queries --since 7d -o queries.html");
    if (is_format && !filter.empty())
        throw Error(ExitCode::usage, "--schema, --include and --exclude choose objects, and queries are none",
                    "--table TABLE chooses the queries that use it");
}

Form queries_form(std::string const &asked, std::filesystem::path const &output) {
    auto const &all = exporter::queries::forms();
    auto const extension = base::to_lower_ascii(output.extension().string());
    auto const found = std::ranges::find_if(
        all, [&](Form const &form) { return asked.empty() ? form.extension == extension : form.name == asked; });
    std::vector<std::string> names;
    for (auto const &form : all) names.emplace_back(form.name);
    if (found == all.end() && !asked.empty())
        throw Error(ExitCode::usage, fmt::format("queries are not written as {}", asked),
                    "--format takes " + base::join(names, ", "));
    auto const &form = found == all.end() ? all.front() : *found;
    check_name(form, output);
    if (found == all.end() && !extension.empty())
        throw Error(ExitCode::usage,
                    fmt::format("{} is no name that says what to write", base::single_line(output.filename().string())),
                    "add -t with one of " + base::join(names, ", "));
    return form;
}

Chart query_chart(catalog::Store &store, QueriesExportOptions const &options) {
    auto const workload = load_workload(store, options.choice, std::nullopt);
    auto const first = period_start(workload, options.since);
    auto const snapshots = workload.snapshots.size();
    auto rows = period_rows(workload, options.choice, first, snapshots - 1);
    std::ranges::sort(rows.rows, [](workload::PeriodRow const &a, workload::PeriodRow const &b) {
        for (auto const counter : {Counter::total_ms, Counter::calls})
            if (known(a.now[counter]) != known(b.now[counter])) return known(a.now[counter]) > known(b.now[counter]);
        return a.id < b.id;
    });
    Chart chart;
    chart.source = workload.source.name;
    chart.from = period_begin(workload, first);
    chart.until = workload.snapshots.back().taken_at;
    chart.conditions = conditions(options);
    for (auto const &one : workload.snapshots) chart.taken_at.push_back(one.taken_at);
    chart.all = sum_of(rows, snapshots);
    chart.total_ms = known(rows.total_ms);
    chart.left_out = left_out_text(rows);
    auto const shown =
        options.limit == 0 ? rows.rows.size() : std::min(rows.rows.size(), static_cast<std::size_t>(options.limit));
    for (std::size_t i = 0; i < rows.rows.size(); ++i) {
        if (i < shown) {
            chart.queries.push_back(mark(rows.rows[i], first, snapshots));
        } else {
            ++chart.rest;
            chart.rest_ms += known(rows.rows[i].now[Counter::total_ms]);
        }
    }
    return chart;
}

} // namespace scribe::cli
