// SPDX-License-Identifier: MIT
#include "workload/log/csv_records.hpp"

#include <algorithm>

namespace scribe::workload {

namespace {

constexpr std::size_t k_most_record = std::size_t{16} << 20;

/// The cells of a record whose quotes are closed.
void split(std::string_view record, std::vector<std::string> &cells) {
    cells.assign(1, {});
    bool quoted = false;
    for (std::size_t i = 0; i < record.size(); ++i) {
        char const c = record[i];
        if (quoted && c == '"' && i + 1 < record.size() && record[i + 1] == '"') cells.back() += record[++i];
        else if (c == '"') quoted = !quoted;
        else if (c == ',' && !quoted) cells.emplace_back();
        else cells.back() += c;
    }
}

} // namespace

bool CsvRecords::line(std::string_view line) {
    if (std::ranges::count(line, '"') % 2 != 0) m_quoted = !m_quoted;
    if (m_record.empty() && !m_quoted) { // most are one line
        split(line, m_cells);
        return true;
    }
    if (!m_record.empty()) m_record += '\n';
    m_record += line;
    if (m_quoted) {
        if (m_record.size() < k_most_record) return false;
        ++m_given_up;
        m_record.clear();
        m_quoted = false;
        return false;
    }
    split(m_record, m_cells);
    m_record.clear();
    return true;
}

} // namespace scribe::workload
