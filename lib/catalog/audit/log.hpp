// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/audit/subject.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

// Reading what people and models changed.
namespace scribe::catalog {

/// One command's changes.
struct ChangeSetRow {
    std::string id; ///< ULID
    std::string author, command;
    std::string changed_at; ///< UTC, ISO 8601
    std::string reverts;    ///< the change set that it undoes; empty: none
    std::string undone_by;  ///< the change set that undid it; empty: it stands
    std::int64_t events = 0;
};

struct AuditQuery {
    std::string change_set{};                  ///< id; empty: all
    std::string author{};                      ///< empty: all
    std::string since{};                       ///< UTC, ISO 8601; empty: all
    std::vector<std::string> subjects{};       ///< empty: all
    std::vector<model::RefPattern> patterns{}; ///< what is changed, or its table; empty: all
    std::int64_t limit = 50;                   ///< 0 = all
    std::int64_t offset = 0;
};

/// Gives the change sets that have an event that the query asks for, the newest first. Returns how many there are in
/// all.
std::int64_t list_change_sets(Store &store, AuditQuery const &query, std::function<void(ChangeSetRow &&)> const &row);

/// Gives the events that the query asks for: the newest change set first, in each the events as they happened. Returns
/// how many there are in all.
std::int64_t list_events(Store &store, AuditQuery const &query,
                         std::function<void(ChangeSetRow const &, Event &&)> const &row);

/// The change set whose id begins so. Throws base::Error(usage) when there is none or more than one.
ChangeSetRow find_change_set(Store &store, std::string_view word);

/// Reads one event per row from the columns id, change_set_id, subject, subject_id, label, before, after.
Event read_event(sqlite::Stmt const &row);
inline constexpr std::string_view k_event_columns =
    "e.id, e.change_set_id, e.subject, e.subject_id, e.label, e.before, e.after";

} // namespace scribe::catalog
