// SPDX-License-Identifier: MIT
#include "base/json.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "catalog/report/coverage.hpp"
#include "catalog/source_changes.hpp"
#include "command.hpp"
#include "options/options_common.hpp"
#include "options/source_option.hpp"
#include "output/output.hpp"
#include "settings/project.hpp"
#include "status/report.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

namespace scribe::cli {

namespace {

/// "80" or "99.5": 0 to 100.
std::string check_percent(std::string const &text) {
    try {
        std::size_t used = 0;
        auto const number = std::stod(text, &used);
        if (used == text.size() && number >= 0 && number <= 100) return {};
    } catch (std::logic_error const &) {} // neither a number nor one that fits
    return fmt::format("\"{}\" is no percentage from 0 to 100", base::single_line(text));
}

class StatusCommand final : public Command {
public:
    std::string_view name() const override { return "status"; }
    std::string_view summary() const override {
        return "Tells what the catalog holds, how much is documented, what to do next";
    }

    void bind(CLI::App &app) override {
        app.add_option("--source", m_source, "Only this source")->type_name("NAME");
        app.add_option("--min", m_min, "Exit with 1 when less than so many per cent are described")
            ->type_name("PERCENT")
            ->check(check_percent);
        app.add_option("--min-approval", m_min_approval,
                       "Exit with 1 when people approved less than so many per cent of the texts they looked at")
            ->type_name("PERCENT")
            ->check(check_percent);
        app.add_option("--min-text-quality", m_min_quality, "Exit with 1 when the texts are worth less than so much")
            ->type_name("PERCENT")
            ->check(check_percent);
        app.add_flag("--check", m_check, "Exit with 1 when a goal of scribe.yml is not reached");
        add_filter_options(app, m_filter);
        add_output_options(app, m_output, {"text", "json", "markdown"});
        app.footer("scribe status\nscribe status --min 80 --schema sales\nscribe status --check\nscribe status -t "
                   "markdown -o docs/COVERAGE.md");
    }

    base::ExitCode run(Context &context) override {
        auto store = open_catalog(global, context, catalog::Access::read);
        if (!m_source.empty()) need_source(store, m_source);
        check_sources_named(m_filter.filter().sources(true), source_names(store, m_source));
        StatusReport report;
        for (auto &row : store.sources()) {
            if (!m_source.empty() && row.name != m_source) continue;
            auto const use = catalog::source_use(store, row.id);
            report.sources.push_back({std::move(row), use});
        }
        report.counts = catalog::object_counts(store, m_source);
        report.groups = catalog::coverage(store, m_source, m_filter.filter());
        report.filled = catalog::filled_stages(store);
        report.quality = catalog::mean_quality(store, m_source, m_filter.filter());
        report.texts = catalog::text_figures(store, m_source, m_filter.filter());
        report.least = m_min;
        auto const &config = project_config(context);
        report.goals =
            measure_goals(config, report.groups, report.filled, !m_source.empty() || !m_filter.filter().empty());
        if (m_check && report.goals.empty()) no_goals();
        Output output{context, m_output.file};
        output.write(m_output.format == "json"       ? status_json(report)
                     : m_output.format == "markdown" ? status_markdown(report)
                                                     : status_text(report));
        output.finish();
        if (!m_min && report.overall().objects == 0 && !m_filter.filter().empty())
            base::log::warn("no table or column of the catalog matches the selection");
        auto code = gate(report);
        auto const quality = report.texts.quality ? std::optional{*report.texts.quality * 100} : std::nullopt;
        if (!reaches("approved of what was reviewed", report.texts.approval(), m_min_approval) ||
            !reaches("quality of the texts", quality, m_min_quality))
            code = base::ExitCode::differs;
        return m_check && !check_goals(report) ? base::ExitCode::differs : code;
    }

private:
    [[noreturn]] static void no_goals() {
        throw base::Error(base::ExitCode::config, "there is no goal to check",
                          "set one in scribe.yml, as in: goals: {described: 80}; or ask with --min 80");
    }

    static bool check_goals(StatusReport const &report) {
        bool good = true;
        for (auto const &goal : report.goals) {
            if (goal.reached()) continue;
            good = false;
            auto const percent = goal.percent();
            base::log::warn("{}: the goal \"{}\" is not reached: {} of {} %", goal.origin, goal.label(),
                            percent ? fmt::format("{:.1f}", *percent) : "n/a", goal.least);
        }
        return good;
    }

    static bool reaches(char const *what, std::optional<double> is, std::optional<double> least) {
        if (!least || (is && *is >= *least)) return true;
        base::log::warn("{}: {}, {} % asked for", what, is ? fmt::format("{:.1f} %", *is) : "not known", *least);
        return false;
    }

    base::ExitCode gate(StatusReport const &report) const {
        if (!m_min) return base::ExitCode::ok;
        auto const overall = report.overall();
        if (overall.reaches(*m_min)) return base::ExitCode::ok;
        if (overall.objects == 0) base::log::warn("--min {}: there is nothing to be described", *m_min);
        else
            base::log::warn("{} of {} described, {} % asked for", base::group_digits(overall.described),
                            base::counted(overall.objects, "object is", "objects are"), *m_min);
        return base::ExitCode::differs;
    }

    std::string m_source;
    std::optional<double> m_min, m_min_approval, m_min_quality;
    bool m_check = false;
    FilterOptions m_filter;
    OutputOptions m_output;
};

} // namespace

std::unique_ptr<Command> make_status_command() { return std::make_unique<StatusCommand>(); }

} // namespace scribe::cli
