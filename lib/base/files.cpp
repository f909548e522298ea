// SPDX-License-Identifier: MIT
#include "base/files.hpp"

#include "base/error.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

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
    throw Error(ExitCode::output, fmt::format("cannot {} {}: {}", what, path.string(), std::strerror(error)),
                file_remedy(error));
}

} // namespace

std::string file_remedy(int error) {
    switch (error) {
    case ENOSPC:
    case EDQUOT:
    case EFBIG: return "free some disk space and run the command again; files that were there before are whole";
    case EACCES:
    case EPERM:
    case EROFS: return "allow it with chmod, or name another place";
    case EISDIR: return "a folder is in its place: move it away, or name another file";
    case ENOTDIR:
    case ENOENT: return "check the path; its folders have to exist";
    default: return {};
    }
}

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

AtomicFile::AtomicFile(std::filesystem::path const &path) : m_path(path) {
    std::error_code error;
    if (std::filesystem::is_symlink(path, error)) {
        auto const target = std::filesystem::weakly_canonical(path, error);
        if (!error) m_path = target;
    }
    bool const special = std::filesystem::exists(m_path, error) && !std::filesystem::is_regular_file(m_path, error);
    if (!special) m_temporary = m_path.string() + fmt::format(".{}.tmp", ::getpid());
    m_fd = ::open(special ? m_path.c_str() : m_temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (m_fd < 0) {
        m_temporary.clear();
        fail("write", path, errno);
    }
}

AtomicFile::~AtomicFile() {
    if (m_fd >= 0) ::close(m_fd);
    if (!m_temporary.empty()) ::unlink(m_temporary.c_str());
}

void AtomicFile::write(std::string_view content) {
    while (!content.empty()) {
        auto const n = ::write(m_fd, content.data(), content.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) fail("write", m_path, errno);
        content.remove_prefix(static_cast<std::size_t>(n));
    }
}

void AtomicFile::commit() {
    if (::close(std::exchange(m_fd, -1)) != 0) fail("write", m_path, errno);
    if (m_temporary.empty()) return;
    if (::rename(m_temporary.c_str(), m_path.c_str()) != 0) fail("write", m_path, errno);
    m_temporary.clear();
}

void write_file_atomic(std::filesystem::path const &path, std::string_view content) {
    AtomicFile file{path};
    file.write(content);
    file.commit();
}

void make_folder(std::filesystem::path const &path) {
    std::error_code error;
    std::filesystem::create_directories(path, error);
    if (error) fail("create folder", path, error.value());
}

} // namespace scribe::base
