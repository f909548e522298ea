// SPDX-License-Identifier: MIT
#include "catalog/jobs/work.hpp"

#include "base/log.hpp"
#include "base/system/process_name.hpp"
#include "base/text.hpp"
#include "base/ulid.hpp"
#include "catalog/jobs/shared.hpp"
#include "model/filter.hpp"

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <fmt/format.h>

namespace scribe::catalog {

namespace {

using base::Error;
using base::ExitCode;

constexpr std::string_view k_item_columns = "position, object_id, schema_name, table_name, attempts";

JobItem read_item(sqlite::Stmt &row, std::string const &job) {
    JobItem item;
    item.job = job;
    item.position = row.get_int(0);
    item.object_id = row.get_int(1);
    item.schema = row.get_text(2);
    item.table = row.get_text(3);
    item.attempts = row.get_int(4);
    return item;
}

/// Items that wait, in the order of work, behind a position.
void select_waiting(sqlite::Db &db, std::string const &job, Shard const &shard, std::int64_t after, std::int64_t most,
                    std::vector<JobItem> &items) {
    sqlite::Stmt select{db, fmt::format("SELECT {} FROM job_item WHERE job_id = ?1 AND state = 'waiting' AND "
                                        "position > ?2 AND (?4 = 1 OR shard % ?4 = ?3 - 1) ORDER BY position LIMIT ?5",
                                        k_item_columns)};
    select.bind(1, job);
    select.bind(2, after);
    select.bind(3, shard.number);
    select.bind(4, shard.of);
    select.bind(5, most);
    while (select.step()) items.push_back(read_item(select, job));
}

/// Items whose owner was killed.
void select_lost(sqlite::Db &db, std::string const &job, Shard const &shard, std::int64_t most,
                 std::vector<JobItem> &items) {
    sqlite::Stmt select{db, fmt::format("SELECT {} FROM job_item WHERE job_id = ?1 AND state = 'running' AND "
                                        "lease_until < ?2 AND (?4 = 1 OR shard % ?4 = ?3 - 1) "
                                        "ORDER BY position LIMIT ?5",
                                        k_item_columns)};
    select.bind(1, job);
    select.bind(2, now_ms());
    select.bind(3, shard.number);
    select.bind(4, shard.of);
    select.bind(5, most);
    while (select.step()) items.push_back(read_item(select, job));
}

void give_up(sqlite::Db &db, JobItem const &item) {
    sqlite::Stmt update{db, "UPDATE job_item SET state = 'failed', lease_owner = NULL, lease_until = NULL, error = ?3, "
                            "error_code = ?4, finished_at = ?5 WHERE job_id = ?1 AND position = ?2"};
    update.bind(1, item.job);
    update.bind(2, item.position);
    update.bind(3, fmt::format("{}: the program that worked on it ended without a word, {} times",
                               model::format_ref(item.schema, item.table), item.attempts));
    update.bind(4, base::exit_code_name(ExitCode::internal));
    update.bind(5, utc_now());
    update.run();
}

bool is_cancelled(sqlite::Db &db, std::string const &job) {
    sqlite::Stmt select{db, "SELECT 1 FROM job WHERE id = ? AND state <> 'cancelled'"};
    select.bind(1, job);
    return !select.step();
}

/// Ends what the owner has in hand; `sets` begins with a comma and uses parameters from 4 on.
sqlite::Stmt end_item(sqlite::Db &db, Lease const &lease, JobItem const &item, std::string_view sets) {
    sqlite::Stmt update{db,
                        fmt::format("UPDATE job_item SET lease_owner = NULL, lease_until = NULL{} WHERE job_id = ?1 "
                                    "AND position = ?2 AND state = 'running' AND lease_owner = ?3",
                                    sets)};
    update.bind(1, lease.job);
    update.bind(2, item.position);
    update.bind(3, lease.owner);
    return update;
}

/// Lets all that the owner has in hand wait again.
void give_all_back(sqlite::Db &db, Lease const &lease) {
    sqlite::Stmt back{db, "UPDATE job_item SET lease_owner = NULL, lease_until = NULL, state = "
                          "(SELECT CASE j.state WHEN 'cancelled' THEN 'cancelled' ELSE 'waiting' END FROM job j "
                          "WHERE j.id = ?1) WHERE job_id = ?1 AND state = 'running' AND lease_owner = ?2"};
    back.bind(1, lease.job);
    back.bind(2, lease.owner);
    back.run();
}

/// Who has items of the job in hand and will never end them.
std::vector<std::string> ended_owners(sqlite::Db &db, std::string const &job) {
    sqlite::Stmt select{db, "SELECT DISTINCT lease_owner FROM job_item WHERE job_id = ? AND state = 'running'"};
    select.bind(1, job);
    std::vector<std::string> ended;
    while (select.step()) {
        std::string owner{select.get_text(0)};
        if (auto const blank = owner.find(' '); blank != std::string::npos && base::has_ended(owner.substr(blank + 1)))
            ended.push_back(std::move(owner));
    }
    return ended;
}

constexpr std::string_view k_ended = ", state = ?4, seconds = ?5, row_count = ?6, byte_count = ?7, error = ?8, "
                                     "error_code = ?9, finished_at = ?10";

} // namespace

std::uint32_t shard_hash(std::string_view source, std::string_view schema, std::string_view table) {
    auto const name = fmt::format("{}:{}", source, model::format_ref(schema, table));
    return XXH32(name.data(), name.size(), 0);
}

// ---- JobWriter

JobWriter::JobWriter(Store &store, JobSpec const &spec)
    : m_spec(spec), m_id(base::new_ulid()), m_txn(store.db()),
      m_insert(store.db(), "INSERT INTO job_item (job_id, position, object_id, schema_name, table_name, shard, state, "
                           "attempts) VALUES (?, ?, ?, ?, ?, ?, 'waiting', 0)") {
    auto const source = store.find_source(spec.source);
    if (!source)
        throw Error(ExitCode::usage, fmt::format("the catalog has no source \"{}\"", base::single_line(spec.source)),
                    "scribe source list shows the sources");
    sqlite::Stmt insert{store.db(), "INSERT INTO job (id, kind, source_id, author, options, state, lease_until, "
                                    "created_at) VALUES (?, ?, ?, ?, ?, 'running', ?, ?)"};
    insert.bind(1, m_id);
    insert.bind(2, spec.kind);
    insert.bind(3, source->id);
    insert.bind(4, spec.author);
    insert.bind(5, spec.options);
    insert.bind(6, now_ms() + spec.lease.count());
    insert.bind(7, utc_now());
    insert.run();
    m_insert.bind(1, m_id);
}

void JobWriter::add(std::int64_t object_id, std::string_view schema, std::string_view table) {
    auto const hash = shard_hash(m_spec.source, schema, table);
    if (!m_spec.shard.contains(hash)) return;
    m_insert.bind(2, ++m_position);
    m_insert.bind(3, object_id);
    m_insert.bind(4, schema);
    m_insert.bind(5, table);
    m_insert.bind(6, static_cast<std::int64_t>(hash));
    m_insert.run();
}

std::string JobWriter::finish() {
    m_txn.commit();
    return m_id;
}

// ---- leases

std::string new_owner() { return base::new_ulid() + " " + base::process_name(); }

void open_job(Store &store, Lease const &lease) {
    auto &db = store.db();
    auto const ended = ended_owners(db, lease.job);
    sqlite::Txn txn{db};
    if (is_cancelled(db, lease.job))
        throw Error(ExitCode::usage, fmt::format("job {} was cancelled, or is not in this catalog", lease.job),
                    fmt::format("scribe jobs retry {} takes it up again", lease.job));
    sqlite::Stmt update{db, "UPDATE job SET state = 'running', finished_at = NULL, lease_until = max(lease_until, ?2) "
                            "WHERE id = ?1"};
    update.bind(1, lease.job);
    update.bind(2, now_ms() + lease.length.count());
    update.run();
    for (auto const &owner : ended) give_all_back(db, {lease.job, owner});
    txn.commit();
}

std::vector<JobItem> claim_items(Store &store, Lease const &lease, Shard const &shard, std::int64_t after,
                                 std::int64_t most) {
    auto &db = store.db();
    std::vector<JobItem> found, claimed;
    sqlite::Txn txn{db};
    if (is_cancelled(db, lease.job)) return {};
    select_waiting(db, lease.job, shard, after, most, found);
    if (found.empty() && after > 0) select_waiting(db, lease.job, shard, 0, most, found);
    if (found.empty()) select_lost(db, lease.job, shard, most, found);
    sqlite::Stmt claim{db,
                       "UPDATE job_item SET state = 'running', lease_owner = ?3, lease_until = ?4 WHERE job_id = ?1 "
                       "AND position = ?2"};
    claim.bind(1, lease.job);
    claim.bind(3, lease.owner);
    claim.bind(4, now_ms() + lease.length.count());
    for (auto &item : found) {
        if (item.attempts >= k_most_attempts) {
            give_up(db, item);
            continue;
        }
        claim.bind(2, item.position);
        claim.run();
        item.state = ItemState::running;
        claimed.push_back(std::move(item));
    }
    txn.commit();
    return claimed;
}

void begin_items(Store &store, Lease const &lease, std::vector<JobItem> const &items) {
    if (items.empty()) return;
    auto &db = store.db();
    sqlite::Txn txn{db};
    sqlite::Stmt update{db,
                        "UPDATE job_item SET attempts = ?4 WHERE job_id = ?1 AND position = ?2 AND state = 'running' "
                        "AND lease_owner = ?3"};
    update.bind(1, lease.job);
    update.bind(3, lease.owner);
    for (auto const &item : items) {
        update.reset();
        update.bind(2, item.position);
        update.bind(4, item.attempts);
        update.run();
    }
    txn.commit();
}

void renew_leases(Store &store, Lease const &lease) {
    auto &db = store.db();
    auto const until = now_ms() + lease.length.count();
    sqlite::Txn txn{db};
    sqlite::Stmt items{db, "UPDATE job_item SET lease_until = ?3 WHERE job_id = ?1 AND state = 'running' AND "
                           "lease_owner = ?2"};
    items.bind(1, lease.job);
    items.bind(2, lease.owner);
    items.bind(3, until);
    items.run();
    // Another one that left may have taken it for interrupted.
    sqlite::Stmt job{db,
                     "UPDATE job SET lease_until = max(lease_until, ?2), state = CASE state WHEN 'interrupted' THEN "
                     "'running' ELSE state END WHERE id = ?1"};
    job.bind(1, lease.job);
    job.bind(2, until);
    job.run();
    txn.commit();
}

JobLeft job_left(Store &store, std::string const &job, Shard const &shard) {
    auto &db = store.db();
    sqlite::Txn const snapshot{db, sqlite::Txn::Kind::deferred};
    JobLeft left;
    sqlite::Stmt select{db, "SELECT state FROM job WHERE id = ?"};
    select.bind(1, job);
    // A job goes with its source: who works on it stops as if it were cancelled.
    left.state =
        select.step() ? job_state_from_name(select.get_text(0)).value_or(JobState::cancelled) : JobState::cancelled;
    left.items = count_items(db, job, shard.number, shard.of);
    return left;
}

// ---- the end of an item

bool finish_item(Store &store, Lease const &lease, JobItem const &item, ItemFigures const &figures) {
    auto update = end_item(store.db(), lease, item, k_ended);
    update.bind(4, item_state_name(ItemState::done));
    update.bind(5, figures.seconds);
    update.bind(6, figures.rows);
    update.bind(7, figures.bytes);
    update.bind_null(8);
    update.bind_null(9);
    update.bind(10, utc_now());
    update.run();
    return store.db().changes() == 1;
}

bool fail_item(Store &store, Lease const &lease, JobItem const &item, ItemFigures const &figures, base::ExitCode code,
               std::string_view error) {
    auto update = end_item(store.db(), lease, item, k_ended);
    update.bind(4, item_state_name(ItemState::failed));
    update.bind(5, figures.seconds);
    update.bind(6, figures.rows);
    update.bind(7, figures.bytes);
    update.bind(8, base::sanitize_utf8(error));
    update.bind(9, base::exit_code_name(code));
    update.bind(10, utc_now());
    update.run();
    return store.db().changes() == 1;
}

bool give_back(Store &store, Lease const &lease, JobItem const &item, bool counts) {
    // What waits in a cancelled job would wait for nobody.
    auto update =
        end_item(store.db(), lease, item,
                 ", state = (SELECT CASE j.state WHEN 'cancelled' THEN 'cancelled' ELSE 'waiting' END FROM job "
                 "j WHERE j.id = ?1), attempts = attempts - ?4");
    update.bind(4, counts ? 0 : 1);
    update.run();
    return store.db().changes() == 1;
}

JobState close_job(Store &store, Lease const &lease) {
    auto &db = store.db();
    sqlite::Txn txn{db};
    give_all_back(db, lease);
    auto const left = count_items(db, lease.job, 1, 1);
    sqlite::Stmt others{db, "SELECT 1 FROM job_item WHERE job_id = ? AND state = 'running' AND lease_until >= ?"};
    others.bind(1, lease.job);
    others.bind(2, now_ms());
    bool const shared = others.step();
    auto const state = shared                            ? JobState::running
                       : left.waiting + left.running > 0 ? JobState::interrupted
                       : left.failed > 0                 ? JobState::failed
                                                         : JobState::done;
    sqlite::Stmt update{db, "UPDATE job SET state = ?2, finished_at = ?3 WHERE id = ?1 AND state <> 'cancelled'"};
    update.bind(1, lease.job);
    update.bind(2, job_state_name(state));
    bool const ended = state == JobState::done || state == JobState::failed;
    update.bind(3, ended ? std::optional{utc_now()} : std::nullopt);
    update.run();
    bool const cancelled = is_cancelled(db, lease.job);
    txn.commit();
    return cancelled ? JobState::cancelled : state;
}

} // namespace scribe::catalog
