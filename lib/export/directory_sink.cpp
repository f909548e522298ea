// SPDX-License-Identifier: MIT
#include "export/directory_sink.hpp"

#include "base/error.hpp"
#include "base/interrupt.hpp"
#include "base/text.hpp"

#include <fmt/format.h>

namespace scribe::exporter {

namespace {

constexpr std::size_t k_queue_bytes = 4 << 20;

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
    std::unique_lock lock{m_mutex};
    m_wake.wait(lock, [this] { return m_queued_bytes < k_queue_bytes || m_error; });
    if (m_error) std::rethrow_exception(m_error);
    m_queued_bytes += content.size();
    m_queue.push_back({std::string{path}, std::move(content)});
    m_wake.notify_all();
}

void DirectorySink::work() {
    std::unique_lock lock{m_mutex};
    while (true) {
        m_wake.wait(lock, [this] { return !m_queue.empty() || m_done; });
        if (m_queue.empty()) return;
        auto const job = std::move(m_queue.front());
        m_queue.pop_front();
        m_queued_bytes -= job.content.size();
        m_wake.notify_all();
        lock.unlock();
        try {
            put(job);
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

void DirectorySink::put(Job const &job) {
    m_seen.insert(job.path);
    auto const state = m_folder.compare(job.path, job.content);
    if (state == FileState::same) {
        ++m_summary.unchanged;
    } else if (!m_force && (state == FileState::edited || state == FileState::foreign)) {
        (state == FileState::edited ? m_edited : m_foreign).push_back(job.path);
        if (auto const digest = m_folder.recorded(job.path)) m_files.emplace(job.path, *digest);
        return;
    } else {
        m_folder.write(job.path, job.content);
        ++m_summary.written;
    }
    m_files.emplace(job.path, content_digest(job.content));
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
                      fmt::format("{}: {} files were not touched: {}", where, m_foreign.size() + m_edited.size(),
                                  base::join(parts, "; ")),
                      "move them (or keep your words as comments in the database), or let --force replace them");
}

ExportSummary DirectorySink::finish() {
    stop();
    if (m_error) std::rethrow_exception(m_error);
    remove_surplus();
    m_folder.save(m_files);
    if (!m_edited.empty() || !m_foreign.empty()) refuse();
    return m_summary;
}

} // namespace scribe::exporter
