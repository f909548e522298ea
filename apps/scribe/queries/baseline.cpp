// SPDX-License-Identifier: MIT
#include "workload/baseline.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "catalog/queries/baselines.hpp"
#include "options/options_common.hpp"
#include "options/source_option.hpp"
#include "profiling/selection.hpp"
#include "queries/actions.hpp"
#include "queries/load.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;
using model::Counter;
using workload::Baseline;

constexpr int k_connections = 10, k_round_trips = 50;

class BaselineAction final : public QueryAction {
public:
    std::string_view name() const override { return "baseline"; }
    std::string_view summary() const override {
        return "Keeps how fast the server and its queries are, to compare with";
    }

    void bind(CLI::App &app) override {
        app.require_subcommand(1);
        m_set = app.add_subcommand("set", "Measures the connection and keeps it with the queries' times so far");
        m_compare = app.add_subcommand("compare", "Tells what became slower, new or gone since");
        for (auto *const sub : {m_set, m_compare}) {
            sub->add_option("name", m_name, "Name of the baseline, where there are several (default)")
                ->type_name("NAME");
            sub->add_option("--source", m_choice.source, "The source; else the only one")->type_name("NAME");
            sub->add_flag("--offline", m_offline, "Measure no connection");
            add_key_file_option(*sub, m_key_file);
            add_timeout_options(*sub, m_timeouts);
        }
        m_set
            ->add_option("--origin", m_choice.origin,
                         "Which figures: counters of the server, a log, a file of statements")
            ->type_name("ORIGIN")
            ->check(CLI::IsMember({"counters", "log", "workload"}));
        m_set->footer("scribe analyze-queries baseline set\nscribe analyze-queries baseline set release-7");
        bind_compare(*m_compare);
        app.footer("scribe analyze-queries baseline set\nscribe analyze-queries baseline compare --fail-on "
                   "regression,latency");
    }

    ExitCode run(GlobalOptions const &global, Context &context) override {
        auto store = open_catalog(global, context, catalog::Access::write);
        auto const source = profile_source(store, m_choice.source, {});
        m_choice.source = source.name;
        return m_set->parsed() ? set(store, source, global, context) : compare(store, source, global, context);
    }

private:
    void bind_compare(CLI::App &app) {
        app.add_flag("--unchanged", m_unchanged, "Also queries of which there is nothing to tell");
        app.add_flag("--all", m_choice.all,
                     "Also statements of little time that are no queries or read the system catalogs");
        add_regression_options(app, m_rule, m_fail_on, {"regression", "latency", "new", "gone"});
        add_page_options(app, m_limit, m_offset);
        add_output_options(app, m_output, {"table", "json", "jsonl", "csv"});
        app.footer(
            "scribe analyze-queries baseline compare\nscribe analyze-queries baseline compare release-7 --fail-on "
            "regression,latency");
    }

    /// Connects as every command does, several times, and then asks for next to nothing.
    void measure(Baseline &to, GlobalOptions const &global, Context &context) const {
        using clock = std::chrono::steady_clock;
        if (m_offline) return;
        auto const resolved = resolve_source(m_choice.source, global, context);
        for (int i = 0; i < k_connections; ++i) {
            auto const start = clock::now();
            auto const database = open_source(resolved, "analyze-queries", m_key_file, m_timeouts, context);
            to.connecting_ms.push_back(std::chrono::duration<double, std::milli>(clock::now() - start).count());
            for (int trip = 0; trip < k_round_trips / k_connections; ++trip) {
                auto const ms = database->round_trip_ms();
                if (!ms) { // a file
                    to.connecting_ms.clear();
                    return;
                }
                to.round_trip_ms.push_back(*ms);
            }
        }
    }

