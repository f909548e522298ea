// SPDX-License-Identifier: MIT
#pragma once

#include "catalog/store.hpp"
#include "model/code/query.hpp"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

// What was counted of queries, snapshot by snapshot.
namespace scribe::catalog {

/// What a snapshot added.
struct SnapshotSummary {
    std::int64_t id = 0;
    std::int64_t entries = 0;     ///< that were counted
    std::int64_t new_queries = 0; ///< that the catalog did not have
    std::int64_t gone = 0;        ///< entries of the snapshot before that the server no longer has
};

/// Writes one snapshot in the transaction that the caller has open. Of counters only what is another than in the
/// snapshot before takes room.
class SnapshotWriter {
public:
    SnapshotWriter(Store &store, SourceRow const &source, model::QuerySnapshot const &snapshot);
    /// `read` is called when the catalog does not know the entry's query. Figures of an entry that was put already, as
    /// dumps have them that lack the server's ids, are added up.
    void put(model::QueryEntry const &entry, model::QueryFigures const &figures,
             std::function<model::Query()> const &read);
    /// `body` is the snapshot's, as JSON: empty leaves what it has. Without `sees_all`, entries that were not put may
    /// be there all the same.
    SnapshotSummary finish(std::string_view body = {}, bool sees_all = true);

private:
    /// What the server tells entries apart by; in logs the query and the names besides.
    using Key = std::tuple<std::int64_t, std::int64_t, std::int64_t, bool, std::int64_t, std::string, std::string>;
    struct Known {
        std::int64_t id = 0, query = 0;
        std::string database;
        model::QueryFigures figures;
        bool is_there = false;  ///< in the snapshot before
        bool seen = false;      ///< in this one
        bool is_unread = false; ///< its text was never there
    };
    /// The entry is from now on one of the query that it turned out to be.
    void give_text(Known &known, model::Query const &query);
    bool is_counted(model::QueryEntry const &entry) const;
    Key key(model::QueryEntry const &entry, std::int64_t query) const;
    void load();
    Known &known_entry(model::QueryEntry const &entry, std::function<model::Query()> const &read);
    void write(std::int64_t entry, model::QueryFigures const *figures);

    Store &m_store;
    SourceRow m_source;
    model::QuerySnapshot m_snapshot;
    std::map<Key, Known> m_known;
    SnapshotSummary m_summary;
    sqlite::Stmt m_insert;
};

/// Which figures are read: counters of a server, or periods of logs or of workload files.
enum class Series { counters, log, workload };

/// The snapshots of a source, the oldest first.
std::vector<model::QuerySnapshot> snapshots_of(Store &store, std::int64_t source_id, Series series);

/// The figures of an entry in the snapshot of that id.
struct FigureRow {
    std::int64_t query = 0, entry = 0, snapshot = 0;
    model::QueryEntry who; ///< valid for the first row of an entry
    bool is_gone = false;  ///< the server no longer has the entry
    model::QueryFigures figures;
};

/// Gives the figures entry by entry, the oldest snapshot of each first, where they are others than in the one before.
void for_each_figure(Store &store, std::int64_t source_id, Series series,
                     std::function<void(FigureRow const &)> const &each);

/// Where the logs of a source end that were read.
struct LogEnd {
    std::string time;            ///< the newest that they tell
    std::int64_t statements = 0; ///< of that time: so many of them were read
};
/// Nothing when none was read.
std::optional<LogEnd> read_until(Store &store, std::int64_t source_id);
/// Notes how many statements of its newest time a snapshot and those before it have read, in the transaction that the
/// caller has open.
void set_read_until(Store &store, std::int64_t snapshot, std::int64_t statements);

/// Forgets the snapshots before that time, and queries that no snapshot and no plan has any more. The newest of
/// counters before it stays, of each scope, as what later ones are compared with. In one transaction. Returns how many
/// snapshots went.
std::int64_t prune_snapshots(Store &store, std::int64_t source_id, std::string_view before, bool dry_run);

} // namespace scribe::catalog
