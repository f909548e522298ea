// SPDX-License-Identifier: MIT
#pragma once

#include "model/record.hpp"

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::model {

/// How closely a pattern names an object, part by part from the last one: a name without a glob is above all globs, a
/// glob counts by its characters other than * and ?, and a part that is not there is 0.
using Specificity = std::array<std::size_t, 3>;

/// A reference as a person writes it: `[source:]schema.table.column`, where each part may be a glob and odd names stand
/// in double quotes (with "" for a quote inside; U&"..." knows SQL's escapes, \202e); a leading `!` excludes. Fewer
/// parts match from the left of an object's path or, with one part only, its name: see RefPattern::matches.
struct RefPattern {
    bool exclude = false;
    std::string source;             ///< empty: any
    std::vector<std::string> parts; ///< 1 to 3 parts
    std::vector<bool> quoted;       ///< part i was in quotes (but for a routine's arguments): no globs in it

    /// True when the pattern names this object. With one part: a table, view, part of a table ... of that name
    /// anywhere; with two: schema.name or, for parts of a table, table.part and, but for columns, schema.part; with
    /// three: schema.table.part. A table's pattern does not match its columns. Routines match with or without their
    /// argument types, which may have any of their names (`int`, `varchar(20)`).
    bool matches(Record const &record) const;
    /// The greater the more specific: `film` beats `film*`, which beats `f*` and `public.*`; `public.film` beats
    /// `film`.
    Specificity specificity() const;
};

/// True when the most specific of the patterns that match the object of this source includes it; a tie excludes.
/// With excluding patterns only, all else is included.
bool selects(std::vector<RefPattern> const &patterns, std::string_view source, Record const &record);

/// Throws base::Error(usage) for empty parts, an open quote or more than three parts.
RefPattern parse_ref(std::string_view text);

/// The pattern that matches just this object, whatever characters its name has.
RefPattern exact_ref(std::string_view schema, std::string_view name);

/// Which tables, views and other schema objects a command works on.
struct ObjectFilter {
    std::vector<std::string> schemas; ///< globs, `source:glob` in one source, `!` excludes; empty: all
    std::vector<RefPattern> include;  ///< `schema.name` or `name` globs; empty: all
    std::vector<RefPattern> exclude;

    bool empty() const { return schemas.empty() && include.empty() && exclude.empty(); }
    /// What it says of one source, without naming it. What is included of others stays, and matches nothing: neither
    /// does what names a source in any of the functions below.
    ObjectFilter for_source(std::string_view source) const;
    /// Names and globs of the sources that it includes or, with `excluded`, also of those that it excludes from; each
    /// once, sorted.
    std::vector<std::string> sources(bool excluded) const;
    /// An excluding glob beats every other one. With no other glob all else is included.
    bool matches_schema(std::string_view schema) const;
    /// The schema has to match, then the most specific matching pattern decides; a tie excludes. With no include
    /// pattern all is included that no pattern excludes.
    bool matches(std::string_view schema, std::string_view name) const;
    /// A part of a table goes with its table; routines match as RefPattern says; what is in no schema always matches.
    bool matches(Record const &record) const;
};

/// A filter as it is written down: what it was read from, but for sources, is read back.
struct FilterTexts {
    std::vector<std::string> schemas, include, exclude;
    bool empty() const { return schemas.empty() && include.empty() && exclude.empty(); }
};
FilterTexts texts_of(ObjectFilter const &filter);
/// Throws base::Error(usage) for what parse_ref does not take.
ObjectFilter filter_of(FilterTexts const &texts);

/// `filter` with the schemas and what is included of the other where it says nothing of them, and without what that
/// excludes: a selection within what a source was scanned for.
ObjectFilter narrowed(ObjectFilter filter, ObjectFilter const &scanned_for);

/// `schema.name` with quotes where a part needs them to be read back by parse_ref.
std::string format_ref(std::string_view schema, std::string_view name);
/// The full reference of an object, without its source.
std::string format_ref(Record const &record);

} // namespace scribe::model
