// SPDX-License-Identifier: MIT
#pragma once

#include <sys/resource.h>
#include <sys/types.h>

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace scribe::failure {

using Milliseconds = std::chrono::milliseconds;

/// How a program is started.
struct Start {
    std::string folder;                 ///< working folder; where its output is kept, too
    std::string out_file;               ///< stdout goes there ("/dev/full"); else it is captured
    bool plain_user = false;            ///< as a user without rights, where the test runs as root
    std::optional<rlim_t> file_limit;   ///< no file may grow beyond this many bytes
    std::optional<rlim_t> memory_limit; ///< bytes of address space
    std::optional<rlim_t> open_limit;   ///< files open at the same time
};

struct Ended {
    int exit = -1;   ///< exit code; -1 when a signal ended it
    int signal = 0;  ///< the signal that ended it
    std::string out; ///< what it wrote to stdout
    std::string err; ///< ... and to stderr
    long peak = 0;   ///< bytes of memory that it held at most
};

/// The real scribe, running.
class Process {
public:
    explicit Process(std::vector<std::string> const &arguments, Start const &start);
    Process(Process const &) = delete;
    Process &operator=(Process const &) = delete;
    /// Kills it when it still runs.
    ~Process();

    void send(int signal) const;
    bool running();
    /// What it wrote to stderr so far.
    std::string error_text() const;
    /// Waits for the end. The test fails, and the process is killed, when that takes minutes.
    Ended wait();

private:
    std::string m_out, m_err;
    pid_t m_pid = -1;
    std::optional<int> m_status;
    rusage m_usage{};
};

/// Runs scribe to its end.
Ended run_scribe(std::vector<std::string> const &arguments, Start const &start);

/// Waits until `ready` holds. The test fails when that takes a minute.
template <typename Ready> void wait_until(Ready const &ready);

void pause(Milliseconds time);
[[noreturn]] void took_too_long(char const *what);

template <typename Ready> void wait_until(Ready const &ready) {
    auto const end = std::chrono::steady_clock::now() + std::chrono::minutes{1};
    while (!ready()) {
        if (std::chrono::steady_clock::now() > end) took_too_long("a condition");
        pause(Milliseconds{10});
    }
}

} // namespace scribe::failure
