// SPDX-License-Identifier: MIT
#include "scans/history.hpp"

#include "base/log.hpp"
#include "base/text.hpp"
#include "catalog/scans.hpp"
#include "options/source_option.hpp"

#include <fmt/format.h>

namespace scribe::cli {

namespace {

std::string seconds_text(double seconds) { return fmt::format("{:.1f} s", seconds); }

std::vector<Cell> cells(catalog::ScanRow &&row) {
    Cell started{row.started_at};
    started.shown = base::human_time(row.started_at);
    auto const milliseconds = static_cast<std::int64_t>(row.seconds * 1000 + 0.5);
    Cell duration{milliseconds};
    duration.shown = seconds_text(row.seconds);
    auto filter = Cell::json(row.filter);
    filter.shown = row.filter == "{}" ? "" : row.filter;
    auto notes = Cell::json(row.notes);
    return {row.source,  row.id,    started,     row.finished_at, duration,          row.author,
            row.version, row.added, row.changed, row.removed,     std::move(filter), std::move(notes)};
}

} // namespace

void show_history(HistoryOptions const &options, OutputOptions output, GlobalOptions const &global, Context &context) {
    auto store = open_catalog(global, context, catalog::Access::read);
    if (!options.source.empty()) need_source(store, options.source);
    auto const several = store.sources().size() > 1;
    ListWriter list{context,
                    output,
                    {{.name = "source", .title = several ? "SOURCE" : ""},
                     {.name = "scan", .title = "SCAN", .number = true},
                     {.name = "started_at", .title = "STARTED (UTC)"},
                     {.name = "finished_at", .title = ""},
                     {.name = "milliseconds", .title = "TOOK", .number = true},
                     {.name = "author", .title = "AUTHOR"},
                     {.name = "version", .title = "VERSION", .elastic = true},
                     {.name = "added", .title = "ADDED", .number = true},
                     {.name = "changed", .title = "CHANGED", .number = true},
                     {.name = "removed", .title = "REMOVED", .number = true},
                     {.name = "filter", .title = "LIMITED TO", .elastic = true},
                     {.name = "notes", .title = ""}}};
    std::int64_t shown = 0;
    auto const total =
        catalog::list_scans(store, options.source, options.limit, options.offset, [&](catalog::ScanRow &&row) {
            list.row(cells(std::move(row)));
            ++shown;
        });
    list.finish(total);
    if (output.format == "json") return;
    auto const all = base::counted(total, "scan");
    if (shown == total) base::log::info("{}", all);
    else base::log::info("{} of {}; --limit 0 shows all", base::group_digits(shown), all);
}

} // namespace scribe::cli
