// SPDX-License-Identifier: MIT
#pragma once

#include <libpq-fe.h>

#include <memory>
#include <string>

namespace scribe::failure {

/// A connection of the test itself, as the administrator that PG* names.
class Admin {
public:
    explicit Admin(std::string const &database);
    /// Runs it; the first column of the first row. The test fails on an error.
    std::string operator()(std::string const &sql);

private:
    std::unique_ptr<PGconn, void (*)(PGconn *)> m_handle;
};

/// A database of its own, dropped at the end with what is connected to it.
class Database {
public:
    Database();
    Database(Database const &) = delete;
    Database &operator=(Database const &) = delete;
    ~Database();
    std::string const &name() const { return m_name; }
    /// Its URL; host, user and password come from PG*.
    std::string url() const { return "postgresql:///" + m_name; }

private:
    Admin m_admin;
    std::string m_name;
};

/// Keeps every scan of the database waiting in its middle, where it reads the policies, as long as this lives.
class Barrier {
public:
    explicit Barrier(std::string const &database);
    /// The server process of the scan that waits.
    std::string wait_for_scan();
    /// Number of server processes that scans have now.
    std::string scans();

private:
    std::string m_database;
    Admin m_holder, m_watcher;
};

} // namespace scribe::failure
