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
/// row; scattered ones, since rows may come in periods.
constexpr std::int64_t k_judged_rows = 10'000, k_block = 64, k_judged_share = 10;

/// A table is read whole up to so many values, unless a number of rows was said: the server's time limit counts the
/// time that we take to count them.
constexpr std::int64_t k_most_values = 10'000'000;

bool is_judged(std::int64_t row) {
    // Multiplicative hashing by the golden ratio (Knuth, The Art of Computer Programming, volume 3, section 6.4).
    auto const block = static_cast<std::uint64_t>(row / k_block) * 0x9e3779b97f4a7c15U;
    return row < k_judged_rows || (block >> 32) % k_judged_share == 0;
}

/// Numbers, dates and the like have nothing within them that is rare among them.
bool holds_text(model::SampleColumn const &column) {
    switch (column.value_class) {
    case model::ValueClass::text:
    case model::ValueClass::array:
    case model::ValueClass::other: return true;
    default: return false;
    }
}

std::vector<std::int64_t> ids_of(catalog::ProfiledTable const &table) {
    std::vector<std::int64_t> ids;
    for (auto const &column : table.columns) ids.push_back(column.id);
    for (auto const &[id, label] : table.unread) ids.push_back(id);
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
        MemoryBudget::Part memory;
        if (m_settings.statistics_only) {
            read_statistics(request, target, table);
        } else {
            auto const needed = memory_for(request, target, options(request));
            memory = m_settings.memory->take(needed);
            read_rows(request, target, activity, table, result);
            MemoryBudget::trim(needed);
        }
        // What was found takes memory until it is stored.
        result.store = [memory = std::move(memory), table = std::move(table),
                        all = m_settings.store_values == profile::StoreValues::all](catalog::Store &store) {
            catalog::save_profile(store, table);
            if (all) return;
            // Earlier runs may not have known it, and what a person decided while the table was read counts, too.
            auto const decided = catalog::find_decisions(store, ids_of(table));
            auto const mask_earlier = [&](std::int64_t id, model::Label const &label) {
                auto const decision = decided.find(id);
                if (must_mask(label, decision == decided.end() ? std::string{} : decision->second))
                    mask_profiles(store, id);
            };
            for (auto const &column : table.columns) mask_earlier(column.id, column.label);
            for (auto const &[id, label] : table.unread) mask_earlier(id, label);
        };
        return result;
    }

