// SPDX-License-Identifier: MIT
#include "status/report.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "model/object_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace scribe::cli {

namespace {

using catalog::Coverage;
using model::Kind;

/// More schemas or owners than these are left to -t json.
constexpr std::size_t k_most_lines = 20;

/// "83.3 %", "n/a".
std::string percent_text(Coverage const &coverage) {
    auto const percent = coverage.percent();
    return percent ? fmt::format("{:.1f} %", *percent) : "n/a";
}

/// "shop", or "shop:sales" where the schema needs its source.
std::string schema_label(catalog::CoverageGroup const &group, bool several) {
    auto schema = base::single_line(group.schema);
    return several ? group.source + ":" + schema : schema;
}

std::string coverage_line(std::string const &label, Coverage const &coverage) {
    return fmt::format("  {:<24} {:>8} {:>16} of {}\n", label, percent_text(coverage),
                       base::group_digits(coverage.described), base::group_digits(coverage.objects));
}

/// How many tables, views and columns have something: not known where no stage wrote any yet.
struct Figure {
    char const *label = nullptr;
    std::optional<std::int64_t> number;
};

/// What is known of a group beside its descriptions.
std::array<Figure, 3> other_figures(Coverage const &coverage, catalog::FilledStages const &filled) {
    auto const known = [](bool is, std::int64_t number) { return is ? std::optional{number} : std::nullopt; };
    return {{{"commented", coverage.commented},
             {"approved", known(filled.texts, coverage.approved)},
             {"profiled", known(filled.profiles, coverage.profiled)}}};
}

std::string figure_line(Figure const &figure, Coverage const &of) {
    if (!figure.number) return fmt::format("  {:<24} {:>8}\n", figure.label, "n/a");
    return coverage_line(figure.label, {of.objects, 0, *figure.number});
}

std::string quality_text(StatusReport const &report) {
    return report.quality ? fmt::format("{:.1f} %", *report.quality * 100) : "n/a";
}

/// What people made of texts, and how good these are; nothing where no writer wrote any.
std::string text_lines(StatusReport const &report) {
    auto const &texts = report.texts;
    std::string out;
    if (auto const approval = texts.approval())
        out += fmt::format("  {:<24} {:>8} {:>16} of {}\n", "approval rate", fmt::format("{:.1f} %", *approval),
                           base::group_digits(texts.accepted), base::group_digits(texts.reviewed));
    if (texts.pending > 0) out += fmt::format("  {:<24} {:>8}\n", "to review", base::group_digits(texts.pending));
    if (texts.stale > 0) out += fmt::format("  {:<24} {:>8}\n", "stale", base::group_digits(texts.stale));
    if (texts.quality && report.overall().described > 0)
        out += fmt::format("  {:<24} {:>6.1f} %\n", "quality of texts", *texts.quality * 100);
    return out;
}

/// "83.3 %", or "n/a" where nothing is known of it yet.
std::string percent_text(Figure const &figure, Coverage const &of) {
    return figure.number ? percent_text({of.objects, 0, *figure.number}) : "n/a";
}

/// All that is measured of a group, in the order of the columns that show it.
std::array<std::string, 4> percent_texts(Coverage const &coverage, catalog::FilledStages const &filled) {
    auto const [commented, approved, profiled] = other_figures(coverage, filled);
    return {percent_text(commented, coverage), percent_text(coverage), percent_text(approved, coverage),
            percent_text(profiled, coverage)};
}

std::string coverage_lines(std::string_view title, std::map<std::string, Coverage> const &groups,
                           catalog::FilledStages const &filled) {
    if (groups.empty()) return {};
    std::size_t width = 24, shown = 0; // names can be copied, and schemas of one beginning are told apart
    for (auto const &[label, coverage] : groups) {
        if (++shown <= k_most_lines) width = std::max(width, base::display_width(label));
    }
    auto out = fmt::format("{:<{}} {:>10} {:>10} {:>10} {:>10} {:>10}\n", title, width + 2, "objects", "commented",
                           "described", "approved", "profiled");
    shown = 0;
    for (auto const &[label, coverage] : groups) {
        if (++shown > k_most_lines) break;
        auto const [commented, described, approved, profiled] = percent_texts(coverage, filled);
        auto const name = label.empty() ? "-" : label;
        out += fmt::format("  {}{} {:>10} {:>10} {:>10} {:>10} {:>10}\n", name,
                           std::string(width - base::display_width(name), ' '), base::group_digits(coverage.objects),
                           commented, described, approved, profiled);
    }
    if (groups.size() > k_most_lines)
        out += fmt::format("  and {} more; -t json has all\n", groups.size() - k_most_lines);
    return out + "\n";
}

std::string counts_text(StatusReport const &report) {
    std::vector<std::string> parts;
    for (auto const &[kind, count] : report.counts) parts.push_back(model::counted(count, kind));
    return parts.empty() ? "nothing yet" : base::join(parts, ", ");
}

std::string percent_text(Goal const &goal) { return goal.known ? percent_text(goal.coverage) : "n/a"; }

std::string how_far(Goal const &goal) {
    if (goal.reached()) return "reached";
    return goal.coverage.objects == 0 ? "there is nothing of it" : base::group_digits(goal.missing()) + " missing";
}

std::string goal_lines(std::vector<Goal> const &goals) {
    if (goals.empty()) return {};
    std::string out = "Goals\n";
    for (auto const &goal : goals) {
        out += fmt::format("  {:<24} {:>8} of {:>5} %  {}\n", base::fit_width(goal.label(), 24), percent_text(goal),
                           goal.least, how_far(goal));
    }
    return out + "\n";
}

void write_goals(base::JsonWriter &json, std::vector<Goal> const &goals) {
    json.key("goals");
    json.begin_array();
    for (auto const &goal : goals) {
        json.begin_object();
        json.member("schemas", goal.schemas.empty() ? std::nullopt : std::optional{goal.schemas});
        json.member("measure", goal.measure_name());
        json.member("goal", goal.least);
        json.member("percent", goal.percent());
        json.member("objects", goal.coverage.objects);
        json.member("missing", goal.missing());
        json.member("reached", goal.reached());
        json.member("origin", goal.origin);
        json.end_object();
    }
    json.end_array();
}

void write_coverage(base::JsonWriter &json, Coverage const &coverage, catalog::FilledStages const &filled) {
    json.begin_object();
    json.member("objects", coverage.objects);
    auto const [commented, approved, profiled] = other_figures(coverage, filled);
    json.member(commented.label, commented.number);
    json.member("described", coverage.described);
    json.member(approved.label, approved.number);
    json.member(profiled.label, profiled.number);
    json.member("percent", coverage.percent());
    json.end_object();
}

template <typename Key, typename Name> void write_groups(base::JsonWriter &json, std::string_view member,
                                                         std::map<Key, Coverage> const &groups,
                                                         catalog::FilledStages const &filled, Name const &name) {
    json.key(member);
    json.begin_object();
    for (auto const &[key, coverage] : groups) {
        json.key(name(key));
        write_coverage(json, coverage, filled);
    }
    json.end_object();
}

std::string_view badge_colour(double percent) {
    return percent >= 90 ? "brightgreen" : percent >= 70 ? "yellowgreen" : percent >= 40 ? "yellow" : "orange";
}

/// A cell of a Markdown table: names may hold anything.
std::string markdown_cell(std::string_view text) {
    std::string out;
    for (auto const c : base::single_line(text)) {
        if (std::string_view{"\\`*_{}[]<>|#"}.find(c) != std::string_view::npos) out.push_back('\\');
        out.push_back(c);
    }
    return out;
}

/// A table of what is measured of each group.
std::string markdown_groups(std::string_view title, std::map<std::string, Coverage> const &groups,
                            catalog::FilledStages const &filled) {
    if (groups.empty()) return {};
    auto out = fmt::format("\n| {} | objects | commented | described | approved | profiled |\n"
                           "|---|---:|---:|---:|---:|---:|\n",
                           title);
    for (auto const &[label, coverage] : groups) {
        auto const [commented, described, approved, profiled] = percent_texts(coverage, filled);
        out += fmt::format("| {} | {} | {} | {} | {} | {} |\n", label.empty() ? "-" : markdown_cell(label),
                           base::group_digits(coverage.objects), commented, described, approved, profiled);
    }
    return out;
}

} // namespace

