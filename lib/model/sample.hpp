// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

// Rows on their way from a source to those who count them. Nothing of it is kept.
namespace scribe::model {

/// How the values of a column are to be taken, whatever the database calls its type.
enum class ValueClass {
    integer,   ///< decimal digits with a sign
    decimal,   ///< exact numbers: numeric, money as the server prints them
    real,      ///< binary floating point; NaN, Infinity, -Infinity
    boolean,   ///< t | f (PostgreSQL), 0 | 1
    text,      ///< also char(n), citext, enums, and all of SQLite that has no other class
    date,      ///< ISO: 2024-02-29, "0044-03-15 BC", infinity
    timestamp, ///< ISO, with or without an offset: "2024-02-29 12:00:00.5+00"
    time,      ///< of day
    interval,
    uuid,
    json,    ///< json and jsonb, as text
    array,   ///< as PostgreSQL prints arrays: {1,2,NULL,"a b"}
    binary,  ///< bytea, BLOB: the bytes are not given, only how many there are
    network, ///< inet, cidr, macaddr
    other,   ///< geometry, ranges, tsvector, xml, types of extensions: text that only its type can read
};

/// The class of a PostgreSQL type by its name: "character varying(40)", "public.citext", "integer[]". Types that it
/// does not know, those of users among them, are `other`.
ValueClass value_class_of(std::string_view type);
/// The class of an SQLite column by its declared type and its affinity (sqlite.org/datatype3.html, section 3.1).
ValueClass sqlite_value_class_of(std::string_view declared_type, std::string_view affinity);

/// A column of a sample.
struct SampleColumn {
    std::string name;
    std::string type; ///< as the catalog has it: "numeric(12,2)", "order_status"
    ValueClass value_class = ValueClass::text;
    ValueClass element_class = ValueClass::text; ///< of arrays
    std::vector<std::string> labels{};           ///< of enums, in their order
    bool not_null = false;
    bool key = false;         ///< alone unique by a key or a whole unique index
    bool foreign_key = false; ///< part of a declared foreign key
    bool indexed = false;     ///< first key of a whole index
};

/// A value of a sampled row. `text` is valid until the next row.
struct SampleValue {
    std::string_view text{}; ///< as the database prints it, valid UTF-8; at most the byte cap of the sample
    std::int64_t bytes = 0;  ///< of the whole value: more than text.size() when it was cut
    bool null = false;
    bool cut() const { return bytes > static_cast<std::int64_t>(text.size()); }
};

/// One value a column, in the order of the columns.
using SampleRow = std::span<SampleValue const>;

/// How a sample was taken: stands beside every figure made of it. No rows that are not exact are an unknown number.
struct SampleInfo {
    /// full | ctid (uniform over all row places) | bernoulli | rowid | modulo | first (the first rows of a view: not
    /// random) | statistics (no row was read: the planner's figures)
    std::string method;
    std::int64_t rows = 0;     ///< in the table
    bool rows_exact = false;   ///< counted, not estimated
    bool rows_visible = false; ///< `rows` are those that row level security lets this role see
    std::int64_t sampled = 0;
    std::uint64_t seed = 0;
};

} // namespace scribe::model
