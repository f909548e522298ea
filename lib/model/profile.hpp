// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

// What profiling finds out about a table and its columns. A member at its default is unknown, or does not apply.
namespace scribe::model {

/// A figure made of a sample, and the interval that holds the true one in 95 of 100 samples. Exact when all three are
/// the same.
struct Estimate {
    double value = 0, low = 0, high = 0;
    bool operator==(Estimate const &) const = default;
};

/// A value, or something that values are counted by, and how often it is there.
struct ValueCount {
    std::string value;      ///< the first 100 bytes at most
    std::int64_t count = 0; ///< in the rows that were looked at
    double share = 0;       ///< of the values that are not null
    bool operator==(ValueCount const &) const = default;
};

/// A dimension of quality: 0 to 1, and the rule that gave it. Not judged when there is no rule.
struct Quality {
    double score = 0;
    std::string rule;
    bool operator==(Quality const &) const = default;
};

/// What is particular to numbers, also those in text.
struct NumberFacts {
    Estimate mean, sd, skew;
    Estimate mad;          ///< median of the distances from the median
    double zero_share = 0; ///< these shares are of the numbers
    double negative_share = 0;
    double whole_share = 0;
    double nan_share = 0;
    double infinite_share = 0;
    double outlier_share = 0; ///< farther than three times the distance of the quartiles from them
    double padded_share = 0;  ///< text with leading zeros: identifiers, not numbers
    std::int64_t digits = 0;  ///< most digits before the point
    std::int64_t scale = 0;   ///< most digits after it
    double density = 0;       ///< distinct values / (max - min + 1), of whole numbers
    bool sequence = false;    ///< whole, unique and nearly without gaps
    bool operator==(NumberFacts const &) const = default;
};

/// What is particular to dates and timestamps, also those in text. Dates here are ISO: "2024-02-29".
struct DateFacts {
    std::string granularity;   ///< year | month | day | hour | minute | second | millisecond | microsecond
    double midnight_share = 0; ///< these shares are of the dates
    double future_share = 0;   ///< more than a day after the day that counts as today
    double ancient_share = 0;  ///< before 1900
    double infinite_share = 0;
    double invalid_share = 0;   ///< text with the shape of a date that is none, such as 2023-02-30
    std::string oldest, newest; ///< the finite ones
    double days_covered = 0;    ///< share of the days from the oldest to the newest that have a value
    std::int64_t gap_days = 0;  ///< the longest run of days without one, when it stands out
    std::string gap_from;       ///< its first day
    bool operator==(DateFacts const &) const = default;
};

/// What is particular to text. Lengths are in characters.
struct TextFacts {
    std::int64_t min_length = 0, max_length = 0;
    Estimate mean_length;
    std::int64_t max_bytes = 0;
    double cut_share = 0;    ///< values longer than the byte cap: only their beginning was looked at
    double letter_share = 0; ///< these shares are of the characters
    double digit_share = 0;
    double space_share = 0;
    double punctuation_share = 0;
    double non_ascii_share = 0;
    double upper_share = 0; ///< these are of the values: all letters are upper case
    double lower_share = 0;
    double trimmed_share = 0;      ///< white space at the begin or end
    double control_share = 0;      ///< control characters other than tab and line ends
    double line_share = 0;         ///< more than one line
    double number_share = 0;       ///< the whole value is a number
    double date_share = 0;         ///< the whole value is a date or timestamp
    double words = 0;              ///< a value, on average
    std::vector<ValueCount> masks; ///< shapes, most frequent first: runs of A, a, 9 for upper case, lower case, digits
    double mask_share = 0;         ///< of the values, that the masks listed cover
    std::string regex;             ///< where at most 3 masks cover 95 % and there are 8 distinct values or more
    double regex_share = 0;        ///< of the values, that it fits
    bool operator==(TextFacts const &) const = default;
};

/// A path in JSON values, to depth 3: "$.items[].price".
struct JsonPath {
    std::string path;
    std::vector<ValueCount>
        types;           ///< string | number | boolean | null | object | array; shares are of the path's values
    double presence = 0; ///< share of the documents that have it
    bool operator==(JsonPath const &) const = default;
};

/// What is particular to JSON columns.
struct JsonFacts {
    std::int64_t documents = 0; ///< that were parsed
    std::int64_t cut = 0;       ///< of these, that only the beginning was fetched of: paths behind it do not count
    std::int64_t unread = 0;    ///< that are too long: nothing was fetched of them
    double invalid_share = 0;
    std::vector<JsonPath> paths; ///< in order of their text
    bool more_paths = false;     ///< there are more than are listed
    bool operator==(JsonFacts const &) const = default;
};

/// What is particular to arrays.
struct ArrayFacts {
    std::int64_t min_length = 0, max_length = 0;
    double mean_length = 0;
    double empty_share = 0;
    double null_element_share = 0;    ///< of the elements
    std::vector<ValueCount> elements; ///< the most frequent; shares are of the elements
    bool operator==(ArrayFacts const &) const = default;
};

/// What the rows, or only the planner's figures, tell of a column.
struct ColumnProfile {
    std::string name;
    std::string type;         ///< as the catalog has it
    std::string value_class;  ///< as SampleColumn, "integer"
    std::string method;       ///< as SampleInfo
    std::int64_t sampled = 0; ///< rows looked at
    double share_error = 0;   ///< a share is off by this at most in 95 of 100 samples; 0 when all rows were read