private:
    void wait_while_busy() {
        if (m_settings.nice <= 0) return;
        bool told = false;
        while (true) {
            auto const [active, hidden] = m_source->sessions();
            if (hidden > 0 && !m_settings.told_of_hidden->test_and_set())
                base::log::warn("--nice knows only of sessions of this role, {} more are hidden from it: GRANT "
                                "pg_read_all_stats shows them",
                                hidden);
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
        auto said = m_settings.threshold_said;
        if (settings.sample_size && m_settings.size_said != Said::command_line)
            request.sample_size = *settings.sample_size;
        if (settings.full_threshold && said != Said::command_line) {
            request.full_threshold = *settings.full_threshold;
            said = Said::file;
        }
        auto const columns = static_cast<std::int64_t>(std::max<std::size_t>(request.columns.size(), 1));
        if (said == Said::nobody)
            request.full_threshold =
                std::min(request.full_threshold, std::max(request.sample_size, k_most_values / columns));
        request.full_threshold = no_limit_for_zero(request.full_threshold);
    }

    /// What counting will take, by what the last scan knew of the table.
    static std::size_t memory_for(source::SampleRequest const &request, ProfileTarget const &target,
                                  profile::ProfileOptions const &options) {
        auto rows = request.full_threshold;
        if (target.rows) rows = *target.rows > rows ? request.sample_size : std::min(rows, *target.rows * 5 / 4);
        return profile::memory_needed(request.columns.size(), rows, options.memory);
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
        table.profile.rows_exact = report.info.rows_exact;
        table.profile.bytes = report.table_bytes.value_or(0);
        std::vector<std::size_t> known;
        for (std::size_t i = 0; i < target.columns.size(); ++i) {
            if (!report.columns[i]) continue;
            known.push_back(i);
            profile::ColumnFacts facts;
            facts.statistics = report.columns[i];
            auto const extremes = std::ranges::find(report.extremes, i, &source::Extremes::column);
            if (extremes != report.extremes.end()) facts.min = extremes->minimum, facts.max = extremes->maximum;
            auto profile = profile::from_statistics(target.columns[i], facts, report.info.rows, options(request));
            table.columns.push_back({target.column_ids[i],
                                     std::move(profile),
                                     {},
                                     evidence_of(target.columns[i], profile::listed_values(*report.columns[i])),
                                     {}});
        }
        judge(request, target, table, known);
    }

    /// Values that were listed, by the planner or in a profile, answer the tests as those of rows do.
    model::ClassEvidence evidence_of(model::SampleColumn const &column,
                                     std::vector<profile::ListedValue> const &values) const {
        classify::TableObserver observer{*m_settings.rules, {column}};
        for (auto const &[text, times] : values) {
            model::SampleValue const value{text, static_cast<std::int64_t>(text.size()), false};
            for (int i = 0; i < times; ++i) observer.row({&value, 1});
        }
        return std::move(observer.finish().front());
    }

    /// Labels all columns, those that could not be read by what an earlier run saw of them, else by their names; and
    /// hides what must not be stored. `places`: of the columns of `table`, in the target.
    void judge(source::SampleRequest const &request, ProfileTarget const &target, catalog::ProfiledTable &table,
               std::vector<std::size_t> const &places) {
        classify::TableContext context{request.name, {}};
        auto const stored = catalog::table_evidence(m_store, table.id);
        std::vector<model::ClassEvidence> before;
        for (std::size_t i = 0; i < target.columns.size(); ++i) {
            auto const &column = target.columns[i];
            context.columns.push_back({column.name, column.type, column.key, column.foreign_key, column.value_class});
            auto const found = stored.find(target.column_ids[i]);
            before.push_back(found == stored.end() ? model::ClassEvidence{} : found->second);
        }
        auto evidence = before;
        for (std::size_t i = 0; i < places.size(); ++i) {
            auto const &seen = *table.columns[i].evidence;
            if (seen.rows > 0 || !m_settings.statistics_only) evidence[places[i]] = seen;
        }
        auto labels = classify::judge(*m_settings.rules, context, evidence);
        if (m_settings.statistics_only) prefer_rows(context, before, places, table, labels);
        guard_what_is_kept(context, target, places, table, labels);
        auto const decided = catalog::find_decisions(m_store, ids_of(table));
        for (std::size_t i = 0; i < places.size(); ++i) {
            auto &column = table.columns[i];
            column.label = labels[places[i]];
            auto const decision = decided.find(column.id);
            hide(table.profile, target.columns[places[i]], column,
                 decision == decided.end() ? std::string{} : decision->second);
        }
        for (std::size_t i = 0; i < target.columns.size(); ++i)
            if (std::ranges::find(places, i) == places.end())
                table.unread.emplace_back(target.column_ids[i], labels[i]);
    }

    /// Rows of an earlier run told more of a column than the few values that the planner lists of it: these count where
    /// there were none, and where they are personal data that the rows were not.
    void prefer_rows(classify::TableContext const &context, std::vector<model::ClassEvidence> const &before,
                     std::vector<std::size_t> const &places, catalog::ProfiledTable &table,
                     std::vector<model::Label> &labels) const {
        auto known = before;
        for (std::size_t i = 0; i < places.size(); ++i)
            if (known[places[i]].rows == 0) known[places[i]] = *table.columns[i].evidence;
        auto const by_rows = classify::judge(*m_settings.rules, context, known);
        for (std::size_t i = 0; i < places.size(); ++i) {
            auto const place = places[i];
            auto &evidence = table.columns[i].evidence;
            bool const more = must_mask(labels[place], {}) && !must_mask(by_rows[place], {});
            if (evidence->rows == 0 || (before[place].rows > 0 && !more)) evidence.reset();
            if (!more) labels[place] = by_rows[place];
        }
    }

    /// Evidence is made of some rows, and what is kept of all of them, or of an index: a frequent or an extreme value
    /// may be personal data among values that are none.
    void guard_what_is_kept(classify::TableContext const &context, ProfileTarget const &target,
                            std::vector<std::size_t> const &places, catalog::ProfiledTable const &table,
                            std::vector<model::Label> &labels) const {
        std::vector<model::ClassEvidence> kept(target.columns.size());
        for (std::size_t i = 0; i < places.size(); ++i) {
            auto const &column = target.columns[places[i]];
            if (must_mask(labels[places[i]], {}) || !holds_text(column)) continue;
            kept[places[i]] = evidence_of(column, profile::kept_values(table.columns[i].profile));
        }
        auto const found = classify::judge(*m_settings.rules, context, kept);
        for (auto const place : places) {
            if (kept[place].rows == 0 || !must_mask(found[place], {})) continue;
            labels[place].guarded = true;
            labels[place].evidence = {"some of the values that would be kept hold personal data"};
        }
    }

    /// Documents and running text may hold anything, whatever their samples were. What a person decided counts more
    /// than what the rules say.
    void hide(model::TableProfile &table, model::SampleColumn const &sample, catalog::ProfiledColumn &column,
              std::string const &decision) const {
        bool const hidden = m_settings.store_values == profile::StoreValues::none || profile::holds_documents(sample) ||
                            column.profile.role == "free_text" || column.profile.json.documents > 0 ||
                            column.label.semantic_type == "json" || must_mask(column.label, decision);
        if (hidden) mask(table, column.profile, column.label, decision, m_settings.store_values);
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
