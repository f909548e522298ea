// SPDX-License-Identifier: MIT
#include "reviewing/editor.hpp"

#include "base/files.hpp"
#include "base/interrupt.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

#include <poll.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstring>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;

constexpr std::string_view k_below = "# ---- what is below this line is not part of the text ----";

/// A folder for one file that is gone when the object goes.
class Draft {
public:
    explicit Draft(std::string const &content) {
        std::error_code error;
        auto folder = std::filesystem::temp_directory_path(error);
        if (error) folder = "/tmp";
        m_folder = (folder / "scribe-review-XXXXXX").string();
        if (::mkdtemp(m_folder.data()) == nullptr)
            throw Error(ExitCode::output,
                        fmt::format("cannot make a folder in {}: {}", folder.string(), strerror(errno)),
                        "name another place with TMPDIR");
        base::write_file_atomic(path(), content);
    }
    Draft(Draft const &) = delete;
    Draft &operator=(Draft const &) = delete;
    ~Draft() {
        std::error_code ignored;
        std::filesystem::remove_all(m_folder, ignored);
    }
    std::string path() const { return m_folder + "/description.txt"; }

private:
    std::string m_folder;
};

/// Keys that end programs are for the editor as long as it runs.
class DeafToKeys {
public:
    DeafToKeys() {
        struct sigaction ignore {};
        ignore.sa_handler = SIG_IGN;
        ::sigaction(SIGINT, &ignore, &m_interrupt);
        ::sigaction(SIGQUIT, &ignore, &m_quit);
    }
    DeafToKeys(DeafToKeys const &) = delete;
    DeafToKeys &operator=(DeafToKeys const &) = delete;
    ~DeafToKeys() {
        ::sigaction(SIGINT, &m_interrupt, nullptr);
        ::sigaction(SIGQUIT, &m_quit, nullptr);
    }

private:
    struct sigaction m_interrupt {
    }, m_quit{};
};

/// Its exit status. The editor may have arguments: the shell parts them.
int run_editor(std::string const &editor, std::string const &path) {
    DeafToKeys const deaf;
    auto const script = editor + " \"$1\"";
    auto const child = ::fork();
    if (child < 0)
        throw Error(ExitCode::internal, fmt::format("cannot start {}: {}", base::single_line(editor), strerror(errno)));
    if (child == 0) {
        ::signal(SIGINT, SIG_DFL);
        ::signal(SIGQUIT, SIG_DFL);
        ::execl("/bin/sh", "sh", "-c", script.c_str(), "sh", path.c_str(), static_cast<char *>(nullptr));
        ::_exit(127);
    }
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {}
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128;
}

} // namespace

std::optional<std::string> edit_text(std::string_view text, std::string_view about, Context const &context) {
    Draft const draft{fmt::format("{}\n\n{}\n{}", text, k_below, about)};
    std::string editor = "vi";
    for (auto const *const name : {"EDITOR", "VISUAL"})
        if (auto const value = context.environment(name); value && !value->empty()) editor = *value;
    auto const status = run_editor(editor, draft.path());
    if (status == 127)
        throw Error(ExitCode::output, fmt::format("there is no editor \"{}\"", base::single_line(editor)),
                    "name one with VISUAL or EDITOR, or give the text: scribe review edit REF --text TEXT");
    if (status != 0) return std::nullopt;
    auto const written = base::read_file(draft.path()).value_or("");
    std::string kept{base::trim(std::string_view{written}.substr(0, written.find(k_below)))};
    return kept.empty() ? std::nullopt : std::optional{std::move(kept)};
}

struct Keys::State {
    termios before{};
    bool changed = false;
};

Keys::Keys() : m_state(std::make_unique<State>()) {
    m_state->changed = ::tcgetattr(STDIN_FILENO, &m_state->before) == 0;
    take();
}

Keys::~Keys() { give_back(); }

void Keys::take() {
    if (!m_state->changed) return;
    auto raw = m_state->before;
    raw.c_lflag &= ~static_cast<tcflag_t>(ECHO | ICANON);
    raw.c_cc[VMIN] = 1;
    raw.c_cc[VTIME] = 0;
    ::tcsetattr(STDIN_FILENO, TCSADRAIN, &raw);
}

void Keys::give_back() {
    if (m_state->changed) ::tcsetattr(STDIN_FILENO, TCSADRAIN, &m_state->before);
}

namespace {

/// The next byte of the terminal; nothing at its end.
std::optional<char> read_byte() {
    char c = 0;
    for (;;) {
        // A signal that comes just before the wait does not end it: it has to end by itself.
        constexpr int k_wait_ms = 200;
        pollfd terminal{STDIN_FILENO, POLLIN, 0};
        auto const ready = ::poll(&terminal, 1, k_wait_ms);
        base::check_interrupt();
        if (ready == 0) continue;
        auto const n = ready < 0 ? ready : ::read(STDIN_FILENO, &c, 1);
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) return std::nullopt;
        return c;
    }
}

} // namespace

char Keys::next() {
    constexpr char k_escape = 27, k_end = 4; // Ctrl-D
    auto c = read_byte();
    while (c == k_escape) {
        c = read_byte();
        if (c != '[' && c != 'O') continue; // the escape key alone
        // "\x1b[A", "\x1bOP": up to the letter or tilde that ends it.
        do c = read_byte();
        while (c && (*c < '@' || *c > '~'));
        c = read_byte();
    }
    if (!c || *c == k_end) return 0;
    return *c >= 'A' && *c <= 'Z' ? static_cast<char>(*c + ('a' - 'A')) : *c;
}

std::optional<std::string> Keys::line() {
    return lend([]() -> std::optional<std::string> {
        std::string text;
        for (;;) {
            auto const c = read_byte();
            if (!c) return std::nullopt;
            if (*c == '\n') return text;
            text.push_back(*c);
        }
    });
}

} // namespace scribe::cli
