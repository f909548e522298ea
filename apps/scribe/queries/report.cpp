// SPDX-License-Identifier: MIT
#include "base/log.hpp"
#include "base/markdown.hpp"
#include "base/text.hpp"
#include "options/options_common.hpp"
#include "output/output.hpp"
#include "queries/actions.hpp"
#include "queries/load.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace scribe::cli {

namespace {

using base::ExitCode;
using model::Counter;
using model::Counters;

double number(std::optional<double> value) { return value.value_or(model::k_not_counted); }

double blocks(Counters const &c) { return c[Counter::shared_hit] + c[Counter::shared_read] + c[Counter::local_blocks]; }
double temporary_blocks(Counters const &c) { return c[Counter::temp_read] + c[Counter::temp_written]; }

/// What queries are ranked by: the figure, and how tables call it where they do not show it anyway.
struct Rank {
    std::string_view word, title, heading; ///< `heading` is that of Markdown
    double (*figure)(Counters const &counters);
};
constexpr std::array<Rank, 8> k_ranks{{
    {"total", "", "Rows", [](Counters const &c) { return c[Counter::total_ms]; }},
    {"mean", "", "Rows", [](Counters const &c) { return number(workload::mean_ms(c)); }},
    {"calls", "", "Rows", [](Counters const &c) { return c[Counter::calls]; }},
    {"rows", "", "Rows", [](Counters const &c) { return c[Counter::rows]; }},
    {"blocks", "BLOCKS", "Blocks", blocks},
    {"temp", "TEMP BLOCKS", "Temp blocks", temporary_blocks},
    {"wal", "WAL", "WAL", [](Counters const &c) { return c[Counter::wal_bytes]; }},
    {"variance", "DEVIATION", "Deviation", [](Counters const &c) { return number(workload::deviation_ms(c)); }},
}};

std::string count_text(double value) { return std::isnan(value) ? "" : base::group_digits(std::llround(value)); }

/// The figure of the ranking, or the rows where the other columns have it.
std::string ranked_text(Rank const &rank, Counters const &counters) {
    if (rank.title.empty()) return count_text(counters[Counter::rows]);
    auto const figure = rank.figure(counters);
    if (std::isnan(figure)) return {};
    if (rank.word == "wal") return base::human_bytes(std::llround(figure));
    return rank.word == "variance" ? ms_text(figure) : count_text(figure);
}

std::vector<std::string> rank_words() {
    std::vector<std::string> words;
    for (auto const &rank : k_ranks) words.emplace_back(rank.word);
    return words;
}

class ReportAction final : public QueryAction {
public:
    std::string_view name() const override { return "report"; }
    std::string_view summary() const override { return "Ranks the queries by what they cost"; }

    void bind(CLI::App &app) override {
        add_workload_options(app, m_choice);
        app.add_option("--by", m_by,
                       "What the ranking goes by: " + base::join(rank_words(), ", ") +
                           "; total unless told, calls where no times are known")
            ->type_name("FIGURE")
            ->check(CLI::IsMember(rank_words()));
        app.add_option("--since", m_since,
                       "The period: an age (24h, 7d), a time or start; else from the snapshot before the newest on")
            ->type_name("AGE|TIME");
        add_page_options(app, m_limit, m_offset);
        add_output_options(app, m_output, {"table", "json", "jsonl", "csv", "markdown"});
        app.footer("scribe analyze-queries report\nscribe analyze-queries report --by mean --min-calls 100\n"
                   "scribe analyze-queries report --table public.orders --since 7d -t markdown");
    }

