// SPDX-License-Identifier: MIT
#include "base/interrupt.hpp"

#include "base/error.hpp"

#include <csignal>

namespace scribe::base {

namespace {

// Set by a signal handler, which can reach nothing but a global.
volatile std::sig_atomic_t g_interrupted = 0; // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

extern "C" void on_signal(int) {
    g_interrupted = 1;
    // A second signal, whichever of the two, ends a program that hangs.
    (void)std::signal(SIGINT, SIG_DFL);
    (void)std::signal(SIGTERM, SIG_DFL);
}

} // namespace

void catch_interrupts() {
    struct sigaction action {};
    action.sa_handler = on_signal;
    action.sa_flags = 0; // no SA_RESTART, so that poll() wakes up
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    // A closed pipe and the limit of file sizes (ulimit -f) are errors of write() then, which are reported.
    (void)std::signal(SIGPIPE, SIG_IGN);
    (void)std::signal(SIGXFSZ, SIG_IGN);
}

bool interrupted() noexcept { return g_interrupted != 0; }

void check_interrupt() {
    if (!interrupted()) return;
    throw Error(ExitCode::interrupted, "interrupted",
                "run the command again; what was finished before is kept, nothing is half done");
}

} // namespace scribe::base
