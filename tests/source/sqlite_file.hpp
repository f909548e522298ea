// SPDX-License-Identifier: MIT
#pragma once

#include <filesystem>
#include <string>

namespace scribe::conformance {

/// A folder that is removed with all that is in it.
class TempFolder {
public:
    TempFolder();
    TempFolder(TempFolder const &) = delete;
    TempFolder &operator=(TempFolder const &) = delete;
    ~TempFolder();
    std::filesystem::path const &path() const { return m_path; }
    std::string file(std::string const &name) const { return (m_path / name).string(); }

private:
    std::filesystem::path m_path;
};

/// Runs SQL on the file, which is created when it is missing. The test fails with SQLite's message on an error.
/// `sql` may hold bytes that are no UTF-8.
void run_sql(std::string const &file, std::string const &sql);

} // namespace scribe::conformance
