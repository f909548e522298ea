// SPDX-License-Identifier: MIT
#include "context/readers.hpp"

#include "base/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::context {

namespace {

/// Cells of RFC 4180, row by row.
class CsvRows {
public:
    CsvRows(std::string_view text, std::string const &file) : m_text(text), m_file(file) {
        // Spreadsheets of some languages separate by semicolons.
        auto const header = text.substr(0, text.find('\n'));
        for (char const c : {',', ';', '\t'}) {
            if (header.find(c) == std::string_view::npos) continue;
            m_separator = c;
            break;
        }
    }

    /// False at the end. `line` is where the row begins.
    bool next(std::vector<std::string> &cells, std::size_t &line) {
        cells.clear();
        if (m_at >= m_text.size()) return false;
        line = m_line;
        while (true) {
            cells.push_back(cell());
            if (m_at < m_text.size() && m_text[m_at] == m_separator) {
                ++m_at;
                continue;
            }
            if (m_text.substr(m_at).starts_with("\r\n")) ++m_at;
            if (m_at < m_text.size()) ++m_at;
            ++m_line;
            return true;
        }
    }

private:
    std::string place() const { return fmt::format("{}:{}", m_file, m_line); }
    bool ends_here() const {
        return m_at >= m_text.size() || m_text[m_at] == m_separator || m_text[m_at] == '\n' ||
               m_text.substr(m_at).starts_with("\r\n");
    }

    std::string cell() {
        std::string text;
        if (m_at < m_text.size() && m_text[m_at] == '"') text = quoted();
        else
            while (!ends_here()) text.push_back(m_text[m_at++]);
        // What the writer put in front so that a spreadsheet takes it for no formula.
        if (text.size() > 1 && text[0] == '\'' && std::string_view{"=+-@\t\r"}.find(text[1]) != std::string_view::npos)
            text.erase(0, 1);
        return text;
    }

    std::string quoted() {
        auto const start = place();
        std::string text;
        for (++m_at; m_at < m_text.size(); ++m_at) {
            if (m_text[m_at] == '\n') ++m_line;
            if (m_text[m_at] != '"') text.push_back(m_text[m_at]);
            else if (m_text.substr(m_at).starts_with("\"\"")) text.push_back(m_text[m_at++]);
            else {
                ++m_at;
                if (!ends_here())
                    fail_at(place(),
                            fmt::format("expected '{}' or the end of the line behind the quoted text", m_separator));
                return text;
            }
        }
        fail_at(start, "the quoted text that begins here has no end");
    }

    std::string_view m_text;
    std::string const &m_file;
    char m_separator = ',';
    std::size_t m_at = 0, m_line = 1;
};

} // namespace

std::vector<RelationDraft> read_csv(std::string_view text, std::string const &file) {
    CsvRows rows{text, file};
    std::vector<std::string> names, cells;
    std::size_t line = 0;
    if (!rows.next(names, line)) fail_at(file + ":1", "expected a header with the columns from and to");
    for (auto &name : names) name = base::to_lower_ascii(base::trim(name));
    for (char const *const needed : {"from", "to"}) {
        if (std::ranges::find(names, needed) == names.end())
            fail_at(file + ":1",
                    fmt::format("expected a header with the columns from and to; \"{}\" is missing", needed));
    }
    std::vector<RelationDraft> drafts;
    while (rows.next(cells, line)) {
        auto const place = fmt::format("{}:{}", file, line);
        if (cells.size() == 1 && base::trim(cells[0]).empty()) continue;
        if (cells.size() != names.size())
            fail_at(place, fmt::format("{} cells; expected {}, as the header has", cells.size(), names.size()));
        std::vector<DraftField> fields;
        for (std::size_t i = 0; i < cells.size(); ++i) fields.push_back({names[i], cells[i], place});
        drafts.push_back(draft_of(fields, place));
    }
    return drafts;
}

} // namespace scribe::context
