// SPDX-License-Identifier: MIT
#pragma once

#include "context/tables/number_format.hpp"
#include "context/tables/zip_file.hpp"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::context {

/// A cell's text, or why it has none.
struct SheetCell {
    std::string text;
    std::string problem; ///< "the error #N/A"; else empty
};

/// What is stored of a workbook of Excel (ECMA-376): sheets with their cells as text. Throws base::Error(config) for
/// what cannot be read.
class Workbook {
public:
    Workbook(std::string_view bytes, std::string const &file);

    struct Sheet {
        std::string name, part;
        bool hidden = false;
    };
    std::vector<Sheet> const &sheets() const { return m_sheets; }

    /// Hands on the rows of a sheet that are stored, numbered from 1, until `use` returns false. Of merged cells each
    /// row has the value in their first column.
    void read(Sheet const &sheet,
              std::function<bool(std::vector<SheetCell> const &cells, std::size_t number)> const &use);

private:
    class SheetReader;
    struct Relation {
        std::string id, type, part;
    };
    std::string text_of(std::string const &part);
    std::vector<Relation> relations(std::string const &part);
    void read_sheets(std::string const &part);
    void read_texts(std::string const &part);
    void read_styles(std::string const &part);

    std::string const &m_file;
    ZipFile m_zip;
    bool m_from_1904 = false;
    std::vector<Sheet> m_sheets;
    std::vector<std::string> m_texts;    ///< shared by all sheets
    std::vector<NumberFormat> m_formats; ///< of the styles of cells
};

/// 27 is "AB".
std::string column_letters(std::size_t column);

} // namespace scribe::context