Coverage StatusReport::overall() const {
    Coverage sum;
    for (auto const &group : groups) {
        if (counts_overall(group.kind)) sum += group.coverage;
    }
    return sum;
}

std::map<Kind, Coverage> StatusReport::by_kind() const {
    std::map<Kind, Coverage> sums;
    for (auto const &group : groups) sums[group.kind] += group.coverage;
    return sums;
}

std::map<std::string, Coverage> StatusReport::by_schema() const {
    std::map<std::string, Coverage> sums;
    for (auto const &group : groups) {
        if (counts_overall(group.kind)) sums[schema_label(group, sources.size() > 1)] += group.coverage;
    }
    return sums;
}

std::map<std::string, Coverage> StatusReport::by_owner() const {
    std::map<std::string, Coverage> sums;
    for (auto const &group : groups) {
        if (counts_overall(group.kind)) sums[base::single_line(group.owner)] += group.coverage;
    }
    return sums;
}

std::vector<std::pair<std::string, std::string>> StatusReport::next_steps() const {
    std::vector<std::pair<std::string, std::string>> steps;
    if (sources.empty()) steps.emplace_back("scribe scan URL", "the catalog has no source");
    for (auto const &source : sources) {
        if (source.use.scans == 0) steps.emplace_back("scribe scan " + source.row.name, "it was never scanned");
    }
    auto const kinds = by_kind();
    auto const missing = [&kinds](Kind kind) {
        auto const found = kinds.find(kind);
        return found == kinds.end() ? 0 : found->second.objects - found->second.described;
    };
    if (auto const tables = missing(Kind::table); tables > 0)
        steps.emplace_back("scribe list --type table --undescribed --sort rows",
                           base::counted(tables, "table has", "tables have") + " no description; the largest first");
    if (auto const columns = missing(Kind::column); columns > 0)
        steps.emplace_back("scribe list --type column --undescribed",
                           base::counted(columns, "column has", "columns have") + " no description");
    if (overall().objects > overall().described && !filled.texts)
        steps.emplace_back("scribe describe", "nobody wrote texts yet; it writes drafts of what is proved");
    if (texts.stale > 0)
        steps.emplace_back("scribe review list --stale",
                           base::counted(texts.stale, "text is", "texts are") + " stale: what they stand on changed");
    else if (texts.pending > 0)
        steps.emplace_back("scribe review", base::counted(texts.pending, "text waits", "texts wait") +
                                                " for somebody to approve or edit");
    if (overall().objects > 0 && overall().profiled == 0)
        steps.emplace_back("scribe profile", "nobody looked at the rows yet");
    if (steps.empty() && overall().objects > 0)
        steps.emplace_back("scribe diff", "everything is described; has the database changed since?");
    return steps;
}

