// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "base/text.hpp"
#include "pg/conninfo.hpp"
#include "source/json/json_source.hpp"
#include "source/postgres/postgres_source.hpp"
#include "source/recorded.hpp"
#include "source/source.hpp"
#include "source/sqlite/sqlite_source.hpp"
#include "source/tbls/tbls_source.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace scribe::source {

namespace {

/// The schemes of files, and how each is opened.
struct FileScheme {
    std::string_view name;
    std::unique_ptr<Source> (*open)(std::string const &path, OpenOptions const &options);
};
constexpr std::array<FileScheme, 3> k_file_schemes = {{
    {"sqlite", sqlite::open_sqlite},
    {"json", json::open_json},
    {"tbls", tbls::open_tbls},
}};

FileScheme const *file_scheme(std::string_view url) {
    auto const name = url.substr(0, url.find(':'));
    if (name.size() == url.size()) return nullptr;
    auto const found = std::find_if(k_file_schemes.begin(), k_file_schemes.end(),
                                    [name](FileScheme const &scheme) { return scheme.name == name; });
    return found == k_file_schemes.end() ? nullptr : &*found;
}

bool is_postgres(std::string_view url) {
    if (file_scheme(url)) return false; // whatever characters its path has
    return url.starts_with("postgres://") || url.starts_with("postgresql://") ||
           url.find('=') != std::string_view::npos;
}

} // namespace

SampleReport Source::sample(SampleRequest const &, SampleReceiver &) {
    throw base::Error(base::ExitCode::source_query, "the source holds the structure of a database, not its rows",
                      "scan the database itself and profile that source");
}

StatisticsReport Source::statistics(SampleRequest const &) {
    throw base::Error(base::ExitCode::source_query, "the source keeps no statistics of its values",
                      "leave out --stats-only, so that rows are read");
}

std::unique_ptr<PlanSession> Source::plan_session() {
    throw base::Error(base::ExitCode::source_query, "the source has no planner that scribe can ask",
                      "plans are explained of PostgreSQL only");
}

ProbeReport Source::probe(ProbeRequest const &) {
    throw base::Error(base::ExitCode::source_query, "the source holds no rows to look values up in",
                      "add --offline: names and structure decide then");
}

RecordedReport Source::recorded_figures(bool, RecordedReceiver &) {
    throw base::Error(base::ExitCode::source_query, "the source does not count the statements that it runs",
                      "--from reads logs of a server and files of SQL statements");
}

std::optional<FileUrl> file_url(std::string_view url) {
    auto const *const scheme = file_scheme(url);
    if (!scheme) return std::nullopt;
    auto path = url.substr(scheme->name.size() + 1);
    // scheme://PATH and scheme:///ABSOLUTE are understood as other tools write them.
    if (path.starts_with("//")) path.remove_prefix(2);
    return FileUrl{std::string{scheme->name}, std::string{path}};
}

bool is_source_url(std::string_view text) { return file_scheme(text) || is_postgres(text); }

std::unique_ptr<Source> open(std::string const &url, OpenOptions const &options) {
    if (auto const *const scheme = file_scheme(url)) return scheme->open(file_url(url)->path, options);
    if (is_postgres(url)) return postgres::open_postgres(url, options);
    // It may be a mistyped URL with a password: not repeated.
    throw base::Error(
        base::ExitCode::usage, "this is no URL of a source",
        "write postgresql://user@host/database, sqlite:FILE or json:FILE, or a name that scribe source list "
        "shows");
}

std::string public_url(std::string const &url) { return is_postgres(url) ? pg::without_password(url) : url; }

std::string url_password(std::string const &url) { return is_postgres(url) ? pg::password_of(url) : std::string{}; }

std::string default_name(SourceInfo const &info) {
    std::string name;
    for (char const c : info.name.empty() ? info.database : info.name) {
        bool const plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
        name.push_back(plain ? c : '_');
    }
    return name.empty() ? "database" : name;
}

} // namespace scribe::source