    ExitCode run(GlobalOptions const &global, Context &context) override {
        auto store = open_catalog(global, context, catalog::Access::read);
        auto const workload = load_workload(store, m_choice, m_since);
        auto const first = period_start(workload, m_since);
        bool const untimed = workload.series == catalog::Series::workload; // files of statements tell of no times
        if (m_by.empty()) m_by = untimed ? "calls" : "total";
        auto rows = period_rows(workload, m_choice, first, workload.snapshots.size() - 1);
        if (untimed)
            for (auto &row : rows.rows)
                for (auto const time : {Counter::total_ms, Counter::squares_ms}) row.now[time] = model::k_not_counted;
        auto const *const rank = std::ranges::find(k_ranks, m_by, &Rank::word);
        std::ranges::sort(rows.rows, [&](workload::PeriodRow const &a, workload::PeriodRow const &b) {
            auto const left = rank->figure(a.now), right = rank->figure(b.now);
            if (std::isnan(left) != std::isnan(right)) return std::isnan(right);
            if (std::isnan(left)) return a.id < b.id;
            return left != right ? left > right : a.id < b.id;
        });
        if (m_output.format == "markdown") write_markdown(workload, rows, first, *rank, context);
        else write_list(workload, rows, first, *rank, context);
        tell(workload, rows, first);
        auto const unknown = [&](workload::PeriodRow const &row) { return std::isnan(rank->figure(row.now)); };
        if (!rows.rows.empty() && std::ranges::all_of(rows.rows, unknown))
            base::log::warn("nothing is ranked: what was collected does not tell {} of any query", m_by);
        return ExitCode::ok;
    }

private:
    template <typename Write> void each_shown(workload::PeriodRows const &rows, Write const &write) const {
        auto const begin = std::min(static_cast<std::size_t>(m_offset), rows.rows.size());
        auto const rest = rows.rows.size() - begin;
        auto const count = m_limit == 0 ? rest : std::min(rest, static_cast<std::size_t>(m_limit));
        for (std::size_t i = begin; i < begin + count; ++i) write(rows.rows[i]);
    }

    void write_list(Workload const &workload, workload::PeriodRows const &rows, std::size_t first, Rank const &rank,
                    Context &context) const {
        bool const by_own = !rank.title.empty();
        ListWriter list{
            context,
            m_output,
            {{.name = "source", .title = ""},
             {.name = "query", .title = "QUERY"},
             {.name = "total_ms", .title = "TOTAL", .number = true},
             {.name = "share", .title = "SHARE", .number = true, .spare = 1},
             {.name = "calls", .title = "CALLS", .number = true},
             {.name = "mean_ms", .title = "MEAN", .number = true},
             {.name = "trend", .title = first > 0 ? "TREND" : "", .number = true, .spare = 2},
             {.name = "rows", .title = by_own ? "" : "ROWS", .number = true, .spare = rank.word == "rows" ? 0 : 3},
             {.name = "ranked_by", .title = std::string{rank.title}, .number = true},
             {.name = "text", .title = "STATEMENT", .elastic = true},
             {.name = "kind", .title = ""},
             {.name = "purpose", .title = ""},
             {.name = "deviation_ms", .title = ""},
             {.name = "min_ms", .title = ""},
             {.name = "max_ms", .title = ""},
             {.name = "plan_ms", .title = ""},
             {.name = "blocks", .title = ""},
             {.name = "shared_hit", .title = ""},
             {.name = "shared_read", .title = ""},
             {.name = "temp_blocks", .title = ""},
             {.name = "read_ms", .title = ""},
             {.name = "wal_bytes", .title = ""},
             {.name = "databases", .title = ""},
             {.name = "users", .title = ""},
             {.name = "restarted", .title = ""},
             {.name = "error", .title = ""}}};
        each_shown(rows, [&](workload::PeriodRow const &row) { list.row(cells(workload, row, first, rank)); });
        list.finish(static_cast<std::int64_t>(rows.rows.size()), "queries");
    }

    /// Of the time; nothing where no times are known.
    static std::optional<double> share_of(workload::PeriodRow const &row) {
        return std::isnan(row.now[Counter::total_ms]) ? std::nullopt : std::optional{row.share};
    }

    static Cell names_cell(std::set<std::string> const &names) {
        base::JsonWriter json;
        json.value(std::vector<std::string>{names.begin(), names.end()});
        return Cell::json(json.take());
    }

