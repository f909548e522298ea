// SPDX-License-Identifier: MIT
#pragma once

#include "model/kind.hpp"

#include <cstdint>
#include <optional>
#include <string>

namespace scribe::model {

/// Figures that change while the structure stays: kept beside an object, never part of its content.
/// Tables, materialized views and indexes have them.
struct Stats {
    std::optional<std::int64_t> rows;        ///< number of rows
    bool rows_exact = false;                 ///< counted, not estimated
    std::optional<std::int64_t> total_bytes; ///< heap + indexes + toast; for an index its own size
    bool bytes_exact = false;                ///< measured, not from the pages of the last VACUUM or ANALYZE
    std::optional<std::int64_t> heap_bytes;
    std::optional<std::int64_t> index_bytes;
    std::optional<std::int64_t> toast_bytes;
    std::optional<std::int64_t> live_rows;
    std::optional<std::int64_t> dead_rows;
    std::optional<std::int64_t> seq_scans;
    std::optional<std::int64_t> index_scans;
    std::optional<std::string> last_vacuum;  ///< UTC, ISO 8601, manual or automatic, whichever is later
    std::optional<std::string> last_analyze; ///< UTC, ISO 8601
    std::optional<std::int64_t> oid; ///< PostgreSQL, tables: the server's number, which a new name leaves as it is

    bool operator==(Stats const &) const = default;
};

/// What every object has. Its identity is source, kind, schema, table and name.
struct Object {
    std::string schema; ///< empty for database-wide objects; a schema's own name for a schema
    std::string table;  ///< for parts of a table or view, its name; else empty
    std::string name;   ///< for routines with the argument types: `area(numeric, numeric)`
    int position = 0;   ///< columns: place in the table, from 1; else 0
    std::optional<std::string> comment;
    std::string extension; ///< the extension that owns it, or empty
    std::optional<Stats> stats;
};

/// One object as connectors hand it over and the catalog keeps it: what is particular to its kind is JSON
/// (model/serialize.hpp makes a record of a model struct and the reverse).
struct Record : Object {
    Kind kind = Kind::table;
    std::string body;     ///< JSON object; members that have their default value are left out
    bool partial = false; ///< an expression is missing that could not be read: what is known of it from before counts
};

/// The 64-bit id of an object of a source: deterministic, so that catalogs merge. The upper half is a hash of
/// source, schema and table, which keeps a table and its parts together; the lower half hashes the whole key.
/// XXH3 with seed 0 over the parts, each ended by a zero byte.
std::int64_t object_id(std::string const &source, Kind kind, std::string const &schema, std::string const &table,
                       std::string const &name);
/// The id that what is said of the whole database has: no schema has an empty name.
inline std::int64_t database_id(std::string const &source) { return object_id(source, Kind::schema, "", "", ""); }

/// XXH3 of what the record says (comment, extension, position, body; not its statistics).
std::int64_t content_hash(Record const &record);

} // namespace scribe::model
