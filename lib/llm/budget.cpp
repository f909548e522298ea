// SPDX-License-Identifier: MIT
#include "llm/budget.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

namespace scribe::llm {

std::optional<std::string> Budget::reserve(Request const &request) {
    std::lock_guard const lock{m_mutex};
    if (m_limits.time && std::chrono::steady_clock::now() - m_started >= *m_limits.time)
        return fmt::format("the time budget of {} is used up",
                           base::human_seconds(static_cast<double>(m_limits.time->count())));
    auto const in = m_spent.tokens_in + m_reserved_in + estimate_tokens(request);
    auto const out = m_spent.tokens_out + m_reserved_out + request.expected_tokens;
    if (m_limits.tokens && in + out > *m_limits.tokens)
        return fmt::format("the budget of {} tokens is used up", base::group_digits(*m_limits.tokens));
    if (m_limits.cost && m_limits.prices.of(in, out) > *m_limits.cost)
        return fmt::format("the budget of {} is used up", *m_limits.cost);
    m_reserved_in += estimate_tokens(request);
    m_reserved_out += request.expected_tokens;
    return std::nullopt;
}

void Budget::settle(Request const &request, Reply const &reply) {
    std::lock_guard const lock{m_mutex};
    m_reserved_in -= estimate_tokens(request);
    m_reserved_out -= request.expected_tokens;
    ++m_spent.requests;
    bool const said = reply.kind == Reply::Kind::answer || reply.kind == Reply::Kind::cut;
    if (reply.kind == Reply::Kind::answer) ++m_spent.answers;
    bool const told = reply.tokens_in > 0 || reply.tokens_out > 0;
    if (!said && !told) return; // servers do not charge for errors
    m_spent.tokens_in += told ? reply.tokens_in : estimate_tokens(request);
    m_spent.tokens_out += told ? reply.tokens_out : estimate_tokens(reply.text.size());
}

Spent Budget::spent() const {
    std::lock_guard const lock{m_mutex};
    return m_spent;
}

std::optional<std::chrono::steady_clock::time_point> Budget::deadline() const {
    if (!m_limits.time) return std::nullopt;
    return m_started + *m_limits.time;
}

} // namespace scribe::llm
