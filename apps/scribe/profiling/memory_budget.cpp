// SPDX-License-Identifier: MIT
#include "profiling/memory_budget.hpp"

#include "base/interrupt.hpp"

#include <chrono>

#ifdef __GLIBC__
#include <malloc.h>
#endif

namespace scribe::cli {

namespace {

constexpr std::chrono::milliseconds k_look{100};
/// Parts from here on are worth a walk through all that is free.
constexpr std::size_t k_large = std::size_t{16} << 20;

} // namespace

MemoryBudget::Part MemoryBudget::take(std::size_t bytes) {
    std::unique_lock lock{m_mutex};
    auto const place = m_waiting.insert(m_waiting.end(), bytes);
    try {
        while (place != m_waiting.begin() || (m_used > 0 && m_used + bytes > m_bytes)) {
            m_change.wait_for(lock, k_look);
            base::check_interrupt();
        }
    } catch (...) {
        m_waiting.erase(place);
        throw;
    }
    m_waiting.erase(place);
    m_used += bytes;
    m_change.notify_all();
    return {nullptr, [this, bytes](void const *) { give_back(bytes); }};
}

void MemoryBudget::trim([[maybe_unused]] std::size_t bytes) {
#ifdef __GLIBC__
    if (bytes >= k_large) malloc_trim(0);
#endif
}

void MemoryBudget::give_back(std::size_t bytes) {
    trim(bytes);
    std::lock_guard const lock{m_mutex};
    m_used -= bytes;
    m_change.notify_all();
}

} // namespace scribe::cli
