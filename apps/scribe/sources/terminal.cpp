// SPDX-License-Identifier: MIT
#include "sources/terminal.hpp"

#include "base/interrupt.hpp"
#include "base/text.hpp"

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <ostream>

namespace scribe::cli {

namespace {

/// Turns the terminal's echo off while it lives; ends the line then, since nobody saw the person end it.
class SilentTerminal {
public:
    explicit SilentTerminal(std::ostream &screen) : m_screen(screen) {
        m_changed = ::tcgetattr(STDIN_FILENO, &m_before) == 0;
        if (!m_changed) return;
        auto silent = m_before;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }
    SilentTerminal(SilentTerminal const &) = delete;
    SilentTerminal &operator=(SilentTerminal const &) = delete;
    ~SilentTerminal() {
        if (m_changed) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
        m_screen << std::endl;
    }

private:
    std::ostream &m_screen;
    termios m_before{};
    bool m_changed = false;
};

/// The next line; nothing at the end of the input. std::getline would not do: it goes on reading after Ctrl-C.
std::optional<std::string> read_line() {
    std::string line;
    for (char c = 0; c != '\n';) {
        auto const n = ::read(STDIN_FILENO, &c, 1);
        base::check_interrupt();
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return std::nullopt;
        if (c != '\n') line.push_back(c);
    }
    return line;
}

} // namespace

bool confirm(std::string_view question, Context &context) {
    context.err << question << " [y/N] " << std::flush;
    auto const word = base::to_lower_ascii(base::trim(read_line().value_or("")));
    return word == "y" || word == "yes";
}

catalog::Secret prompt_password(Context &context, std::string_view question) {
    std::optional<std::string> line;
    {
        SilentTerminal const silent{context.err};
        context.err << question << std::flush;
        line = read_line();
    }
    if (!line) throw base::Error(base::ExitCode::interrupted, "no password was given");
    return catalog::Secret{std::move(*line)};
}

} // namespace scribe::cli
