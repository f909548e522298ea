// SPDX-License-Identifier: MIT
#pragma once

#include "base/error.hpp"
#include "batch/worker.hpp"

#include <chrono>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

// The threads of run(): not part of this module's surface.
namespace scribe::batch {

/// How an item left its worker's hands.
struct Outcome {
    enum class How {
        done,
        failed,
        lost,        ///< the connection was lost
        interrupted, ///< by Ctrl-C
    } how = How::done;
    catalog::JobItem item;
    double seconds = 0;
    ItemResult result{};
    std::int64_t rows = 0; ///< that were read before it failed
    base::ExitCode code = base::ExitCode::ok;
    std::string error{};
};

/// Workers that do what they are given, each in its thread. All functions are for one thread, that of run().
class Crew {
public:
    using clock = std::chrono::steady_clock;

    struct Options {
        int workers = 1;
        /// How long a lost connection is tried to be made again, and the first pause between two tries.
        std::chrono::milliseconds patience, pause;
    };
    /// An item in hand.
    struct InHand {
        std::string schema, table;
        double seconds = 0;
        std::int64_t rows = 0;
    };

    Crew(Options const &options, WorkerFactory make_worker);
    Crew(Crew const &) = delete;
    Crew &operator=(Crew const &) = delete;
    /// Waits for the items in hand.
    ~Crew();

    /// How many items it takes now: each worker one, and one to go on with.
    std::int64_t room();
    void give(std::vector<catalog::JobItem> items);
    /// What was done since the last call; waits for it when there is nothing, but no longer than until a worker begins.
    std::vector<Outcome> take(std::chrono::milliseconds most);
    /// What was begun since the last call, with that attempt counted; all that take() gave before is among it.
    std::vector<catalog::JobItem> begun();
    /// Forgets what nobody began; what is in hand is finished.
    void stop();
    /// True when nobody has anything to do.
    bool idle();
    /// Why no worker is left, if so.
    std::optional<base::Error> gone();
    std::vector<InHand> in_hand();

private:
    struct Member {
        std::thread thread;
        std::unique_ptr<Worker> worker; ///< of its thread alone
        Activity activity;
        std::optional<catalog::JobItem> item;
        clock::time_point since{};
    };

    void run(Member &member);
    bool connect(Member &member, bool first);
    bool try_again(base::Error const &error, clock::time_point deadline, std::chrono::milliseconds &pause);
    bool next(Member &member);
    static Outcome do_item(Member &member);
    void leave(std::optional<base::Error> const &error);

    Options m_options;
    WorkerFactory m_make_worker;
    std::mutex m_mutex;
    std::condition_variable m_work, m_results;
    std::deque<catalog::JobItem> m_ready;
    std::vector<Outcome> m_outcomes;
    std::vector<catalog::JobItem> m_begun;
    std::deque<Member> m_members;
    int m_present = 0;
    bool m_connected = false; ///< some worker was
    bool m_told = false;      ///< that the connection is lost
    bool m_stop = false;
    std::optional<base::Error> m_error;
};

} // namespace scribe::batch
