// SPDX-License-Identifier: MIT
#include "options/source_option.hpp"

#include "base/log.hpp"
#include "base/text.hpp"
#include "options/options_common.hpp"
#include "settings/project.hpp"
#include "sources/key_file.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace scribe::cli {

namespace {

using base::Error;
using base::ExitCode;

constexpr std::array<std::string_view, 5> k_reserved = {"postgres", "postgresql", "sqlite", "json", "tbls"};
constexpr std::size_t k_longest_name = 63;
constexpr std::size_t k_most_named = 10;

constexpr char const *k_how_to_name = "name it: postgresql://user@host/database, sqlite:FILE, json:FILE, tbls:FILE, or "
                                      "a name that scribe source list shows";

bool is_name_character(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/// A value of a keyword=value connection string.
std::string conninfo_value(std::string_view text) {
    std::string out = "'";
    for (char const c : text) {
        if (c == '\'' || c == '\\') out.push_back('\\');
        out.push_back(c);
    }
    return out + "'";
}

/// What libpq's variables name, as a URL: a saved source must mean the same database in another shell.
std::optional<std::string> url_of_environment(Context const &context) {
    if (!context.environment("PGDATABASE") && !context.environment("PGSERVICE")) return std::nullopt;
    std::string conninfo;
    for (auto const &[variable, keyword] :
         {std::pair{"PGSERVICE", "service"}, std::pair{"PGHOST", "host"}, std::pair{"PGHOSTADDR", "hostaddr"},
          std::pair{"PGPORT", "port"}, std::pair{"PGDATABASE", "dbname"}, std::pair{"PGUSER", "user"}}) {
        if (auto const value = context.environment(variable)) {
            conninfo += fmt::format("{}{}={}", conninfo.empty() ? "" : " ", keyword, conninfo_value(*value));
        }
    }
    return source::public_url(conninfo);
}

/// A word that is neither URL nor known name. It may be a mistyped URL: only its scheme is repeated, never a password.
[[noreturn]] void unknown_source(std::string const &word, catalog::Store *store, Context const &context) {
    auto const colon = word.find(':');
    if (colon != std::string::npos) {
        auto const scheme = word.substr(0, colon);
        auto const near = base::nearest(scheme, {"postgresql", "postgres", "sqlite", "json", "tbls"});
        throw Error(ExitCode::usage, fmt::format("\"{}:\" begins no URL that scribe knows", base::single_line(scheme)),
                    near ? fmt::format("did you mean {}{}?", *near, near->starts_with("postgres") ? "://..." : ":FILE")
                         : k_how_to_name);
    }
    std::error_code error;
    if (std::filesystem::exists(context.working_folder / word, error)) {
        throw Error(ExitCode::usage, fmt::format("\"{}\" is a file and no saved source", word),
                    fmt::format("did you mean sqlite:{}?", word));
    }
    std::vector<std::string> names;
    if (store) {
        for (auto const &row : store->sources()) names.push_back(row.name);
    }
    for (auto &name : project_config(context).names({"sources"})) names.push_back(std::move(name));
    auto const near = base::nearest(word, names);
    throw Error(ExitCode::usage, fmt::format("there is no source \"{}\"", base::single_line(word)),
                near ? fmt::format("did you mean {}?", *near) : k_how_to_name);
}

/// A source of scribe.yml, with what the catalog knows of it. It may be there only for the settings of a saved one.
std::optional<ResolvedSource> project_source(std::string const &name, catalog::Store *store, Context const &context) {
    auto const &config = project_config(context);
    auto const *setting = config.find({"sources", name, "url"});
    auto row = store ? store->find_source(name) : std::nullopt;
    if (!setting) return row ? std::optional{ResolvedSource{row->url, name, row}} : std::nullopt;
    auto url = absolute_url(setting->values.front(), setting->folder);
    // A stored password is for the server that it was stored for.
    if (row && row->url != source::public_url(url)) row->secret.clear();
    return ResolvedSource{std::move(url), name, std::move(row)};
}

/// The sources that scribe.yml says how to reach.
std::vector<std::string> project_sources(Context const &context) {
    auto const &config = project_config(context);
    auto names = config.names({"sources"});
    std::erase_if(names, [&](auto const &name) { return !config.settings().contains({"sources", name, "url"}); });
    return names;
}

[[noreturn]] void which_database(std::vector<std::string> names, std::string_view where) {
    auto const total = names.size();
    if (total > k_most_named) names.resize(k_most_named);
    throw Error(ExitCode::usage, fmt::format("which database? {} sources are {}", total, where),
                fmt::format("name one: {}{}", base::join(names, ", "), total > names.size() ? ", ..." : ""));
}

ResolvedSource resolve_nothing(GlobalOptions const &global, Context const &context) {
    if (auto url = url_of_environment(context)) return {std::move(*url), {}, std::nullopt};
    auto store = open_existing_catalog(global, context, catalog::Access::read);
    auto const own = project_sources(context);
    if (own.size() == 1) return *project_source(own.front(), store ? &*store : nullptr, context);
    if (!own.empty()) which_database(own, "in scribe.yml");
    auto rows = store ? store->sources() : std::vector<catalog::SourceRow>{};
    if (rows.size() == 1) return {rows[0].url, rows[0].name, rows[0]};
    if (rows.empty()) throw Error(ExitCode::usage, "which database?", k_how_to_name);
    std::vector<std::string> names;
    for (auto const &row : rows) names.push_back(row.name);
    which_database(std::move(names), "saved");
}

} // namespace

void add_key_file_option(CLI::App &app, std::string &key_file) {
    app.add_option("--key-file", key_file, "File (mode 0600) with the key of stored passwords; else SCRIBE_KEY")
        ->type_name("FILE");
}

void add_source_options(CLI::App &app, SourceOptions &options) {
    app.add_option("source", options.source,
                   "A URL (postgresql://..., sqlite:FILE, json:FILE, tbls:FILE) or the name of a saved source; without "
                   "it PGDATABASE or "
                   "PGSERVICE, else the "
                   "only saved source")
        ->type_name("SOURCE");
    add_key_file_option(app, options.key_file);
}

void add_timeout_options(CLI::App &app, TimeoutOptions &options) {
    app.add_option(
           "--statement-timeout", options.statement_s,
           fmt::format("Longest time for one statement (0: no limit; default {})", options.standard_statement_s))
        ->type_name("SECONDS")
        ->check(check_seconds);
    app.add_option("--lock-timeout", options.lock_s, "Longest wait for a lock (0: no limit; default 5)")
        ->type_name("SECONDS")
        ->check(check_seconds);
}

ResolvedSource resolve_source(std::string const &word, GlobalOptions const &global, Context const &context) {
    if (word.empty()) return resolve_nothing(global, context);
    if (source::is_source_url(word)) {
        source::public_url(word); // a malformed one is the command line's fault, not the server's
        return {absolute_url(word, context.working_folder), {}, std::nullopt};
    }
    auto store = open_existing_catalog(global, context, catalog::Access::read);
    if (auto source = project_source(word, store ? &*store : nullptr, context)) return std::move(*source);
    unknown_source(word, store ? &*store : nullptr, context);
}

namespace {

constexpr int k_lock_timeout_s = 5;

int timeout_ms(std::optional<int> told, std::string const &setting, int standard, ResolvedSource const &resolved,
               Context const &context) {
    config::Path const path{"sources", resolved.name, setting};
    auto const configured = told ? std::nullopt : project_config(context).value(path);
    if (told) return 1000 * *told;
    return 1000 * (configured ? std::stoi(*configured) : standard);
}

} // namespace

std::unique_ptr<source::Source> open_source(ResolvedSource const &resolved, std::string const &command,
                                            std::string const &key_file, TimeoutOptions const &timeouts,
                                            Context const &context) {
    source::OpenOptions options;
    options.command = command;
    options.statement_timeout_ms =
        timeout_ms(timeouts.statement_s, "statement-timeout", timeouts.standard_statement_s, resolved, context);
    options.lock_timeout_ms = timeout_ms(timeouts.lock_s, "lock-timeout", k_lock_timeout_s, resolved, context);
    if (resolved.saved && !resolved.saved->secret.empty()) {
        auto const &row = *resolved.saved;
        auto key = find_key(key_file, context);
        if (!key && !context.environment("PGPASSWORD")) {
            key = need_key(key_file, context, fmt::format("to open the stored password of source \"{}\"", row.name));
        }
        // The URL that is opened, whatever the catalog says.
        auto const url = source::public_url(resolved.url);
        if (key) options.password = catalog::open_secret(key->view(), {row.name, url}, row.secret).view();
        if (key && !catalog::is_bound_to_url(row.secret)) {
            base::log::warn(
                "the password of source {} was stored by an earlier scribe, which did not bind it to its URL; "
                "when {} is right, scribe source rekey does",
                row.name, url);
        }
    }
    struct Wiper {
        ~Wiper() { catalog::wipe(text); }
        std::string &text;
    } const wiper{options.password};
    return source::open(resolved.url, options);
}

void check_source_name(std::string const &name) {
    auto const refuse = [&name](std::string_view why) {
        throw Error(ExitCode::usage, fmt::format("\"{}\" cannot name a source: {}", base::single_line(name), why),
                    "take letters, digits, _ and -, as in: shop-production");
    };
    if (name.empty()) refuse("it is empty");
    if (!std::all_of(name.begin(), name.end(), is_name_character))
        refuse("it has other characters than letters, digits, _ and -");
    if (name.front() == '-') refuse("it looks like an option");
    if (name.size() > k_longest_name) refuse("it is longer than 63 characters");
    if (std::find(k_reserved.begin(), k_reserved.end(), base::to_lower_ascii(name)) != k_reserved.end()) {
        refuse("the word is reserved for URLs");
    }
}

std::optional<catalog::Store> open_existing_catalog(GlobalOptions const &global, Context const &context,
                                                    catalog::Access access) {
    std::error_code error;
    if (!std::filesystem::exists(catalog_path(global, context), error)) return std::nullopt;
    return open_catalog(global, context, access);
}

std::vector<std::string> source_names(catalog::Store &store, std::string const &only) {
    std::vector<std::string> names;
    for (auto const &row : store.sources()) {
        if (only.empty() || base::glob_match(only, row.name)) names.push_back(row.name);
    }
    return names;
}

void check_sources_named(std::vector<std::string> const &named, std::vector<std::string> const &sources) {
    for (auto const &name : named) {
        bool const known = name.empty() || std::ranges::any_of(sources, [&](std::string const &source) {
                               return base::glob_match(name, source);
                           });
        if (known) continue;
        auto const near = base::nearest(name, sources);
        throw Error(
            ExitCode::usage, fmt::format("no source here is named \"{}\"", base::single_line(name)),
            near ? fmt::format("did you mean {}:?", *near)
                 : fmt::format("sources: {}; for a colon within a schema's name write ?", base::join(sources, ", ")));
    }
}

catalog::SourceRow need_source(catalog::Store &store, std::string const &name) {
    if (auto row = store.find_source(name)) return std::move(*row);
    std::vector<std::string> names;
    for (auto const &row : store.sources()) names.push_back(row.name);
    auto const near = base::nearest(name, names);
    throw Error(ExitCode::usage, fmt::format("there is no source \"{}\"", base::single_line(name)),
                near ? fmt::format("did you mean {}?", *near) : "scribe source list shows them");
}

std::string absolute_url(std::string const &url, std::filesystem::path const &folder) {
    auto const file = source::file_url(url);
    if (!file) return url;
    if (file->path.empty())
        throw Error(ExitCode::usage, file->scheme + ": names no file", fmt::format("write {}:FILE", file->scheme));
    return file->scheme + ":" + (folder / file->path).lexically_normal().string();
}

} // namespace scribe::cli
