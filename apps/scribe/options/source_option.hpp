// SPDX-License-Identifier: MIT
#pragma once

#include "command.hpp"

#include <optional>
#include <string>

namespace scribe::cli {

/// How a command is told which database it works on: SOURCE and --key-file.
struct SourceOptions {
    std::string source; ///< a URL, a saved name, or empty: see resolve_source
    std::string key_file;
};

void add_source_options(CLI::App &app, SourceOptions &options);
void add_key_file_option(CLI::App &app, std::string &key_file);

/// --statement-timeout and --lock-timeout, in seconds; 0 = none. What is not given is the project's, else the standard.
struct TimeoutOptions {
    std::optional<int> statement_s, lock_s;
    int standard_statement_s = 60;
};

void add_timeout_options(CLI::App &app, TimeoutOptions &options);

/// The database that a SOURCE argument means.
struct ResolvedSource {
    std::string url;                         ///< with the password, when the user typed one
    std::string name{};                      ///< in scribe.yml or the catalog; empty when it has none there
    std::optional<catalog::SourceRow> saved; ///< when it was named, or is the only saved one
};

/// A URL is itself; another word is the name of a source of scribe.yml, else of a saved one; no word is the database
/// that PGDATABASE or PGSERVICE name, else the only source of scribe.yml, else the only saved one. Paths of SQLite
/// files become absolute. Connects to nothing. Throws base::Error(usage), with the nearest known name for an unknown
/// one.
ResolvedSource resolve_source(std::string const &word, GlobalOptions const &global, Context const &context);

/// Opens it, with the time limits of the options, else of scribe.yml. A stored password is decrypted here and nowhere
/// else; without its key PGPASSWORD serves. Throws base::Error(config) when a key is needed and missing or wrong, and
/// as source::open does.
std::unique_ptr<source::Source> open_source(ResolvedSource const &resolved, std::string const &command,
                                            std::string const &key_file, TimeoutOptions const &timeouts,
                                            Context const &context);

/// Throws base::Error(usage) unless the word may name a source: [A-Za-z0-9_-], 63 at most, none of the words that begin
/// a URL.
void check_source_name(std::string const &name);

/// The catalog when there is one already.
std::optional<catalog::Store> open_existing_catalog(GlobalOptions const &global, Context const &context,
                                                    catalog::Access access);

/// The source of that name. Throws base::Error(usage) with the nearest name.
catalog::SourceRow need_source(catalog::Store &store, std::string const &name);

/// The names of the catalog's sources, or those that match the glob `only`.
std::vector<std::string> source_names(catalog::Store &store, std::string const &only);

/// Throws base::Error(usage) when a source that references or --schema name (a name or glob; empty: any) is none of
/// these.
void check_sources_named(std::vector<std::string> const &named, std::vector<std::string> const &sources);

/// The URL with the path of a file made absolute; `folder` is what it is relative to.
std::string absolute_url(std::string const &url, std::filesystem::path const &folder);

} // namespace scribe::cli
