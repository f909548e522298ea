// SPDX-License-Identifier: MIT
#pragma once

#include "command.hpp"
#include "model/filter.hpp"
#include "model/reader.hpp"
#include "model/subkind.hpp"

#include <chrono>
#include <optional>
#include <string>
#include <vector>

namespace scribe::cli {

/// --schema, --include, --exclude: which objects of a source a command works on.
struct FilterOptions {
    std::vector<std::string> schemas, include, exclude;
    /// Throws base::Error(usage) for a malformed pattern.
    model::ObjectFilter filter() const;
};

void add_filter_options(CLI::App &app, FilterOptions &options);

/// Accepts 0, 1, 2, ...; CLI11's own check of it prints 309 digits.
std::string check_count(std::string const &text);
/// As check_count, and not 0.
std::string check_positive(std::string const &text);
/// --limit and --offset of a listing; `limit` comes with what it is when the user says nothing.
void add_page_options(CLI::App &app, std::int64_t &limit, std::int64_t &offset);
/// Accepts 0 to what fits an int as milliseconds.
std::string check_seconds(std::string const &text);

/// An age as people write it: 12h, 90d, 12w, 6mo, 2y. Nothing for another word.
std::optional<std::chrono::hours> parse_age(std::string const &word);

/// REF arguments and --from-file: which objects a command shows or works on.
struct RefOptions {
    std::vector<std::string> refs;
    std::string from_file;
    /// The patterns of both. Throws base::Error(usage) for a malformed one, Error(config) naming file and line when it
    /// stands in a file.
    std::vector<model::RefPattern> patterns(Context &context) const;
};

/// `about` is the help of the positional arguments.
void add_ref_options(CLI::App &app, RefOptions &options, std::string const &about);

/// Whether a reader that was opened with the filter gives anything that it selects. A schema counts where it was asked
/// for as a whole.
bool selects_anything(model::ModelReader &reader, model::ObjectFilter const &filter);

/// What the words of --type mean.
struct TypeSelection {
    std::vector<model::Kind> kinds;
    std::vector<model::Subkind const *> subkinds; ///< of their kinds only these
};

/// Kinds, subkinds ("foreign-key"), their plurals, or "all"; blanks may stand for '-'. Throws base::Error(usage).
TypeSelection parse_types(std::vector<std::string> const &words);

/// The query for when nothing matches exactly: names of SQLite sources in upper or lower case.
catalog::ObjectQuery in_any_case(catalog::ObjectQuery query);

void add_type_option(CLI::App &app, std::vector<std::string> &words, std::string const &about);

} // namespace scribe::cli
