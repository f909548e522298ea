// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/report/coverage.hpp"
#include "config/config.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::cli {

/// True for what the overall coverage counts: tables, views and columns.
bool counts_overall(model::Kind kind);

/// A goal of scribe.yml, and how far it is.
struct Goal {
    enum class Measure { described, commented, approved, profiled } measure = Measure::described;
    std::string schemas; ///< pattern, [source:]schema; empty: all
    double least = 0;    ///< per cent
    std::string origin;  ///< "scribe.yml:12:5"
    /// Of what it is about: objects, and in `described` how many of them have what is measured.
    catalog::Coverage coverage{};
    bool known = true; ///< false: no stage has filled what is measured yet

    /// As Coverage::percent(); nothing, too, where it is not known.
    std::optional<double> percent() const { return known ? coverage.percent() : std::nullopt; }
    bool reached() const { return coverage.reaches(least); }
    /// How many more objects it takes.
    std::int64_t missing() const;
    /// "everything described", "sales commented".
    std::string label() const;
    /// As scribe.yml calls it.
    std::string_view measure_name() const;
};

/// The goals of the project with what the groups say of them. `part`: the groups are only a part of the catalog, and a
/// goal for schemas that are none of it is left out.
std::vector<Goal> measure_goals(config::Config const &config, std::vector<catalog::CoverageGroup> const &groups,
                                catalog::FilledStages const &filled, bool part);

} // namespace scribe::cli
