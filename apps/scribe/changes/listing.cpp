// SPDX-License-Identifier: MIT
#include "changes/listing.hpp"

#include "base/log.hpp"
#include "base/text.hpp"

namespace scribe::cli {

namespace {

Cell time_cell(std::string const &iso) {
    Cell cell{iso};
    cell.shown = base::human_time(iso);
    return cell;
}

/// The id of another change set, or nothing.
Cell id_cell(std::string const &id) { return id.empty() ? Cell{} : Cell{id}; }

Cell undone_cell(catalog::ChangeSetRow const &set) {
    Cell cell{!set.undone_by.empty()};
    cell.shown = set.undone_by.empty() ? "" : "undone";
    return cell;
}

void tell_shown(std::int64_t shown, std::int64_t total, std::string_view what) {
    auto const all = base::counted(total, what);
    if (shown == total) base::log::info("{}", all);
    else base::log::info("{} of {}; --limit 0 shows all", base::group_digits(shown), all);
}

} // namespace

std::string event_source(catalog::Store &store, catalog::Event const &event) {
    auto const *const subject = catalog::find_subject(event.subject);
    if (!subject) return {};
    auto const objects = subject->objects(store, event);
    return objects.empty() ? "" : objects.front().source;
}

Cell state_cell(catalog::Store &store, std::string const &subject, catalog::State const &state) {
    auto cell = state ? Cell::json(*state) : Cell{};
    auto const *const known = catalog::find_subject(subject);
    if (known) cell.shown = known->text(store, state);
    return cell;
}

void list_change_sets(catalog::Store &store, catalog::AuditQuery const &query, OutputOptions const &output,
                      Context &context) {
    ListWriter writer{context,
                      output,
                      {{.name = "change_set", .title = "CHANGE SET"},
                       {.name = "changed_at", .title = "TIME (UTC)"},
                       {.name = "author", .title = "AUTHOR", .elastic = true},
                       {.name = "command", .title = "COMMAND"},
                       {.name = "events", .title = "EVENTS", .number = true},
                       {.name = "undone", .title = "UNDONE"},
                       {.name = "undone_by", .title = ""},
                       {.name = "reverts", .title = "REVERTS"}}};
    std::int64_t shown = 0;
    auto const total = catalog::list_change_sets(store, query, [&](catalog::ChangeSetRow &&set) {
        writer.row({set.id, time_cell(set.changed_at), set.author, set.command, set.events, undone_cell(set),
                    id_cell(set.undone_by), id_cell(set.reverts)});
        ++shown;
    });
    writer.finish(total);
    if (output.format != "json") tell_shown(shown, total, "change set");
}

void list_events(catalog::Store &store, catalog::AuditQuery const &query, OutputOptions const &output,
                 Context &context) {
    // Of one change set the table need not repeat what is the same in each row.
    bool const one = !query.change_set.empty();
    ListWriter writer{context,
                      output,
                      {{.name = "change_set", .title = one ? "" : "CHANGE SET"},
                       {.name = "changed_at", .title = one ? "" : "TIME (UTC)"},
                       {.name = "author", .title = one ? "" : "AUTHOR"},
                       {.name = "command", .title = one ? "" : "COMMAND"},
                       {.name = "undone", .title = one ? "" : "UNDONE"},
                       {.name = "source", .title = store.sources().size() > 1 ? "SOURCE" : ""},
                       {.name = "subject", .title = "SUBJECT"},
                       {.name = "subject_id", .title = ""},
                       {.name = "object", .title = "OBJECT", .elastic = true},
                       {.name = "before", .title = "BEFORE", .elastic = true},
                       {.name = "after", .title = "AFTER", .elastic = true}}};
    std::int64_t shown = 0;
    auto const total =
        catalog::list_events(store, query, [&](catalog::ChangeSetRow const &set, catalog::Event &&event) {
            writer.row({set.id, time_cell(set.changed_at), set.author, set.command, undone_cell(set),
                        event_source(store, event), event.subject, event.subject_id, event.label,
                        state_cell(store, event.subject, event.before), state_cell(store, event.subject, event.after)});
            ++shown;
        });
    writer.finish(total);
    if (output.format != "json") tell_shown(shown, total, "event");
}

} // namespace scribe::cli
