// SPDX-License-Identifier: MIT
#include "export/directory_sink.hpp"

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

namespace scribe::exporter {

namespace {

/// Pages go to the writing thread by the batch: waking it for each would cost more than some pages do.
constexpr std::size_t k_batch_bytes = 256 << 10;
constexpr std::size_t k_queued_batches = 8;

/// A few names of a list, for a message.
std::string some_names(std::vector<std::string> const &names) {
    constexpr std::size_t k_shown = 5;
    std::vector<std::string> const first{names.begin(),
                                         names.begin() + static_cast<std::ptrdiff_t>(std::min(names.size(), k_shown))};
    auto text = base::join(first, ", ");
    if (names.size() > k_shown) text += fmt::format(" and {} more", names.size() - k_shown);
    return text;
}

} // namespace

DirectorySink::DirectorySink(std::filesystem::path root, bool force)
    : m_folder(std::move(root), ExportFolder::Access::write), m_force(force), m_thread([this] { work(); }) {}

DirectorySink::~DirectorySink() { stop(); }

void DirectorySink::file(std::string_view path, std::string content) {
    base::check_interrupt();
    m_batch_bytes += content.size();
    m_batch.push_back({std::string{path}, std::move(content), 0});
    if (m_batch_bytes >= k_batch_bytes) hand_over();
}

void DirectorySink::hand_over() {
    std::unique_lock lock{m_mutex};
    m_wake.wait(lock, [this] { return m_queue.size() < k_queued_batches || m_error; });
    if (m_error) std::rethrow_exception(m_error);
    m_queue.push_back(std::move(m_batch));
    m_wake.notify_all();
    m_batch.clear();
    m_batch_bytes = 0;
}

void DirectorySink::work() {
    std::unique_lock lock{m_mutex};
    while (true) {
        m_wake.wait(lock, [this] { return !m_queue.empty() || m_done; });
        if (m_queue.empty()) return;
        auto batch = std::move(m_queue.front());
        m_queue.pop_front();
        m_wake.notify_all();
        lock.unlock();
        try {
            for (auto &page : batch) page.digest = content_digest(page.content);
            put(batch);
        } catch (...) {
            lock.lock();
            m_error = std::current_exception();
            m_queue.clear();
            m_wake.notify_all();
            return;
        }
        lock.lock();
    }
}

void DirectorySink::put(Batch const &batch) {
    auto const made = m_folder.create(batch);
    for (std::size_t i = 0; i < batch.size(); ++i) {
        auto const &page = batch[i];
        m_seen.insert(page.path);
        if (made[i]) ++m_summary.written;
        else if (!replace(page)) continue;
        m_files.emplace(page.path, page.digest);
    }
}

/// Sees to a page in whose place something may stand; false when that is not scribe's.
bool DirectorySink::replace(Page const &page) {
    auto const state = m_folder.compare(page.path, page.content);
    if (state == FileState::same) {
        ++m_summary.unchanged;
        return true;
    }
    if (!m_force && (state == FileState::edited || state == FileState::foreign)) {
        (state == FileState::edited ? m_edited : m_foreign).push_back(page.path);
        if (auto const digest = m_folder.recorded(page.path)) m_files.emplace(page.path, *digest);
        return false;
    }
    m_folder.write(page);
    ++m_summary.written;
    return true;
}

void DirectorySink::stop() {
    if (!m_thread.joinable()) return;
    {
        std::lock_guard const lock{m_mutex};
        m_done = true;
    }
    m_wake.notify_all();
    m_thread.join();
}

void DirectorySink::remove_surplus() {
    for (auto const &[path, state] : m_folder.surplus(m_seen)) {
        if (state == FileState::missing) continue;
        if (state == FileState::edited && !m_force) {
            m_edited.push_back(path);
            m_files.emplace(path, *m_folder.recorded(path));
            continue;
        }
        m_folder.remove(path);
        ++m_summary.removed;
    }
}

void DirectorySink::refuse() const {
    auto const where = m_folder.root().string();
    std::vector<std::string> parts;
    if (!m_foreign.empty()) parts.push_back(fmt::format("scribe did not write {}", some_names(m_foreign)));
    if (!m_edited.empty())
        parts.push_back(fmt::format("changed by someone since scribe wrote it: {}", some_names(m_edited)));
    throw base::Error(base::ExitCode::output,
                      fmt::format("{}: {} not touched: {}", where,
                                  base::counted(static_cast<std::int64_t>(m_foreign.size() + m_edited.size()),
                                                "file was", "files were"),
                                  base::join(parts, "; ")),
                      "move them (or keep your words as comments in the database), or let --force replace them");
}

ExportSummary DirectorySink::finish() {
    hand_over();
    stop();
    if (m_error) std::rethrow_exception(m_error);
    remove_surplus();
    m_folder.save(m_files);
    if (!m_edited.empty() || !m_foreign.empty()) refuse();
    return m_summary;
}

} // namespace scribe::exporter
