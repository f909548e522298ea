// SPDX-License-Identifier: MIT
#include "base/system/process_name.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <charconv>
#include <filesystem>
#include <fstream>
#include <optional>
#include <sstream>

namespace scribe::base {

namespace {

/// Of the boot and the namespace, where process numbers mean the same; empty where the system does not tell.
std::string place() {
    std::ifstream file{"/proc/sys/kernel/random/boot_id"};
    std::string boot;
    std::error_code failed;
    auto const space = std::filesystem::read_symlink("/proc/self/ns/pid", failed);
    return file >> boot && !failed ? boot + "/" + space.string() : std::string{};
}

/// When the process began, in clock ticks since the boot: field 22 of proc(5)'s stat. Nothing when there is none, or
/// only its exit code waits for its parent.
std::optional<std::string> start_of(long pid) {
    std::ifstream file{fmt::format("/proc/{}/stat", pid)};
    std::ostringstream all;
    if (!file || !(all << file.rdbuf())) return std::nullopt;
    // The name, in parentheses, may have blanks and parentheses of its own.
    auto const stat = all.str();
    auto const name_end = stat.rfind(')');
    if (name_end == std::string::npos) return std::nullopt;
    std::istringstream fields{stat.substr(name_end + 1)};
    constexpr int k_state = 3, k_start = 22;
    std::string field;
    for (int i = k_state; i <= k_start; ++i) {
        if (!(fields >> field)) return std::nullopt;
        if (i == k_state && (field == "Z" || field == "X")) return std::nullopt;
    }
    return field;
}

} // namespace

std::string process_name() {
    auto const pid = static_cast<long>(::getpid());
    return fmt::format("{}/{}/{}", place(), pid, start_of(pid).value_or(""));
}

bool has_ended(std::string_view name) {
    auto const here = place() + "/";
    if (here.size() == 1 || !name.starts_with(here)) return false;
    auto const rest = name.substr(here.size());
    auto const slash = rest.find('/');
    long pid = 0;
    if (slash == std::string_view::npos || slash + 1 == rest.size()) return false;
    auto const [end, failed] = std::from_chars(rest.data(), rest.data() + slash, pid);
    if (failed != std::errc{} || end != rest.data() + slash) return false;
    // A directory that is there and says nothing is not ours to read (hidepid).
    auto const start = start_of(pid);
    if (!start && ::access("/proc/1/stat", R_OK) != 0) return false;
    return start != rest.substr(slash + 1);
}

} // namespace scribe::base
