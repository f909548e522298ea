// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::workload {

/// Puts the lines of a CSV file (RFC 4180) together to records, whose cells may hold line breaks between quotes.
class CsvRecords {
public:
    /// A line without its end. True when a record ends with it: cells() has it.
    bool line(std::string_view line);
    /// The cells of that record.
    std::vector<std::string> &cells() { return m_cells; }
    /// True when a record has begun whose quotes are not closed.
    bool is_open() const { return m_quoted; }
    /// Records that were given up for having a quote too many: they went on for more than 16 MB.
    std::int64_t given_up() const { return m_given_up; }

private:
    std::string m_record;
    bool m_quoted = false;
    std::vector<std::string> m_cells;
    std::int64_t m_given_up = 0;
};

} // namespace scribe::workload
