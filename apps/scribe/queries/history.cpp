// SPDX-License-Identifier: MIT
#include "base/log.hpp"
#include "base/text.hpp"
#include "options/options_common.hpp"
#include "queries/actions.hpp"
#include "queries/load.hpp"
#include "workload/regressions.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>

namespace scribe::cli {

namespace {

using base::ExitCode;
using model::Counter;

/// Periods that a sparkline shows at most, and on a narrow terminal; what the other columns of the table take there.
constexpr int k_most_bars = 24, k_least_bars = 8, k_other_columns = 72;

/// What became of a query in the period.
struct Finding {
    std::int64_t id = 0;
    std::string_view what; ///< slower | new | gone | plan; empty: nothing
    std::string_view
        unjudged; ///< why nobody can tell whether it is slower, or gone; empty: it was looked at, or did not run
    std::optional<workload::Regression> regression;
    model::Counters before, now;
    workload::QuerySeries const *series = nullptr;
    model::Query const *query = nullptr;
};

class HistoryAction final : public QueryAction {
public:
    std::string_view name() const override { return "history"; }
    std::string_view summary() const override { return "Tells what became slower, new, gone, or is planned otherwise"; }

    void bind(CLI::App &app) override {
        app.add_option("query", m_queries, "Only these queries, by the beginning of their ids, whatever became of them")
            ->type_name("QUERY");
        add_workload_options(app, m_choice);
        app.add_option(
               "--since", m_since,
               "The period that is compared with all before it: an age (24h, 7d) or a time; else from the snapshot "
               "before the newest on")
            ->type_name("AGE|TIME");
        app.add_flag("--unchanged", m_unchanged, "Also queries of which there is nothing to tell");
        app.add_flag("--snapshots", m_snapshots, "List the snapshots instead");
        add_regression_options(app, m_rule, m_fail_on, {"regression", "plan", "new", "gone"});
        add_page_options(app, m_limit, m_offset);
        add_output_options(app, m_output, {"table", "json", "jsonl", "csv"});
        app.footer("scribe analyze-queries history\nscribe analyze-queries history --since 7d --fail-on regression\n"
                   "scribe analyze-queries history 3f2a91c0\nscribe analyze-queries history --snapshots");
    }

    ExitCode run(GlobalOptions const &global, Context &context) override {
        auto store = open_catalog(global, context, catalog::Access::read);
        auto workload = load_workload(store, m_choice, std::nullopt);
        if (m_snapshots) {
            list_snapshots(workload, context);
            return ExitCode::ok;
        }
        if (!m_queries.empty()) choose(store, workload);
        auto const first = period_start(workload, m_since);
        auto const found = findings(store, workload, first);
        list(workload, found, context);
        tell(workload, found, first);
        auto const fails = [&](Finding const &one) {
            auto const word = one.what == "slower" ? "regression" : one.what;
            return std::ranges::find(m_fail_on, word) != m_fail_on.end();
        };
        return std::ranges::any_of(found, fails) ? ExitCode::differs : ExitCode::ok;
    }

private:
    void choose(catalog::Store &store, Workload &workload) const {
        workload.only.emplace();
        for (auto const &word : m_queries)
            workload.only->push_back(catalog::find_query(store, workload.source, word).id);
        std::ranges::sort(*workload.only);
    }

    bool shows_unchanged() const { return m_unchanged || !m_queries.empty(); }

    /// Gone is what ran in as many snapshots before the period as the period has: what is gone for longer was told
    /// then.
    bool is_gone(Finding const &one, std::size_t first, std::size_t last) const {
        if (first == 0 || one.now[Counter::calls] > 0) return false;
        auto const length = last - first + 1;
        auto const before = workload::sum(*one.series, first > length ? first - length : 0, first - 1);
        return before[Counter::calls] >= m_rule.min_calls;
    }

    /// Whether the newest snapshot of the period that looked at the query's databases saw the statements of all roles.
    static bool sees_all(Workload const &workload, Finding const &one, std::size_t first, std::size_t last) {
        for (auto i = last + 1; i-- > first;) {
            auto const &snapshot = workload.snapshots[i];
            if (snapshot.scope.empty() || one.series->databases.contains(snapshot.scope)) return snapshot.hidden == 0;
        }
        return false;
    }

