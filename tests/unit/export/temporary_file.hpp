// SPDX-License-Identifier: MIT
#pragma once

#include "base/files.hpp"

#include <cstdlib>
#include <filesystem>
#include <stdexcept>
#include <string>
#include <string_view>

namespace scribe::test {

/// A file in a folder of its own, gone with this object.
class TemporaryFile {
public:
    TemporaryFile(std::string const &name, std::string_view content) {
        std::string folder = (std::filesystem::temp_directory_path() / "scribe-test-XXXXXX").string();
        if (!::mkdtemp(folder.data())) throw std::runtime_error{"mkdtemp"};
        m_folder = folder;
        base::write_file_atomic(m_folder / name, content);
        m_path = (m_folder / name).string();
    }
    TemporaryFile(TemporaryFile const &) = delete;
    TemporaryFile &operator=(TemporaryFile const &) = delete;
    ~TemporaryFile() {
        std::error_code error;
        std::filesystem::remove_all(m_folder, error);
    }

    std::string const &path() const { return m_path; }

private:
    std::filesystem::path m_folder;
    std::string m_path;
};

} // namespace scribe::test
