// SPDX-License-Identifier: MIT
#include "base/json.hpp"
#include "base/markdown.hpp"
#include "base/parse/spreadsheet.hpp"
#include "base/text.hpp"
#include "export/queries/axis.hpp"
#include "export/queries/pictures.hpp"
#include "export/queries/svg.hpp"
#include "export/text_buffer.hpp"

#include <fmt/format.h>

#include <cmath>

namespace scribe::exporter::queries {

namespace {

constexpr std::size_t k_statement_columns = 300;

/// Up to three decimals, as other listings have them.
std::string number_text(double value, int decimals = 3) {
    if (!std::isfinite(value)) return {};
    auto text = fmt::format("{:.{}f}", value, decimals);
    if (decimals > 0) text.erase(text.find_last_not_of('0') + 1);
    if (text.ends_with('.')) text.pop_back();
    return text;
}

void number_member(base::JsonWriter &json, std::string_view name, double value, int decimals = 3) {
    json.key(name);
    auto const text = number_text(value, decimals);
    json.raw(text.empty() ? "null" : text);
}

void write_series(base::JsonWriter &json, Chart const &chart, std::vector<Point> const &series) {
    json.begin_array();
    for (auto const &point : series) {
        json.begin_object();
        json.member("taken_at", chart.taken_at.at(point.snapshot));
        number_member(json, "calls", point.calls, 0);
        number_member(json, "total_ms", point.total_ms);
        number_member(json, "mean_ms", point.mean_ms());
        json.end_object();
    }
    json.end_array();
}

void write_item(base::JsonWriter &json, Chart const &chart, QueryMark const &one, std::size_t rank) {
    json.begin_object();
    json.member("source", chart.source);
    json.member("query", one.id);
    json.member("rank", rank);
    number_member(json, "total_ms", one.total_ms);
    number_member(json, "share", one.share, 4);
    number_member(json, "calls", one.calls, 0);
    number_member(json, "mean_ms", one.mean_ms());
    number_member(json, "trend", one.trend.value_or(std::nan("")), 4);
    number_member(json, "rows", one.rows, 0);
    json.member("kind", one.kind);
    json.member("purpose", one.purpose);
    json.member("databases", one.databases);
    json.member("users", one.users);
    json.key("series");
    write_series(json, chart, one.series);
    json.member("text", one.text);
    json.end_object();
}

} // namespace

void write_json(Chart const &chart, TextSink const &out) {
    TextBuffer text{out};
    base::JsonWriter json;
    json.begin_object();
    json.member("format_version", 1);
    json.member("source", chart.source);
    json.key("from");
    if (chart.from.empty()) json.null();
    else json.value(chart.from);
    json.member("until", chart.until);
    json.member("conditions", chart.conditions);
    number_member(json, "total_ms", chart.total_ms);
    json.key("all");
    write_series(json, chart, chart.all);
    text += json.text();
    text += ",\n\"items\":[";
    for (std::size_t i = 0; i < chart.queries.size(); ++i) {
        base::JsonWriter item;
        write_item(item, chart, chart.queries[i], i + 1);
        text += i == 0 ? "\n" : ",\n";
        text += item.text();
    }
    text += fmt::format("\n],\"total\":{}}}\n", static_cast<std::int64_t>(chart.queries.size()) + chart.rest);
    text.flush();
}

void write_csv(Chart const &chart, TextSink const &out) {
    TextBuffer text{out};
    text += "source,query,rank,total_ms,share,calls,mean_ms,trend,rows,kind,purpose,databases,users,series,text\r\n";
    for (std::size_t i = 0; i < chart.queries.size(); ++i) {
        auto const &one = chart.queries[i];
        base::JsonWriter databases, users, series;
        databases.value(one.databases);
        users.value(one.users);
        write_series(series, chart, one.series);
        std::string line;
        base::append_csv_cell(line, chart.source);
        line += fmt::format(",{},{},{},{},{},{},{},{}", one.id, i + 1, number_text(one.total_ms),
                            number_text(one.share, 4), number_text(one.calls, 0), number_text(one.mean_ms()),
                            one.trend ? number_text(*one.trend, 4) : std::string{}, number_text(one.rows, 0));
        for (auto const *cell :
             {&one.kind, &one.purpose, &databases.text(), &users.text(), &series.text(), &one.text}) {
            line.push_back(',');
            base::append_csv_cell(line, *cell);
        }
        text += line + "\r\n";
    }
    text.flush();
}

void write_markdown(Chart const &chart, TextSink const &out) {
    namespace markdown = base::markdown;
    TextBuffer text{out};
    text += fmt::format("# {}\n\n{}", markdown::text(title_of(chart)), period_of(chart));
    for (auto const &condition : chart.conditions) text += "; " + markdown::text(condition);
    text += ".\n\n";
    text += "| # | Query | Total | Share | Calls | Mean | Trend | Latency | Statement |\n"
            "|--:|---|--:|--:|--:|--:|--:|---|---|\n";
    for (std::size_t i = 0; i < chart.queries.size(); ++i) {
        auto const &one = chart.queries[i];
        text += fmt::format("| {} | {} | {} | {} | {} | {} | {} | {} | {} |\n", i + 1, one.id.substr(0, 8),
                            duration_text(one.total_ms), share_text(one.share), count_text(one.calls),
                            duration_text(one.mean_ms()), trend_text(one.trend), one.sparkline,
                            markdown::cell_code(base::fit_width(one.line, k_statement_columns)));
    }
    if (auto const note = note_of(chart); !note.empty()) text += fmt::format("\n{}\n", note);
    text.flush();
}

std::vector<Form> const &forms() {
    static std::vector<Form> const list{{"svg", ".svg", write_svg},
                                        {"html", ".html", write_html},
                                        {"csv", ".csv", write_csv},
                                        {"json", ".json", write_json},
                                        {"markdown", ".md", write_markdown}};
    return list;
}

} // namespace scribe::exporter::queries
