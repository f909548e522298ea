// SPDX-License-Identifier: MIT
#include "process.hpp"

#include "base/files.hpp"

#include <fcntl.h>
#include <grp.h>
#include <sys/wait.h>
#include <unistd.h>

#include <atomic>
#include <csignal>
#include <stdexcept>
#include <thread>

namespace scribe::failure {

namespace {

constexpr uid_t k_nobody = 65534;

void must(bool done) {
    if (!done) _exit(126);
}

void redirect(std::string const &file, int to) {
    auto const fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0666);
    must(fd >= 0 && ::dup2(fd, to) == to);
}

void limit(int what, std::optional<rlim_t> const &most) {
    if (!most) return;
    rlimit const value{*most, *most};
    must(::setrlimit(static_cast<__rlimit_resource>(what), &value) == 0);
}

/// A signal sent before exec() must end the child, not run the handlers of the test program.
void take_signals_again(sigset_t const &before) {
    for (int const signal : {SIGINT, SIGTERM}) (void)std::signal(signal, SIG_DFL);
    must(::sigprocmask(SIG_SETMASK, &before, nullptr) == 0);
}

[[noreturn]] void become(std::vector<std::string> const &arguments, Start const &start, std::string const &out,
                         std::string const &err) {
    redirect(start.out_file.empty() ? out : start.out_file, STDOUT_FILENO);
    redirect(err, STDERR_FILENO);
    must(::chdir(start.folder.c_str()) == 0);
    // Opened first: another user may not be able to enter the folders above it.
    std::string name = SCRIBE_PROGRAM;
    auto const program = ::open(name.c_str(), O_PATH | O_CLOEXEC);
    must(program >= 0);
    limit(RLIMIT_FSIZE, start.file_limit);
    limit(RLIMIT_NOFILE, start.open_limit);
#ifndef __SANITIZE_ADDRESS__ // AddressSanitizer reserves terabytes of addresses
    limit(RLIMIT_AS, start.memory_limit);
#endif
    if (start.plain_user && ::geteuid() == 0) {
        must(::setgroups(0, nullptr) == 0 && ::setgid(k_nobody) == 0 && ::setuid(k_nobody) == 0);
    }
    std::vector<char *> words;
    words.push_back(name.data());
    auto copies = arguments;
    for (auto &word : copies) words.push_back(word.data());
    words.push_back(nullptr);
    ::fexecve(program, words.data(), environ);
    _exit(127);
}

} // namespace

void pause(Milliseconds time) { std::this_thread::sleep_for(time); }

void took_too_long(char const *what) { throw std::runtime_error(std::string{what} + " took too long"); }

Process::Process(std::vector<std::string> const &arguments, Start const &start) {
    static std::atomic<int> count = 0;
    // Beside the working folder, not in it: that may be full or closed to writers.
    auto const stem = start.folder + "." + std::to_string(++count);
    m_out = stem + ".out";
    m_err = stem + ".err";
    sigset_t all, before;
    sigfillset(&all);
    ::sigprocmask(SIG_SETMASK, &all, &before);
    m_pid = ::fork();
    if (m_pid == 0) {
        take_signals_again(before);
        become(arguments, start, m_out, m_err);
    }
    ::sigprocmask(SIG_SETMASK, &before, nullptr);
    if (m_pid < 0) throw std::runtime_error("cannot fork");
}

Process::~Process() {
    if (running()) {
        send(SIGKILL);
        ::waitpid(m_pid, nullptr, 0);
    }
    ::unlink(m_out.c_str());
    ::unlink(m_err.c_str());
}

void Process::send(int signal) const { ::kill(m_pid, signal); }

std::string Process::error_text() const { return base::read_file(m_err).value_or(""); }

bool Process::running() {
    if (m_status) return false;
    int status = 0;
    if (::wait4(m_pid, &status, WNOHANG, &m_usage) != m_pid) return true;
    m_status = status;
    return false;
}

Ended Process::wait() {
    auto const end = std::chrono::steady_clock::now() + std::chrono::minutes{3};
    while (running()) {
        if (std::chrono::steady_clock::now() > end) took_too_long("scribe");
        pause(Milliseconds{2});
    }
    Ended ended;
    if (WIFEXITED(*m_status)) ended.exit = WEXITSTATUS(*m_status);
    else ended.signal = WTERMSIG(*m_status);
    ended.peak = m_usage.ru_maxrss * 1024;
    ended.out = base::read_file(m_out).value_or("");
    ended.err = base::read_file(m_err).value_or("");
    return ended;
}

Ended run_scribe(std::vector<std::string> const &arguments, Start const &start) {
    Process process{arguments, start};
    return process.wait();
}

} // namespace scribe::failure
