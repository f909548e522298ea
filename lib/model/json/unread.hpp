// SPDX-License-Identifier: MIT
#pragma once

#include <string>
#include <string_view>
#include <vector>

/// The mark of an object that a scan did not read in full, because another session kept tables locked: the member
/// "unread" with their references, the first of its body, so that looking for it costs nothing. What is missing in such
/// an object, or was kept from an earlier scan, is what the server opens the tables for: its expressions.
namespace scribe::model {

/// True when the body bears the mark.
inline bool is_partial(std::string_view body) { return body.starts_with("{\"unread\":["); }
/// The body with the mark; one that it bears already is replaced.
std::string mark_unread(std::string_view body, std::vector<std::string> const &tables);
/// The members behind the mark: with a '{' in front, the body without it.
std::string_view behind_mark(std::string_view partial_body);
/// References of the tables that were locked; nothing of an object that was read in full.
std::vector<std::string> unread_tables(std::string_view body);
/// "table public.held was locked at the last scan (scan again)"
std::string unread_reason(std::vector<std::string> const &tables);

} // namespace scribe::model
