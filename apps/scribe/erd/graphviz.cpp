// SPDX-License-Identifier: MIT
#include "erd/graphviz.hpp"

#include "base/error.hpp"
#include "base/log.hpp"
#include "base/system/process.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;
using End = base::ProcessResult::End;

/// What it says in its first line: the rest repeats it for each table.
std::string complaint(base::ProcessResult const &result) {
    auto const line = base::trim(std::string_view{result.err}.substr(0, result.err.find('\n')));
    if (!line.empty()) return base::fit_width(base::single_line(base::sanitize_utf8(line)), 300);
    return result.end == End::signalled ? fmt::format("signal {} ended it", result.status)
                                        : fmt::format("it ended with status {}", result.status);
}

/// Whether it begins as such a picture does: something else must not take the place of a good one.
bool is_picture(std::string_view content, std::string_view form) {
    if (form == "svg") return content.substr(0, 4096).find("<svg") != std::string_view::npos;
    if (form == "pdf") return content.starts_with("%PDF");
    return form != "png" || content.starts_with("\x89PNG\r\n");
}

} // namespace

std::optional<std::string> draw_with_graphviz(std::string const &dot, std::string_view form,
                                              std::chrono::seconds limit) {
    base::ProcessRequest request;
    request.command = {"dot", fmt::format("-T{}", form)};
    if (form == "png") request.command.emplace_back("-Gdpi=96");
    // Else the picture would hold the time when it was made.
    request.environment = {"SOURCE_DATE_EPOCH=0", "LC_ALL=C.UTF-8"};
    request.input = dot;
    request.time_limit = limit;
    auto result = base::run_process(request);
    if (result.end == End::timed_out) return std::nullopt;
    if (result.end == End::not_run) {
        throw Error(ExitCode::output, fmt::format("Graphviz, which draws {} pictures, is not installed", form),
                    "apt install graphviz; dot, mermaid, plantuml, dbml and d2 need no Graphviz");
    }
    if (result.end == End::too_large)
        throw Error(ExitCode::output, "Graphviz wrote more than 256 MB", "draw less: --focus TABLE, --schema NAME");
    if (!result.ok() || result.out.empty())
        throw Error(ExitCode::output, "Graphviz could not draw the diagram: " + complaint(result));
    if (!is_picture(result.out, form))
        throw Error(ExitCode::output, fmt::format("what Graphviz wrote is no {} picture", form),
                    "is the dot that PATH finds Graphviz's? dot -V tells");
    if (!result.err.empty()) base::log::debug("Graphviz: {}", complaint(result));
    return std::move(result.out);
}

} // namespace scribe::cli
