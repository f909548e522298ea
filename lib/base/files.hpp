// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace scribe::base {

/// The whole file, or nothing when it does not exist. Throws Error(output) when it cannot be read.
std::optional<std::string> read_file(std::filesystem::path const &path);

/// Replaces the file in one step: a reader sees the old or the new content, never a part.
/// Throws Error(output) and leaves the old file when it cannot be written.
void write_file_atomic(std::filesystem::path const &path, std::string_view content);

/// A file that is written piece by piece and takes the place of the old one in commit(): without it the old file
/// stays as it is. A path that names a device or a pipe is written directly; a symbolic link keeps pointing where it
/// did.
class AtomicFile {
public:
    /// Throws Error(output).
    explicit AtomicFile(std::filesystem::path const &path);
    AtomicFile(AtomicFile const &) = delete;
    AtomicFile &operator=(AtomicFile const &) = delete;
    ~AtomicFile();

    /// Throws Error(output).
    void write(std::string_view content);
    /// Throws Error(output).
    void commit();

private:
    std::filesystem::path m_path;
    std::string m_temporary; ///< empty when the path is written directly or is committed
    int m_fd = -1;
};

/// What the user can do about an error of the file system (errno); empty when nothing general helps.
std::string file_remedy(int error);

/// Creates the folder and its parents. Throws Error(output).
void make_folder(std::filesystem::path const &path);

} // namespace scribe::base
