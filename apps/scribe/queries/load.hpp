// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/queries/queries.hpp"
#include "catalog/queries/snapshots.hpp"
#include "command.hpp"
#include "output/output.hpp"
#include "workload/period.hpp"
#include "workload/regressions.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace scribe::cli {

/// Which figures a report or a history is about.
struct WorkloadChoice {
    std::string source;
    std::string origin;              ///< counters, log, workload; empty: the first of them that there is
    std::vector<std::string> tables; ///< queries that use one of these; empty: all
    std::string user, database;      ///< empty: all
    std::int64_t min_calls = 0;
    bool all = false; ///< also what is neither an application's nor takes much time
};

void add_workload_options(CLI::App &app, WorkloadChoice &choice);
/// The same without the source.
void add_workload_filters(CLI::App &app, WorkloadChoice &choice, std::string const &group);

/// --factor, --enough-calls and --fail-on, which takes one of `findings`.
void add_regression_options(CLI::App &app, workload::RegressionRule &rule, std::vector<std::string> &fail_on,
                            std::vector<std::string> const &findings);

/// What the catalog knows of the queries of a source.
struct Workload {
    catalog::SourceRow source;
    catalog::Series series = catalog::Series::counters;
    std::vector<model::QuerySnapshot> snapshots; ///< the oldest first; never empty
    workload::AllSeries queries;
    workload::QueryTexts texts;
    std::optional<std::vector<std::int64_t>> only; ///< the queries to show, sorted; nothing: all
};

/// Reads it, as far as the choice of users and databases lets pass. `since`: what happened before that period is one
/// step, so that memory does not grow with the history; nothing: each step is kept. Throws base::Error(usage) when
/// nothing was collected yet.
Workload load_workload(catalog::Store &store, WorkloadChoice const &choice, std::optional<std::string> const &since);

/// The place of the first snapshot whose figures belong to the period that `since` names: an age (24h, 7d), a time, or
/// "start"; empty: the newest alone. Throws base::Error(usage) for another word.
std::size_t period_start(Workload const &workload, std::string const &since);

/// When the period begins whose first snapshot is in that place; empty: with the counters, nobody knows when.
std::string period_begin(Workload const &workload, std::size_t first);

/// The mean now against that of all periods before `first`: 0.5 is half as slow again. Nothing where there are none.
std::optional<double> trend_of(workload::PeriodRow const &row, std::size_t first);

/// As --origin calls it.
std::string_view origin_name(catalog::Series series);

/// What the choice lets show of the snapshots from `first` to `last`.
workload::PeriodRows period_rows(Workload const &workload, WorkloadChoice const &choice, std::size_t first,
                                 std::size_t last);

/// "12 utility statements (0.4 % of the time)" for each purpose; empty when nothing was left out.
std::string left_out_text(workload::PeriodRows const &rows);

/// How much of a period could be judged, to say what could not.
class JudgedShare {
public:
    /// `now`: of a query in the period; one that did not run there is not counted.
    void add(model::Counters const &now, bool is_judged);
    /// On standard error, where something could not be; a warning where that is all.
    void tell(Workload const &workload, double min_calls) const;

private:
    std::int64_t m_judged = 0, m_unjudged = 0;
    double m_ms = 0, m_unjudged_ms = 0;
};

/// The text of a query on one line, lists of parameters shortened: "IN ($1, ...)".
std::string query_line(model::Query const &query);

/// 1234.5 as "1.2 s".
std::string ms_text(double ms);

/// Cells of figures; empty for what is not known.
Cell number_cell(double value, int decimals = 3);
Cell count_cell(double value);
Cell ms_cell(double value);
/// The share as a number; `format` shows it in tables, times 100.
Cell percent_cell(std::optional<double> share, char const *format);
/// The query's id and its text, shortened in tables.
Cell id_cell(std::int64_t id);
Cell text_cell(model::Query const &query);
/// What became of a query; tables show why nobody can tell instead of nothing.
Cell found_cell(std::string_view what, std::string_view unjudged);

} // namespace scribe::cli