std::string status_text(StatusReport const &report) {
    std::string out = "Sources\n";
    for (auto const &[row, use] : report.sources) {
        if (use.scans == 0) {
            out += fmt::format("  {:<24} never scanned\n", row.name);
            continue;
        }
        out += fmt::format("  {:<24} {} {}, {}, last scan {}\n", row.name, row.product, row.version,
                           base::counted(use.objects, "object"), use.last_scan.substr(0, 16));
    }
    if (report.sources.empty()) out += "  none\n";
    out += "\nObjects\n  " + counts_text(report) + "\n\nDescribed\n";
    out += coverage_line("tables, views, columns", report.overall());
    for (auto const &[kind, coverage] : report.by_kind())
        out += coverage_line(std::string{model::kind_plural(kind)}, coverage);
    auto const overall = report.overall();
    for (auto const &figure : other_figures(overall, report.filled)) out += figure_line(figure, overall);
    out += text_lines(report);
    out += fmt::format("  {:<24} {:>8}\n\n", "quality of data", quality_text(report));
    out += goal_lines(report.goals);
    out += coverage_lines("By schema", report.by_schema(), report.filled);
    out += coverage_lines("By owner", report.by_owner(), report.filled);
    auto const steps = report.next_steps();
    if (!steps.empty()) out += "Next\n";
    for (auto const &[command, reason] : steps) out += fmt::format("  {}\n    {}\n", command, reason);
    return out;
}

