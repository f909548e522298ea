// SPDX-License-Identifier: MIT
#include "batch/progress.hpp"

namespace scribe::batch {

double Pace::add(clock::time_point now, std::int64_t rows) {
    constexpr std::chrono::seconds k_window{10};
    constexpr std::chrono::milliseconds k_step{250};
    if (m_marks.empty() || now - m_marks.back().first >= k_step) m_marks.emplace_back(now, rows);
    while (m_marks.size() > 2 && now - m_marks.front().first > k_window) m_marks.pop_front();
    auto const &[start, before] = m_marks.front();
    auto const seconds = std::chrono::duration<double>(now - start).count();
    return seconds > 0 ? static_cast<double>(rows - before) / seconds : 0;
}

} // namespace scribe::batch
