// SPDX-License-Identifier: MIT
#include "diff/ddl/script.hpp"

#include "diff/ddl/sort.hpp"

#include <iterator>

namespace scribe::diff::ddl {

Step &Script::put(Phase phase, Statement statement) {
    std::vector<Statement> one;
    one.push_back(std::move(statement));
    return together(phase, std::move(one));
}

Step &Script::together(Phase phase, std::vector<Statement> statements) {
    return m_steps.emplace_back(Step{phase, std::move(statements), {}, {}, {}, {}, {}});
}

std::vector<Statement> Script::take(Names const &names) {
    // One statement drops routines that need each other.
    constexpr std::string_view k_drop = "DROP ROUTINE ";
    std::vector<Statement> all;
    for (auto &step : sorted(std::move(m_steps), names)) {
        for (auto &statement : step.statements) {
            bool const joins = !all.empty() && all.back().sql.starts_with(k_drop) && statement.sql.starts_with(k_drop);
            if (joins) all.back().sql += ",\n    " + statement.sql.substr(k_drop.size());
            else all.push_back(std::move(statement));
        }
    }
    m_steps.clear();
    return all;
}

} // namespace scribe::diff::ddl
