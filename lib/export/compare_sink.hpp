// SPDX-License-Identifier: MIT
#pragma once

#include "export/folder.hpp"
#include "export/sink.hpp"

namespace scribe::exporter {

/// One file that an export would write or remove.
struct Difference {
    enum class Kind { missing, stale, surplus } kind;
    std::string path;
    FileState found = FileState::ours; ///< what stands there: edited and foreign files stay, but by force
    bool is_in_the_way() const { return found == FileState::edited || found == FileState::foreign; }
};

/// Compares an export with what stands in a folder; writes nothing.
class CompareSink final : public Sink {
public:
    explicit CompareSink(std::filesystem::path root) : m_folder(std::move(root), ExportFolder::Access::read) {}

    void file(std::string_view path, std::string content) override;
    /// All differences, by path.
    std::vector<Difference> finish();

private:
    ExportFolder m_folder;
    std::set<std::string> m_seen;
    std::vector<Difference> m_differences;
};

} // namespace scribe::exporter
