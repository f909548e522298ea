// SPDX-License-Identifier: MIT
#include "base/system/process.hpp"

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/text.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace scribe::base {

namespace {

using Clock = std::chrono::steady_clock;
using End = ProcessResult::End;

constexpr int k_cannot_run = 127;
constexpr std::size_t k_error_limit = std::size_t{64} * 1024;
constexpr std::size_t k_block = std::size_t{64} * 1024;

[[noreturn]] void fail(std::string const &program, int error) {
    throw Error(ExitCode::internal, fmt::format("cannot start {}: {}", program, std::strerror(error)));
}

/// Both ends of a pipe or socket; no program that is run meanwhile inherits them.
struct Channel {
    std::array<int, 2> fd{-1, -1};
    Channel() = default;
    Channel(Channel const &) = delete;
    Channel &operator=(Channel const &) = delete;
    ~Channel() {
        close(0);
        close(1);
    }
    void close(std::size_t end) {
        if (fd.at(end) >= 0) ::close(std::exchange(fd.at(end), -1));
    }
};

/// The file that PATH finds; empty when there is none.
std::string find_program(std::string const &name) {
    if (name.find('/') != std::string::npos) return ::access(name.c_str(), X_OK) == 0 ? name : std::string{};
    char const *const path = std::getenv("PATH");
    for (auto const &folder : split(path ? path : "/usr/local/bin:/usr/bin:/bin", ':')) {
        auto candidate = (folder.empty() ? "." : folder) + "/" + name;
        if (::access(candidate.c_str(), X_OK) == 0) return candidate;
    }
    return {};
}

std::vector<std::string> environment_with(std::vector<std::string> const &added) {
    auto variables = added;
    for (char **entry = environ; *entry; ++entry) {
        std::string_view const text = *entry;
        auto const name = text.substr(0, text.find('=') + 1);
        bool const replaced = std::any_of(added.begin(), added.end(),
                                          [name](std::string const &variable) { return variable.starts_with(name); });
        if (!replaced) variables.emplace_back(text);
    }
    return variables;
}

std::vector<char *> pointers(std::vector<std::string> &texts) {
    std::vector<char *> list;
    for (auto &text : texts) list.push_back(text.data());
    list.push_back(nullptr);
    return list;
}

class Child {
public:
    explicit Child(ProcessRequest const &request) : m_request(request), m_deadline(Clock::now() + request.time_limit) {}
    Child(Child const &) = delete;
    Child &operator=(Child const &) = delete;
    ~Child() {
        if (m_pid > 0) {
            kill();
            wait();
        }
    }

    ProcessResult run() {
        auto const program = find_program(m_request.command.front());
        if (program.empty()) return {End::not_run, 0, "", ""};
        start(program);
        while (m_result.end == End::exited && (m_out.fd[0] >= 0 || m_err.fd[0] >= 0)) step();
        m_in.close(0); // who does not read its input is not waited for
        while (m_result.end == End::exited && !ended()) {
            ::poll(nullptr, 0, 5);
            check_time();
        }
        if (m_result.end == End::exited) settle();
        return std::move(m_result);
    }

private:
    void start(std::string const &program) {
        auto command = m_request.command;
        auto variables = environment_with(m_request.environment);
        auto const arguments = pointers(command);
        auto const environment = pointers(variables);
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, m_in.fd.data()) != 0 ||
            ::pipe2(m_out.fd.data(), O_CLOEXEC) != 0 || ::pipe2(m_err.fd.data(), O_CLOEXEC) != 0)
            fail(command.front(), errno);
        m_pid = ::fork();
        if (m_pid < 0) fail(command.front(), errno);
        if (m_pid == 0) become(program.c_str(), arguments.data(), environment.data());
        ::setpgid(m_pid, m_pid); // the child does it as well: whoever comes first
        m_in.close(1);
        m_out.close(1);
        m_err.close(1);
    }

    /// What the child does: nothing that may allocate or lock, since other threads did not come along.
    [[noreturn]] void become(char const *program, char *const *arguments, char *const *environment) const {
        ::setpgid(0, 0);
        ::prctl(PR_SET_PDEATHSIG, SIGKILL);
        auto const seconds =
            static_cast<rlim_t>(std::chrono::ceil<std::chrono::seconds>(m_request.time_limit).count() + 1);
        rlimit const limit{seconds, seconds};
        ::setrlimit(RLIMIT_CPU, &limit);
        for (int const number : {SIGINT, SIGTERM, SIGPIPE, SIGXFSZ}) static_cast<void>(std::signal(number, SIG_DFL));
        ::dup2(m_in.fd[1], STDIN_FILENO);
        ::dup2(m_out.fd[1], STDOUT_FILENO);
        ::dup2(m_err.fd[1], STDERR_FILENO);
        ::execve(program, arguments, environment);
        ::_exit(k_cannot_run);
    }

    /// Moves what can be moved.
    void step() {
        std::array<pollfd, 3> polled = {{{m_in.fd[0], POLLOUT, 0}, {m_out.fd[0], POLLIN, 0}, {m_err.fd[0], POLLIN, 0}}};
        ::poll(polled.data(), polled.size(), 50);
        if (polled[0].revents != 0) feed();
        if (polled[1].revents != 0) drain(m_out, m_result.out, m_request.output_limit);
        if (polled[2].revents != 0) drain(m_err, m_result.err, k_error_limit);
        if (m_result.out.size() > m_request.output_limit) stop(End::too_large);
        m_result.err.resize(std::min(m_result.err.size(), k_error_limit));
        check_time();
    }

    void feed() {
        auto const rest = m_request.input.substr(m_fed);
        auto const sent = ::send(m_in.fd[0], rest.data(), rest.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
        if (sent >= 0) m_fed += static_cast<std::size_t>(sent);
        bool const again = sent < 0 && (errno == EAGAIN || errno == EINTR);
        if (m_fed == m_request.input.size() || (sent < 0 && !again)) m_in.close(0);
    }

    /// Reads on beyond the limit, so that the program is not held up: the caller cuts or stops.
    static void drain(Channel &channel, std::string &text, std::size_t limit) {
        std::array<char, k_block> block{};
        auto const count = ::read(channel.fd[0], block.data(), block.size());
        if (count < 0 && errno == EINTR) return;
        if (count <= 0) channel.close(0);
        else if (text.size() <= limit) text.append(block.data(), static_cast<std::size_t>(count));
    }

    void check_time() {
        check_interrupt();
        if (m_result.end == End::exited && Clock::now() >= m_deadline) stop(End::timed_out);
    }

    void stop(End end) {
        kill();
        wait();
        m_result.end = end;
    }

    void kill() const { ::kill(-m_pid, SIGKILL); }

    bool ended() {
        auto const done = ::waitpid(m_pid, &m_status, WNOHANG);
        if (done == 0 || (done < 0 && errno == EINTR)) return false;
        m_pid = -1;
        return true;
    }

    void wait() {
        while (::waitpid(m_pid, &m_status, 0) < 0 && errno == EINTR) {}
        m_pid = -1;
    }

    void settle() {
        bool const signalled = WIFSIGNALED(m_status);
        m_result.status = signalled ? WTERMSIG(m_status) : WEXITSTATUS(m_status);
        if (signalled) m_result.end = m_result.status == SIGXCPU ? End::timed_out : End::signalled;
        else if (m_result.status == k_cannot_run) m_result.end = End::not_run;
    }

    ProcessRequest const &m_request;
    Clock::time_point m_deadline;
    Channel m_in, m_out, m_err;
    std::size_t m_fed = 0;
    pid_t m_pid = -1;
    int m_status = 0;
    ProcessResult m_result;
};

} // namespace

ProcessResult run_process(ProcessRequest const &request) { return Child{request}.run(); }

} // namespace scribe::base
