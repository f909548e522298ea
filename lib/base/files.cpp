// SPDX-License-Identifier: MIT
#include "base/files.hpp"

#include "base/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace scribe::base {

namespace {

struct Descriptor {
    explicit Descriptor(int value) : fd(value) {}
    Descriptor(Descriptor const &) = delete;
    Descriptor &operator=(Descriptor const &) = delete;
    ~Descriptor() {
        if (fd >= 0) ::close(fd);
    }
    int fd;
};

[[noreturn]] void fail(std::string_view what, std::filesystem::path const &path, int error) {
    throw Error(ExitCode::output, fmt::format("cannot {} {}: {}", what, path.string(), std::strerror(error)));
}

} // namespace

std::optional<std::string> read_file(std::filesystem::path const &path) {
    Descriptor const file{::open(path.c_str(), O_RDONLY | O_CLOEXEC)};
    if (file.fd < 0) {
        if (errno == ENOENT || errno == ENOTDIR) return std::nullopt;
        fail("read", path, errno);
    }
    struct stat info {};
    if (::fstat(file.fd, &info) != 0) fail("read", path, errno);
    std::string content(static_cast<std::size_t>(info.st_size), '\0');
    std::size_t done = 0;
    while (true) {
        if (done == content.size()) content.resize(content.size() + 4096);
        auto const n = ::read(file.fd, content.data() + done, content.size() - done);
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) fail("read", path, errno);
        if (n == 0) break;
        done += static_cast<std::size_t>(n);
    }
    content.resize(done);
    return content;
}

void write_file_atomic(std::filesystem::path const &path, std::string_view content) {
    auto const temporary = path.string() + fmt::format(".{}.tmp", ::getpid());
    {
        Descriptor const file{::open(temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)};
        if (file.fd < 0) fail("write", path, errno);
        while (!content.empty()) {
            auto const n = ::write(file.fd, content.data(), content.size());
            if (n < 0 && errno == EINTR) continue;
            if (n < 0) {
                auto const error = errno;
                ::unlink(temporary.c_str());
                fail("write", path, error);
            }
            content.remove_prefix(static_cast<std::size_t>(n));
        }
    }
    if (::rename(temporary.c_str(), path.c_str()) != 0) {
        auto const error = errno;
        ::unlink(temporary.c_str());
        fail("write", path, error);
    }
}

void make_folder(std::filesystem::path const &path) {
    std::error_code error;
    std::filesystem::create_directories(path, error);
    if (error) throw Error(ExitCode::output, fmt::format("cannot create folder {}: {}", path.string(), error.message()));
}

} // namespace scribe::base
