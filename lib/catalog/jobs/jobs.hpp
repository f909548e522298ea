// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Jobs: work over many objects. This is what people see and do; catalog/jobs/work.hpp is for those who do the work.
namespace scribe::catalog {

enum class JobState {
    running,
    done,        ///< all items are
    failed,      ///< nothing is left to do, some items failed
    cancelled,   ///< somebody said so
    interrupted, ///< some items wait and nobody works on them
};

enum class ItemState { waiting, running, done, failed, cancelled };

std::string_view job_state_name(JobState state);
std::string_view item_state_name(ItemState state);
std::optional<JobState> job_state_from_name(std::string_view name);
std::optional<ItemState> item_state_from_name(std::string_view name);
/// All names of states, in order.
std::vector<std::string> job_state_names();
std::vector<std::string> item_state_names();

/// How many items a job has, by state.
struct ItemCounts {
    std::int64_t waiting = 0, running = 0, done = 0, failed = 0, cancelled = 0;
    std::int64_t total() const { return waiting + running + done + failed + cancelled; }
};

struct JobRow {
    std::string id;   ///< ULID
    std::string kind; ///< the command that made it: "profile"
    std::string source;
    std::string author;
    std::string options; ///< JSON object: what it was asked for
    JobState state = JobState::running;
    std::string created_at, finished_at; ///< UTC, ISO 8601; not finished: empty
    ItemCounts items{};
    std::int64_t rows = 0, bytes = 0; ///< of the finished items
    double seconds = 0;               ///< that the finished items took, added up
};

/// One object of a job.
struct JobItem {
    std::string job;
    std::int64_t position = 0; ///< in the order of work, from 1
    std::int64_t object_id = 0;
    std::string schema, table;
    ItemState state = ItemState::waiting;
    std::int64_t attempts = 0;
    std::optional<double> seconds{};
    std::optional<std::int64_t> rows{}, bytes{};
    std::string error, error_code; ///< why it failed, and the name of an exit code
    std::string finished_at;       ///< UTC, ISO 8601
};

/// Which jobs to list; what is empty or missing selects all.
struct JobQuery {
    std::string kind{}, source{};
    std::optional<JobState> state{};
    std::int64_t limit = 50; ///< 0 = all
    std::int64_t offset = 0;
};

/// Gives the jobs, the newest first. Returns how many there are in all.
std::int64_t list_jobs(Store &store, JobQuery const &query, std::function<void(JobRow &&)> const &row);

/// The job whose id begins with `word`, in any case; the newest for an empty word.
/// Throws base::Error(usage) when there is none or several begin so.
JobRow find_job(Store &store, std::string_view word);

/// The newest job of that kind and source that was neither finished nor cancelled.
std::optional<JobRow> find_resumable(Store &store, std::string const &kind, std::string const &source);

struct ItemQuery {
    std::optional<ItemState> state{};
    std::int64_t limit = 50; ///< 0 = all
    std::int64_t offset = 0;
};

/// Gives a job's items in the order of work. Returns how many there are in all.
std::int64_t list_items(Store &store, std::string const &job, ItemQuery const &query,
                        std::function<void(JobItem &&)> const &row);

/// Takes the items that wait off the job; those in hand are finished by who has them. Returns how many it took.
/// Throws base::Error(usage) when the job has ended.
std::int64_t cancel_job(Store &store, std::string const &job);

/// Lets what failed, and what a cancelled job left, wait for the next who works on the job. Returns how many items.
/// Throws base::Error(usage) when there is nothing of it.
std::int64_t retry_job(Store &store, std::string const &job);

} // namespace scribe::catalog
