// SPDX-License-Identifier: MIT
#pragma once

#include "source/source.hpp"
#include "sqlite/db.hpp"

#include <chrono>
#include <memory>
#include <string>

namespace scribe::source::sqlite {

using scribe::sqlite::Db;
using scribe::sqlite::Stmt;
using scribe::sqlite::Txn;

/// A user's SQLite file, opened for reading only.
class Connection {
public:
    /// Opens the file and reads its schema once, so that what is wrong with it shows here.
    /// Throws base::Error(source_connect) with the remedy.
    Connection(std::string const &path, OpenOptions const &options);

    Db &db() { return *m_db; }
    /// The file with all links resolved.
    std::filesystem::path const &path() const { return m_path; }
    /// What the user should know about how it was opened; empty when all is well.
    std::string const &note() const { return m_note; }
    /// A statement under the time limit that starts now. Counted. Throws base::Error(source_query | interrupted).
    Stmt query(std::string_view sql);
    /// Advances. Throws base::Error(source_query | interrupted).
    bool step(Stmt &statement);
    std::int64_t statements() const { return m_statements; }

private:
    void open(scribe::sqlite::OpenMode mode);
    [[noreturn]] void fail(scribe::sqlite::Error const &error) const;
    static int on_progress(void *self);

    std::filesystem::path m_path;
    OpenOptions m_options;
    std::unique_ptr<Db> m_db;
    std::string m_note;
    std::int64_t m_statements = 0;
    std::chrono::steady_clock::time_point m_deadline = std::chrono::steady_clock::time_point::max();
};

} // namespace scribe::source::sqlite
