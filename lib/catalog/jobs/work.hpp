// SPDX-License-Identifier: MIT
#pragma once

#include "base/error.hpp"
#include "catalog/jobs/jobs.hpp"

#include <chrono>
#include <cstdint>

// Doing the items of a job. Several processes may: an item belongs to one of them for the time of a lease, which it
// renews; when it is killed, the lease ends and others take the item.
namespace scribe::catalog {

/// How often an item is begun before it counts as failed, when it is not the item itself that fails: the connection is
/// lost, or the process dies.
inline constexpr std::int64_t k_most_attempts = 3;

/// One of N parts of all objects: --shard K/N.
struct Shard {
    std::int64_t number = 1, of = 1; ///< 1 <= number <= of
    /// `hash`: of the object, see shard_hash.
    bool contains(std::uint32_t hash) const {
        return hash % static_cast<std::uint64_t>(of) + 1 == static_cast<std::uint64_t>(number);
    }
};

/// XXH32 (seed 0) of `source:schema.table`, the reference written as everywhere, in UTF-8.
std::uint32_t shard_hash(std::string_view source, std::string_view schema, std::string_view table);

/// What a new job is.
struct JobSpec {
    std::string kind;
    std::string source; ///< its name; the catalog must know it
    std::string author;
    std::string options = "{}";
    Shard shard{}; ///< only this part of the objects becomes items
    std::chrono::milliseconds lease{20'000};
};

/// Makes a job: all of it at finish(), nothing without.
class JobWriter {
public:
    /// Throws base::Error(usage) when the catalog has no such source.
    JobWriter(Store &store, JobSpec const &spec);
    JobWriter(JobWriter const &) = delete;
    JobWriter &operator=(JobWriter const &) = delete;

    /// Adds an item behind the others, unless it is none of the shard.
    void add(std::int64_t object_id, std::string_view schema, std::string_view table);
    std::int64_t items() const { return m_position; }
    /// Returns the job's id.
    std::string finish();

private:
    JobSpec m_spec;
    std::string m_id;
    sqlite::Txn m_txn;
    sqlite::Stmt m_insert;
    std::int64_t m_position = 0;
};

/// Who works on a job.
struct Lease {
    std::string job;
    std::string owner; ///< one of a kind, see new_owner()
    std::chrono::milliseconds length{20'000};
};

/// The name of one run of this process.
std::string new_owner();

/// Says that the owner works on the job (again); what owners had in hand whose processes have ended, as far as this
/// machine can tell, waits again. Throws base::Error(usage) when the job was cancelled or is not there.
void open_job(Store &store, Lease const &lease);

/// Takes up to `most` items that wait, the first behind position `after`, else from the beginning; when none waits,
/// those whose lease has ended. An item that was begun too often fails instead. Nothing when the job was cancelled.
/// Claimed is not begun: see begin_items.
std::vector<JobItem> claim_items(Store &store, Lease const &lease, Shard const &shard, std::int64_t after,
                                 std::int64_t most);

/// Says that work on these items of the owner's began, for the time that their `attempts` tell.
void begin_items(Store &store, Lease const &lease, std::vector<JobItem> const &items);

/// Whether a job goes on, and what is left of it for a shard.
struct JobLeft {
    JobState state = JobState::running;
    ItemCounts items{}; ///< of the shard
};

/// Makes the owner's leases as long again as they were.
void renew_leases(Store &store, Lease const &lease);
JobLeft job_left(Store &store, std::string const &job, Shard const &shard);

/// What doing an item gave.
struct ItemFigures {
    double seconds = 0;
    std::int64_t rows = 0, bytes = 0;
};

// The three ways an item ends for its owner. They take part in the transaction that the caller has open, if any, so
// that an item is done when and only when its results are stored. False: the lease was lost, and the item is another's.

[[nodiscard]] bool finish_item(Store &store, Lease const &lease, JobItem const &item, ItemFigures const &figures);
/// `code`: which exit code the error would be.
[[nodiscard]] bool fail_item(Store &store, Lease const &lease, JobItem const &item, ItemFigures const &figures,
                             base::ExitCode code, std::string_view error);
/// Lets the item, which was begun, wait again. With `counts` the attempt was one of the k_most_attempts.
[[nodiscard]] bool give_back(Store &store, Lease const &lease, JobItem const &item, bool counts);

/// Says that the owner no longer works on the job: what it still had waits again. When nobody else works on it, the job
/// is done, failed or, when something waits, interrupted. Returns its state then.
JobState close_job(Store &store, Lease const &lease);

} // namespace scribe::catalog
