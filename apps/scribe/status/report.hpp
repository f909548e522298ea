// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/report/coverage.hpp"
#include "catalog/source_changes.hpp"
#include "status/goals.hpp"

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace scribe::cli {

/// What `scribe status` tells.
struct StatusReport {
    struct Source {
        catalog::SourceRow row;
        catalog::SourceUse use;
    };
    std::vector<Source> sources;
    std::vector<std::pair<model::Kind, std::int64_t>> counts;
    std::vector<catalog::CoverageGroup> groups;
    catalog::FilledStages filled;
    std::optional<double> quality; ///< mean of the profiled tables, 0 to 1
    catalog::TextFigures texts;
    std::optional<double> least; ///< --min
    std::vector<Goal> goals;     ///< of scribe.yml

    /// Tables, views and columns together: what the gate compares.
    catalog::Coverage overall() const;
    std::map<model::Kind, catalog::Coverage> by_kind() const;
    std::map<std::string, catalog::Coverage> by_schema() const; ///< "source:schema" when there are several sources
    std::map<std::string, catalog::Coverage> by_owner() const;
    /// Commands that would help, each with the reason.
    std::vector<std::pair<std::string, std::string>> next_steps() const;
};

std::string status_text(StatusReport const &report);
std::string status_json(StatusReport const &report);
/// A badge and a summary for a README or a pull request.
std::string status_markdown(StatusReport const &report);

} // namespace scribe::cli