std::string status_json(StatusReport const &report) {
    base::JsonWriter json{2};
    json.begin_object();
    json.member("format_version", 1);
    json.key("sources");
    json.begin_array();
    for (auto const &[row, use] : report.sources) {
        json.begin_object();
        json.member("source", row.name);
        json.member("product", row.product);
        json.member("version", row.version);
        json.member("objects", use.objects);
        json.member("scans", use.scans);
        json.member("last_scan", use.last_scan.empty() ? std::optional<std::string>{} : use.last_scan);
        json.end_object();
    }
    json.end_array();
    json.key("kinds");
    json.begin_object();
    for (auto const &[kind, count] : report.counts) json.member(model::kind_name(kind), count);
    json.end_object();
    json.key("coverage");
    write_coverage(json, report.overall(), report.filled);
    auto const same = [](std::string const &key) { return std::string_view{key}; };
    write_groups(json, "by_kind", report.by_kind(), report.filled, [](Kind kind) { return model::kind_name(kind); });
    write_groups(json, "by_schema", report.by_schema(), report.filled, same);
    write_groups(json, "by_owner", report.by_owner(), report.filled, same);
    json.member("quality", report.quality);
    json.key("texts");
    json.begin_object();
    json.member("reviewed", report.texts.reviewed);
    json.member("accepted", report.texts.accepted);
    json.member("approval", report.texts.approval());
    json.member("pending", report.texts.pending);
    json.member("stale", report.texts.stale);
    json.member("quality", report.texts.quality);
    json.end_object();
    json.member("min", report.least);
    json.key("reached");
    if (report.least) json.value(report.overall().reaches(*report.least));
    else json.null();
    write_goals(json, report.goals);
    json.key("next");
    json.begin_array();
    for (auto const &[command, reason] : report.next_steps()) {
        json.begin_object();
        json.member("command", command);
        json.member("reason", reason);
        json.end_object();
    }
    json.end_array();
    json.end_object();
    return json.take() + "\n";
}

std::string status_markdown(StatusReport const &report) {
    auto const overall = report.overall();
    auto const percent = overall.percent();
    std::string out = fmt::format("![described: {0}](https://img.shields.io/badge/described-{1}-{2})\n\n",
                                  percent_text(overall), percent ? fmt::format("{:.1f}%25", *percent) : "n%2Fa",
                                  percent ? badge_colour(*percent) : "lightgrey");
    out += "| | described | of | |\n|---|---:|---:|---:|\n";
    auto const line = [&out](std::string const &label, Coverage const &coverage) {
        out += fmt::format("| {} | {} | {} | {} |\n", label, base::group_digits(coverage.described),
                           base::group_digits(coverage.objects), percent_text(coverage));
    };
    line("**tables, views, columns**", overall);
    for (auto const &[kind, coverage] : report.by_kind()) line(std::string{model::kind_plural(kind)}, coverage);
    out += "\n| of tables, views, columns | have it | of | |\n|---|---:|---:|---:|\n";
    for (auto const &[label, number] : other_figures(overall, report.filled)) {
        if (number) line(label, {overall.objects, 0, *number});
        else out += fmt::format("| {} | | | n/a |\n", label);
    }
    out += markdown_groups("schema", report.by_schema(), report.filled);
    out += markdown_groups("owner", report.by_owner(), report.filled);
    if (!report.goals.empty()) out += "\n| goal | asked for | is | |\n|---|---:|---:|---|\n";
    for (auto const &goal : report.goals)
        out += fmt::format("| {} | {} % | {} | {} |\n", markdown_cell(goal.label()), goal.least, percent_text(goal),
                           how_far(goal));
    return out;
}

} // namespace scribe::cli
