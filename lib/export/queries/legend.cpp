// SPDX-License-Identifier: MIT
#include "export/queries/axis.hpp"
#include "export/queries/svg.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace scribe::exporter::queries {

namespace {

constexpr double k_top = 44, k_line = 18;
constexpr double k_statement = 400; ///< where statements begin
/// So many characters of the font for code fit to its right.
constexpr std::size_t k_statement_columns = 78;

} // namespace

Drawing draw_legend(Chart const &chart) {
    auto const count = std::min(chart.queries.size(), k_numbered);
    if (count == 0) return {};
    std::string out = "<text class=\"name\" x=\"24\" y=\"20\">The queries of the most time</text>\n";
    for (std::size_t i = 0; i < count; ++i) {
        auto const &one = chart.queries[i];
        auto const y = k_top + k_line * static_cast<double>(i);
        out += fmt::format("<text class=\"right\" x=\"48\" y=\"{0}\">{1}</text><text class=\"code\" x=\"60\" y=\"{0}\">"
                           "{2}</text><text class=\"right\" x=\"180\" y=\"{0}\">{3}</text>"
                           "<text class=\"right\" x=\"288\" y=\"{0}\">{4}</text>"
                           "<text class=\"right\" x=\"380\" y=\"{0}\">of {5}</text>"
                           "<text class=\"code\" x=\"{6}\" y=\"{0}\">{7}</text>\n",
                           y, i + 1, one.id.substr(0, 8), share_text(one.share),
                           base::counted(std::llround(one.calls), "call"), duration_text(one.mean_ms()), k_statement,
                           escaped(one.line, k_statement_columns));
    }
    return {std::move(out), k_top + k_line * static_cast<double>(count)};
}

} // namespace scribe::exporter::queries
