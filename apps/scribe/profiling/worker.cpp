// SPDX-License-Identifier: MIT
#include "profiling/worker.hpp"

#include "base/interrupt.hpp"
#include "base/log.hpp"
#include "catalog/profiles/labels.hpp"
#include "catalog/profiles/profiles.hpp"
#include "classify/judge.hpp"
#include "classify/observer.hpp"
#include "profile/profiler.hpp"
#include "profiling/masking.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <thread>

namespace scribe::cli {

namespace {

/// How often a busy server is asked whether it still is.
constexpr std::chrono::seconds k_pause{2};
/// Rows between two words to those who watch.
constexpr std::int64_t k_told_rows = 1000;
/// Evidence of personal data is made of as many rows as are drawn of a large table, and behind them of one block in so
/// many: looking values up costs as much as counting them. Blocks, since whether numbers count up is seen from row to
/// row.
constexpr std::int64_t k_judged_rows = 10'000, k_block = 64, k_judged_share = 10;

bool is_judged(std::int64_t row) { return row < k_judged_rows || row / k_block % k_judged_share == 0; }

std::vector<std::int64_t> ids_of(catalog::ProfiledTable const &table) {
    std::vector<std::int64_t> ids;
    for (auto const &column : table.columns) ids.push_back(column.id);
    return ids;
}

/// Hands each row to those who count and those who judge.
class Counter final : public source::SampleReceiver {
public:
    Counter(ProfileSettings const &settings, ProfileTarget const &target, profile::ProfileOptions options,
            batch::Activity &activity)
        : m_settings(settings), m_target(target), m_options(std::move(options)), m_activity(activity) {}

    void begin(source::SampleStart const &start) override {
        m_start = start;
        m_facts.bytes = start.table_bytes.value_or(0);
        std::vector<model::SampleColumn> columns;
        for (auto const place : start.readable) columns.push_back(m_target.columns[place]);
        m_facts.columns.resize(columns.size());
        for (auto const &extremes : start.extremes) {
            auto const found = std::ranges::find(start.readable, extremes.column);
            auto &facts = m_facts.columns[static_cast<std::size_t>(found - start.readable.begin())];
            facts.min = extremes.minimum;
            facts.max = extremes.maximum;
        }
        m_observer.emplace(*m_settings.rules, columns);
        m_profiler.emplace(std::move(columns), m_options);
    }

    void row(model::SampleRow values) override {
        m_profiler->row(values);
        if (is_judged(m_rows)) m_observer->row(values);
        if (++m_rows % k_told_rows != 0) return;
        m_activity.add_rows(k_told_rows);
        base::check_interrupt();
    }

    profile::Profile finish(model::SampleInfo const &info) { return m_profiler->finish(info, m_facts); }
    std::vector<model::ClassEvidence> evidence() { return m_observer->finish(); }
    std::vector<std::size_t> const &readable() const { return m_start.readable; }

private:
    ProfileSettings const &m_settings;
    ProfileTarget const &m_target;
    profile::ProfileOptions m_options;
    profile::TableFacts m_facts;
    batch::Activity &m_activity;
    source::SampleStart m_start;
    std::optional<profile::TableProfiler> m_profiler;
    std::optional<classify::TableObserver> m_observer;
    std::int64_t m_rows = 0;
};

class ProfileWorker final : public batch::Worker {
public:
    explicit ProfileWorker(ProfileSettings const &settings)
        : m_settings(settings), m_source(settings.open()),
          m_store(catalog::Store::open(settings.catalog, catalog::Access::read)) {}

    batch::ItemResult work(catalog::JobItem const &item, batch::Activity &activity) override {
        wait_while_busy();
        auto const target = profile_target(m_store, m_settings.source, item.schema, item.table);
        auto request = m_settings.sampling;
        request.schema = item.schema;
        request.name = item.table;
        request.columns = target.columns;
        adapt(request);
        catalog::ProfiledTable table;
        table.id = item.object_id;
        table.source_id = m_settings.source.id;
        table.job = m_settings.job;
        table.profiled_at = m_settings.profiled_at;
        batch::ItemResult result;
        if (m_settings.statistics_only) read_statistics(request, target, table);
        else read_rows(request, target, activity, table, result);
        result.store = [table = std::move(table),
                        all = m_settings.store_values == profile::StoreValues::all](catalog::Store &store) {
            catalog::save_profile(store, table);
            // What a person decided while the table was read counts, too.
            auto const decided = catalog::find_decisions(store, ids_of(table));
            for (auto const &column : table.columns)
                if (!all && column.profile.hidden.empty() && decided.contains(column.id)) mask_stored(store, column.id);
        };
        return result;
    }

private:
    void wait_while_busy() {
        if (m_settings.nice <= 0) return;
        bool told = false;
        while (true) {
            auto const active = m_source->active_sessions();
            if (active <= m_settings.nice) return;
            if (!told)
                base::log::info("{} sessions are at work on the server: waiting until there are {} at most", active,
                                m_settings.nice);
            told = true;
            auto const until = std::chrono::steady_clock::now() + k_pause;
            while (std::chrono::steady_clock::now() < until) {
                base::check_interrupt();
                std::this_thread::sleep_for(std::chrono::milliseconds{100});
            }
        }
    }

