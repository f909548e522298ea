// SPDX-License-Identifier: MIT
#pragma once

#include "model/filter.hpp"
#include "model/objects.hpp"
#include "model/reader.hpp"
#include "model/subkind.hpp"
#include "sqlite/db.hpp"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <vector>

namespace scribe::catalog {

/// A source as the catalog knows it. `url` never holds a password.
struct SourceRow {
    std::int64_t id = 0;
    std::string name;
    std::string url;
    std::string product, version, database, identity, encoding, collation;
    std::string secret; ///< encrypted password (catalog/secret.hpp), empty when none is stored
    std::string created_at;
    std::string comment{}; ///< on the database itself
};

/// What a scan covered: decides which missing objects count as removed.
struct ScanScope {
    model::ObjectFilter filter;
    std::set<model::Kind> unseen;
    std::vector<std::string> notes;
};

struct ScanSummary {
    std::int64_t scan_id = 0;
    std::int64_t objects = 0; ///< seen in this scan
    std::int64_t added = 0, changed = 0, removed = 0;
};

/// Which objects to list.
struct ObjectQuery {
    std::vector<model::Kind> kinds{}; ///< empty: all
    /// Of a kind that stands here, only objects of one of its subkinds.
    std::vector<model::Subkind const *> subkinds{};
    std::string source{}; ///< name or glob; empty: all
    std::vector<model::RefPattern>
        patterns{}; ///< an object matches when an including and no more specific excluding one does
    /// Only of SQLite sources, whose names match in any case (ASCII); the patterns are in lower case.
    bool any_case = false;
    model::ObjectFilter filter{};
    std::string search{}; ///< part of the name or comment, any case
    bool described = false;
    bool undescribed = false;
    bool extension_objects = false; ///< also those that an extension owns
    enum class Sort { name, rows, size, columns } sort = Sort::name;
    std::int64_t limit = 50; ///< 0 = all
    std::int64_t offset = 0;
};

/// One line of a listing.
struct ObjectRow {
    std::string source;
    model::Record record;
    std::optional<std::int64_t> columns; ///< tables and views: number of columns
};

/// What the code of another object uses, and where: "column id", "definition".
struct UsedObject {
    model::Record record;
    std::vector<std::string> where;
};

/// An object and what is around it.
struct Neighbourhood {
    SourceRow source;
    model::Record object;
    std::vector<model::Record> parts; ///< tables and views: columns, constraints, indexes, triggers, rules, policies
    /// Who mentions it; for parts of a table, who mentions the table; for partitions also the foreign keys to `wholes`.
    std::vector<model::Record> mentions;
    std::vector<model::Ref> wholes; ///< partitions: the tables whose rows they have a part of, the nearest first
    /// Extensions: their objects; servers: their foreign tables; parts of a table: its other parts.
    std::vector<model::Record> members;
    /// Tables, views, routines and types: the routines and sequences that their code names.
    std::vector<UsedObject> uses;
    std::optional<model::Record> whole; ///< parts of a table: the table
    /// Schemas: how many objects of each kind, and how many more belong to extensions.
    std::vector<std::pair<model::Kind, std::int64_t>> counts, of_extensions;
    /// The old name, when someone accepted that the object was renamed, and the scan that found the new one.
    std::optional<model::Record> former;
    std::int64_t renamed_scan = 0;
    bool complete = true; ///< false when there are more mentions or members than these
};

/// An object that a later scan missed.
struct RemovedObject {
    std::string source;
    model::Record record;
    std::int64_t scan_id = 0;
    std::string scanned_at; ///< UTC, ISO 8601
};

enum class Access {
    read,   ///< must exist; nothing is written
    write,  ///< must exist
    create, ///< made when missing
};

/// The catalog: one SQLite file, shared by several scribe processes.
class Store {
public:
    /// Opens and, where allowed, migrates the file. Throws base::Error(catalog): missing, not ours, newer than
    /// this program, locked, damaged, read-only.
    static Store open(std::filesystem::path const &path, Access access);
    /// Opens for reading and leaves the file as it is: what an older scribe wrote is brought up to date in a copy().
    static Store open_unchanged(std::filesystem::path const &path);
    /// An empty catalog in a file without a name, which goes with it: what is in it beyond some memory is on disk.
    static Store temporary();
    /// A copy of this one in such a file.
    Store copy();

    std::vector<SourceRow> sources();
    std::optional<SourceRow> find_source(std::string_view name);
    /// Inserts or updates by name; returns the id.
    std::int64_t save_source(SourceRow const &row);
    /// Removes the source and all that scans found in it.
    void remove_source(std::int64_t id);

    /// Gives the rows of the page asked for, one by one, sorted: sources, then schemas, tables, positions and names
    /// byte by byte; or the largest first, what is unknown last. Returns how many objects there are in all.
    std::int64_t list(ObjectQuery const &query, std::function<void(ObjectRow &&)> const &row);
    /// The names of all objects of these kinds, those of extensions left out; much cheaper than list().
    void names(std::vector<model::Kind> const &kinds,
               std::function<void(std::string_view schema, std::string_view name)> const &each);
    /// Up to `limit` objects that mention `schema`.`name`, which is of that kind, in what is known of them: foreign
    /// keys that refer to it, views that read it, columns of its type ... sorted by kind, schema, table, position and
    /// name.
    std::vector<model::Record> mentions(std::int64_t source_id, model::Kind kind, std::string_view schema,
                                        std::string_view name, std::int64_t limit);
    /// The object with its neighbours, of each sort at most `limit`.
    Neighbourhood neighbourhood(SourceRow const &source, model::Record const &object, std::int64_t limit);
    /// The removed object that the pattern names and that was missed last, if there is one.
    std::optional<RemovedObject> find_removed(model::RefPattern const &pattern);
    /// The objects that belong to a table or view, of one kind, in order.
    std::vector<model::Record> parts(std::int64_t source_id, model::Kind kind, std::string_view schema,
                                     std::string_view table);
    std::optional<model::Record> find(std::int64_t source_id, model::Kind kind, std::string_view schema,
                                      std::string_view table, std::string_view name);
    /// The objects of one source, for exporters; removed ones are left out, those of extensions unless asked for.
    std::unique_ptr<model::ModelReader> reader(SourceRow const &source, model::ObjectFilter const &filter,
                                               bool extension_objects);
    /// The objects of one source as they were after one of its scans (nothing: the newest), without statistics and
    /// without those of extensions. With `changed_since`, cursors give only what may be another than after that scan,
    /// an earlier one. Throws base::Error(usage) when the source has no such scan (any more).
    std::unique_ptr<model::ModelReader> version(SourceRow const &source, std::optional<std::int64_t> scan,
                                                model::ObjectFilter const &filter,
                                                std::optional<std::int64_t> changed_since = {});

    /// Keeps twice as much of the catalog in memory: for who reads most of it in another order than it was written.
    void expect_all_to_be_read();

    sqlite::Db &db() { return *m_db; }

private:
    explicit Store(std::unique_ptr<sqlite::Db> db) : m_db(std::move(db)) {}
    std::unique_ptr<sqlite::Db> m_db;
};

/// Version of the catalog schema that this program writes.
int schema_version();

/// Now, UTC, ISO 8601 with milliseconds.
std::string utc_now();
/// So long ago, in the same form.
std::string utc_before(std::chrono::seconds age);

} // namespace scribe::catalog
