// SPDX-License-Identifier: MIT
#pragma once

#include "llm/backend.hpp"
#include "llm/budget.hpp"

#include <condition_variable>
#include <functional>
#include <mutex>
#include <random>

namespace scribe::llm {

/// How a client asks.
struct ClientOptions {
    int concurrency = 8;                    ///< requests under way at the same time
    int tries = 5;                          ///< of one request, where the server does not answer
    std::chrono::milliseconds pause{1'000}; ///< before the second try, about; twice as long before each next one
    std::chrono::milliseconds longest{60'000};
    /// A server that asks for a longer wait than this is taken at its word: it does not answer.
    std::chrono::milliseconds patience{600'000};
    Limits limits{};
};

/// Asks until there is an answer that fits: tries again with growing, uneven pauses where a server fails, waits where
/// it asks for that, tells the model once what is wrong with its answer. For any thread.
class Client {
public:
    Client(Endpoint const &endpoint, ClientOptions const &options);
    Client(Client const &) = delete;
    Client &operator=(Client const &) = delete;
    ~Client();

    /// Throws base::Error(interrupted).
    Outcome ask(Request const &request);

    Spent spent() const { return m_budget.spent(); }
    /// Why no further request will be answered, once that is so: a wrong key, a spent budget, a server that is gone.
    std::optional<Outcome> over() const;

private:
    using clock = std::chrono::steady_clock;

    /// A place among those that may ask at the same time.
    class Slot {
    public:
        explicit Slot(Client &client);
        Slot(Slot const &) = delete;
        Slot &operator=(Slot const &) = delete;
        ~Slot();

    private:
        Client &m_client;
    };

    Reply try_until(Request const &request);
    Reply try_once(Request const &request);
    std::optional<Outcome> accept(Request const &request, Reply const &reply, std::vector<std::string> &faults);
    int tries_now() const;
    void note_failures(int more, std::string const &why);
    std::chrono::milliseconds pause_before(int attempt);
    void hold_off(std::chrono::milliseconds wait);
    void wait_for_turn();
    static void sleep_until(clock::time_point time);
    std::string without_key(std::string text) const;
    Outcome fail(Failure failure, std::string why);

    Endpoint m_endpoint;
    ClientOptions m_options;
    Budget m_budget;
    std::unique_ptr<Backend> m_backend;
    mutable std::mutex m_mutex;
    std::condition_variable m_free;
    int m_busy = 0;
    clock::time_point m_not_before{}; ///< the server asked to be left alone until then
    std::optional<Outcome> m_over;
    int m_failures = 0; ///< requests given up, one after the other
    std::mt19937 m_random{std::random_device{}()};
};

} // namespace scribe::llm