    void adapt(source::SampleRequest &request) const {
        auto const settings = settings_of(m_settings.tables, m_settings.source.name, request.schema, request.name);
        if (settings.full_threshold) request.full_threshold = *settings.full_threshold;
        if (settings.sample_size) request.sample_size = *settings.sample_size;
        request.full_threshold = no_limit_for_zero(request.full_threshold);
    }

    profile::ProfileOptions options(source::SampleRequest const &request) const {
        profile::ProfileOptions options;
        options.table = request.name;
        options.today = m_settings.profiled_at.substr(0, 10);
        options.key = m_settings.sketch_key;
        return options;
    }

    void read_rows(source::SampleRequest const &request, ProfileTarget const &target, batch::Activity &activity,
                   catalog::ProfiledTable &table, batch::ItemResult &result) {
        Counter counter{m_settings, target, options(request), activity};
        auto report = m_source->sample(request, counter);
        auto profile = counter.finish(report.info);
        table.profile = std::move(profile.table);
        table.notes = std::move(report.notes);
        auto evidence = counter.evidence();
        for (std::size_t i = 0; i < counter.readable().size(); ++i) {
            auto const place = counter.readable()[i];
            table.columns.push_back({target.column_ids[place],
                                     std::move(profile.columns[i]),
                                     std::move(profile.sketches[i]),
                                     std::move(evidence[i]),
                                     {}});
        }
        judge(request, target, table, counter.readable());
        result.rows = report.info.sampled;
        result.bytes = report.fetched_bytes;
    }

    void read_statistics(source::SampleRequest const &request, ProfileTarget const &target,
                         catalog::ProfiledTable &table) {
        auto report = m_source->statistics(request);
        table.notes = std::move(report.notes);
        table.profile.method = report.info.method;
        table.profile.rows = report.info.rows;
        table.profile.bytes = report.table_bytes.value_or(0);
        std::vector<std::size_t> known;
        for (std::size_t i = 0; i < target.columns.size(); ++i) {
            if (!report.columns[i]) continue;
            known.push_back(i);
            auto profile =
                profile::from_statistics(target.columns[i], *report.columns[i], report.info.rows, options(request));
            table.columns.push_back({target.column_ids[i], std::move(profile), {}, std::nullopt, {}});
        }
        judge(request, target, table, known);
    }

    /// Labels all columns, those that could not be read by what an earlier run saw of them, else by their names; and
    /// hides what must not be stored. `places`: of the columns of `table`, in the target.
    void judge(source::SampleRequest const &request, ProfileTarget const &target, catalog::ProfiledTable &table,
               std::vector<std::size_t> const &places) {
        classify::TableContext context{request.name, {}};
        auto const stored = catalog::table_evidence(m_store, table.id);
        std::vector<model::ClassEvidence> evidence;
        for (std::size_t i = 0; i < target.columns.size(); ++i) {
            auto const &column = target.columns[i];
            context.columns.push_back({column.name, column.type, column.key, column.foreign_key, column.value_class});
            auto const before = stored.find(target.column_ids[i]);
            evidence.push_back(before == stored.end() ? model::ClassEvidence{} : before->second);
        }
        for (std::size_t i = 0; i < places.size(); ++i)
            if (table.columns[i].evidence) evidence[places[i]] = *table.columns[i].evidence;
        auto const labels = classify::judge(*m_settings.rules, context, evidence);
        auto const decided = catalog::find_decisions(m_store, ids_of(table));
        for (std::size_t i = 0; i < places.size(); ++i) {
            auto &column = table.columns[i];
            column.label = labels[places[i]];
            auto const decision = decided.find(column.id);
            hide(table.profile, column, decision == decided.end() ? std::string{} : decision->second);
        }
        for (std::size_t i = 0; i < target.columns.size(); ++i)
            if (std::ranges::find(places, i) == places.end())
                table.unread.emplace_back(target.column_ids[i], labels[i]);
    }

    /// Documents and running text may hold anything, whatever their samples were; the paths of documents stay, where
    /// nothing says that they are all personal. What a person decided counts more than what the rules say.
    void hide(model::TableProfile &table, catalog::ProfiledColumn &column, std::string const &decision) const {
        bool const decided = !decision.empty();
        bool const personal = decided ? decision == "set" : !column.label.entity.empty();
        bool const anything = column.profile.value_class == "json" || column.profile.role == "free_text" ||
                              (!decided && column.label.guarded);
        auto const documents = column.profile.json;
        profile::hide_values(column.profile, m_settings.store_values, personal || anything);
        bool const partly = !personal || column.label.entity == "FREE_TEXT_PII";
        if (partly && m_settings.store_values != profile::StoreValues::none) column.profile.json = documents;
        if (!column.profile.hidden.empty()) profile::hide_values(table, column.profile.name);
    }

    ProfileSettings const &m_settings;
    std::unique_ptr<source::Source> m_source;
    catalog::Store m_store;
};

} // namespace

std::unique_ptr<batch::Worker> make_profile_worker(ProfileSettings const &settings) {
    return std::make_unique<ProfileWorker>(settings);
}

} // namespace scribe::cli
