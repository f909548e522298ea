// SPDX-License-Identifier: MIT
#include "batch/runner.hpp"

#include "base/interrupt.hpp"
#include "base/log.hpp"
#include "base/ulid.hpp"
#include "batch/crew.hpp"

#include <algorithm>

namespace scribe::batch {

namespace {

using base::Error;
using base::ExitCode;
using Stop = RunReport::Stop;
using clock = std::chrono::steady_clock;

/// How long the loop sleeps when nothing happens, and how often it looks for items that others give back or lose.
constexpr std::chrono::milliseconds k_tick{50};
constexpr std::chrono::milliseconds k_look_again{500};

class Run {
public:
    Run(catalog::Store &store, RunOptions const &options, WorkerFactory const &make_worker)
        : m_store(store), m_options(options), m_lease{options.job, catalog::new_owner(), options.lease},
          m_make_worker(make_worker) {
        m_report.job = options.job;
    }

    RunReport go() {
        catalog::open_job(m_store, m_lease);
        m_left = catalog::job_left(m_store, m_options.job, m_options.shard);
        m_before = finished(m_left.items);
        Crew crew{{crew_size(), m_options.patience, m_options.pause}, m_make_worker};
        while (!step_or_stop(crew)) {}
        close();
        show(crew, true);
        return std::move(m_report);
    }

private:
    static std::int64_t finished(catalog::ItemCounts const &items) { return items.done + items.failed; }

    int crew_size() const {
        auto const open = std::max<std::int64_t>(1, m_left.items.waiting + m_left.items.running);
        return static_cast<int>(std::clamp<std::int64_t>(m_options.workers, 1, open));
    }

    /// A step; Ctrl-C within one of the catalog's statements stops the run as any other does.
    bool step_or_stop(Crew &crew) {
        try {
            return step(crew);
        } catch (Error const &error) {
            if (error.code() != ExitCode::interrupted) throw;
            stop(crew, Stop::interrupted);
            return false;
        }
    }

    /// True at the end.
    bool step(Crew &crew) {
        if (base::interrupted()) stop(crew, Stop::interrupted);
        if (m_options.give_up && m_report.stop == Stop::none) {
            if (auto error = m_options.give_up()) {
                m_report.error = std::move(error);
                stop(crew, Stop::disconnected);
            }
        }
        refill(crew);
        auto outcomes = crew.take(k_tick);
        catalog::begin_items(m_store, m_lease, crew.begun());
        for (auto &outcome : outcomes) {
            m_next_claim = {};
            settle(crew, outcome);
        }
        if (auto error = crew.gone(); error && m_report.stop == Stop::none) {
            m_report.error = std::move(error);
            stop(crew, Stop::disconnected);
        }
        keep_leases(crew);
        show(crew, false);
        if (!crew.idle()) return false;
        return m_report.stop != Stop::none || m_nothing_left;
    }

    void stop(Crew &crew, Stop why) {
        if (m_report.stop == Stop::none) m_report.stop = why;
        crew.stop();
    }

    void refill(Crew &crew) {
        auto const room = crew.room();
        auto const now = clock::now();
        if (m_report.stop != Stop::none || room == 0 || now < m_next_claim) return;
        auto items = catalog::claim_items(m_store, m_lease, m_options.shard, m_cursor, room);
        m_nothing_left = false;
        if (items.empty()) {
            m_next_claim = now + k_look_again;
            look_at_job(crew);
            m_nothing_left = m_left.items.waiting + m_left.items.running == 0;
            return;
        }
        m_cursor = items.back().position;
        crew.give(std::move(items));
    }

    void look_at_job(Crew &crew) {
        m_left = catalog::job_left(m_store, m_options.job, m_options.shard);
        if (m_left.state == catalog::JobState::cancelled) stop(crew, Stop::cancelled);
    }

    /// Writes down what became of an item.
    void settle(Crew &crew, Outcome &outcome) {
        auto const &item = outcome.item;
        bool const failed = outcome.how == Outcome::How::failed ||
                            (outcome.how == Outcome::How::lost && item.attempts >= catalog::k_most_attempts);
        bool mine = true;
        m_rows += outcome.rows;
        m_report.bytes += outcome.result.bytes;
        if (outcome.how == Outcome::How::done) mine = keep(outcome);
        else if (failed) mine = fail(outcome);
        else mine = catalog::give_back(m_store, m_lease, item, outcome.how == Outcome::How::lost);
        if (!mine) {
            base::log::debug("{}.{}: another process took it over; its result counts", item.schema, item.table);
            return;
        }
        if (outcome.how == Outcome::How::done) ++m_report.done;
        if (!failed) return;
        ++m_report.failed;
        if (m_options.fail_fast) stop(crew, Stop::fail_fast);
    }

