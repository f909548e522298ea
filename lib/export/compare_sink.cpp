// SPDX-License-Identifier: MIT
#include "export/compare_sink.hpp"

#include "base/interrupt.hpp"

#include <algorithm>

namespace scribe::exporter {

void CompareSink::file(std::string_view path, std::string content) {
    base::check_interrupt();
    m_seen.emplace(path);
    auto const state = m_folder.compare(path, content);
    if (state == FileState::same) return;
    auto const kind = state == FileState::missing ? Difference::Kind::missing : Difference::Kind::stale;
    m_differences.push_back({kind, std::string{path}, state});
}

std::vector<Difference> CompareSink::finish() {
    for (auto const &[path, state] : m_folder.surplus(m_seen)) {
        if (state != FileState::missing) m_differences.push_back({Difference::Kind::surplus, path, state});
    }
    std::sort(m_differences.begin(), m_differences.end(), [](auto const &a, auto const &b) { return a.path < b.path; });
    return std::move(m_differences);
}

} // namespace scribe::exporter
