// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::exporter {

/// What stands at a path of an export, compared with what should stand there.
enum class FileState {
    missing,
    same,
    ours,    ///< scribe wrote it; it differs
    edited,  ///< scribe wrote it and someone changed it since; it differs
    foreign, ///< scribe did not write it; it differs
};

/// XXH3 of a file's content, as the list of written files keeps it.
std::uint64_t content_digest(std::string_view content);

/// A file of an export.
struct Page {
    std::string path;
    std::string content;
    std::uint64_t digest; ///< of the content
};

/// The folder that an export goes to, with the list of files that scribe wrote there (`.scribe-export`). A second list
/// (`.scribe-export.new`, the journal) receives each file before it is written, and what of it a kill could leave
/// there, so that after a crash scribe still knows its own.
/// All paths are relative to the folder; symbolic links in it are not followed. All errors are base::Error(output).
class ExportFolder {
public:
    enum class Access { read, write };

    /// Opens the folder; `write` creates it and keeps other scribe processes out of it.
    ExportFolder(std::filesystem::path root, Access access);
    ExportFolder(ExportFolder const &) = delete;
    ExportFolder &operator=(ExportFolder const &) = delete;
    ~ExportFolder();

    FileState compare(std::string_view path, std::string_view content);
    /// What scribe wrote here before, as far as `keep` does not name it: state ours or edited, or missing.
    std::map<std::string, FileState> surplus(std::set<std::string> const &keep);

    /// Makes those pages that scribe did not write before and in whose place nothing stands; tells for each page
    /// whether it did. After a crash a page may be there in part: the next export completes it.
    std::vector<bool> create(std::vector<Page> const &pages);
    /// Replaces the file in one step.
    void write(Page const &page);
    /// Removes a file, and its folders that are empty then.
    void remove(std::string_view path);
    /// Writes the list of files.
    void save(std::map<std::string, std::uint64_t> const &files);

    /// The recorded digest of a path: what scribe wrote there last.
    std::optional<std::uint64_t> recorded(std::string_view path) const;
    std::filesystem::path const &root() const { return m_root; }

private:
    int folder(std::string_view path, bool create);
    std::optional<std::string> read(std::string_view path, bool &is_file);
    bool load(std::string_view list);
    void note(std::string_view lines);
    bool make(Page const &page);
    void replace(std::string_view path, std::string_view content);
    bool is_recorded(std::string_view path, std::uint64_t digest) const;
    [[noreturn]] void fail(std::string_view action, std::string_view path, int error) const;

    std::filesystem::path m_root;
    std::map<std::string, int, std::less<>> m_folders; ///< open folders; "" is the root
    std::map<std::string, std::vector<std::uint64_t>, std::less<>> m_recorded;
    int m_journal = -1;
    bool m_unfinished = false; ///< the export before did not come to its end
    bool m_exists = true;      ///< reading only: there is such a folder
};

} // namespace scribe::exporter