    bool keep(Outcome const &outcome) {
        sqlite::Txn txn{m_store.db()};
        catalog::ItemFigures const figures{outcome.seconds, outcome.result.rows, outcome.result.bytes};
        if (!catalog::finish_item(m_store, m_lease, outcome.item, figures)) return false;
        if (outcome.result.store) outcome.result.store(m_store);
        txn.commit();
        count(&catalog::ItemCounts::done);
        return true;
    }

    bool fail(Outcome const &outcome) {
        catalog::ItemFigures const figures{outcome.seconds, outcome.rows, 0};
        if (!catalog::fail_item(m_store, m_lease, outcome.item, figures, outcome.code, outcome.error)) return false;
        count(&catalog::ItemCounts::failed);
        return true;
    }

    /// Until the next look at the job, which counts what others do too.
    void count(std::int64_t catalog::ItemCounts::*state) {
        ++(m_left.items.*state);
        auto &from = m_left.items.waiting > 0 ? m_left.items.waiting : m_left.items.running;
        if (from > 0) --from;
    }

    void keep_leases(Crew &crew) {
        auto const now = clock::now();
        if (now - m_renewed < m_options.lease / 4) return;
        m_renewed = now;
        catalog::renew_leases(m_store, m_lease);
        look_at_job(crew);
    }

    void show(Crew &crew, bool last) {
        auto const now = clock::now();
        if (!m_options.progress || (!last && now - m_shown < m_options.progress_every)) return;
        m_shown = now;
        Progress progress;
        progress.items = m_left.items;
        progress.rows = m_rows;
        for (auto &item : crew.in_hand()) {
            progress.rows += item.rows;
            if (!progress.slowest || progress.slowest->seconds < item.seconds)
                progress.slowest = {std::move(item.schema), std::move(item.table), item.seconds, item.rows};
        }
        progress.bytes = m_report.bytes;
        progress.seconds = std::chrono::duration<double>(now - m_started).count();
        progress.rows_per_second = m_pace.add(now, progress.rows);
        auto const done = finished(m_left.items) - m_before;
        if (done > 0)
            progress.seconds_left = progress.seconds / static_cast<double>(done) *
                                    static_cast<double>(m_left.items.waiting + m_left.items.running);
        progress.finished = last;
        m_options.progress(progress);
    }

    void close() {
        m_report.rows = m_rows;
        m_report.seconds = std::chrono::duration<double>(clock::now() - m_started).count();
        try {
            m_report.state = catalog::close_job(m_store, m_lease);
            m_left.items = catalog::job_left(m_store, m_options.job, m_options.shard).items;
            catalog::list_items(m_store, m_options.job, {.state = catalog::ItemState::failed, .limit = k_most_failures},
                                [this](catalog::JobItem &&item) { m_report.failures.push_back(std::move(item)); });
        } catch (Error const &error) {
            // The catalog is locked and the user does not wait: the leases end by themselves.
            if (error.code() != ExitCode::interrupted) throw;
            m_report.state = catalog::JobState::interrupted;
        }
        m_report.items = m_left.items;
    }

    catalog::Store &m_store;
    RunOptions const &m_options;
    catalog::Lease m_lease;
    WorkerFactory const &m_make_worker;
    RunReport m_report;
    catalog::JobLeft m_left;
    std::int64_t m_before = 0; ///< items that were finished when the run began
    std::int64_t m_cursor = 0; ///< the last position that was claimed
    std::int64_t m_rows = 0;
    bool m_nothing_left = false;
    Pace m_pace;
    clock::time_point m_started = clock::now();
    clock::time_point m_renewed = m_started, m_shown{}, m_next_claim{};
};

} // namespace

ExitCode RunReport::exit_code() const {
    if (stop == Stop::interrupted || stop == Stop::cancelled) return ExitCode::interrupted;
    if (error) return error->code();
    return items.failed > 0 ? ExitCode::partial : ExitCode::ok;
}

RunReport run(catalog::Store &store, RunOptions const &options, WorkerFactory const &make_worker) {
    return Run{store, options, make_worker}.go();
}

} // namespace scribe::batch