    std::string_view what_became(Finding const &one, std::size_t first, std::size_t last, bool new_plan) const {
        auto const calls_now = one.now[Counter::calls], calls_before = one.before[Counter::calls];
        if (one.regression) return "slower";
        if (new_plan) return "plan";
        auto const &steps = one.series->steps;
        bool const starts = !steps.empty() && steps.front().is_start;
        if (first > 0 && !starts && !(calls_before > 0) && calls_now >= m_rule.min_calls) return "new";
        return is_gone(one, first, last) ? "gone" : "";
    }

    std::vector<Finding> findings(catalog::Store &store, Workload const &workload, std::size_t first) {
        auto const last = workload.snapshots.size() - 1;
        auto const rows = period_rows(workload, m_choice, 0, last);
        std::vector<std::int64_t> new_plans;
        if (first > 0)
            new_plans =
                catalog::queries_with_new_plan(store, workload.source.id, workload.snapshots[first - 1].taken_at);
        std::vector<Finding> list;
        for (auto const &row : rows.rows) {
            Finding one;
            one.id = row.id;
            one.series = row.series;
            one.query = row.query;
            one.regression = workload::find_regression(*row.series, first, m_rule);
            if (first > 0) one.before = workload::sum(*row.series, 0, first - 1);
            one.now = workload::sum(*row.series, first, last);
            one.what = what_became(one, first, last, std::ranges::binary_search(new_plans, row.id));
            if (first > 0 && one.what != "new") one.unjudged = workload::why_not_judged(*row.series, first, m_rule);
            m_share.add(one.now, one.unjudged.empty());
            if (one.what == "gone" && !sees_all(workload, one, first, last)) {
                one.what = {};
                one.unjudged = "not seen";
                ++m_unseen;
            }
            if (!one.what.empty() || shows_unchanged()) list.push_back(one);
        }
        auto const weight = [](Finding const &one) {
            return workload::more_ms(one.regression, one.now[Counter::total_ms]);
        };
        std::ranges::sort(list, [&](Finding const &a, Finding const &b) {
            auto const left = weight(a), right = weight(b);
            return left != right ? left > right : a.id < b.id;
        });
        return list;
    }

    std::string trend(workload::QuerySeries const &series, std::size_t snapshots) const {
        auto const begin = snapshots > m_bars ? snapshots - m_bars : 0;
        std::vector<std::optional<double>> means(snapshots - begin);
        for (auto const &step : series.steps)
            if (step.snapshot >= begin) means[step.snapshot - begin] = workload::mean_ms(step.counters);
        return workload::sparkline(means);
    }

    Cell series_cell(Workload const &workload, workload::QuerySeries const &series) const {
        base::JsonWriter json;
        json.begin_array();
        for (auto const &step : series.steps) {
            json.begin_object();
            json.member("snapshot", workload.snapshots[step.snapshot].id);
            json.member("taken_at", workload.snapshots[step.snapshot].taken_at);
            json.member("calls", step.counters[Counter::calls]);
            json.member("total_ms", step.counters[Counter::total_ms]);
            json.member("mean_ms", workload::mean_ms(step.counters));
            json.member("restarted", step.restarted);
            json.end_object();
        }
        json.end_array();
        auto cell = Cell::json(json.take());
        cell.shown = trend(series, workload.snapshots.size());
        return cell;
    }

    void list(Workload const &workload, std::vector<Finding> const &found, Context &context) {
        if (context.out_is_terminal)
            m_bars = static_cast<std::size_t>(
                std::clamp(context.terminal_width - k_other_columns, k_least_bars, k_most_bars));
        ListWriter list{context,
                        m_output,
                        {{.name = "source", .title = ""},
                         {.name = "query", .title = "QUERY"},
                         {.name = "finding", .title = "WHAT"},
                         {.name = "before_ms", .title = "BEFORE", .number = true},
                         {.name = "now_ms", .title = "NOW", .number = true},
                         {.name = "factor", .title = "", .number = true},
                         {.name = "deviations", .title = "", .number = true},
                         {.name = "calls_before", .title = ""},
                         {.name = "calls", .title = "CALLS", .number = true, .spare = 1},
                         {.name = "series", .title = "MEAN"},
                         {.name = "text", .title = "STATEMENT", .elastic = true},
                         {.name = "unjudged", .title = ""}}};
        auto const begin = std::min(static_cast<std::size_t>(m_offset), found.size());
        for (std::size_t i = begin; i < found.size(); ++i) {
            if (m_limit > 0 && i >= begin + static_cast<std::size_t>(m_limit)) break;
            auto const &one = found[i];
            auto const before =
                one.regression ? std::optional{one.regression->before_ms} : workload::mean_ms(one.before);
            auto const now = workload::mean_ms(one.now);
            auto const known = [](std::optional<double> value) { return value.value_or(model::k_not_counted); };
            list.row({workload.source.name, id_cell(one.id), found_cell(one.what, one.unjudged), ms_cell(known(before)),
                      ms_cell(known(now)), number_cell(known(now) / known(before)),
                      number_cell(one.regression ? one.regression->deviations : model::k_not_counted),
                      count_cell(one.before[Counter::calls]), count_cell(one.now[Counter::calls]),
                      series_cell(workload, *one.series), text_cell(*one.query),
                      one.unjudged.empty() ? Cell{} : Cell{one.unjudged}});
        }
        list.finish(static_cast<std::int64_t>(found.size()), "queries");
    }

