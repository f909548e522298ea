// SPDX-License-Identifier: MIT
#include "catalog/jobs/jobs.hpp"

#include "base/error.hpp"
#include "base/text.hpp"
#include "catalog/jobs/shared.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace scribe::catalog {

namespace {

using base::Error;
using base::ExitCode;

constexpr std::array<std::string_view, 5> k_job_states = {"running", "done", "failed", "cancelled", "interrupted"};
constexpr std::array<std::string_view, 5> k_item_states = {"waiting", "running", "done", "failed", "cancelled"};

template <typename State>
std::optional<State> state_from(std::array<std::string_view, 5> const &names, std::string_view name) {
    auto const *const found = std::ranges::find(names, name);
    return found == names.end() ? std::nullopt : std::optional{static_cast<State>(found - names.begin())};
}

/// Jobs as people see them; ?1 is now. A job of which nobody has said for the time of a lease that it runs was killed.
constexpr std::string_view k_jobs =
    "WITH seen AS (SELECT j.id, j.kind, s.name AS source, j.author, j.options, CASE WHEN j.state = 'running' AND "
    "j.lease_until < ?1 THEN 'interrupted' ELSE j.state END AS state, j.created_at, j.finished_at "
    "FROM job j JOIN source s ON s.id = j.source_id) ";

constexpr std::string_view k_chosen = " FROM seen WHERE ?2 IN ('', kind) AND ?3 IN ('', source) AND ?4 IN ('', state) ";

void bind_query(sqlite::Stmt &statement, JobQuery const &query) {
    statement.bind(1, now_ms());
    statement.bind(2, query.kind);
    statement.bind(3, query.source);
    statement.bind(4, query.state ? job_state_name(*query.state) : std::string_view{});
}

/// id, kind, source, author, options, state, created_at, finished_at
JobRow read_job(sqlite::Stmt &row) {
    JobRow job;
    job.id = row.get_text(0);
    job.kind = row.get_text(1);
    job.source = row.get_text(2);
    job.author = row.get_text(3);
    job.options = row.get_text(4);
    job.state = job_state_from_name(row.get_text(5)).value_or(JobState::interrupted);
    job.created_at = row.get_text(6);
    job.finished_at = row.get_text(7);
    return job;
}

void read_figures(sqlite::Db &db, JobRow &job) {
    job.items = count_items(db, job.id, 1, 1);
    sqlite::Stmt sums{db, "SELECT coalesce(sum(row_count), 0), coalesce(sum(byte_count), 0), total(seconds) "
                          "FROM job_item WHERE job_id = ?"};
    sums.bind(1, job.id);
    sums.step();
    job.rows = sums.get_int(0);
    job.bytes = sums.get_int(1);
    job.seconds = sums.get_double(2);
}

[[noreturn]] void no_such_job(std::string_view word) {
    if (word.empty()) throw Error(ExitCode::usage, "the catalog has no job", "scribe profile makes one");
    throw Error(ExitCode::usage, fmt::format("the catalog has no job \"{}\"", base::single_line(word)),
                "scribe jobs list shows all; the beginning of an id is enough");
}

std::string upper(std::string_view word) {
    std::string text{word};
    for (char &c : text) {
        if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    }
    return text;
}

std::string state_of(sqlite::Db &db, std::string const &job) {
    sqlite::Stmt select{db, "SELECT state FROM job WHERE id = ?"};
    select.bind(1, job);
    if (!select.step()) no_such_job(job);
    return std::string{select.get_text(0)};
}

} // namespace

std::string_view job_state_name(JobState state) { return k_job_states.at(static_cast<std::size_t>(state)); }
std::string_view item_state_name(ItemState state) { return k_item_states.at(static_cast<std::size_t>(state)); }
std::optional<JobState> job_state_from_name(std::string_view name) { return state_from<JobState>(k_job_states, name); }
std::optional<ItemState> item_state_from_name(std::string_view name) {
    return state_from<ItemState>(k_item_states, name);
}
std::vector<std::string> job_state_names() { return {k_job_states.begin(), k_job_states.end()}; }
std::vector<std::string> item_state_names() { return {k_item_states.begin(), k_item_states.end()}; }

std::int64_t now_ms() {
    using namespace std::chrono;
    return duration_cast<milliseconds>(system_clock::now().time_since_epoch()).count();
}

ItemCounts count_items(sqlite::Db &db, std::string const &job, std::int64_t shard, std::int64_t shards) {
    ItemCounts counts;
    sqlite::Stmt select{db,
                        "SELECT state, count(*) FROM job_item WHERE job_id = ?1 AND (?3 = 1 OR shard % ?3 = ?2 - 1) "
                        "GROUP BY state"};
    select.bind(1, job);
    select.bind(2, shard);
    select.bind(3, shards);
    while (select.step()) {
        auto const number = select.get_int(1);
        switch (item_state_from_name(select.get_text(0)).value_or(ItemState::waiting)) {
        case ItemState::waiting: counts.waiting = number; break;
        case ItemState::running: counts.running = number; break;
        case ItemState::done: counts.done = number; break;
        case ItemState::failed: counts.failed = number; break;
        case ItemState::cancelled: counts.cancelled = number; break;
        }
    }
    return counts;
}

