// SPDX-License-Identifier: MIT
#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::base {

/// A program to run beside this one, and its bounds.
struct ProcessRequest {
    std::vector<std::string> command;     ///< the program, looked up in PATH, and its arguments; no shell
    std::vector<std::string> environment; ///< "NAME=value", in place of or besides our own
    std::string_view input;               ///< all that its standard input gives
    std::chrono::milliseconds time_limit{};
    std::size_t output_limit = std::size_t{256} << 20; ///< bytes of standard output
};

/// How a program ended, and what it wrote.
struct ProcessResult {
    enum class End {
        exited,
        signalled,
        timed_out, ///< ended by us: it took too long
        too_large, ///< ended by us: it wrote too much
        not_run,   ///< there is no such program, or it cannot be run
    } end = End::exited;
    int status = 0; ///< the exit status, or the number of the signal
    std::string out;
    std::string err; ///< its first 64 kB

    bool ok() const { return end == End::exited && status == 0; }
};

/// Runs the program to its end, in a process group of its own that is killed as a whole at a limit, and with this
/// program. Input and outputs flow at the same time. Throws base::Error(interrupted) when the user asked to stop, and
/// base::Error(internal) when the system has no process or file descriptor left.
ProcessResult run_process(ProcessRequest const &request);

} // namespace scribe::base
