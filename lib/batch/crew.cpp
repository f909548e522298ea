// SPDX-License-Identifier: MIT
#include "batch/crew.hpp"

#include "base/log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace scribe::batch {

using base::Error;
using base::ExitCode;

namespace {

constexpr std::chrono::milliseconds k_longest_pause{15'000};

double seconds_since(Crew::clock::time_point start) {
    return std::chrono::duration<double>(Crew::clock::now() - start).count();
}

} // namespace

Crew::Crew(Options const &options, WorkerFactory make_worker)
    : m_options(options), m_make_worker(std::move(make_worker)), m_present(options.workers) {
    for (int i = 0; i < options.workers; ++i) m_members.emplace_back();
    for (auto &member : m_members) member.thread = std::thread{[this, &member] { run(member); }};
}

Crew::~Crew() {
    stop();
    for (auto &member : m_members) member.thread.join();
}

// ---- for the thread of run()

std::int64_t Crew::room() {
    std::lock_guard const lock{m_mutex};
    if (m_stop || m_present == 0) return 0;
    auto const busy = std::ranges::count_if(m_members, [](Member const &member) { return member.item.has_value(); });
    auto const held = static_cast<std::int64_t>(m_ready.size() + m_outcomes.size()) + busy;
    return std::max<std::int64_t>(0, std::int64_t{2} * m_options.workers - held);
}

void Crew::give(std::vector<catalog::JobItem> items) {
    {
        std::lock_guard const lock{m_mutex};
        for (auto &item : items) m_ready.push_back(std::move(item));
    }
    m_work.notify_all();
}

std::vector<Outcome> Crew::take(std::chrono::milliseconds most) {
    std::unique_lock lock{m_mutex};
    m_results.wait_for(lock, most, [this] { return !m_outcomes.empty() || !m_begun.empty() || m_present == 0; });
    return std::exchange(m_outcomes, {});
}

std::vector<catalog::JobItem> Crew::begun() {
    std::lock_guard const lock{m_mutex};
    return std::exchange(m_begun, {});
}

void Crew::stop() {
    {
        std::lock_guard const lock{m_mutex};
        m_stop = true;
        m_ready.clear();
    }
    m_work.notify_all();
}

bool Crew::idle() {
    std::lock_guard const lock{m_mutex};
    return m_ready.empty() && m_outcomes.empty() &&
           std::ranges::none_of(m_members, [](Member const &member) { return member.item.has_value(); });
}

std::optional<Error> Crew::gone() {
    std::lock_guard const lock{m_mutex};
    return m_present == 0 ? m_error : std::nullopt;
}

std::vector<Crew::InHand> Crew::in_hand() {
    std::lock_guard const lock{m_mutex};
    std::vector<InHand> items;
    for (auto const &member : m_members) {
        if (!member.item) continue;
        items.push_back({member.item->schema, member.item->table, seconds_since(member.since), member.activity.rows()});
    }
    return items;
}

// ---- for the workers' threads

void Crew::run(Member &member) {
    bool const first = &member == &m_members.front();
    while (true) {
        if (!member.worker && !connect(member, first)) return;
        if (!next(member)) return leave(std::nullopt);
        auto outcome = do_item(member);
        std::lock_guard const lock{m_mutex};
        m_outcomes.push_back(std::move(outcome));
        member.item.reset();
        m_results.notify_all();
    }
}

/// Waits for an item; false when there will be none.
bool Crew::next(Member &member) {
    std::unique_lock lock{m_mutex};
    m_work.wait(lock, [this] { return m_stop || !m_ready.empty(); });
    if (m_stop) return false;
    member.activity.clear();
    member.item = std::move(m_ready.front());
    member.since = clock::now();
    m_ready.pop_front();
    ++member.item->attempts;
    m_begun.push_back(*member.item);
    member.worker->begin(*member.item);
    m_results.notify_all();
    return true;
}

Outcome Crew::do_item(Member &member) {
    Outcome outcome;
    outcome.item = *member.item;
    auto const fail = [&outcome](Outcome::How how, ExitCode code, std::string why) {
        outcome.how = how;
        outcome.code = code;
        outcome.error = std::move(why);
    };
    try {
        outcome.result = member.worker->work(*member.item, member.activity);
        outcome.rows = outcome.result.rows;
    } catch (Error const &error) {
        auto const how = error.code() == ExitCode::source_connect ? Outcome::How::lost
                         : error.code() == ExitCode::interrupted  ? Outcome::How::interrupted
                                                                  : Outcome::How::failed;
        // What helps is worth as much later as now: it is kept with what went wrong.
        fail(how, error.code(),
             error.hint().empty() ? error.what() : fmt::format("{}; hint: {}", error.what(), error.hint()));
        if (how == Outcome::How::lost) member.worker.reset();
    } catch (std::exception const &error) {
        fail(Outcome::How::failed, ExitCode::internal, error.what());
    }
    if (outcome.how != Outcome::How::done) outcome.rows = member.activity.rows();
    outcome.seconds = seconds_since(member.since);
    return outcome;
}

/// Makes the member's worker, again and again when the connection was lost. The first one connects alone: a wrong
/// password is tried once, not once a worker.
bool Crew::connect(Member &member, bool first) {
    auto const deadline = clock::now() + m_options.patience;
    auto pause = m_options.pause;
    while (true) {
        {
            std::unique_lock lock{m_mutex};
            if (!first) m_work.wait(lock, [this] { return m_stop || m_connected || m_present < m_options.workers; });
            if (m_stop || (!first && !m_connected)) {
                lock.unlock();
                leave(std::nullopt);
                return false;
            }
        }
        try {
            member.worker = m_make_worker();
            std::lock_guard const lock{m_mutex};
            m_connected = true;
            if (std::exchange(m_told, false)) base::log::info("The connection is there again");
            m_work.notify_all();
            return true;
        } catch (Error const &error) {
            if (!try_again(error, deadline, pause)) return false;
        } catch (std::exception const &error) {
            leave(Error{ExitCode::internal, error.what()});
            return false;
        }
    }
}

/// Waits a while, each time longer; false when the worker gives up.
bool Crew::try_again(Error const &error, clock::time_point deadline, std::chrono::milliseconds &pause) {
    {
        std::unique_lock lock{m_mutex};
        if (error.code() == ExitCode::source_connect && m_connected && !m_stop && clock::now() < deadline) {
            if (!std::exchange(m_told, true)) base::log::warn("{}; trying again", error.what());
            m_work.wait_for(lock, pause, [this] { return m_stop; });
            pause = std::min(pause * 2, k_longest_pause);
            return true;
        }
    }
    leave(error);
    return false;
}

void Crew::leave(std::optional<Error> const &error) {
    std::lock_guard const lock{m_mutex};
    --m_present;
    if (error) m_error = error;
    m_work.notify_all();
    m_results.notify_all();
}

} // namespace scribe::batch