    Estimate null_share, empty_share, blank_share, sentinel_share; ///< of the rows
    std::vector<ValueCount> sentinels;                             ///< values that stand for none: N/A, -1, 9999-12-31

    Estimate distinct;           ///< in the table, null not counted
    std::string distinct_method; ///< exact | key (every row has its own) | duj1 | duj2a | sketch | statistics |
                                 ///< at_least (only the beginning of long values was looked at)
    std::int64_t distinct_seen = 0, seen_once = 0, seen_twice = 0; ///< in the sample
    double uniqueness = 0; ///< distinct / values that are not null, in the table

    std::string min, max; ///< as the database prints them, the first 100 bytes; text in order of its bytes
    bool min_exact = false, max_exact = false; ///< of all rows; else of those looked at
    std::vector<ValueCount> top;               ///< most frequent first
    bool top_complete = false;                 ///< there are no other values
    double top_error = 0;                      ///< a share of `top` may be this much too low
    std::vector<std::string> unused_labels;    ///< of the enum type, that no row looked at has

    std::string axis; ///< what quantiles measure: number | seconds (since 1970, UTC) | duration (seconds) | length
                      ///< (characters, elements)
    std::vector<double> quantiles;      ///< 1 to 99 percent
    double quantile_error = 0;          ///< of their rank, in 95 of 100 samples
    std::vector<std::string> histogram; ///< bounds of 20 buckets with as many values each
    std::vector<double> bars;           ///< shares in 20 ranges of the same width from the 1st to the 99th percentile
    std::string order;      ///< ascending | descending | constant: how values follow each other in the table
    double correlation = 0; ///< the planner's: of the order of values with that of the rows

    NumberFacts number;
    DateFacts date;
    TextFacts text;
    JsonFacts json;
    ArrayFacts array;
    std::int64_t mean_bytes = 0; ///< of a value
    std::int64_t max_bytes = 0;

    std::string role; ///< key | foreign_key | code | enum | flag | measure | audit_timestamp | date | free_text | name
                      ///< | hash | geo | ordinal | version | json | array | binary; empty when none stands out
    std::string role_reason;
    std::string unit; ///< of measures: "kg", "ms", "percent", "USD cents"

    Quality completeness, uniqueness_quality, validity, consistency, timeliness;
    double quality = 0; ///< mean of those that are judged
    std::string hidden; ///< masked | none: how raw values were hidden; empty when they are all there
    bool operator==(ColumnProfile const &) const = default;
};

/// The newest date of a table, and the column that has it.
struct Freshness {
    std::string newest; ///< ISO date
    std::string column;
    std::int64_t age_days = 0;
    bool operator==(Freshness const &) const = default;
};

/// The quality of a table: means over its columns where a dimension is judged; below 0 where it is not.
struct TableQuality {
    double score = 0;
    double completeness = 0, uniqueness = 0, validity = 0, consistency = 0, timeliness = 0;
    std::int64_t columns = 0; ///< that were judged
    bool operator==(TableQuality const &) const = default;
};

/// What is known of a table beside its columns.
struct TableProfile {
    std::string method; ///< as SampleInfo
    std::int64_t rows = 0;
    bool rows_exact = false;
    bool rows_visible = false; ///< they are those that row level security let the role see
    std::int64_t sampled = 0;
    std::uint64_t seed = 0;
    std::int64_t bytes = 0;
    std::string day;              ///< that counted as today
    Estimate duplicate_share;     ///< rows of the sample that another row of it is the same as
    std::string duplicate_reason; ///< why it is 0 where it was not counted: the table has a key
    Freshness freshness;
    TableQuality quality;
    bool knows_rows() const { return rows > 0 || rows_exact; }
    bool operator==(TableProfile const &) const = default;
};

/// What PostgreSQL's planner knows of a column (pg_stats), as plain values.
struct PlannerStatistics {
    double null_frac = 0;
    double n_distinct = 0; ///< below 0: minus the share of the rows that are distinct
    std::int64_t avg_width = 0;
    std::vector<std::string> most_common_vals;
    std::vector<double> most_common_freqs;
    std::vector<std::string> histogram_bounds;
    double correlation = 0;
    bool operator==(PlannerStatistics const &) const = default;
};

/// As JSON, members at their default left out. The same profile gives the same bytes.
std::string profile_to_json(ColumnProfile const &profile);
std::string profile_to_json(TableProfile const &profile);

/// The reverse, for ColumnProfile and TableProfile; unknown members are ignored. Throws base::Error(catalog) naming
/// `whose`, "shop.orders.id", when the text is not what profile_to_json wrote.
template <typename T> T profile_from_json(std::string_view json, std::string_view whose);

} // namespace scribe::model
