// SPDX-License-Identifier: MIT
#include "base/interrupt.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "context/import.hpp"
#include "options/source_option.hpp"
#include "people/context_actions.hpp"
#include "people/importer.hpp"

#include <fmt/format.h>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;

/// More unmatched rows than this are counted only; --dry-run lists all.
constexpr int k_most_told = 20;

context::ImportOptions import_options(ContextImportOptions const &options) {
    context::ImportOptions result;
    if (!options.format.empty()) result.format = options.format;
    result.map = heading_map(options.maps, "--map 'Fachliche Beschreibung=description'");
    return result;
}

OnConflict conflict_rule(std::string const &word) {
    return word == "replace" ? OnConflict::replace : word == "merge" ? OnConflict::merge : OnConflict::keep;
}

std::string unmatched_text(ImportLine const &line) {
    auto text = fmt::format("{}: {}: {}", base::single_line(line.place), base::single_line(line.ref), line.why);
    if (!line.near.empty()) text += "; near: " + base::single_line(base::join(line.near, ", "));
    return text;
}

std::vector<Cell> cells(ImportLine const &line) {
    base::JsonWriter near;
    near.value(line.near);
    auto cell = Cell::json(near.take());
    cell.shown = base::join(line.near, ", ");
    Cell after{line.after};
    if (line.action == "unmatched") after.shown = line.why + (line.near.empty() ? "" : "; near: " + *cell.shown);
    return {line.place, line.ref, line.field, line.action, line.before, std::move(after), line.why, std::move(cell)};
}

std::vector<OutputColumn> columns() {
    return {{.name = "place", .title = "PLACE"},   {.name = "ref", .title = "OBJECT"},
            {.name = "field", .title = "FIELD"},   {.name = "action", .title = "WHAT"},
            {.name = "before", .title = "BEFORE"}, {.name = "after", .title = "AFTER", .elastic = true},
            {.name = "why", .title = ""},          {.name = "near", .title = ""}};
}

void tell(ImportCounts const &counts, bool dry_run) {
    base::log::info("{}: {} new, {} replaced, {} merged, {} said already, {} kept as people said them{}",
                    base::counted(counts.rows, "row"), base::group_digits(counts.added),
                    base::group_digits(counts.replaced), base::group_digits(counts.merged),
                    base::group_digits(counts.same), base::group_digits(counts.kept),
                    dry_run ? "; nothing was written" : "");
    if (counts.kept > 0)
        base::log::info("--on-conflict replace or merge takes what the file says where people said something else");
}

} // namespace

std::map<std::string, std::string> heading_map(std::vector<std::string> const &maps, std::string_view example) {
    std::map<std::string, std::string> result;
    for (auto const &map : maps) {
        auto const equals = map.rfind('=');
        if (equals == std::string::npos || equals == 0)
            throw Error(ExitCode::usage, fmt::format("--map {}: expected HEADING=FIELD", base::single_line(map)),
                        std::string{example});
        result[map.substr(0, equals)] = map.substr(equals + 1);
    }
    return result;
}

ExitCode run_context_import(ContextImportOptions const &options, GlobalOptions const &global, Context &context) {
    if (!options.template_file.empty()) return run_context_template(options, global, context);
    auto const how = import_options(options);
    auto store = open_catalog(global, context, catalog::Access::write);
    if (!options.source.empty()) need_source(store, options.source);
    catalog::ContextWriter writer{store, author(global, context), "context import"};
    std::optional<ListWriter> list;
    if (options.dry_run) list.emplace(context, options.output, columns());
    std::vector<std::string> unmatched;
    std::int64_t lines = 0;
    sqlite::Txn txn{store.db()};
    Importer importer{store, writer, options.source, conflict_rule(options.on_conflict), [&](ImportLine &&line) {
                          if (line.action == "unmatched" && unmatched.size() < k_most_told)
                              unmatched.push_back(unmatched_text(line));
                          ++lines;
                          if (list) list->row(cells(line));
                      }};
    for (auto const &file : options.files) {
        context::read_statements(file, how, [&](context::Statement &&statement) {
            base::check_interrupt();
            importer.take(std::move(statement));
        });
    }
    auto const &counts = importer.counts();
    for (auto const &text : unmatched) base::log::warn("{}", text);
    auto const more = counts.unmatched - static_cast<std::int64_t>(unmatched.size());
    if (more > 0)
        base::log::warn("{} nothing, too; --dry-run lists all", base::counted(more, "row matches", "rows match"));
    if (options.strict && counts.unmatched > 0)
        throw Error(ExitCode::config,
                    fmt::format("{} nothing in the catalog, and nothing was imported",
                                base::counted(counts.unmatched, "row matches", "rows match")),
                    "scribe context import without --strict imports the others");
    if (list) list->finish(lines);
    if (!options.dry_run) txn.commit();
    tell(counts, options.dry_run);
    return counts.unmatched > 0 ? ExitCode::partial : ExitCode::ok;
}

} // namespace scribe::cli
