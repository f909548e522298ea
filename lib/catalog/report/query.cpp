// SPDX-License-Identifier: MIT
#include "catalog/report/query.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <map>

namespace scribe::catalog {

namespace {

using base::Error;
using base::ExitCode;

constexpr char const *k_what_is_there = "docs/catalog-views.md lists the views; scribe sql \"SELECT name FROM "
                                        "sqlite_schema WHERE type = 'view'\" does, too";

/// Keeps a statement from what would leave the file or its read-only mode; sqlite3_stmt_readonly() finds those that
/// write.
int authorize(void *, int action, char const *first, char const *second, char const *, char const *) {
    auto const is = [](char const *text, std::string_view word) { return text && word == text; };
    switch (action) {
    case SQLITE_READ: return is(first, "source") && is(second, "secret") ? SQLITE_IGNORE : SQLITE_OK;
    case SQLITE_FUNCTION: return is(second, "load_extension") ? SQLITE_DENY : SQLITE_OK;
    // SELECT ... FROM pragma_table_info('v_tables') tells what there is to read.
    case SQLITE_PRAGMA: return is(first, "table_info") || is(first, "table_list") ? SQLITE_OK : SQLITE_DENY;
    case SQLITE_ATTACH:
    case SQLITE_DETACH:
    case SQLITE_TRANSACTION:
    case SQLITE_SAVEPOINT: return SQLITE_DENY;
    default: return SQLITE_OK;
    }
}

/// Sets the authorizer for as long as it lives.
class ReadOnly {
public:
    explicit ReadOnly(sqlite3 *db) : m_db(db) { sqlite3_set_authorizer(m_db, authorize, nullptr); }
    ReadOnly(ReadOnly const &) = delete;
    ReadOnly &operator=(ReadOnly const &) = delete;
    ~ReadOnly() { sqlite3_set_authorizer(m_db, nullptr, nullptr); }

private:
    sqlite3 *m_db;
};

/// Finds out with SQLite's own parser what is wrong with the statement, and where.
void check_statement(sqlite3 *db, std::string const &sql) {
    sqlite3_stmt *handle = nullptr;
    char const *rest = nullptr;
    auto const code = sqlite3_prepare_v2(db, sql.c_str(), static_cast<int>(sql.size()) + 1, &handle, &rest);
    std::unique_ptr<sqlite3_stmt, int (*)(sqlite3_stmt *)> const statement{handle, sqlite3_finalize};
    if (code == SQLITE_AUTH || (code == SQLITE_OK && handle && !sqlite3_stmt_readonly(handle)))
        throw Error(ExitCode::usage, "only statements that read are run here",
                    "SELECT, WITH and VALUES; the catalog changes through scribe's own commands");
    if (code == SQLITE_ERROR) {
        auto const offset = sqlite3_error_offset(db);
        auto where = offset >= 0 ? fmt::format(" (character {})", offset + 1) : std::string{};
        throw Error(ExitCode::usage, fmt::format("the statement cannot be run: {}{}", sqlite3_errmsg(db), where),
                    k_what_is_there);
    }
    if (code != SQLITE_OK) return; // what is wrong with the file, running it tells
    if (!handle) throw Error(ExitCode::usage, "there is no statement", "scribe sql \"SELECT * FROM v_tables\"");
    sqlite3_stmt *second = nullptr;
    auto const more = sqlite3_prepare_v2(db, rest, -1, &second, nullptr);
    sqlite3_finalize(second);
    if (more != SQLITE_OK || second)
        throw Error(ExitCode::usage, "there is more than one statement", "run them one by one");
}

/// True for errors that the statement brings upon itself: "malformed JSON", "integer overflow", a text of 2 GB.
bool is_of_statement(int code) {
    return code == SQLITE_ERROR || code == SQLITE_TOOBIG || code == SQLITE_MISMATCH || code == SQLITE_RANGE;
}

/// Unlike SQL, JSON needs each name once: the second "name" becomes "name_2".
std::vector<std::string> column_names(sqlite::Stmt &statement) {
    std::vector<std::string> names;
    std::map<std::string, int> seen;
    for (int i = 0; i < statement.column_count(); ++i) {
        std::string name{statement.column_name(i)};
        auto const count = ++seen[name];
        if (count > 1) name += "_" + std::to_string(count);
        names.push_back(std::move(name));
    }
    return names;
}

} // namespace

void query(Store &store, std::string_view sql, QuerySink const &sink) {
    auto &db = store.db();
    ReadOnly const guard{db.handle()};
    std::string const text{sql};
    if (text.find('\0') != std::string::npos)
        throw Error(ExitCode::usage, "the statement holds a zero byte", "take it out");
    check_statement(db.handle(), text);
    try {
        sqlite::Stmt statement{db, text};
        sink.columns(column_names(statement));
        while (statement.step()) sink.row(statement);
    } catch (sqlite::Error const &error) {
        if (!is_of_statement(error.primary_code())) throw;
        throw Error(ExitCode::usage, fmt::format("the statement failed: {}", sqlite3_errmsg(db.handle())),
                    "it is the query or a value that it meets; the catalog is whole");
    }
}

} // namespace scribe::catalog
