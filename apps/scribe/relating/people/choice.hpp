// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/relations/relations.hpp"
#include "options/cli_fwd.hpp"
#include "options/options_common.hpp"

#include <optional>
#include <string>
#include <vector>

namespace scribe::cli {

/// Which relationships an action works on: identifiers, references of the referring side, filters.
struct RelationChoice {
    RefOptions refs;
    std::vector<std::string> to;
    std::string source;
    std::vector<std::string> statuses, decisions;
    std::optional<double> min_confidence;

    bool empty() const {
        return refs.refs.empty() && refs.from_file.empty() && to.empty() && statuses.empty() && decisions.empty() &&
               !min_confidence;
    }
};

/// The filters too, when the action takes several.
void add_choice_options(CLI::App &app, RelationChoice &choice, bool filters);
void add_status_options(CLI::App &app, std::vector<std::string> &statuses, std::vector<std::string> &decisions);

/// The relationships meant, sorted. Those called by their identifier are taken as they are; of the others only what
/// has one of `decisions` (unless the choice names decisions) and is sure enough. Throws base::Error(usage) when a
/// reference means none.
std::vector<catalog::RelationshipRow> choose(catalog::Store &store, RelationChoice const &choice,
                                             std::vector<std::string> const &decisions, Context &context);

/// The only relationship meant, whatever was decided about it. Throws base::Error(usage), naming them when there are
/// several.
catalog::RelationshipRow choose_one(catalog::Store &store, RelationChoice const &choice, Context &context);

/// "2 relationships are meant: ..." with their identifiers.
[[noreturn]] void refuse_several(std::vector<catalog::RelationshipRow> const &rows);

} // namespace scribe::cli
