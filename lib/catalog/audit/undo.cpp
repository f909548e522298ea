// SPDX-License-Identifier: MIT
#include "catalog/audit/undo.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "catalog/changes.hpp"

#include <fmt/format.h>

namespace scribe::catalog {

namespace {

using base::Error;
using base::ExitCode;

constexpr std::size_t k_most_named = 5;

std::string_view verb(Direction direction) { return direction == Direction::undo ? "undo" : "redo"; }

std::string named(ChangeSetRow const &set) {
    return fmt::format("{} ({} by {})", set.id, base::single_line(set.command), base::single_line(set.author));
}

ChangeSetRow last_of(Store &store, RevertRequest const &request) {
    auto const *const which =
        request.direction == Direction::undo ? "reverts IS NULL" : "reverts IS NOT NULL AND command = 'undo'";
    sqlite::Stmt select{store.db(),
                        fmt::format("SELECT change_set FROM v_changes WHERE author = ? AND {} AND NOT is_undone "
                                    "ORDER BY change_set DESC LIMIT 1",
                                    which)};
    select.bind(1, request.author);
    if (!select.step())
        throw Error(
            ExitCode::usage,
            fmt::format("{} has nothing to {}", base::single_line(request.author), verb(request.direction)),
            fmt::format("scribe audit lists all changes; scribe {} ID takes any of them", verb(request.direction)));
    return find_change_set(store, select.get_text(0));
}

ChangeSetRow target_of(Store &store, RevertRequest const &request) {
    if (request.change_set.empty()) return last_of(store, request);
    auto set = find_change_set(store, request.change_set);
    bool const undone = !set.undone_by.empty();
    if (request.direction == Direction::undo) {
        if (undone)
            throw Error(ExitCode::usage, fmt::format("{} is undone already, by {}", named(set), set.undone_by),
                        fmt::format("scribe redo {} brings it back", set.id));
        return set;
    }
    if (undone) return find_change_set(store, set.undone_by);
    if (set.reverts.empty())
        throw Error(ExitCode::usage, fmt::format("{} is not undone", named(set)), "scribe audit tells what is");
    return set;
}

/// A thing that is not as the change set left it.
struct Conflict {
    std::string text; ///< what it is now
    std::string hint; ///< who did that
};

Conflict conflict(Store &store, Subject const &subject, Event const &change, State const &present) {
    Conflict found;
    found.text = fmt::format("{} {} is \"{}\" now, not \"{}\"", change.subject, base::single_line(change.label),
                             base::single_line(subject.text(store, present)),
                             base::single_line(subject.text(store, change.before)));
    sqlite::Stmt later{store.db(), "SELECT e.change_set_id FROM event e WHERE e.subject = ? AND e.subject_id = ? "
                                   "AND e.change_set_id > ? ORDER BY e.id DESC LIMIT 1"};
    later.bind(1, change.subject);
    later.bind(2, change.subject_id);
    later.bind(3, change.change_set);
    if (later.step())
        found.hint = fmt::format("{} changed it since; scribe undo {} first, or change it by hand",
                                 named(find_change_set(store, later.get_text(0))), later.get_text(0));
    return found;
}

Undoable const &undoable(ChangeSetRow const &target, Event const &change) {
    if (auto const *const subject = find_subject(change.subject)) return subject->undoable();
    throw Error(ExitCode::usage,
                fmt::format("{}: this program does not know what a \"{}\" is", named(target),
                            base::single_line(change.subject)),
                "a newer scribe made it, and can undo it");
}

[[noreturn]] void refuse(RevertRequest const &request, ChangeSetRow const &target,
                         std::vector<Conflict> const &conflicts, std::int64_t number) {
    std::vector<std::string> texts;
    for (auto const &one : conflicts) texts.push_back(one.text);
    auto const more = number - static_cast<std::int64_t>(conflicts.size());
    if (more > 0) texts.push_back(fmt::format("and {} more", base::group_digits(more)));
    throw Error(ExitCode::differs,
                fmt::format("cannot {} {}: {}", verb(request.direction), named(target), base::join(texts, "; ")),
                conflicts.front().hint.empty() ? "scribe audit --events shows what changed when"
                                               : conflicts.front().hint);
}

} // namespace

Reverted revert(Store &store, RevertRequest const &request, std::function<void(Event &&)> const &each) {
    sqlite::Txn txn{store.db()};
    Reverted result{target_of(store, request), {}, 0};
    ChangeSet changes{store.db(), request.author, std::string{verb(request.direction)}, result.target.id};
    std::vector<Conflict> conflicts;
    std::int64_t number = 0;
    sqlite::Stmt events{store.db(), fmt::format("SELECT {} FROM event e WHERE e.change_set_id = ? ORDER BY e.id DESC",
                                                k_event_columns)};
    events.bind(1, result.target.id);
    while (events.step()) {
        auto change = read_event(events);
        std::swap(change.before, change.after);
        auto const &states = undoable(result.target, change);
        states.follow_renames(store, change);
        auto const present = states.present(store, change);
        if (!states.same(present, change.before)) {
            if (conflicts.size() < k_most_named)
                conflicts.push_back(conflict(store, *find_subject(change.subject), change, present));
            ++number;
            continue;
        }
        auto const next = states.target(present, change);
        changes.record(change.subject, change.subject_id, change.label, present, next);
        states.write(store, change, next, changes.id());
        each(std::move(change));
    }
    if (number > 0) refuse(request, result.target, conflicts, number);
    result.events = changes.events();
    if (result.events == 0)
        throw Error(ExitCode::usage,
                    fmt::format("nothing of {} is left to {}", named(result.target), verb(request.direction)),
                    "scribe audit lists the other changes");
    if (request.dry_run) return result;
    txn.commit();
    result.id = changes.id();
    return result;
}

} // namespace scribe::catalog
