// SPDX-License-Identifier: MIT
#include "llm/client.hpp"

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/log.hpp"
#include "base/text.hpp"
#include "llm/schema.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <thread>

namespace scribe::llm {

namespace {

using std::chrono::milliseconds;

constexpr milliseconds k_step{50};
/// After so many requests without an answer, none in between with one, the server counts as gone.
constexpr int k_most_failures = 8;
/// Worth a word to who waits.
constexpr milliseconds k_long_wait{5'000};

/// The same question, with what was wrong with the answer.
Request repaired(Request const &request, std::vector<std::string> const &faults) {
    auto again = request;
    again.prompt += "\n\nYour last answer could not be used:\n";
    for (auto const &fault : faults) again.prompt += "- " + fault + "\n";
    again.prompt += "Answer again: one complete JSON object that fits the schema.";
    return again;
}

/// Servers of one's own take any key: "none", "test". Such words are in many answers, and are no secret.
bool has_secret(Endpoint const &endpoint) {
    constexpr std::size_t k_shortest_key = 8;
    return endpoint.key.size() >= k_shortest_key;
}

} // namespace

Client::Client(Endpoint const &endpoint, ClientOptions const &options)
    : m_endpoint(endpoint), m_options(options), m_budget(options.limits), m_backend(make_backend(endpoint)) {}
Client::~Client() = default;

Client::Slot::Slot(Client &client) : m_client(client) {
    std::unique_lock lock{client.m_mutex};
    while (client.m_busy >= client.m_options.concurrency) {
        client.m_free.wait_for(lock, k_step);
        base::check_interrupt();
    }
    ++client.m_busy;
}

Client::Slot::~Slot() {
    {
        std::lock_guard const lock{m_client.m_mutex};
        --m_client.m_busy;
    }
    m_client.m_free.notify_one();
}

std::optional<Outcome> Client::over() const {
    std::lock_guard const lock{m_mutex};
    return m_over;
}

Outcome Client::ask(Request const &request) {
    Slot const slot{*this};
    std::vector<std::string> faults;
    auto first = accept(request, try_until(request), faults);
    if (!first) {
        base::log::debug("{}: asking again: {}", base::single_line(request.id), faults.front());
        auto const again = repaired(request, faults);
        if (auto outcome = accept(request, try_until(again), faults)) return *outcome;
        return {std::nullopt, Failure::invalid, "the answer fits no schema: " + faults.front()};
    }
    auto const lack = first->answer && request.lack ? request.lack(first->answer->text) : std::string{};
    if (lack.empty()) return *first;
    base::log::debug("{}: asking again: {}", base::single_line(request.id), lack);
    auto second = accept(request, try_until(repaired(request, {lack})), faults);
    return second && second->answer ? *second : *first;
}

/// The outcome, or nothing and what is wrong with the answer.
std::optional<Outcome> Client::accept(Request const &request, Reply const &reply, std::vector<std::string> &faults) {
    switch (reply.kind) {
    case Reply::Kind::refused:
        return Outcome{std::nullopt, Failure::refused,
                       without_key("the model refused: " + base::single_line(base::utf8_head(reply.text, 200)))};
    case Reply::Kind::temporary:
    case Reply::Kind::unusable: return Outcome{std::nullopt, Failure::service, reply.text};
    case Reply::Kind::fatal:
    case Reply::Kind::no_format: return over();
    default: break;
    }
    auto const text = std::string{json_part(reply.text)};
    faults = misfits(text, request.schema);
    // A server that repeats the key would have it stored.
    if (has_secret(m_endpoint) && text.find(m_endpoint.key) != std::string::npos)
        faults = {"it holds what must not be told"};
    if (reply.kind == Reply::Kind::cut && !faults.empty()) faults = {"it was cut off before its end; be shorter"};
    if (!faults.empty()) return std::nullopt;
    Answer answer;
    answer.id = request.id;
    answer.text = text;
    answer.model = reply.model.empty() ? m_endpoint.model : base::single_line(reply.model);
    answer.tokens_in = reply.tokens_in;
    answer.tokens_out = reply.tokens_out;
    return Outcome{std::move(answer), Failure::service, {}};
}

Reply Client::try_until(Request const &request) {
    for (int attempt = 1;; ++attempt) {
        auto reply = try_once(request);
        if (reply.kind != Reply::Kind::temporary) {
            note_failures(0, {});
            return reply;
        }
        auto const pause = std::max(pause_before(attempt), reply.wait);
        auto const deadline = m_budget.deadline();
        bool const too_long = reply.wait > m_options.patience || (deadline && clock::now() + pause > *deadline);
        if (attempt >= tries_now() || too_long) {
            note_failures(1, reply.text);
            return reply;
        }
        base::log::debug("{}: try {} of {} failed: {}", base::single_line(request.id), attempt, m_options.tries,
                         reply.text);
        sleep_until(clock::now() + pause);
    }
}

Reply Client::try_once(Request const &request) {
    wait_for_turn();
    if (auto const known = over()) return {Reply::Kind::fatal, known->why};
    if (auto why = m_budget.reserve(request)) {
        fail(Failure::budget, *why);
        return {Reply::Kind::fatal, *why};
    }
    Reply reply;
    try {
        reply = m_backend->ask(request);
    } catch (...) {
        m_budget.settle(request, {});
        throw;
    }
    m_budget.settle(request, reply);
    if (reply.kind != Reply::Kind::answer && reply.kind != Reply::Kind::cut) reply.text = without_key(reply.text);
    hold_off(std::min(reply.wait, m_options.patience));
    if (reply.kind == Reply::Kind::fatal || reply.kind == Reply::Kind::no_format) fail(Failure::fatal, reply.text);
    return reply;
}

/// Of a server that did not answer at all one try shows whether it does again.
int Client::tries_now() const {
    std::lock_guard const lock{m_mutex};
    return m_failures > 0 ? 1 : m_options.tries;
}

void Client::note_failures(int more, std::string const &why) {
    std::lock_guard const lock{m_mutex};
    m_failures = more == 0 ? 0 : m_failures + more;
    if (m_failures >= k_most_failures && !m_over) m_over = Outcome{std::nullopt, Failure::service, why};
}

/// The pauses of many clients, and of many threads, must not fall together.
milliseconds Client::pause_before(int attempt) {
    auto pause = m_options.pause;
    for (int i = 1; i < attempt; ++i) pause = std::min(pause * 2, m_options.longest);
    std::lock_guard const lock{m_mutex};
    return milliseconds{std::uniform_int_distribution<std::int64_t>{pause.count() / 2, pause.count()}(m_random)};
}

void Client::hold_off(milliseconds wait) {
    if (wait.count() <= 0) return;
    if (wait >= k_long_wait)
        base::log::info("{} asks to wait {}", m_endpoint.provider,
                        base::human_seconds(std::chrono::duration<double>(wait).count()));
    std::lock_guard const lock{m_mutex};
    m_not_before = std::max(m_not_before, clock::now() + wait);
}

void Client::wait_for_turn() {
    clock::time_point until;
    {
        std::lock_guard const lock{m_mutex};
        until = m_not_before;
    }
    sleep_until(until);
}

void Client::sleep_until(clock::time_point time) {
    while (true) {
        base::check_interrupt();
        auto const now = clock::now();
        if (now >= time) return;
        std::this_thread::sleep_for(std::min<clock::duration>(time - now, k_step));
    }
}

std::string Client::without_key(std::string text) const {
    constexpr std::size_t k_shortest_hidden = 4;
    if (m_endpoint.key.size() < k_shortest_hidden) return text;
    for (auto at = text.find(m_endpoint.key); at != std::string::npos; at = text.find(m_endpoint.key))
        text.replace(at, m_endpoint.key.size(), "***");
    return text;
}

Outcome Client::fail(Failure failure, std::string why) {
    std::lock_guard const lock{m_mutex};
    if (!m_over) m_over = Outcome{std::nullopt, failure, std::move(why)};
    return *m_over;
}

} // namespace scribe::llm