    void tell(Workload const &workload, std::vector<Finding> const &found, std::size_t first) const {
        if (first == 0) {
            base::log::info("{}",
                            workload.snapshots.size() == 1
                                ? "there is one snapshot: what became of the queries is told from the next on"
                                : "the period begins with the first snapshot: there is nothing to compare it with");
            return;
        }
        auto const count = [&](std::string_view what) { return std::ranges::count(found, what, &Finding::what); };
        base::log::info("{} since {} UTC: {} slower, {} new, {} gone, {} planned otherwise", workload.source.name,
                        base::human_time(workload.snapshots[first - 1].taken_at), count("slower"), count("new"),
                        count("gone"), count("plan"));
        m_share.tell(workload, m_rule.min_calls);
        if (m_unseen > 0)
            base::log::warn(
                "{} may be gone, or hidden from the role that collected: GRANT pg_read_all_stats shows them",
                base::counted(m_unseen, "query that ran before", "queries that ran before"));
    }

    void list_snapshots(Workload const &workload, Context &context) const {
        std::vector<model::Counters> sums(workload.snapshots.size());
        std::vector<std::int64_t> queries(workload.snapshots.size());
        for (auto const &[id, series] : workload.queries) {
            for (auto const &step : series.steps) {
                workload::add(sums[step.snapshot], step.counters);
                ++queries[step.snapshot];
            }
        }
        ListWriter list{context,
                        m_output,
                        {{.name = "source", .title = ""},
                         {.name = "snapshot", .title = "SNAPSHOT", .number = true},
                         {.name = "taken_at", .title = "TAKEN (UTC)"},
                         {.name = "origin", .title = "ORIGIN"},
                         {.name = "database", .title = "DATABASE"},
                         {.name = "since", .title = ""},
                         {.name = "queries", .title = "QUERIES", .number = true},
                         {.name = "calls", .title = "CALLS", .number = true},
                         {.name = "total_ms", .title = "TIME", .number = true}}};
        auto const total = static_cast<std::int64_t>(workload.snapshots.size());
        for (std::int64_t i = m_offset; i < total && (m_limit == 0 || i < m_offset + m_limit); ++i) {
            auto const place = static_cast<std::size_t>(total - 1 - i); // the newest first
            auto const &one = workload.snapshots[place];
            Cell taken{one.taken_at};
            taken.shown = base::human_time(one.taken_at);
            list.row({workload.source.name, one.id, std::move(taken), one.origin, one.scope.empty() ? "all" : one.scope,
                      one.since, queries[place], count_cell(sums[place][Counter::calls]),
                      ms_cell(sums[place][Counter::total_ms])});
        }
        list.finish(total, "snapshots");
    }

    WorkloadChoice m_choice;
    std::vector<std::string> m_queries, m_fail_on;
    std::string m_since;
    bool m_unchanged = false, m_snapshots = false;
    workload::RegressionRule m_rule;
    std::size_t m_bars = k_most_bars;
    std::int64_t m_unseen = 0; ///< queries that nobody can tell to be gone
    JudgedShare m_share;
    std::int64_t m_limit = 50, m_offset = 0;
    OutputOptions m_output;
};

} // namespace

std::unique_ptr<QueryAction> make_history_action() { return std::make_unique<HistoryAction>(); }

} // namespace scribe::cli
