// SPDX-License-Identifier: MIT
#include "base/system/process.hpp"

#include <catch2/catch.hpp>

#include <cerrno>
#include <csignal>
#include <thread>

using namespace scribe;
using End = base::ProcessResult::End;
using std::chrono::milliseconds;

namespace {

base::ProcessRequest shell(std::string const &script) {
    base::ProcessRequest request;
    request.command = {"sh", "-c", script};
    request.time_limit = milliseconds{20'000};
    return request;
}

/// True when the process is gone, or is gone soon.
bool ends(pid_t pid) {
    for (int i = 0; i < 500; ++i) {
        if (::kill(pid, 0) != 0 && errno == ESRCH) return true;
        std::this_thread::sleep_for(milliseconds{10});
    }
    return false;
}

} // namespace

TEST_CASE("a program gets its arguments without a shell, and its outputs and status come back") {
    base::ProcessRequest request;
    request.command = {"printf", "%s|", "a b", "$HOME", "*"};
    request.time_limit = milliseconds{20'000};
    auto const result = base::run_process(request);
    CHECK(result.ok());
    CHECK(result.out == "a b|$HOME|*|");
    auto const failed = base::run_process(shell("echo why >&2; exit 3"));
    CHECK(failed.end == End::exited);
    CHECK(failed.status == 3);
    CHECK(failed.err == "why\n");
    CHECK_FALSE(failed.ok());
    auto const killed = base::run_process(shell("kill -TERM $$"));
    CHECK(killed.end == End::signalled);
    CHECK(killed.status == SIGTERM);
}

TEST_CASE("input and output of many megabytes pass through a program at the same time") {
    std::string const input(8 << 20, 'x');
    auto request = shell("cat");
    request.input = input;
    auto const result = base::run_process(request);
    CHECK(result.ok());
    CHECK(result.out == input);
}

TEST_CASE("a program that does not read its input is no error, and one that waits for its end gets it") {
    std::string const input(8 << 20, 'x');
    auto request = shell("exec <&-; echo done");
    request.input = input;
    CHECK(base::run_process(request).out == "done\n");
    CHECK(base::run_process(shell("wc -c")).ok());
}

TEST_CASE("what a program writes is bounded") {
    auto request = shell("yes");
    request.output_limit = 1 << 20;
    CHECK(base::run_process(request).end == End::too_large);
    auto const chatty = base::run_process(shell("head -c 1000000 /dev/zero >&2; echo end"));
    CHECK(chatty.out == "end\n");
    CHECK(chatty.err.size() == 64 * 1024);
}

TEST_CASE("at the time limit a program is killed with all that it started") {
    auto request = shell("sleep 60 & echo $!; trap '' TERM; wait; sleep 60");
    request.time_limit = milliseconds{300};
    auto const begin = std::chrono::steady_clock::now();
    auto const result = base::run_process(request);
    CHECK(result.end == End::timed_out);
    CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds{10});
    REQUIRE_FALSE(result.out.empty());
    CHECK(ends(static_cast<pid_t>(std::stoi(result.out))));
}

TEST_CASE("a program that closes its outputs and stays is ended, too") {
    auto request = shell("exec >&- 2>&-; sleep 60");
    request.time_limit = milliseconds{300};
    CHECK(base::run_process(request).end == End::timed_out);
}

TEST_CASE("a program that is not there is told from one that fails") {
    base::ProcessRequest request;
    request.time_limit = milliseconds{20'000};
    for (auto const *const name : {"no-such-program-anywhere", "/no/such/program", "/etc/passwd"}) {
        request.command = {name};
        CHECK(base::run_process(request).end == End::not_run);
    }
}

TEST_CASE("variables are added to a program's environment, or take the place of ours") {
    ::setenv("SCRIBE_TEST_ONE", "ours", 1);
    ::setenv("SCRIBE_TEST_TWO", "kept", 1);
    auto request = shell("echo $SCRIBE_TEST_ONE $SCRIBE_TEST_TWO $SCRIBE_TEST_THREE");
    request.environment = {"SCRIBE_TEST_ONE=theirs", "SCRIBE_TEST_THREE=new"};
    CHECK(base::run_process(request).out == "theirs kept new\n");
}
