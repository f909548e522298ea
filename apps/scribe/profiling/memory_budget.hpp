// SPDX-License-Identifier: MIT
#pragma once

#include <condition_variable>
#include <cstddef>
#include <list>
#include <memory>
#include <mutex>

namespace scribe::cli {

/// Memory that workers share: who needs more than is left waits for others to give theirs back.
class MemoryBudget {
public:
    explicit MemoryBudget(std::size_t bytes) : m_bytes(bytes) {}

    /// A part of the budget, as long as a copy of it lives: not longer than the budget.
    using Part = std::shared_ptr<void const>;

    /// Waits until there is so much, in the order of those who came; more than the whole budget is had alone. Throws
    /// base::Error(interrupted).
    [[nodiscard]] Part take(std::size_t bytes);
    /// To be called when `bytes` were freed while more is needed: what one thread frees stays in its part of the heap,
    /// where other threads cannot have it.
    static void trim(std::size_t bytes);

private:
    void give_back(std::size_t bytes);

    std::size_t m_bytes, m_used = 0;
    std::list<std::size_t> m_waiting; ///< what each of those who wait needs, the first of them first
    std::mutex m_mutex;
    std::condition_variable m_change;
};

} // namespace scribe::cli
