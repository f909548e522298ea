// SPDX-License-Identifier: MIT
#pragma once

#include "source/explain.hpp"
#include "workload/explain/values.hpp"
#include "workload/plan/rules.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace scribe::cli {

/// What a statement is explained with.
struct ExplainChoice {
    bool analyze = false;
    bool allow_writes = false; ///< --analyze of what changes rows
    int time_limit_ms = 0;     ///< of what runs
    bool try_values = true;    ///< also plans with values from the statistics
    /// Values that the user gave, by the number of the parameter in the statement as it is shown.
    std::map<int, std::string> values{};
    /// Values that calls had by a log, the slowest first, one for each parameter of the statement that comes.
    std::vector<std::vector<std::optional<std::string>>> logged{};
};

/// A value that a plan was made with, and whose it is.
struct BoundValue {
    int parameter = 0; ///< its number in the statement as it is shown
    workload::ParameterValue value;
    std::optional<workload::ParameterUse> use{}; ///< the column it is from
};

/// A plan for certain values.
struct BoundPlan {
    std::string name;                    ///< "all middle", "$3 rare", "slowest call"
    std::optional<BoundValue> changed{}; ///< what sets it apart from the first of them
    std::vector<BoundValue> logged{};    ///< instead: those of a call that a log had
    workload::Plan plan;
    std::string hash;
};

/// A statement that was explained, or why it was not.
struct Explained {
    std::string sql;           ///< what the server took
    bool rewritten = false;    ///< it is not the text that came
    bool equivalent = false;   ///< it is the SELECT of a statement that this role may not plan
    std::string origin;        ///< generic | bound | analyzed
    bool given_values = false; ///< the user gave values of parameters
    std::optional<source::SqlProblem> problem;
    workload::Plan plan;
    std::string hash;
    workload::PlanFacts facts;
    std::vector<workload::PlanFinding> findings;
    std::vector<BoundValue> values; ///< that an analyzed plan ran with
    std::vector<BoundPlan> bound;
};

/// Explains one statement. Throws base::Error(source_query) where the role lacks rights and nothing equivalent helps,
/// base::Error(usage) for --analyze of what changes rows.
Explained explain_statement(source::PlanSession &session, std::string_view text, ExplainChoice const &choice);

} // namespace scribe::cli
