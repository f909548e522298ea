// SPDX-License-Identifier: MIT
#include "queries/explain/page.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "workload/plan/diff.hpp"
#include "workload/plan/render.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace scribe::cli {

namespace {

/// How a plan came about, in a sentence.
std::string heading(Explained const &explained) {
    std::string text;
    if (explained.origin == "analyzed") text = "What happened when the statement ran (rolled back)";
    else if (explained.facts.generic) text = "The plan for any values of the parameters";
    else text = "The plan";
    if (explained.equivalent) {
        text += ", of the SELECT that finds the same rows: this role may not plan the statement itself";
        auto const nodes = workload::nodes_of(explained.plan);
        if (std::ranges::any_of(nodes, [](auto const *node) { return node->type == "Index Only Scan"; }))
            text += ", which has to read tables where this reads an index only";
    }
    return text;
}

/// A letter for each shape, in the order of the plans; that of the generic plan is A.
std::map<std::string, char> letters(Explained const &explained) {
    std::map<std::string, char> names{{explained.hash, 'A'}};
    for (auto const &one : explained.bound)
        if (!names.contains(one.hash))
            names.emplace(one.hash, static_cast<char>(std::min<std::size_t>(names.size(), 25) + 'A'));
    return names;
}

/// The values of a logged call.
std::string call_text(std::vector<BoundValue> const &values) {
    std::vector<std::string> texts;
    for (auto const &one : values)
        texts.push_back(fmt::format("${} {}", one.parameter, base::fit_width(base::single_line(one.value.value), 30)));
    return texts.empty() ? "" : ": " + base::fit_width(base::join(texts, ", "), 90);
}

std::string bound_text(Explained const &explained, MayShow const &may_show) {
    if (explained.bound.empty()) return {};
    auto const names = letters(explained);
    auto const [least, most] =
        std::ranges::minmax(explained.bound, {}, [](BoundPlan const &one) { return one.plan.root.total_cost; });
    std::string out = names.size() == 1 ? "\nThe plan stays the same for all values tried"
                                        : fmt::format("\nThe plan depends on the values: {} plans (A is the one above)",
                                                      names.size());
    out += fmt::format("; cost {:.0f} to {:.0f}\n", least.plan.root.total_cost, most.plan.root.total_cost);
    std::size_t width = 0;
    std::vector<std::string> labels;
    for (auto const &one : explained.bound) {
        labels.push_back(one.changed ? value_text(*one.changed, may_show) : one.name + call_text(one.logged));
        width = std::max(width, base::display_width(labels.back()));
    }
    for (std::size_t i = 0; i < labels.size(); ++i) {
        auto const &one = explained.bound[i];
        out += fmt::format("  {}{}  plan {}  cost {:.0f}  rows {}\n", labels[i],
                           std::string(width - base::display_width(labels[i]), ' '), names.at(one.hash),
                           one.plan.root.total_cost, base::group_digits(static_cast<std::int64_t>(one.plan.root.rows)));
    }
    auto const &usual = explained.bound.front();
    for (std::size_t i = 1; i < labels.size(); ++i) {
        auto const &one = explained.bound[i];
        if (one.hash == usual.hash) continue;
        for (auto const &change : workload::plan_changes(usual.plan, one.plan))
            if (!change.starts_with("cost")) out += fmt::format("  {}: {}\n", one.name, base::single_line(change));
    }
    return out;
}

void write_values_json(base::JsonWriter &json, BoundValue const &value, MayShow const &may_show) {
    json.begin_object();
    json.member("parameter", value.parameter);
    json.member("which", value.value.name);
    if (value.use) {
        json.member("schema", value.use->schema);
        json.member("table", value.use->table);
        json.member("column", value.use->column);
    }
    if (value.value.share) json.member("share", *value.value.share);
    if (!value.use || may_show(*value.use)) json.member("value", value.value.value);
    json.end_object();
}

void write_json(Output &output, ExplainedPage const &page) {
    auto const &[explained, query, words, may_show] = page;
    base::JsonWriter json{2};
    json.begin_object();
    json.member("format_version", 1);
    if (!query.empty()) json.member("query", query);
    json.member("statement", explained.sql);
    json.member("rewritten", explained.rewritten);
    json.member("equivalent", explained.equivalent);
    json.member("origin", explained.origin);
    json.member("hash", explained.hash);
    if (explained.plan.planning_ms) json.member("planning_ms", *explained.plan.planning_ms);
    if (explained.plan.execution_ms) json.member("execution_ms", *explained.plan.execution_ms);
    json.key("plan");
    workload::write_plan_json(json, explained.plan, explained.values.empty());
    json.key("findings");
    workload::write_findings_json(json, explained.plan, explained.findings);
    json.key("values");
    json.begin_array();
    for (auto const &value : explained.values) write_values_json(json, value, may_show);
    json.end_array();
    json.key("bound");
    json.begin_array();
    for (auto const &one : explained.bound) {
        json.begin_object();
        json.member("name", one.name);
        json.key("changed");
        if (one.changed) write_values_json(json, *one.changed, may_show);
        else json.null();
        json.key("values");
        json.begin_array();
        for (auto const &value : one.logged) write_values_json(json, value, may_show);
        json.end_array();
        json.member("hash", one.hash);
        json.member("flips", one.hash != explained.bound.front().hash);
        json.member("total_cost", one.plan.root.total_cost);
        json.member("rows_expected", one.plan.root.rows);
        json.end_object();
    }
    json.end_array();
    if (words) {
        json.key("words");
        json.begin_object();
        json.member("text", words->text);
        json.member("writer", words->writer);
        json.member("from_catalog", words->from_catalog);
        json.end_object();
    }
    json.end_object();
    output.write(json.take() + "\n");
}

/// Conditions of a plan that ran with values of the statistics hold them.
workload::Plan shown_plan(Explained const &explained) {
    if (explained.values.empty()) return explained.plan;
    return workload::without_literals(explained.plan);
}

/// Marked as what it is: nobody checked it.
std::string words_text(PlanWords const &words, std::optional<std::size_t> width) {
    return fmt::format("\nWritten by a language model ({}), which may be wrong:\n    {}\n",
                       base::single_line(words.writer), workload::wrapped(words.text, 4, width));
}

void write_table(Output &output, ExplainedPage const &page) {
    auto const &[explained, query, words, may_show] = page;
    auto const head = query.empty() ? std::string{} : query + "  ";
    output.write(
        fmt::format("{}{}\n\n", head,
                    base::fit_width(base::single_line(explained.sql), output.width().value_or(100'000) - head.size())));
    output.write(heading(explained) + fmt::format(" ({})\n", explained.hash));
    for (auto const &value : explained.values) output.write("  with " + value_text(value, may_show) + "\n");
    auto const plan = shown_plan(explained);
    output.write("\n" + workload::plan_tree(plan, explained.findings, {output.width(), output.styled()}));
    if (explained.plan.execution_ms)
        output.write(fmt::format("Planning {:.2f} ms, running {:.2f} ms\n", explained.plan.planning_ms.value_or(0),
                                 *explained.plan.execution_ms));
    output.write(explained.findings.empty() ? "\nNo bottleneck found.\n"
                                            : "\n" + workload::findings_text(plan, explained.findings, output.width()));
    output.write(bound_text(explained, may_show));
    if (words) output.write(words_text(*words, output.width()));
}

} // namespace

std::string value_text(BoundValue const &value, MayShow const &may_show) {
    auto text = fmt::format("${} {}", value.parameter, value.value.name);
    if (!value.use) return text + fmt::format(": {}", base::fit_width(base::single_line(value.value.value), 30));
    bool const shown = may_show(*value.use);
    if (shown) text += fmt::format(": {}", base::fit_width(base::single_line(value.value.value), 30));
    auto const column = value.use->table + "." + value.use->column;
    if (value.value.share) text += fmt::format(" ({:.2g} % of {})", *value.value.share * 100, column);
    else text += fmt::format(" ({})", column);
    return text;
}

void write_explained(Output &output, ExplainedPage const &page, std::string const &format) {
    if (format == "json") write_json(output, page);
    else if (format == "mermaid") output.write(workload::plan_mermaid(page.explained.plan, page.explained.findings));
    else write_table(output, page);
}

} // namespace scribe::cli