std::int64_t list_jobs(Store &store, JobQuery const &query, std::function<void(JobRow &&)> const &row) {
    auto &db = store.db();
    sqlite::Txn const snapshot{db, sqlite::Txn::Kind::deferred};
    sqlite::Stmt count{db, fmt::format("{}SELECT count(*){}", k_jobs, k_chosen)};
    bind_query(count, query);
    count.step();
    sqlite::Stmt select{db, fmt::format("{}SELECT *{}ORDER BY id DESC LIMIT ?5 OFFSET ?6", k_jobs, k_chosen)};
    bind_query(select, query);
    select.bind(5, query.limit == 0 ? -1 : query.limit);
    select.bind(6, query.offset);
    while (select.step()) {
        auto job = read_job(select);
        read_figures(db, job);
        row(std::move(job));
    }
    return count.get_int(0);
}

JobRow find_job(Store &store, std::string_view word) {
    auto &db = store.db();
    sqlite::Stmt select{db, fmt::format("{}SELECT * FROM seen WHERE substr(id, 1, length(?2)) = ?2 "
                                        "ORDER BY id DESC LIMIT 2",
                                        k_jobs)};
    select.bind(1, now_ms());
    select.bind(2, upper(word));
    if (!select.step()) no_such_job(word);
    auto job = read_job(select);
    if (!word.empty() && select.step())
        throw Error(ExitCode::usage, fmt::format("several jobs begin with \"{}\"", base::single_line(word)),
                    fmt::format("write more of it: {} or {}", job.id, select.get_text(0)));
    read_figures(db, job);
    return job;
}

std::optional<JobRow> find_resumable(Store &store, std::string const &kind, std::string const &source) {
    std::optional<JobRow> found;
    // Finished jobs may be many; those that are not are the newest ones, and few.
    for (auto const state : {JobState::running, JobState::interrupted}) {
        JobQuery query{.kind = kind, .source = source, .state = state, .limit = 1};
        list_jobs(store, query, [&found](JobRow &&row) {
            if (!found || row.id > found->id) found = std::move(row);
        });
    }
    return found;
}

std::int64_t list_items(Store &store, std::string const &job, ItemQuery const &query,
                        std::function<void(JobItem &&)> const &row) {
    auto &db = store.db();
    auto const state = std::string{query.state ? item_state_name(*query.state) : std::string_view{}};
    sqlite::Txn const snapshot{db, sqlite::Txn::Kind::deferred};
    sqlite::Stmt count{db, "SELECT count(*) FROM job_item WHERE job_id = ?1 AND ?2 IN ('', state)"};
    count.bind(1, job);
    count.bind(2, state);
    count.step();
    sqlite::Stmt select{db, "SELECT job_id, position, object_id, schema_name, table_name, state, attempts, seconds, "
                            "row_count, byte_count, error, error_code, finished_at FROM job_item WHERE job_id = ?1 "
                            "AND ?2 IN ('', state) ORDER BY position LIMIT ?3 OFFSET ?4"};
    select.bind(1, job);
    select.bind(2, state);
    select.bind(3, query.limit == 0 ? -1 : query.limit);
    select.bind(4, query.offset);
    while (select.step()) {
        JobItem item;
        item.job = select.get_text(0);
        item.position = select.get_int(1);
        item.object_id = select.get_int(2);
        item.schema = select.get_text(3);
        item.table = select.get_text(4);
        item.state = item_state_from_name(select.get_text(5)).value_or(ItemState::waiting);
        item.attempts = select.get_int(6);
        if (!select.is_null(7)) item.seconds = select.get_double(7);
        item.rows = select.get_optional_int(8);
        item.bytes = select.get_optional_int(9);
        item.error = select.get_text(10);
        item.error_code = select.get_text(11);
        item.finished_at = select.get_text(12);
        row(std::move(item));
    }
    return count.get_int(0);
}

std::int64_t cancel_job(Store &store, std::string const &job) {
    auto &db = store.db();
    sqlite::Txn txn{db};
    auto const state = state_of(db, job);
    if (state != "running" && state != "interrupted")
        throw Error(ExitCode::usage, fmt::format("job {} has ended: it is {}", job, state),
                    "scribe jobs list --state running shows what can be cancelled");
    sqlite::Stmt items{db, "UPDATE job_item SET state = 'cancelled' WHERE job_id = ? AND state = 'waiting'"};
    items.bind(1, job);
    items.run();
    auto const taken = db.changes();
    sqlite::Stmt update{db, "UPDATE job SET state = 'cancelled', finished_at = ?2 WHERE id = ?1"};
    update.bind(1, job);
    update.bind(2, utc_now());
    update.run();
    txn.commit();
    return taken;
}

std::int64_t retry_job(Store &store, std::string const &job) {
    auto &db = store.db();
    sqlite::Txn txn{db};
    state_of(db, job);
    sqlite::Stmt items{db, "UPDATE job_item SET state = 'waiting', attempts = 0, seconds = NULL, row_count = NULL, "
                           "byte_count = NULL, error = NULL, error_code = NULL, finished_at = NULL "
                           "WHERE job_id = ? AND state IN ('failed', 'cancelled')"};
    items.bind(1, job);
    items.run();
    auto const waiting = db.changes();
    if (waiting == 0)
        throw Error(ExitCode::usage, fmt::format("nothing of job {} failed or was cancelled", job),
                    "scribe jobs show tells what became of it");
    // Who still works on it goes on with them.
    sqlite::Stmt update{db, "UPDATE job SET state = CASE state WHEN 'running' THEN state ELSE 'interrupted' END, "
                            "finished_at = NULL WHERE id = ?"};
    update.bind(1, job);
    update.run();
    txn.commit();
    return waiting;
}

} // namespace scribe::catalog
