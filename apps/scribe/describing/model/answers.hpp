// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/said/answers.hpp"
#include "llm/client.hpp"

#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace scribe::cli {

/// Who answers what the catalog has no answer to. Called by many threads.
using Responder = std::function<llm::Outcome(llm::Request const &)>;

/// Answers requests: from the catalog where the same was asked before, else by asking, and then it is kept.
/// For any thread.
class Answers {
public:
    enum class Order {
        together,       ///< requests of one call that the catalog does not know are handed out at the same time
        in_turn,        ///< one after the other
        before_catalog, ///< the same, and what the responder says beats what the catalog knows
    };

    /// `whom`: the provider and model, so that another one is asked anew.
    Answers(std::filesystem::path const &catalog, std::string whom, Responder responder, Order order = Order::together);

    /// In the order of the requests.
    std::vector<llm::Outcome> ask(std::vector<llm::Request> const &requests);

    std::int64_t from_catalog() const;

private:
    std::optional<llm::Outcome> known(llm::Request const &request, std::string const &key);
    llm::Outcome respond(llm::Request const &request, std::string const &key);
    llm::Outcome one(llm::Request const &request, std::string const &key);
    std::string key_of(llm::Request const &request) const;

    std::string m_whom;
    Responder m_responder;
    mutable std::mutex m_mutex;
    catalog::Store m_store; ///< of its own: an answer that was paid for is kept at once
    std::int64_t m_from_catalog = 0;
    Order m_order;
};

} // namespace scribe::cli
