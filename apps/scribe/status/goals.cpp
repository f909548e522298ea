// SPDX-License-Identifier: MIT
#include "status/goals.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace scribe::cli {

namespace {

using catalog::CoverageGroup;

/// A pattern may be a name that only looks like one.
bool matches(std::string const &pattern, CoverageGroup const &group) {
    if (pattern.empty() || pattern == group.schema || base::glob_match(pattern, group.schema)) return true;
    auto const colon = pattern.find(':');
    return colon != std::string::npos && base::glob_match(pattern.substr(0, colon), group.source) &&
           base::glob_match(pattern.substr(colon + 1), group.schema);
}

/// How many objects have what is measured.
std::int64_t measured(catalog::Coverage const &coverage, Goal::Measure measure) {
    switch (measure) {
    case Goal::Measure::described: return coverage.described;
    case Goal::Measure::commented: return coverage.commented;
    case Goal::Measure::approved: return coverage.approved;
    case Goal::Measure::profiled: break;
    }
    return coverage.profiled;
}

catalog::Coverage measure(Goal const &goal, std::vector<CoverageGroup> const &groups) {
    catalog::Coverage sum;
    for (auto const &group : groups) {
        if (counts_overall(group.kind) && matches(goal.schemas, group)) sum += group.coverage;
    }
    sum.described = measured(sum, goal.measure);
    return sum;
}

} // namespace

bool counts_overall(model::Kind kind) {
    return kind == model::Kind::table || kind == model::Kind::view || kind == model::Kind::column;
}

std::int64_t Goal::missing() const {
    auto const wanted = std::ceil(least * static_cast<double>(coverage.objects) / 100);
    return std::max<std::int64_t>(0, static_cast<std::int64_t>(wanted) - coverage.described);
}

std::string_view Goal::measure_name() const {
    switch (measure) {
    case Measure::described: return "described";
    case Measure::commented: return "commented";
    case Measure::approved: return "approved";
    case Measure::profiled: break;
    }
    return "profiled";
}

std::string Goal::label() const {
    return fmt::format("{} {}", schemas.empty() ? "everything" : base::single_line(schemas), measure_name());
}

std::vector<Goal> measure_goals(config::Config const &config, std::vector<CoverageGroup> const &groups,
                                catalog::FilledStages const &filled, bool part) {
    std::vector<Goal> goals;
    auto const add = [&](config::Path path, std::string const &schemas) {
        for (auto const which :
             {Goal::Measure::described, Goal::Measure::commented, Goal::Measure::approved, Goal::Measure::profiled}) {
            Goal goal{.measure = which, .schemas = schemas, .origin = {}};
            path.emplace_back(goal.measure_name());
            if (auto const *setting = config.find(path)) {
                goal.least = std::stod(setting->values.front());
                goal.origin = setting->origin.text();
                goal.coverage = measure(goal, groups);
                goal.known = which == Goal::Measure::approved   ? filled.texts
                             : which == Goal::Measure::profiled ? filled.profiles
                                                                : true;
                if (!part || goal.coverage.objects > 0) goals.push_back(std::move(goal));
            }
            path.pop_back();
        }
    };
    add({"goals"}, {});
    for (auto const &schemas : config.names({"goals", "schemas"})) add({"goals", "schemas", schemas}, schemas);
    return goals;
}

} // namespace scribe::cli
