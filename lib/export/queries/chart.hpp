// SPDX-License-Identifier: MIT
#pragma once

#include "export/exporter.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What the queries of a period took, for pictures and tables of it.
namespace scribe::exporter::queries {

/// What was counted up to a snapshot, since the one before.
struct Point {
    std::size_t snapshot = 0; ///< place in Chart::taken_at
    double calls = 0, total_ms = 0;
    double mean_ms() const { return total_ms / calls; }
};

/// A query of the period.
struct QueryMark {
    std::string id; ///< 16 hexadecimal digits
    std::string kind, purpose;
    std::string text;                   ///< without constants; may have line breaks
    std::string line;                   ///< the same on one line, long lists of parameters shortened
    double calls = 0, total_ms = 0;     ///< more than no calls
    double rows = 0;                    ///< not a number where they are not counted
    double share = 0;                   ///< of the time of all queries, 0 to 1
    std::optional<double> trend;        ///< the mean against that of all earlier periods: 0.5 is half as slow again
    std::vector<std::string> databases; ///< sorted
    std::vector<std::string> users;     ///< sorted
    std::vector<Point> series;          ///< of all periods that are known, the oldest first
    std::string sparkline;              ///< the same for a line of text
    double mean_ms() const { return total_ms / calls; }
};

/// All that is drawn.
struct Chart {
    std::string source;
    std::string from, until;             ///< the period, UTC, ISO 8601; from is empty: since the counters count
    std::vector<std::string> conditions; ///< which queries alone are in it, in words
    std::vector<std::string> taken_at;   ///< the snapshots, the oldest first; UTC, ISO 8601
    std::vector<QueryMark> queries;      ///< those that took most time first
    std::vector<Point> all;              ///< of all queries that the conditions let pass, those that are not shown too
    double total_ms = 0;                 ///< of all statements of the period
    std::int64_t rest = 0;               ///< queries that are not shown: they took less time than all that are
    double rest_ms = 0;
    std::string left_out; ///< which statements were left out, in words; empty: none
};

/// What a chart can be written as.
struct Form {
    std::string_view name, extension;
    void (*write)(Chart const &chart, TextSink const &out);
};

/// svg, html, csv, json, markdown: the only list of them. Same chart, same bytes.
std::vector<Form> const &forms();

} // namespace scribe::exporter::queries
