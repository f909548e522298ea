// SPDX-License-Identifier: MIT
#pragma once

#include "workload/plan/plan.hpp"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// What messages of PostgreSQL's log say of statements.
namespace scribe::workload {

/// A statement that a log tells of.
struct LogStatement {
    std::string text;
    double ms = 0;
    std::string user, database; ///< empty: the log does not say
    std::string time;           ///< as ISO 8601, in the time zone of the log; empty: it does not say
    bool from_plan = false;     ///< of auto_explain: the same call may be logged besides
    std::string plan{};         ///< of auto_explain: the tree as text or JSON
    std::string parameters{};   ///< as the server lists them: $1 = 'a, b', $2 = NULL
};

/// Takes the statement out of a message: "duration: 12.3 ms  statement: SELECT 1". False for other messages.
bool read_duration(std::string_view message, LogStatement &statement);

/// The parameters in the detail of such a message; empty for other details.
std::string_view parameters_of_detail(std::string_view detail);

/// Puts in place of EXECUTE name(values) the statement that runs, and its values, where the detail tells it.
void take_prepared(std::string_view detail, LogStatement &statement);

/// What auto_explain wrote of a plan. Nothing when it cannot be read.
std::optional<Plan> read_logged_plan(LogStatement const &statement);

/// The values of $1, $2 ... in such a list, nothing for NULL. Empty when a value is cut off (log_parameter_max_length)
/// or the list is none.
std::vector<std::optional<std::string>> read_parameters(std::string_view list);

} // namespace scribe::workload
