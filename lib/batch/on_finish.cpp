// SPDX-License-Identifier: MIT
#include "base/log.hpp"
#include "batch/notice.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>

namespace scribe::batch {

namespace {

std::vector<std::string> environment_of(Summary const &summary) {
    auto const &job = summary.job;
    std::vector<std::string> mine = {
        "SCRIBE_JOB_ID=" + job.id,
        "SCRIBE_KIND=" + job.kind,
        "SCRIBE_SOURCE=" + job.source,
        fmt::format("SCRIBE_STATE={}", catalog::job_state_name(job.state)),
        fmt::format("SCRIBE_EXIT_CODE={}", static_cast<int>(summary.exit)),
        fmt::format("SCRIBE_ITEMS={}", job.items.total()),
        fmt::format("SCRIBE_DONE={}", job.items.done),
        fmt::format("SCRIBE_FAILED={}", job.items.failed),
        fmt::format("SCRIBE_ROWS={}", job.rows),
        fmt::format("SCRIBE_BYTES={}", job.bytes),
        fmt::format("SCRIBE_SECONDS={:.3f}", summary.seconds),
    };
    auto const own = mine.size();
    for (char **entry = environ; *entry; ++entry) {
        std::string const text = *entry;
        auto const name = text.substr(0, text.find('=') + 1);
        bool const replaced = std::any_of(mine.begin(), mine.begin() + static_cast<std::ptrdiff_t>(own),
                                          [&name](std::string const &variable) { return variable.starts_with(name); });
        if (!replaced) mine.push_back(text);
    }
    return mine;
}

std::vector<char *> pointers(std::vector<std::string> &texts) {
    std::vector<char *> list;
    for (auto &text : texts) list.push_back(text.data());
    list.push_back(nullptr);
    return list;
}

/// What posix_spawn is told: input from the pipe (whose own ends close by themselves), output to standard error,
/// signals as any program has them.
class SpawnOptions {
public:
    explicit SpawnOptions(std::array<int, 2> const &pipe) {
        posix_spawn_file_actions_init(&actions);
        posix_spawn_file_actions_adddup2(&actions, pipe[0], STDIN_FILENO);
        posix_spawn_file_actions_adddup2(&actions, STDERR_FILENO, STDOUT_FILENO);
        posix_spawnattr_init(&attributes);
        sigset_t usual;
        sigemptyset(&usual);
        for (int const signal : {SIGINT, SIGTERM, SIGPIPE, SIGXFSZ}) sigaddset(&usual, signal);
        posix_spawnattr_setsigdefault(&attributes, &usual);
        posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGDEF);
    }
    SpawnOptions(SpawnOptions const &) = delete;
    SpawnOptions &operator=(SpawnOptions const &) = delete;
    ~SpawnOptions() {
        posix_spawn_file_actions_destroy(&actions);
        posix_spawnattr_destroy(&attributes);
    }

    posix_spawn_file_actions_t actions{};
    posix_spawnattr_t attributes{};
};

/// A command need not read its input: then the rest is dropped.
void write_all(int fd, std::string_view text) {
    while (!text.empty()) {
        auto const written = ::write(fd, text.data(), text.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return;
        text.remove_prefix(static_cast<std::size_t>(written));
    }
}

int wait_for(pid_t pid) {
    int status = 0;
    while (::waitpid(pid, &status, 0) < 0) {
        if (errno != EINTR) return -1;
    }
    return status;
}

} // namespace

void run_on_finish(std::string const &command, Summary const &summary) {
    std::array<int, 2> pipe{};
    if (::pipe2(pipe.data(), O_CLOEXEC) != 0) {
        base::log::warn("--on-finish: cannot make a pipe: {}", std::strerror(errno));
        return;
    }
    std::vector<std::string> arguments = {"sh", "-c", command};
    auto variables = environment_of(summary);
    SpawnOptions const options{pipe};
    pid_t pid = -1;
    auto const error = ::posix_spawn(&pid, "/bin/sh", &options.actions, &options.attributes, pointers(arguments).data(),
                                     pointers(variables).data());
    ::close(pipe[0]);
    if (error == 0) write_all(pipe[1], summary_json(summary) + "\n");
    ::close(pipe[1]);
    if (error != 0) {
        base::log::warn("--on-finish: cannot run /bin/sh: {}", std::strerror(error));
        return;
    }
    auto const status = wait_for(pid);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 0) return;
    if (WIFSIGNALED(status)) base::log::warn("--on-finish: signal {} ended the command", WTERMSIG(status));
    else base::log::warn("--on-finish: the command ended with status {}", WEXITSTATUS(status));
}

} // namespace scribe::batch
