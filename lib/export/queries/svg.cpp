// SPDX-License-Identifier: MIT
#include "export/queries/svg.hpp"

#include "base/text.hpp"
#include "export/queries/axis.hpp"

#include <fmt/format.h>

namespace scribe::exporter::queries {

namespace {

/// Replaces U+FFFE and U+FFFF, which XML knows in no form; what single_line() leaves of others it knows.
std::string without_noncharacters(std::string text) {
    for (std::string_view const one : {"\xef\xbf\xbe", "\xef\xbf\xbf"})
        for (auto at = text.find(one); at != std::string::npos; at = text.find(one, at))
            text.replace(at, 3, "\xef\xbf\xbd");
    return text;
}

/// One rule of style, and its twin for dark screens.
struct Rule {
    std::string_view selector, light, dark;
};

constexpr Rule k_rules[] = {
    {".paper", "fill:#ffffff", "fill:#0d1117"},
    {"text", "fill:#1f2937", "fill:#e6edf3"},
    {".quiet", "fill:#5b6472", "fill:#a5afbc"},
    {".grid", "stroke:#e3e7ec", "stroke:#252c36"},
    {".frame", "stroke:#8593a6", "stroke:#8593a6"},
    {".equal", "stroke:#b9c2cd", "stroke:#414b59"},
    {".mark circle", "stroke:#39424e", "stroke:#d5dbe3"},
    {".h0", "fill:#9fb8d3", "fill:#34516f"},
    {".h1", "fill:#f3cf6b", "fill:#7a6420"},
    {".h2", "fill:#ee9646", "fill:#a85a17"},
    {".h3", "fill:#d9483b", "fill:#c23b30"},
    {".number", "fill:#111827;stroke:#ffffff", "fill:#ffffff;stroke:#0d1117"},
    {".leader", "stroke:#5b6472", "stroke:#a5afbc"},
    {".all", "stroke:#39424e", "stroke:#d5dbe3"},
    {".l0", "stroke:#1f6fb2", "stroke:#6db1ec"},
    {".l1", "stroke:#b5470f", "stroke:#f0925a"},
    {".l2", "stroke:#1b7f4b", "stroke:#58c48d"},
    {".l3", "stroke:#8a3fa0", "stroke:#cd8fe0"},
    {".l4", "stroke:#8a6a00", "stroke:#d9b84a"},
    {".l5", "stroke:#b32457", "stroke:#f08bb0"},
    {".dot", "fill:#ffffff", "fill:#0d1117"},
};

} // namespace

std::string escaped(std::string_view raw) {
    std::string out;
    for (char const c : without_noncharacters(base::single_line(raw))) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\'': out += "&#39;"; break;
        default: out.push_back(c);
        }
    }
    return out;
}

std::string escaped(std::string_view raw, std::size_t columns) {
    return escaped(base::fit_width(base::single_line(raw), columns));
}

std::string drawing_style() {
    std::string out =
        "text{font:12px system-ui,\"Segoe UI\",\"DejaVu Sans\",sans-serif}\n"
        ".heading{font-size:20px;font-weight:600}\n.name{font-size:14px;font-weight:600}\n"
        ".code{font-family:ui-monospace,\"DejaVu Sans Mono\",\"Liberation Mono\",monospace;font-size:11px;"
        "white-space:pre}\n"
        ".right{text-anchor:end}\n.middle{text-anchor:middle}\n"
        ".grid,.frame,.equal,.leader{fill:none;stroke-width:1}\n.equal{stroke-dasharray:2 4}\n"
        ".mark circle{fill-opacity:.8;stroke-width:1}\n.mark:hover circle,a:focus circle{stroke-width:3}\n"
        ".number{font-weight:600;stroke-width:3px;stroke-linejoin:round;paint-order:stroke}\n"
        ".line{fill:none;stroke-width:1.8}\n.all{stroke-width:3.5}\n";
    std::string dark;
    for (auto const &rule : k_rules) {
        out += fmt::format("{}{{{}}}\n", rule.selector, rule.light);
        dark += fmt::format("{}{{{}}}\n", rule.selector, rule.dark);
    }
    return out + "@media screen and (prefers-color-scheme:dark){\n" + dark + "}\n";
}

std::string title_of(Chart const &chart) { return "Queries of " + chart.source; }

std::string period_of(Chart const &chart) {
    auto const begin = chart.from.empty() ? "From the beginning of the counters" : base::human_time(chart.from);
    auto const queries = static_cast<std::int64_t>(chart.queries.size()) + chart.rest;
    return fmt::format("{} to {} UTC: {}, {} in all", begin, base::human_time(chart.until),
                       base::counted(queries, "query", "queries"), duration_text(chart.total_ms));
}

std::string subtitle_of(Chart const &chart) {
    auto text = period_of(chart);
    for (auto const &condition : chart.conditions) text += "; " + condition;
    return text;
}

std::string note_of(Chart const &chart) {
    std::string text;
    if (chart.rest > 0)
        text = fmt::format("The {} of the most time; {} more took {}.",
                           base::counted(static_cast<std::int64_t>(chart.queries.size()), "query", "queries"),
                           base::group_digits(chart.rest), duration_text(chart.rest_ms));
    if (!chart.left_out.empty()) text += (text.empty() ? "Left out: " : " Left out: ") + chart.left_out + ".";
    return text;
}

} // namespace scribe::exporter::queries
