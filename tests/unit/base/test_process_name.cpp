// SPDX-License-Identifier: MIT
#include "base/system/process_name.hpp"

#include <catch2/catch.hpp>
#include <sys/wait.h>
#include <unistd.h>

#include <array>

using namespace scribe;

TEST_CASE("a process is known by its name until it has ended") {
    CHECK(base::process_name() == base::process_name());
    CHECK_FALSE(base::has_ended(base::process_name()));
    std::array<int, 2> names{}, end{};
    REQUIRE(::pipe(names.data()) == 0);
    REQUIRE(::pipe(end.data()) == 0);
    auto const pid = ::fork();
    REQUIRE(pid >= 0);
    if (pid == 0) {
        ::close(end[1]);
        auto const name = base::process_name();
        [[maybe_unused]] auto const written = ::write(names[1], name.data(), name.size());
        char byte = 0;
        [[maybe_unused]] auto const waited = ::read(end[0], &byte, 1);
        ::_exit(0);
    }
    ::close(names[1]);
    std::array<char, 500> buffer{};
    auto const size = ::read(names[0], buffer.data(), buffer.size());
    REQUIRE(size > 0);
    std::string const name{buffer.data(), static_cast<std::size_t>(size)};
    CHECK(name != base::process_name());
    CHECK_FALSE(base::has_ended(name));
    ::close(end[1]);
    ::siginfo_t info{};
    REQUIRE(::waitid(P_PID, static_cast<::id_t>(pid), &info, WEXITED | WNOWAIT) == 0);
    CHECK(base::has_ended(name)); // its exit code is not taken yet
    REQUIRE(::waitpid(pid, nullptr, 0) == pid);
    CHECK(base::has_ended(name));
    // Another process got the number since.
    auto const own = base::process_name();
    CHECK(base::has_ended(own.substr(0, own.rfind('/')) + "/1"));
    for (auto const *other : {"", "/", "x/pid:[1]/1/1", "01M85R9D6801CKTNRBPMCRFF3H"})
        CHECK_FALSE(base::has_ended(other));
    CHECK_FALSE(base::has_ended(own.substr(0, own.rfind('/'))));
}
