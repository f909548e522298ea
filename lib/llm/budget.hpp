// SPDX-License-Identifier: MIT
#pragma once

#include "llm/message.hpp"

#include <chrono>
#include <mutex>
#include <optional>

namespace scribe::llm {

/// What a million tokens cost, in whatever currency.
struct Prices {
    double in = 0, out = 0;
    bool known() const { return in > 0 || out > 0; }
    double of(std::int64_t tokens_in, std::int64_t tokens_out) const {
        return (static_cast<double>(tokens_in) * in + static_cast<double>(tokens_out) * out) / 1e6;
    }
};

/// How much a run may take; what is missing has no bound.
struct Limits {
    std::optional<std::int64_t> tokens{}; ///< in and out together
    std::optional<double> cost{};
    std::optional<std::chrono::seconds> time{};
    Prices prices{};
};

/// What a run took.
struct Spent {
    std::int64_t requests = 0; ///< that were sent, each try
    std::int64_t answers = 0;
    std::int64_t tokens_in = 0, tokens_out = 0;
};

/// Counts what is spent, and says no before it is too much. For any thread.
class Budget {
public:
    explicit Budget(Limits limits) : m_limits(limits) {}

    /// Sets aside what the request is about to take: why that is too much, or nothing.
    std::optional<std::string> reserve(Request const &request);
    /// What it took: in place of what was set aside. Servers that tell no tokens count as estimated.
    void settle(Request const &request, Reply const &reply);

    Spent spent() const;
    Limits const &limits() const { return m_limits; }
    /// When time is up.
    std::optional<std::chrono::steady_clock::time_point> deadline() const;

private:
    Limits m_limits;
    std::chrono::steady_clock::time_point m_started = std::chrono::steady_clock::now();
    mutable std::mutex m_mutex;
    Spent m_spent;
    std::int64_t m_reserved_in = 0, m_reserved_out = 0;
};

} // namespace scribe::llm
