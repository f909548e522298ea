// SPDX-License-Identifier: MIT
#pragma once

#include "export/queries/chart.hpp"

#include <cstddef>
#include <string>
#include <string_view>

// The drawings: pieces of SVG, whose classes style() gives colours to.
namespace scribe::exporter::queries {

inline constexpr double k_width = 960; ///< of all drawings, in pixels
/// Queries that have their rank written at their mark, and that the legend of a picture tells of.
inline constexpr std::size_t k_numbered = 20;

/// Text for the content or an attribute of an element of XML or HTML, on one line: whatever it holds, it comes out as
/// text.
std::string escaped(std::string_view raw);
/// The same, cut to so many columns of a font whose characters are all as wide.
std::string escaped(std::string_view raw, std::size_t columns);

/// A drawing and how high it is. It begins at (0, 0).
struct Drawing {
    std::string body;
    double height = 0;
};

/// Latency against calls, both logarithmic, a mark a query whose area is its total time; its rank stands at those of
/// the most time. Marks that would hide each other entirely are moved apart. With `links`, marks lead to #q-ID.
Drawing draw_heat_map(Chart const &chart, bool links);
/// The mean time of a call, snapshot by snapshot: of all queries, and of those of the most time.
Drawing draw_trend(Chart const &chart);
/// The ranks of the heat map and the queries they are of.
Drawing draw_legend(Chart const &chart);

/// The colours and fonts of all of them: those of light pages, for dark screens their twins, and light again on paper.
std::string drawing_style();

/// "Queries of shop".
std::string title_of(Chart const &chart);
/// "2026-01-31 12:00:00 to ... UTC: 1,234 queries, 24 s in all".
std::string period_of(Chart const &chart);
/// The same, and what the queries were chosen by.
std::string subtitle_of(Chart const &chart);
/// What is not in it: queries below the limit, statements left out. Empty: nothing.
std::string note_of(Chart const &chart);

} // namespace scribe::exporter::queries
