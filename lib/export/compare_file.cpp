// SPDX-License-Identifier: MIT
#include "export/compare_file.hpp"

#include "base/error.hpp"

#include <fmt/format.h>

namespace scribe::exporter {

CompareFile::CompareFile(std::filesystem::path path) {
    std::error_code error;
    m_missing = !std::filesystem::exists(path, error);
    if (m_missing) return;
    bool const regular = std::filesystem::is_regular_file(path, error);
    if (regular) m_file.open(path, std::ios::binary);
    if (!regular || !m_file) {
        throw base::Error(
            base::ExitCode::output,
            fmt::format("cannot read {}: {}", path.string(), regular ? "it cannot be opened" : "it is no regular file"),
            "check the path and its permissions");
    }
}

void CompareFile::write(std::string_view text) {
    if (m_missing || !m_same) return;
    m_block.resize(text.size());
    m_file.read(m_block.data(), static_cast<std::streamsize>(text.size()));
    m_same = m_file.gcount() == static_cast<std::streamsize>(text.size()) && m_block == text;
}

std::optional<Difference::Kind> CompareFile::finish() {
    if (m_missing) return Difference::Kind::missing;
    if (m_same && m_file.peek() == std::ifstream::traits_type::eof()) return std::nullopt;
    return Difference::Kind::stale;
}

} // namespace scribe::exporter