    ExitCode set(catalog::Store &store, catalog::SourceRow const &source, GlobalOptions const &global,
                 Context &context) {
        Baseline baseline;
        measure(baseline, global, context);
        auto const workload = load_workload(store, m_choice, std::nullopt);
        baseline.origin = origin_name(workload.series);
        baseline.snapshot = workload.snapshots.back().id;
        workload::add_queries(baseline, workload.queries);
        catalog::put_baseline(store, source.id, {m_name, catalog::utc_now(), workload::baseline_to_json(baseline)});
        base::log::info("Kept baseline {} of {}: {} of {}", base::single_line(m_name), source.name,
                        base::counted(static_cast<std::int64_t>(baseline.queries.size()), "query", "queries"),
                        base::counted(static_cast<std::int64_t>(workload.snapshots.size()), "snapshot"));
        tell("connecting", baseline.connecting_ms);
        tell("round trip", baseline.round_trip_ms);
        return ExitCode::ok;
    }

    static void tell(std::string_view what, std::vector<double> const &times) {
        if (auto const took = workload::latency(times))
            base::log::info("{}: median {}, least {}, 95 % within {}", what, ms_text(took->median), ms_text(took->min),
                            ms_text(took->p95));
    }

    catalog::BaselineRow need_baseline(catalog::Store &store, catalog::SourceRow const &source) const {
        if (auto row = catalog::find_baseline(store, source.id, m_name)) return std::move(*row);
        auto const names = catalog::baseline_names(store, source.id);
        throw Error(ExitCode::usage, fmt::format("{} has no baseline {}", source.name, base::single_line(m_name)),
                    names.empty() ? "scribe analyze-queries baseline set keeps one"
                                  : "it has " + base::single_line(base::join(names, ", ")));
    }

    ExitCode compare(catalog::Store &store, catalog::SourceRow const &source, GlobalOptions const &global,
                     Context &context) {
        auto const row = need_baseline(store, source);
        auto const baseline = workload::baseline_from_json(row.body);
        Baseline now;
        if (!baseline.connecting_ms.empty()) measure(now, global, context);
        m_choice.origin = baseline.origin;
        auto const workload = load_workload(store, m_choice, std::nullopt);
        // The first snapshot that the baseline does not know; the one that it knows last may be forgotten meanwhile.
        auto first = std::ranges::find_if(workload.snapshots,
                                          [&](model::QuerySnapshot const &one) { return one.id > baseline.snapshot; });
        if (first == workload.snapshots.begin() && !first->is_period()) {
            // It counts since the counters began: what of that came after the baseline, nobody knows any more.
            base::log::warn("the snapshots of the baseline are forgotten: what ran since {} UTC is compared",
                            base::human_time(first->taken_at));
            ++first;
        }
        std::vector<workload::BaselineChange> changes;
        JudgedShare share;
        if (first == workload.snapshots.end()) {
            base::log::warn("nothing was collected since the baseline: only the connection is compared");
        } else {
            changes =
                changes_of(baseline, workload, static_cast<std::size_t>(first - workload.snapshots.begin()), share);
        }
        auto const slow = list(source, baseline, now, changes, workload, context);
        auto const count = [&](std::string_view what) {
            return std::ranges::count(changes, what, &workload::BaselineChange::finding);
        };
        base::log::info("{} since {} UTC: {} slower, {} new, {} gone; the connection {}", source.name,
                        base::human_time(row.made_at), count("slower"), count("new"), count("gone"),
                        now.connecting_ms.empty() ? "was not measured"
                        : slow > 0                ? "is slower"
                                                  : "is as fast");
        share.tell(workload, m_rule.min_calls);
        auto const fails = [&](std::string_view what) {
            return what == "latency" ? slow > 0 : count(what == "regression" ? "slower" : what) > 0;
        };
        return std::ranges::any_of(m_fail_on, fails) ? ExitCode::differs : ExitCode::ok;
    }

