// SPDX-License-Identifier: MIT
#include "export/queries/pictures.hpp"
#include "export/queries/axis.hpp"
#include "export/queries/svg.hpp"
#include "export/text_buffer.hpp"

#include <fmt/format.h>

namespace scribe::exporter::queries {

namespace {

/// Of a statement in the table of a page.
constexpr std::size_t k_statement_columns = 1000;

constexpr std::string_view k_page_style = R"(
:root{color-scheme:light dark}
body{margin:24px auto;max-width:1080px;padding:0 16px;font:15px/1.45 system-ui,"Segoe UI","DejaVu Sans",sans-serif;color:#1f2937;background:#ffffff}
h1{font-size:24px;margin:0 0 4px}
h2{font-size:18px;margin:28px 0 8px}
p{margin:4px 0;max-width:80ch}
figure{margin:20px 0 0;overflow-x:auto}
figure svg{display:block;width:100%;min-width:720px;height:auto}
table{border-collapse:collapse;width:100%;font-size:13px}
th,td{padding:5px 8px;text-align:right;vertical-align:top;border-bottom:1px solid #e3e7ec;white-space:nowrap}
th{border-bottom:2px solid #8593a6}
th:last-child,td:last-child,th:nth-child(2),td:nth-child(2){text-align:left}
td:last-child{white-space:normal;min-width:260px}
code{font:12px/1.4 ui-monospace,"DejaVu Sans Mono","Liberation Mono",monospace;overflow-wrap:anywhere}
.scroll{overflow-x:auto}
tr:target{background:#fff3c4}
@media screen and (prefers-color-scheme:dark){
body{color:#e6edf3;background:#0d1117}
th,td{border-color:#252c36}
tr:target{background:#4a3c0a}
}
@media print{
body{margin:0;max-width:none;padding:0;font-size:11px;color:#000000;background:#ffffff}
figure svg{min-width:0}
figure,.scroll{overflow:visible}
figure,tr{break-inside:avoid}
thead{display:table-header-group}
table{font-size:9px}
code{font-size:8.5px}
td:last-child{min-width:0}
th,td{padding:3px 5px}
}
)";

std::string description(Chart const &chart) {
    std::string text = subtitle_of(chart) + ". Each mark is a query: to the right those of more calls, above those of "
                                            "longer calls, larger those of more time.";
    if (auto const note = note_of(chart); !note.empty()) text += " " + note;
    return text;
}

std::string placed(Drawing const &drawing, double y) {
    return fmt::format("<g transform=\"translate(0 {})\">\n{}</g>\n", y, drawing.body);
}

std::string figure(Drawing const &drawing, std::string_view label) {
    return fmt::format("<figure>\n<svg viewBox=\"0 0 {} {}\" role=\"group\" aria-label=\"{}\">\n{}</svg>\n</figure>\n",
                       k_width, drawing.height, label, drawing.body);
}

std::string table_row(QueryMark const &one, std::size_t rank) {
    return fmt::format("<tr id=\"q-{}\"><td>{}</td><td><code>{}</code></td><td>{}</td><td>{}</td><td>{}</td><td>{}</td>"
                       "<td>{}</td><td>{}</td><td><code>{}</code></td></tr>\n",
                       one.id, rank, one.id.substr(0, 8), duration_text(one.total_ms), share_text(one.share),
                       count_text(one.calls), duration_text(one.mean_ms()), trend_text(one.trend), count_text(one.rows),
                       escaped(one.line, k_statement_columns));
}

} // namespace

void write_svg(Chart const &chart, TextSink const &out) {
    auto const map = draw_heat_map(chart, false), trend = draw_trend(chart), legend = draw_legend(chart);
    constexpr double k_map = 68, k_gap = 24, k_foot = 28;
    auto const trend_at = k_map + map.height + k_gap, legend_at = trend_at + trend.height + k_gap;
    auto const height = legend_at + legend.height + k_foot;
    TextBuffer text{out};
    text += fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" "
                        "width=\"{0}\" height=\"{1}\" viewBox=\"0 0 {0} {1}\" role=\"img\" "
                        "aria-labelledby=\"title description\">\n",
                        k_width, height);
    text += fmt::format("<title id=\"title\">{}</title>\n<desc id=\"description\">{}</desc>\n<style>\n{}</style>\n",
                        escaped(title_of(chart)), escaped(description(chart)), drawing_style());
    text += fmt::format("<rect class=\"paper\" width=\"{}\" height=\"{}\"/>\n", k_width, height);
    text +=
        fmt::format("<text class=\"heading\" x=\"24\" y=\"34\">{}</text>\n<text class=\"quiet\" x=\"24\" y=\"54\">{}"
                    "</text>\n",
                    escaped(title_of(chart), 70), escaped(subtitle_of(chart), 140));
    text += placed(map, k_map);
    text += placed(trend, trend_at);
    text += placed(legend, legend_at);
    if (auto const note = note_of(chart); !note.empty())
        text += fmt::format("<text class=\"quiet\" x=\"24\" y=\"{}\">{}</text>\n", height - 12, escaped(note, 140));
    text += "</svg>\n";
    text.flush();
}

void write_html(Chart const &chart, TextSink const &out) {
    TextBuffer text{out};
    text += fmt::format("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\"/>\n"
                        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
                        "<title>{0}</title>\n<style>{1}{2}</style>\n</head>\n<body>\n<h1>{0}</h1>\n<p>{3}.</p>\n",
                        escaped(title_of(chart)), k_page_style, drawing_style(), escaped(subtitle_of(chart)));
    if (auto const note = note_of(chart); !note.empty()) text += fmt::format("<p>{}</p>\n", escaped(note));
    text += figure(draw_heat_map(chart, true), "Latency and calls: a mark a query, with its rank");
    text += figure(draw_trend(chart), "Latency, snapshot by snapshot");
    text += "<h2>The queries by the time they took</h2>\n<div class=\"scroll\">\n<table>\n<thead><tr><th>#</th>"
            "<th>Query</th><th>Total</th><th>Share</th><th>Calls</th><th>Mean</th><th>Trend</th><th>Rows</th>"
            "<th>Statement</th></tr></thead>\n<tbody>\n";
    for (std::size_t i = 0; i < chart.queries.size(); ++i) text += table_row(chart.queries[i], i + 1);
    text += "</tbody>\n</table>\n</div>\n</body>\n</html>\n";
    text.flush();
}

} // namespace scribe::exporter::queries
