// SPDX-License-Identifier: MIT
#include "describing/model/answers.hpp"

#include "base/error.hpp"

#include <algorithm>
#include <future>

namespace scribe::cli {

Answers::Answers(std::filesystem::path const &catalog, std::string whom, Responder responder, Order order)
    : m_whom(std::move(whom)), m_responder(std::move(responder)),
      m_store(catalog::Store::open(catalog, catalog::Access::write)), m_order(order) {}

std::string Answers::key_of(llm::Request const &request) const {
    return catalog::answer_key({m_whom, request.system, request.prompt, request.schema});
}

std::int64_t Answers::from_catalog() const {
    std::lock_guard const lock{m_mutex};
    return m_from_catalog;
}

std::optional<llm::Outcome> Answers::known(llm::Request const &request, std::string const &key) {
    std::lock_guard const lock{m_mutex};
    auto const stored = catalog::find_answer(m_store, key);
    // What lacks something was stored by an earlier version, or came in part.
    if (!stored || (request.lack && !request.lack(stored->text).empty())) return std::nullopt;
    ++m_from_catalog;
    return llm::Outcome{llm::Answer{request.id, stored->text, stored->model, 0, 0}, llm::Failure::service, {}};
}

llm::Outcome Answers::respond(llm::Request const &request, std::string const &key) {
    auto outcome = m_responder(request);
    if (!outcome.answer || (request.lack && !request.lack(outcome.answer->text).empty())) return outcome;
    std::lock_guard const lock{m_mutex};
    auto const &answer = *outcome.answer;
    catalog::save_answer(m_store, key, {answer.model, answer.text, answer.tokens_in, answer.tokens_out});
    return outcome;
}

/// For those that come one after the other.
llm::Outcome Answers::one(llm::Request const &request, std::string const &key) {
    bool const first = m_order == Order::before_catalog;
    if (!first) {
        if (auto outcome = known(request, key)) return *outcome;
    }
    auto outcome = respond(request, key);
    if (outcome.answer || !first || outcome.failure == llm::Failure::invalid) return outcome;
    auto stored = known(request, key);
    return stored ? *stored : outcome;
}

std::vector<llm::Outcome> Answers::ask(std::vector<llm::Request> const &requests) {
    // So many threads wait at the same time; how many requests are under way is the responder's business.
    constexpr std::size_t k_most_threads = 16;
    std::vector<llm::Outcome> outcomes(requests.size());
    std::vector<std::pair<std::size_t, std::string>> open;
    for (std::size_t i = 0; i < requests.size(); ++i) {
        auto key = key_of(requests[i]);
        if (m_order != Order::together || requests.size() == 1) {
            outcomes[i] = one(requests[i], key);
            continue;
        }
        if (auto outcome = known(requests[i], key)) outcomes[i] = std::move(*outcome);
        else open.emplace_back(i, std::move(key));
    }
    for (std::size_t begin = 0; begin < open.size(); begin += k_most_threads) {
        std::vector<std::future<llm::Outcome>> waiting;
        auto const end = std::min(begin + k_most_threads, open.size());
        for (auto i = begin; i < end; ++i)
            waiting.push_back(std::async(std::launch::async, [this, &requests, &what = open[i]] {
                return respond(requests[what.first], what.second);
            }));
        for (auto const &future : waiting) future.wait();
        for (auto i = begin; i < end; ++i) outcomes[open[i].first] = waiting[i - begin].get();
    }
    return outcomes;
}

} // namespace scribe::cli
