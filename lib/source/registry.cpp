// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "base/text.hpp"
#include "pg/connection.hpp"
#include "source/postgres/postgres_source.hpp"
#include "source/source.hpp"
#include "source/sqlite/sqlite_source.hpp"

#include <fmt/format.h>

namespace scribe::source {

namespace {

constexpr std::string_view k_sqlite = "sqlite:";

bool is_postgres(std::string_view url) {
    return url.starts_with("postgres://") || url.starts_with("postgresql://") ||
           url.find('=') != std::string_view::npos;
}

/// sqlite:PATH; sqlite://PATH and sqlite:///ABSOLUTE are understood as other tools write them.
std::string sqlite_path(std::string_view url) {
    url.remove_prefix(k_sqlite.size());
    if (url.starts_with("//")) url.remove_prefix(2);
    return std::string{url};
}

} // namespace

bool is_source_url(std::string_view text) { return text.starts_with(k_sqlite) || is_postgres(text); }

std::unique_ptr<Source> open(std::string const &url, OpenOptions const &options) {
    if (url.starts_with(k_sqlite)) return sqlite::open_sqlite(sqlite_path(url), options);
    if (is_postgres(url)) return postgres::open_postgres(url, options);
    // It may be a mistyped URL with a password: not repeated.
    throw base::Error(base::ExitCode::usage, "this is no URL of a source",
                      "write postgresql://user@host/database or sqlite:FILE, or a name that scribe source list shows");
}

std::string public_url(std::string const &url) { return is_postgres(url) ? pg::without_password(url) : url; }

std::string url_password(std::string const &url) { return is_postgres(url) ? pg::password_of(url) : std::string{}; }

std::string default_name(SourceInfo const &info) {
    std::string name;
    for (char const c : info.database) {
        bool const plain =
            (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '-';
        name.push_back(plain ? c : '_');
    }
    return name.empty() ? "database" : name;
}

} // namespace scribe::source
