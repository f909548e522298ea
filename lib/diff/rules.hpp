// SPDX-License-Identifier: MIT
#pragma once

#include "model/kind.hpp"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace scribe::diff {

/// What became of an object.
enum class Action { added, removed, changed, renamed };
std::string_view action_name(Action action);

/// What a change may do to those who use the database.
enum class Severity {
    safe,     ///< what worked goes on to work
    moderate, ///< it may work otherwise: other results, other speed, writes that are refused
    breaking, ///< statements that worked fail, or data is gone
};
std::string_view severity_name(Severity severity);
std::optional<Severity> severity_from_name(std::string_view name);

struct Change;
struct FieldChange;

/// Says how severe a sort of change is, and why. The first rule that fits decides.
struct Rule {
    std::string_view name; ///< stands in every output
    Severity severity;
    Action action;
    std::optional<model::Kind> kind;                   ///< nothing: any
    std::string_view field;                            ///< of changed objects; empty: any, or the object itself
    bool (*when)(Change const &, FieldChange const *); ///< nullptr: always
    std::string_view why;
};

/// All rules, in the order in which they are tried.
std::span<Rule const> rules();

/// Gives the change and each of its fields their rules.
void judge(Change &change);

} // namespace scribe::diff