    static std::vector<Cell> cells(Workload const &workload, workload::PeriodRow const &row, std::size_t first,
                                   Rank const &rank) {
        auto const &now = row.now;
        auto own = number_cell(rank.figure(now));
        own.shown = ranked_text(rank, now);
        return {workload.source.name,
                id_cell(row.id),
                ms_cell(now[Counter::total_ms]),
                percent_cell(share_of(row), "{:.1f} %"),
                count_cell(now[Counter::calls]),
                ms_cell(number(workload::mean_ms(now))),
                percent_cell(trend_of(row, first), "{:+.0f} %"),
                count_cell(now[Counter::rows]),
                std::move(own),
                text_cell(*row.query),
                row.query->kind,
                row.query->purpose,
                number_cell(number(workload::deviation_ms(now))),
                number_cell(share_of(row) ? row.series->min_ms : model::k_not_counted),
                number_cell(share_of(row) ? row.series->max_ms : model::k_not_counted),
                number_cell(now[Counter::plan_ms]),
                count_cell(blocks(now)),
                count_cell(now[Counter::shared_hit]),
                count_cell(now[Counter::shared_read]),
                count_cell(temporary_blocks(now)),
                number_cell(now[Counter::read_ms]),
                count_cell(now[Counter::wal_bytes]),
                names_cell(row.series->databases),
                names_cell(row.series->users),
                row.restarted,
                row.query->error};
    }

    /// "from 2026-01-31 12:00 to ..."
    static std::string period_text(Workload const &workload, std::size_t first) {
        auto const from = period_begin(workload, first);
        auto const until = base::human_time(workload.snapshots.back().taken_at);
        if (from.empty()) return "the beginning of the counters to " + until + " UTC";
        return fmt::format("{} to {} UTC", base::human_time(from), until);
    }

    void write_markdown(Workload const &workload, workload::PeriodRows const &rows, std::size_t first, Rank const &rank,
                        Context &context) const {
        Output output{context, m_output.file};
        output.write(fmt::format("# Queries of {}\n\n{}\n\n", base::markdown::text(workload.source.name),
                                 period_text(workload, first)));
        output.write(fmt::format("| Query | Total | Share | Calls | Mean | Trend | {} | Statement |\n", rank.heading));
        output.write("|---|--:|--:|--:|--:|--:|--:|---|\n");
        each_shown(rows, [&](workload::PeriodRow const &row) {
            auto const change = trend_of(row, first);
            auto const share = share_of(row);
            output.write(fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} |\n",
                                     catalog::query_id_text(row.id).substr(0, 8), ms_text(row.now[Counter::total_ms]),
                                     share ? fmt::format("{:.1f} %", *share * 100) : "",
                                     count_text(row.now[Counter::calls]), ms_text(number(workload::mean_ms(row.now))),
                                     change ? fmt::format("{:+.0f} %", *change * 100) : "", ranked_text(rank, row.now),
                                     base::markdown::cell_code(base::fit_width(query_line(*row.query), 300))));
        });
        if (auto const left = left_out_text(rows); !left.empty()) output.write(fmt::format("\nLeft out: {}.\n", left));
        output.finish();
    }

    static void tell(Workload const &workload, workload::PeriodRows const &rows, std::size_t first) {
        if (workload.series != catalog::Series::workload)
            base::log::info("{}: {} from {}", workload.source.name, ms_text(rows.total_ms),
                            period_text(workload, first));
        if (auto const left = left_out_text(rows); !left.empty())
            base::log::info("Left out: {}; --all shows them", left);
        auto const &newest = workload.snapshots.back();
        if (newest.hidden > 0)
            base::log::warn(
                "{} hidden from the role that collected: GRANT pg_read_all_stats shows them",
                base::counted(newest.hidden, "statement of other roles is", "statements of other roles are"));
        if (std::ranges::any_of(rows.rows, &workload::PeriodRow::restarted))
            base::log::info("counters began anew in the period: what they had before is not in it");
    }

    WorkloadChoice m_choice;
    std::string m_by, m_since;
    std::int64_t m_limit = 20, m_offset = 0;
    OutputOptions m_output;
};

} // namespace

std::unique_ptr<QueryAction> make_report_action() { return std::make_unique<ReportAction>(); }

} // namespace scribe::cli
