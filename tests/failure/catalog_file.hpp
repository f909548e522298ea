// SPDX-License-Identifier: MIT
#pragma once

#include "process.hpp"
#include "sqlite_file.hpp"

#include <catch2/catch.hpp>
#include <sqlite3.h>

#include <cstdint>
#include <memory>
#include <string>

namespace scribe::failure {

/// A folder with room for one working folder, readable for every user.
class Place {
public:
    Place();
    /// The working folder.
    std::string path() const { return m_root.file("work"); }
    std::string file(std::string const &name) const { return path() + "/" + name; }
    Start start() const {
        return {.folder = path(),
                .out_file = {},
                .plain_user = false,
                .file_limit = {},
                .memory_limit = {},
                .open_limit = {}};
    }

private:
    conformance::TempFolder m_root;
};

/// An SQLite database with this many tables of three columns, a key and an index each.
void make_source(std::string const &file, int tables);

/// What a catalog holds, read by SQLite alone.
struct Contents {
    std::string integrity; ///< "ok", or what is damaged
    std::int64_t sources = 0, scans = 0, objects = 0, changed = 0;
    bool operator==(Contents const &) const = default;
};

/// Looks into the catalog; recovers what a killed writer left, as any reader does. A file that is missing or has no
/// tables yet holds nothing.
Contents contents(std::string const &catalog);

/// The first column of the first row; "" when there is none.
std::string query(std::string const &file, std::string const &sql);

/// All bytes of a file.
std::string bytes_of(std::string const &file);

/// A connection of the test itself, which holds locks.
using Handle = std::unique_ptr<sqlite3, int (*)(sqlite3 *)>;
Handle open_file(std::string const &file);
void execute(Handle const &handle, char const *sql);

/// Checks that the program failed as the command line contract has it: this exit code, one error line that names
/// `object`, and a hint.
void check_failure(Ended const &ended, int exit, std::string const &object);

} // namespace scribe::failure
