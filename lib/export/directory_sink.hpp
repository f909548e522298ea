// SPDX-License-Identifier: MIT
#pragma once

#include "export/folder.hpp"
#include "export/sink.hpp"

#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>

namespace scribe::exporter {

/// What an export did to its folder.
struct ExportSummary {
    std::int64_t written = 0, unchanged = 0, removed = 0;
    std::int64_t files() const { return written + unchanged; }
};

/// Writes an export into a folder: files whose content is the same are not touched, files that scribe wrote before and
/// no longer needs are removed, files of others are never touched. A thread of its own writes while the next page is
/// made.
class DirectorySink final : public Sink {
public:
    /// `force` replaces and removes also what somebody else wrote or changed in the place of a page.
    DirectorySink(std::filesystem::path root, bool force);
    ~DirectorySink() override;

    void file(std::string_view path, std::string content) override;
    /// Waits for the last file, removes what is no longer needed and keeps the list of files. Throws
    /// base::Error(output) naming the files that stood in the way; all others are written then.
    ExportSummary finish();

private:
    using Batch = std::vector<Page>;
    void hand_over();
    void work();
    void put(Batch const &batch);
    bool replace(Page const &page);
    void stop();
    void remove_surplus();
    [[noreturn]] void refuse() const;

    ExportFolder m_folder;
    bool m_force;
    ExportSummary m_summary;
    std::set<std::string> m_seen;
    std::map<std::string, std::uint64_t> m_files; ///< the list to be kept
    std::vector<std::string> m_edited, m_foreign; ///< what stood in the way

    Batch m_batch; ///< not yet handed over
    std::size_t m_batch_bytes = 0;

    std::mutex m_mutex;
    std::condition_variable m_wake;
    std::deque<Batch> m_queue;
    bool m_done = false;
    std::exception_ptr m_error;
    std::thread m_thread; ///< last: it uses all the others
};

} // namespace scribe::exporter
