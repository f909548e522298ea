// SPDX-License-Identifier: MIT
#pragma once

#include "export/queries/chart.hpp"

// What forms() lists.
namespace scribe::exporter::queries {

/// One picture: heat map, trend and the list of the ranks in them.
void write_svg(Chart const &chart, TextSink const &out);
/// A page that needs nothing else: heat map, trend and the table of the queries.
void write_html(Chart const &chart, TextSink const &out);
/// A line a query, with its series as JSON; as ListWriter writes CSV.
void write_csv(Chart const &chart, TextSink const &out);
/// One object, each query an item; docs/json.md has its fields.
void write_json(Chart const &chart, TextSink const &out);
/// A table for pages in git.
void write_markdown(Chart const &chart, TextSink const &out);

} // namespace scribe::exporter::queries
