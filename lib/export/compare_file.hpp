// SPDX-License-Identifier: MIT
#pragma once

#include "export/compare_sink.hpp"

#include <filesystem>
#include <fstream>
#include <optional>
#include <string>
#include <string_view>

namespace scribe::exporter {

/// Compares the text of an export with a file, piece by piece; writes nothing.
class CompareFile {
public:
    /// Throws base::Error(output) when there is something that cannot be read.
    explicit CompareFile(std::filesystem::path path);

    void write(std::string_view text);
    /// Whether the file is missing or stale; nothing when it has just this text.
    std::optional<Difference::Kind> finish();

private:
    std::ifstream m_file;
    std::string m_block;
    bool m_missing = false;
    bool m_same = true;
};

} // namespace scribe::exporter
