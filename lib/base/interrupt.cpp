// SPDX-License-Identifier: MIT
#include "base/interrupt.hpp"

#include "base/error.hpp"

#include <csignal>

namespace scribe::base {

namespace {

// Set by a signal handler, which can reach nothing but a global.
volatile std::sig_atomic_t g_interrupted = 0; // NOLINT(cppcoreguidelines-avoid-non-const-global-variables)

extern "C" void on_signal(int) { g_interrupted = 1; }

} // namespace

void catch_interrupts() {
    struct sigaction action {};
    action.sa_handler = on_signal;
    // One-shot, so that a second Ctrl-C ends a program that hangs; no SA_RESTART, so that poll() wakes up.
    action.sa_flags = static_cast<int>(SA_RESETHAND);
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, nullptr);
    sigaction(SIGTERM, &action, nullptr);
    (void)std::signal(SIGPIPE, SIG_IGN); // cannot fail for a signal that exists
}

bool interrupted() noexcept { return g_interrupted != 0; }

void check_interrupt() {
    if (interrupted()) throw Error(ExitCode::interrupted, "interrupted");
}

} // namespace scribe::base
