// SPDX-License-Identifier: MIT
#include "base/interrupt.hpp"
#include "base/log.hpp"
#include "base/system/heap.hpp"
#include "command.hpp"

#include <poll.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>

namespace {

int terminal_width() {
    winsize size{};
    if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) return size.ws_col;
    return 80;
}

} // namespace

int main(int argc, char **argv) {
    scribe::base::keep_freed_memory();
    std::ios::sync_with_stdio(false);
    scribe::base::catch_interrupts();
    scribe::cli::Context context{
        .out = std::cout,
        .err = std::cerr,
        .in = std::cin,
        .in_is_terminal = isatty(STDIN_FILENO) == 1,
        .out_is_terminal = isatty(STDOUT_FILENO) == 1,
        .err_is_terminal = isatty(STDERR_FILENO) == 1,
        .terminal_width = terminal_width(),
        .environment =
            [](char const *name) {
                char const *value = std::getenv(name);
                return value != nullptr && *value != '\0' ? std::optional<std::string>{value} : std::nullopt;
            },
        .working_folder = std::filesystem::current_path(),
    };
    auto code = scribe::cli::run_command_line({argv + 1, argv + argc}, context);
    std::cout.flush();
    if (!std::cout && code == scribe::base::ExitCode::ok) {
        code = scribe::base::ExitCode::output;
        // A reader that has seen enough (| head) needs no message.
        pollfd out{STDOUT_FILENO, POLLOUT, 0};
        bool const closed = ::poll(&out, 1, 0) == 1 && (out.revents & POLLERR) != 0;
        if (!closed)
            scribe::base::log::failure("cannot write to standard output", "is the disk full?",
                                       scribe::base::exit_code_name(code));
    }
    return static_cast<int>(code);
}