    /// Without what is not worth a line in a report either.
    std::vector<workload::BaselineChange> changes_of(Baseline const &baseline, Workload const &workload,
                                                     std::size_t first, JudgedShare &share) const {
        auto const rows = period_rows(workload, m_choice, 0, workload.snapshots.size() - 1);
        auto changes = workload::compare_queries(baseline, workload.queries, first, m_rule);
        std::erase_if(changes, [&](workload::BaselineChange const &one) {
            if (!(one.now[Counter::calls] > 0)) {
                if (one.finding.empty() && !m_unchanged) return true;
                auto const text = workload.texts.find(one.query);
                return !m_choice.all && text != workload.texts.end() && text->second.purpose != "application";
            }
            if (std::ranges::find(rows.rows, one.query, &workload::PeriodRow::id) == rows.rows.end()) return true;
            share.add(one.now, one.unjudged.empty());
            return one.finding.empty() && !m_unchanged;
        });
        auto const weight = [](workload::BaselineChange const &one) {
            return workload::more_ms(one.regression, one.now[Counter::total_ms]);
        };
        std::ranges::stable_sort(changes, std::greater{}, weight);
        return changes;
    }

    /// Returns how many of connecting and round trips are slower.
    int list(catalog::SourceRow const &source, Baseline const &baseline, Baseline const &now,
             std::vector<workload::BaselineChange> const &changes, Workload const &workload, Context &context) const {
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
                         {.name = "before_min_ms", .title = ""},
                         {.name = "before_p95_ms", .title = ""},
                         {.name = "now_min_ms", .title = ""},
                         {.name = "now_p95_ms", .title = ""},
                         {.name = "text", .title = "STATEMENT", .elastic = true},
                         {.name = "unjudged", .title = ""}}};
        int slow = 0;
        std::int64_t total = static_cast<std::int64_t>(changes.size());
        auto const latency_row = [&](char const *what, std::vector<double> const &before,
                                     std::vector<double> const &after) {
            auto const then = workload::latency(before), today = workload::latency(after);
            if (!then || !today) return;
            auto const grown = workload::compare_latency(before, after, m_rule);
            slow += grown ? 1 : 0;
            ++total;
            list.row({source.name,
                      {},
                      grown ? "latency" : "",
                      ms_cell(then->median),
                      ms_cell(today->median),
                      number_cell(today->median / then->median),
                      number_cell(grown ? grown->deviations : model::k_not_counted),
                      static_cast<std::int64_t>(before.size()),
                      static_cast<std::int64_t>(after.size()),
                      ms_cell(then->min),
                      ms_cell(then->p95),
                      ms_cell(today->min),
                      ms_cell(today->p95),
                      what,
                      {}});
        };
        latency_row("connecting", baseline.connecting_ms, now.connecting_ms);
        latency_row("round trip", baseline.round_trip_ms, now.round_trip_ms);
        auto const known = [](std::optional<double> value) { return value.value_or(model::k_not_counted); };
        auto const begin = std::min(static_cast<std::size_t>(m_offset), changes.size());
        for (auto i = begin; i < changes.size(); ++i) {
            if (m_limit > 0 && i >= begin + static_cast<std::size_t>(m_limit)) break;
            auto const &one = changes[i];
            auto const before = one.regression ? one.regression->before_ms : known(workload::mean_ms(one.before));
            auto const after = known(workload::mean_ms(one.now));
            auto const text = workload.texts.find(one.query);
            list.row({source.name,
                      id_cell(one.query),
                      found_cell(one.finding, one.unjudged),
                      ms_cell(before),
                      ms_cell(after),
                      number_cell(after / before),
                      number_cell(one.regression ? one.regression->deviations : model::k_not_counted),
                      count_cell(one.before[Counter::calls]),
                      count_cell(one.now[Counter::calls]),
                      {},
                      {},
                      {},
                      {},
                      text == workload.texts.end() ? Cell{} : text_cell(text->second),
                      one.unjudged.empty() ? Cell{} : Cell{one.unjudged}});
        }
        list.finish(total, "queries");
        return slow;
    }

    WorkloadChoice m_choice;
    CLI::App *m_set = nullptr, *m_compare = nullptr;
    std::string m_name = "default", m_key_file;
    std::vector<std::string> m_fail_on;
    bool m_offline = false, m_unchanged = false;
    workload::RegressionRule m_rule;
    TimeoutOptions m_timeouts;
    std::int64_t m_limit = 50, m_offset = 0;
    OutputOptions m_output;
};

} // namespace

std::unique_ptr<QueryAction> make_baseline_action() { return std::make_unique<BaselineAction>(); }

} // namespace scribe::cli
