// SPDX-License-Identifier: MIT
#pragma once

#include <condition_variable>
#include <cstddef>
#include <deque>
#include <exception>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>

namespace scribe::base {

/// One thread that works off items in the order they are pushed. At most `capacity` items wait: push() blocks until
/// there is room. What the work throws ends the thread and is thrown again by the next push() or by finish().
template <typename T> class WorkQueue {
public:
    WorkQueue(std::size_t capacity, std::function<void(T const &)> work)
        : m_capacity(capacity), m_work(std::move(work)), m_thread([this] { run(); }) {}
    WorkQueue(WorkQueue const &) = delete;
    WorkQueue &operator=(WorkQueue const &) = delete;

    /// Ends the thread after the item in hand; what still waits is dropped.
    ~WorkQueue() {
        {
            std::lock_guard const lock{m_mutex};
            m_items.clear();
            m_closed = true;
        }
        m_changed.notify_all();
        if (m_thread.joinable()) m_thread.join();
    }

    void push(T item) {
        std::unique_lock lock{m_mutex};
        m_changed.wait(lock, [this] { return m_items.size() < m_capacity || m_error; });
        rethrow();
        m_items.push_back(std::move(item));
        m_changed.notify_all();
    }

    /// Waits until all is done. No push() may follow.
    void finish() {
        {
            std::lock_guard const lock{m_mutex};
            m_closed = true;
        }
        m_changed.notify_all();
        if (m_thread.joinable()) m_thread.join();
        rethrow();
    }

private:
    void rethrow() {
        if (m_error) std::rethrow_exception(std::exchange(m_error, nullptr));
    }

    void run() {
        while (true) {
            T item;
            {
                std::unique_lock lock{m_mutex};
                m_changed.wait(lock, [this] { return !m_items.empty() || m_closed; });
                if (m_items.empty()) return;
                item = std::move(m_items.front());
                m_items.pop_front();
            }
            m_changed.notify_all();
            try {
                m_work(item);
            } catch (...) {
                std::lock_guard const lock{m_mutex};
                m_error = std::current_exception();
                m_changed.notify_all();
                return;
            }
        }
    }

    std::size_t m_capacity;
    std::function<void(T const &)> m_work;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<T> m_items;
    std::exception_ptr m_error;
    bool m_closed = false;
    std::thread m_thread;
};

} // namespace scribe::base
