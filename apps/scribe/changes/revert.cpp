// SPDX-License-Identifier: MIT
#include "changes/revert.hpp"

#include "base/log.hpp"
#include "base/text.hpp"
#include "changes/listing.hpp"
#include "options/options_common.hpp"
#include "profiling/masking.hpp"

#include <CLI/CLI.hpp>

namespace scribe::cli {

void RevertCommand::bind(CLI::App &app) {
    app.add_option("change-set", m_request.change_set,
                   "Which change set, of any author: its id or the beginning of it; else the last one of yours")
        ->type_name("ID");
    app.add_flag("--dry-run", m_request.dry_run, "Tell what would go back; write nothing");
    add_page_options(app, m_limit, m_offset);
    add_output_options(app, m_output, {"table", "json", "jsonl", "csv"});
}

void RevertCommand::check() const {
    // A script's variable that is empty does not mean the last one.
    if (m_request.change_set.empty() && parsed->count("change-set") > 0)
        throw base::Error(base::ExitCode::usage, "the id of the change set is empty", "scribe audit lists them");
}

base::ExitCode RevertCommand::run(Context &context) {
    auto store = open_catalog(global, context, catalog::Access::write);
    m_request.author = author(global, context);
    std::vector<catalog::Event> shown;
    std::int64_t total = 0;
    auto const reverted = catalog::revert(store, m_request, [&](catalog::Event &&event) {
        // A column that is personal again loses what runs stored of it meanwhile.
        if (event.subject == "label") mask_stored(store, base::parse_int(event.subject_id).value_or(0));
        ++total;
        if (total > m_offset && (m_limit == 0 || total - m_offset <= m_limit)) shown.push_back(std::move(event));
    });
    ListWriter writer{context,
                      m_output,
                      {{.name = "change_set", .title = ""},
                       {.name = "reverted_by", .title = ""},
                       {.name = "source", .title = store.sources().size() > 1 ? "SOURCE" : ""},
                       {.name = "subject", .title = "SUBJECT"},
                       {.name = "subject_id", .title = ""},
                       {.name = "object", .title = "OBJECT", .elastic = true},
                       {.name = "before", .title = "FROM", .elastic = true},
                       {.name = "after", .title = "TO", .elastic = true}}};
    for (auto const &event : shown)
        writer.row({reverted.target.id, reverted.id.empty() ? Cell{} : Cell{reverted.id}, event_source(store, event),
                    event.subject, event.subject_id, event.label, state_cell(store, event.subject, event.before),
                    state_cell(store, event.subject, event.after)});
    writer.finish(total);
    bool const undo = m_request.direction == catalog::Direction::undo;
    auto const *const verb = m_request.dry_run ? (undo ? "Would undo" : "Would redo") : (undo ? "Undid" : "Redid");
    base::log::info("{} {}: {} by {}, {}; {}", verb, reverted.target.id, base::single_line(reverted.target.command),
                    base::single_line(reverted.target.author), base::human_time(reverted.target.changed_at),
                    base::counted(total, "change"));
    return base::ExitCode::ok;
}

} // namespace scribe::cli
