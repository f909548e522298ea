// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/jobs/work.hpp"

#include <atomic>
#include <cstdint>
#include <functional>
#include <memory>

namespace scribe::batch {

/// What doing an item gave.
struct ItemResult {
    std::int64_t rows = 0, bytes = 0; ///< read
    /// Writes what was found: called by the thread that called run(), in the transaction that makes the item done. What
    /// it throws ends the run.
    std::function<void(catalog::Store &)> store{};
};

/// The item in hand, as its worker tells of it.
class Activity {
public:
    /// So many more rows were read: for those who watch. The result counts, not this.
    void add_rows(std::int64_t rows) { m_rows.fetch_add(rows, std::memory_order_relaxed); }
    std::int64_t rows() const { return m_rows.load(std::memory_order_relaxed); }
    void clear() { m_rows.store(0, std::memory_order_relaxed); }

private:
    std::atomic<std::int64_t> m_rows = 0;
};

/// Does one item after the other, in a thread of its own, with what it needs for that: a connection to the source.
class Worker {
public:
    virtual ~Worker() = default;
    /// The item is the next that work() does. Items begin in their order, one after the other: no later one has begun
    /// while this runs, and what it says holds when that begins. Short; does not throw.
    virtual void begin(catalog::JobItem const &) {}
    /// Throws base::Error: source_connect when the connection is lost (the item is done again over another one),
    /// interrupted when Ctrl-C ended it; any other one is the item's, is recorded, and the rest goes on.
    virtual ItemResult work(catalog::JobItem const &item, Activity &activity) = 0;
};

/// Makes a worker, in its thread. What it throws ends the run, unless it is base::Error(source_connect) and some worker
/// was connected before: then it is tried again.
using WorkerFactory = std::function<std::unique_ptr<Worker>()>;

} // namespace scribe::batch
