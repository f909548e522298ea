// SPDX-License-Identifier: MIT
#include "export/erd/languages.hpp"
#include "export/erd/palette.hpp"

#include <fmt/format.h>

#include <utility>

namespace scribe::exporter::erd {

namespace {

/// Comments hold Graphviz's version, and what the titles say once more.
std::string without_comments(std::string_view svg) {
    std::string out;
    out.reserve(svg.size());
    while (true) {
        auto const begin = svg.find("<!--");
        out += svg.substr(0, begin);
        auto const end = begin == std::string_view::npos ? begin : svg.find("-->", begin);
        if (end == std::string_view::npos) return out;
        svg.remove_prefix(end + 3);
        if (svg.starts_with('\n')) svg.remove_prefix(1);
    }
}

/// Graphviz writes colours as attributes, which rules of style override.
std::string style() {
    std::string rules;
    auto const rule = [&rules](std::string_view element, Tone const &tone) {
        rules += fmt::format("{}[fill=\"{}\"]{{fill:{}}}\n", element, tone.light, tone.dark);
    };
    for (auto const &head : k_heads) rule("polygon", head);
    for (auto const &tone : {k_body, k_outside}) rule("polygon", tone);
    for (auto const &tone : {k_text, k_muted}) rule("text", tone);
    for (auto const &line : {k_declared, k_inferred, k_manual}) {
        for (auto const *const what : {"fill", "stroke"})
            rules += fmt::format(".edge [{}=\"{}\"]{{{}:{}}}\n", what, line.light, what, line.dark);
    }
    return "<style>\n@media (prefers-color-scheme: dark) {\n" + rules + "}\n</style>\n";
}

std::string finish_svg(std::string const &svg) {
    auto out = without_comments(svg);
    auto const open = out.find("<svg");
    auto const close = open == std::string::npos ? open : out.find('>', open);
    if (close == std::string::npos) return out;
    out.insert(close + 1, "\n" + style());
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + out.substr(open);
}

/// Puts the beginning of 1970 for the time when the file was made; nothing moves.
std::string finish_pdf(std::string pdf) {
    constexpr std::string_view k_date = "/CreationDate (D:";
    constexpr std::string_view k_long_ago = "19700101000000";
    auto const at = pdf.rfind(k_date);
    if (at != std::string::npos && pdf.size() - at > k_date.size() + k_long_ago.size())
        pdf.replace(at + k_date.size(), k_long_ago.size(), k_long_ago);
    return pdf;
}

} // namespace

std::string finish_picture(std::string picture, std::string_view form) {
    if (form == "svg") return finish_svg(picture);
    return form == "pdf" ? finish_pdf(std::move(picture)) : picture;
}

} // namespace scribe::exporter::erd
