// SPDX-License-Identifier: MIT
#include "export/folder.hpp"

#include "base/error.hpp"
#include "base/files.hpp"
#include "base/text.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <charconv>
#include <cstring>

namespace scribe::exporter {

namespace {

using base::Error;
using base::ExitCode;

constexpr char const *k_list = ".scribe-export";
constexpr char const *k_journal = ".scribe-export.new";
constexpr char const *k_temporary = ".scribe-export.tmp";
/// A process that is killed while it writes leaves whole blocks of this size.
constexpr std::size_t k_block = 4096;
constexpr std::string_view k_list_head =
    "# What scribe export wrote here, with a hash of each file: scribe replaces and removes nothing else.\n";

/// A path of the list must not lead out of the folder, whoever edited the list.
bool is_safe(std::string_view path) {
    auto const parts = base::split(path, '/');
    return std::none_of(parts.begin(), parts.end(),
                        [](std::string const &part) { return part.empty() || part == "." || part == ".."; });
}

std::string_view folder_of(std::string_view path) {
    auto const slash = path.rfind('/');
    return slash == std::string_view::npos ? std::string_view{} : path.substr(0, slash);
}

std::string file_of(std::string_view path) { return std::string{path.substr(path.rfind('/') + 1)}; }

/// Returns 0 or the error.
int write_all(int fd, std::string_view content) {
    while (!content.empty()) {
        auto const n = ::write(fd, content.data(), content.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return errno;
        content.remove_prefix(static_cast<std::size_t>(n));
    }
    return 0;
}

std::string list_line(std::string_view path, std::uint64_t digest) { return fmt::format("{:016x} {}\n", digest, path); }

} // namespace

std::uint64_t content_digest(std::string_view content) { return XXH3_64bits(content.data(), content.size()); }

ExportFolder::ExportFolder(std::filesystem::path root, Access access) : m_root(std::move(root)) {
    if (access == Access::write) base::make_folder(m_root);
    auto const fd = ::open(m_root.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (fd < 0) {
        if (errno != ENOENT || access == Access::write) fail("open", "", errno);
        m_exists = false;
        return;
    }
    m_folders.emplace("", fd);
    if (access == Access::write && ::flock(fd, LOCK_EX | LOCK_NB) != 0) {
        ::close(fd);
        throw Error(ExitCode::output,
                    fmt::format("cannot write {}: another scribe export is writing there", m_root.string()),
                    "wait until it is done");
    }
    try {
        load(k_list);
        m_unfinished = load(k_journal);
    } catch (...) {
        ::close(fd);
        throw;
    }
}

ExportFolder::~ExportFolder() {
    if (m_journal >= 0) ::close(m_journal);
    for (auto const &[path, fd] : m_folders) ::close(fd);
}

void ExportFolder::fail(std::string_view action, std::string_view path, int error) const {
    auto const name = path.empty() ? m_root.string() : (m_root / path).string();
    throw Error(ExitCode::output, fmt::format("cannot {} {}: {}", action, name, std::strerror(error)),
                base::file_remedy(error));
}

/// True when there is such a list.
bool ExportFolder::load(std::string_view list) {
    bool is_file = false;
    auto const content = read(list, is_file);
    if (!content) return false;
    for (auto const &line : base::split(*content, '\n')) {
        std::uint64_t digest = 0;
        auto const [end, error] = std::from_chars(line.data(), line.data() + line.size(), digest, 16);
        if (error != std::errc{} || end != line.data() + 16 || line.size() < 18 || line[16] != ' ') continue;
        auto path = line.substr(17);
        // A list with two lines for a path (an unfinished export, a merge of two branches): both are ours.
        if (is_safe(path)) m_recorded[std::move(path)].push_back(digest);
    }
    return true;
}

bool ExportFolder::is_recorded(std::string_view path, std::uint64_t digest) const {
    auto const found = m_recorded.find(path);
    return found != m_recorded.end() &&
           std::find(found->second.begin(), found->second.end(), digest) != found->second.end();
}

std::optional<std::uint64_t> ExportFolder::recorded(std::string_view path) const {
    auto const found = m_recorded.find(path);
    if (found == m_recorded.end()) return std::nullopt;
    return found->second.back();
}

int ExportFolder::folder(std::string_view path, bool create) {
    if (auto const open = m_folders.find(path); open != m_folders.end()) return open->second;
    if (!m_exists) return -1;
    auto const parent = folder(folder_of(path), create);
    if (parent < 0) return -1;
    auto const name = file_of(path);
    if (create && ::mkdirat(parent, name.c_str(), 0777) != 0 && errno != EEXIST) fail("create folder", path, errno);
    auto const fd = ::openat(parent, name.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0) {
        if (errno == ENOENT && !create) return -1;
        fail("use as a folder", path, errno);
    }
    m_folders.emplace(path, fd);
    return fd;
}

std::optional<std::string> ExportFolder::read(std::string_view path, bool &is_file) {
    is_file = true;
    auto const parent = folder(folder_of(path), false);
    if (parent < 0) return std::nullopt;
    auto const fd = ::openat(parent, file_of(path).c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    if (fd < 0) {
        if (errno == ENOENT) return std::nullopt;
        if (errno != ELOOP && errno != ENXIO) fail("read", path, errno);
        is_file = false;
        return std::string{};
    }
    struct stat info {};
    std::string content;
    int error = ::fstat(fd, &info) == 0 ? 0 : errno;
    is_file = S_ISREG(info.st_mode);
    if (error == 0 && is_file) {
        content.resize(static_cast<std::size_t>(info.st_size));
        std::size_t done = 0;
        while (done < content.size()) {
            auto const n = ::read(fd, content.data() + done, content.size() - done);
            if (n < 0 && errno == EINTR) continue;
            if (n < 0) error = errno;
            if (n <= 0) break;
            done += static_cast<std::size_t>(n);
        }
        content.resize(done);
    }
    ::close(fd);
    if (error != 0) fail("read", path, error);
    return content;
}

FileState ExportFolder::compare(std::string_view path, std::string_view content) {
    bool is_file = false;
    auto const found = read(path, is_file);
    if (!found) return FileState::missing;
    if (!is_file) return FileState::foreign;
    if (*found == content) return FileState::same;
    if (!m_recorded.contains(path)) return FileState::foreign;
    if (is_recorded(path, content_digest(*found))) return FileState::ours;
    // The part of a page that was being made: replacing it loses nothing.
    return m_unfinished && content.starts_with(*found) ? FileState::ours : FileState::edited;
}

std::map<std::string, FileState> ExportFolder::surplus(std::set<std::string> const &keep) {
    std::map<std::string, FileState> found;
    for (auto const &[path, digests] : m_recorded) {
        if (keep.contains(path)) continue;
        bool is_file = false;
        auto const content = read(path, is_file);
        auto const mine =
            content && is_file && (is_recorded(path, content_digest(*content)) || (m_unfinished && content->empty()));
        found.emplace(path, !content ? FileState::missing : mine ? FileState::ours : FileState::edited);
    }
    return found;
}

void ExportFolder::replace(std::string_view path, std::string_view content) {
    auto const root = folder("", true);
    auto const parent = folder(folder_of(path), true);
    auto const fd = ::openat(root, k_temporary, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (fd < 0) fail("write", path, errno);
    auto error = write_all(fd, content);
    if (::close(fd) != 0 && error == 0) error = errno;
    if (error == 0 && ::renameat(root, k_temporary, parent, file_of(path).c_str()) != 0) error = errno;
    if (error != 0) {
        ::unlinkat(root, k_temporary, 0);
        fail("write", path, error);
    }
}

/// Adds to the journal.
void ExportFolder::note(std::string_view lines) {
    if (m_journal < 0) {
        m_journal = ::openat(folder("", true), k_journal, O_WRONLY | O_CREAT | O_APPEND | O_NOFOLLOW | O_CLOEXEC, 0666);
        if (m_journal < 0) fail("write", k_journal, errno);
        // An earlier run may have ended within a line.
        if (auto const error = write_all(m_journal, "\n"); error != 0) fail("write", k_journal, error);
    }
    if (auto const error = write_all(m_journal, lines); error != 0) fail("write", k_journal, error);
}

bool ExportFolder::make(Page const &page) {
    auto const parent = folder(folder_of(page.path), true);
    auto const name = file_of(page.path);
    auto const fd = ::openat(parent, name.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
    if (fd < 0 && errno == EEXIST) return false;
    if (fd < 0) fail("write", page.path, errno);
    auto error = write_all(fd, page.content);
    if (::close(fd) != 0 && error == 0) error = errno;
    if (error != 0) {
        ::unlinkat(parent, name.c_str(), 0);
        fail("write", page.path, error);
    }
    return true;
}

std::vector<bool> ExportFolder::create(std::vector<Page> const &pages) {
    std::string lines;
    for (auto const &page : pages) {
        if (m_recorded.contains(page.path)) continue;
        folder(folder_of(page.path), true); // the journal names nothing that cannot be
        // What a kill may leave of the page is known as scribe's own, too, whatever the next export puts there.
        for (auto size = k_block; size < page.content.size(); size += k_block)
            lines += list_line(page.path, content_digest(std::string_view{page.content}.substr(0, size)));
        lines += list_line(page.path, page.digest);
    }
    if (!lines.empty()) note(lines);
    std::vector<bool> made;
    made.reserve(pages.size());
    for (auto const &page : pages) made.push_back(!m_recorded.contains(page.path) && make(page));
    return made;
}

void ExportFolder::write(Page const &page) {
    note(list_line(page.path, page.digest));
    replace(page.path, page.content);
}

void ExportFolder::remove(std::string_view path) {
    auto const parent = folder(folder_of(path), false);
    if (parent < 0) return;
    if (::unlinkat(parent, file_of(path).c_str(), 0) != 0 && errno != ENOENT) fail("remove", path, errno);
    for (auto at = folder_of(path); !at.empty(); at = folder_of(at)) {
        if (::unlinkat(folder(folder_of(at), false), file_of(at).c_str(), AT_REMOVEDIR) != 0) break;
        if (auto const open = m_folders.find(at); open != m_folders.end()) {
            ::close(open->second);
            m_folders.erase(open);
        }
    }
}

void ExportFolder::save(std::map<std::string, std::uint64_t> const &files) {
    std::string list{k_list_head};
    for (auto const &[path, digest] : files) list += list_line(path, digest);
    bool is_file = false;
    auto const before = read(k_list, is_file);
    if (!before || *before != list) replace(k_list, list);
    if (::unlinkat(folder("", true), k_journal, 0) != 0 && errno != ENOENT) fail("remove", k_journal, errno);
}

} // namespace scribe::exporter
