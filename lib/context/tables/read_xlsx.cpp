// SPDX-License-Identifier: MIT
#include "base/log.hpp"
#include "base/text.hpp"
#include "context/readers.hpp"
#include "context/tables/layouts.hpp"
#include "context/tables/workbook.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::context {

namespace {

/// Titles and notes may stand above the header.
constexpr std::size_t k_rows_above = 20;

/// Sheet1, 'My Sheet': as formulas name it.
std::string sheet_name(std::string const &name) {
    bool const plain = std::ranges::all_of(name, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
               static_cast<unsigned char>(c) >= 0x80;
    });
    auto const shown = base::single_line(name);
    return plain ? shown : "'" + shown + "'";
}

/// Finds the header of a sheet and hands on what is under it.
class SheetRows {
public:
    SheetRows(std::string where, ReaderMaker const &make) : m_where(std::move(where)), m_make(make) {}

    /// False when the rest of the sheet does not matter.
    bool row(std::vector<SheetCell> const &cells, std::size_t number) {
        std::vector<std::string> texts;
        texts.reserve(cells.size());
        for (auto const &cell : cells) texts.push_back(cell.text);
        if (!m_reader) {
            bool const empty = std::ranges::all_of(texts, [](auto const &text) { return base::trim(text).empty(); });
            if (!empty) m_reader = m_make(texts, number, place());
            return m_reader || number < k_rows_above;
        }
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (!cells[i].problem.empty() && m_reader->uses(i))
                fail_at(place()(number, i), fmt::format("the cell has {}", cells[i].problem),
                        "open the workbook, mend or clear the cell, and save it again");
        }
        m_reader->row(texts, number);
        return true;
    }
    bool fits() const { return m_reader != nullptr; }

private:
    TablePlace place() const {
        return [where = m_where](std::size_t row, std::optional<std::size_t> column) {
            return fmt::format("{}!{}{}", where, column_letters(column.value_or(0)), row);
        };
    }

    std::string m_where;
    ReaderMaker const &m_make;
    std::unique_ptr<RowReader> m_reader;
};

} // namespace

void read_xlsx_tables(std::string_view bytes, std::string const &file, ReaderMaker const &make,
                      std::string const &what) {
    Workbook book{bytes, file};
    std::vector<std::string> skipped, hidden;
    bool fits = false;
    for (auto const &sheet : book.sheets()) {
        auto const name = sheet_name(sheet.name);
        if (sheet.hidden) {
            hidden.push_back(name);
            continue;
        }
        SheetRows rows{fmt::format("{}:{}", file, name), make};
        book.read(sheet,
                  [&](std::vector<SheetCell> const &cells, std::size_t number) { return rows.row(cells, number); });
        fits = fits || rows.fits();
        if (!rows.fits()) skipped.push_back(name);
    }
    if (!fits)
        fail_at(file,
                fmt::format("no sheet has a header with {}; looked at {}", what,
                            skipped.empty() ? "none" : base::join(skipped, ", ")),
                "--map HEADING=FIELD says what a heading means");
    for (auto const &name : skipped)
        base::log::info("{}: the sheet {} has no known header and is left out", file, name);
    for (auto const &name : hidden) base::log::info("{}: the sheet {} is hidden and is left out", file, name);
}

} // namespace scribe::context
