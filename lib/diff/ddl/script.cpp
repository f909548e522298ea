// SPDX-License-Identifier: MIT
#include "diff/ddl/script.hpp"

#include <algorithm>
#include <iterator>

namespace scribe::diff::ddl {

bool Script::empty() const {
    return std::all_of(m_phases.begin(), m_phases.end(), [](auto const &phase) { return phase.empty(); });
}

std::vector<Statement> Script::take() {
    std::vector<Statement> all;
    for (auto &phase : m_phases) {
        std::move(phase.begin(), phase.end(), std::back_inserter(all));
        phase.clear();
    }
    return all;
}

} // namespace scribe::diff::ddl
