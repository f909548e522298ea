// SPDX-License-Identifier: MIT
#include "queries/collect_server.hpp"

#include "base/json.hpp"
#include "base/text.hpp"
#include "queries/link.hpp"
#include "source/recorded.hpp"
#include "workload/read_query.hpp"

#include <fmt/format.h>

#include <optional>

namespace scribe::cli {

namespace {

/// Writes what the server counts into the catalog while it comes.
class Collector final : public source::RecordedReceiver {
public:
    Collector(catalog::Store &store, catalog::SourceRow const &source, IntervalSums *sums)
        : m_store(store), m_source(source), m_sums(sums) {
        auto const known = catalog::snapshots_of(store, source.id, catalog::Series::counters);
        if (!known.empty()) m_before = known.back();
    }

    void begin(model::QuerySnapshot const &snapshot) override {
        m_since = snapshot.since;
        m_writer.emplace(m_store, m_source, snapshot);
        if (m_sums) m_sums->begin(snapshot.taken_at);
    }

    void put(source::RecordedEntry &&one) override {
        if (m_sums) m_sums->put(one);
        m_writer->put(one.entry, one.figures, [&one] {
            return one.bytes > 0 ? workload::read_query(one.text, one.bytes, one.text_hash)
                                 : workload::unread_query(one.entry.queryid);
        });
    }

    ServerSnapshot finish(source::RecordedReport const &report) {
        ServerSnapshot done{{}, report.notes};
        if (auto const note = forgotten_note(report); !note.empty()) done.notes.push_back(note);
        base::JsonWriter json;
        json.begin_object();
        json.member("hidden", report.hidden);
        json.member("hidden_ms", report.hidden_ms);
        if (report.forgotten) json.member("forgotten", *report.forgotten);
        json.member("notes", done.notes);
        json.end_object();
        done.summary = m_writer->finish(json.take(), report.hidden == 0);
        return done;
    }

private:
    /// What the server forgot before the snapshot before this one was said then.
    std::string forgotten_note(source::RecordedReport const &report) const {
        if (!report.forgotten) return {};
        bool const goes_on = m_before && m_before->forgotten && m_before->since == m_since;
        auto const times = *report.forgotten - (goes_on ? *m_before->forgotten : 0);
        if (times <= 0) return {};
        return fmt::format(
            "the server forgot statements {} for want of room{}: a larger pg_stat_statements.max than {} "
            "keeps them",
            base::counted(times, "time"), goes_on ? " since the snapshot before" : "",
            base::group_digits(report.most_statements));
    }

    catalog::Store &m_store;
    catalog::SourceRow const &m_source;
    IntervalSums *m_sums;
    std::optional<model::QuerySnapshot> m_before;
    std::string m_since;
    std::optional<catalog::SnapshotWriter> m_writer;
};

} // namespace

ServerSnapshot collect_server(catalog::Store &store, catalog::SourceRow const &source, source::Source &database,
                              bool all_databases, IntervalSums *sums) {
    sqlite::Txn transaction{store.db()};
    Collector collector{store, source, sums};
    auto const report = database.recorded_figures(all_databases, collector);
    auto done = collector.finish(report);
    transaction.commit();
    link_queries(store, source);
    return done;
}

} // namespace scribe::cli
