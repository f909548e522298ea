// SPDX-License-Identifier: MIT
#include "sources/key_file.hpp"

#include "base/text.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;

constexpr std::size_t k_most_key_bytes = 64 * 1024;

struct Descriptor {
    ~Descriptor() {
        if (fd >= 0) ::close(fd);
    }
    int fd;
};

[[noreturn]] void refuse(std::filesystem::path const &path, std::string_view why, std::string hint = {}) {
    throw Error(ExitCode::config, fmt::format("key file {}: {}", path.string(), why), std::move(hint));
}

std::string shell_quote(std::string const &text) {
    std::string out = "'";
    for (char const c : text) {
        if (c == '\'') out += "'\\''";
        else out.push_back(c);
    }
    return out + "'";
}

} // namespace

catalog::Secret read_key_file(std::filesystem::path const &path) {
    Descriptor const file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (file.fd < 0) refuse(path, std::strerror(errno), "make one: (umask 077; openssl rand -base64 32 > FILE)");
    struct stat info {};
    // The open file is asked, not its name: nobody can put another one in its place in between.
    if (::fstat(file.fd, &info) != 0) refuse(path, std::strerror(errno));
    if (S_ISDIR(info.st_mode)) refuse(path, "is a folder");
    if ((info.st_mode & 077) != 0) {
        refuse(path, fmt::format("is open to others (mode {:04o})", info.st_mode & 07777),
               "chmod 600 " + shell_quote(path.string()));
    }
    std::string text;
    text.reserve(k_most_key_bytes + 1);
    while (text.size() <= k_most_key_bytes) {
        auto const done = text.size();
        text.resize(k_most_key_bytes + 1);
        auto const n = ::read(file.fd, text.data() + done, text.size() - done);
        auto const error = errno;
        text.resize(done + static_cast<std::size_t>(n > 0 ? n : 0));
        if (n < 0 && error == EINTR) continue;
        if (n < 0) refuse(path, std::strerror(error));
        if (n == 0) break;
    }
    if (text.size() > k_most_key_bytes) refuse(path, "is larger than 64 kB; a key is a line of text");
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
    if (text.empty()) refuse(path, "is empty", "fill it: openssl rand -base64 32 > " + shell_quote(path.string()));
    return catalog::Secret{std::move(text)};
}

std::optional<catalog::Secret> find_key(std::string const &key_file, Context const &context) {
    if (!key_file.empty()) return read_key_file(context.working_folder / key_file);
    if (auto key = context.environment("SCRIBE_KEY")) return catalog::Secret{std::move(*key)};
    return std::nullopt;
}

catalog::Secret need_key(std::string const &key_file, Context const &context, std::string_view purpose) {
    if (auto key = find_key(key_file, context)) return std::move(*key);
    throw Error(ExitCode::config, fmt::format("a key is needed {}", purpose),
                "give it in the environment variable SCRIBE_KEY or with --key-file FILE (mode 0600)");
}

} // namespace scribe::cli
