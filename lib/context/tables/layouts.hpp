// SPDX-License-Identifier: MIT
#pragma once

#include "context/tables/statements.hpp"

#include <memory>

namespace scribe::context {

/// Makes a reader of the rows under these headings, which stand in row `number`; nothing when they are no header.
using ReaderMaker =
    std::function<std::unique_ptr<RowReader>(std::vector<std::string> const &headings, std::size_t number, TablePlace)>;

/// Of statements: scribe's own layout, exports of DataHub (csv-enricher) and OpenMetadata. `use` outlives the readers.
ReaderMaker statement_layouts(ImportOptions const &options, std::function<void(Statement &&)> const &use);
/// Of a glossary's terms.
ReaderMaker term_layouts(ImportOptions const &options, std::function<void(TermStatement &&)> const &use);

/// Readers of other tools' exports, or nothing when the headings are not theirs.
std::unique_ptr<RowReader> datahub_rows(std::vector<std::string> const &headings, TablePlace const &place,
                                        std::function<void(Statement &&)> const &use);
std::unique_ptr<RowReader> openmetadata_rows(std::vector<std::string> const &headings, TablePlace const &place,
                                             std::function<void(Statement &&)> const &use);

/// Reads CSV of any of the layouts. `what` says what a header needs, for the error when there is none.
void read_csv_table(std::string_view bytes, std::string const &file, ReaderMaker const &make, std::string const &what);
/// Reads the sheets of a workbook: each has a header of its own within its first rows. Sheets that have none, and
/// hidden ones, are skipped with a note, but one must fit.
void read_xlsx_tables(std::string_view bytes, std::string const &file, ReaderMaker const &make,
                      std::string const &what);

/// Where each of the headings stands, by heading_key.
std::map<std::string, std::size_t> heading_places(std::vector<std::string> const &headings);
/// The cell, or nothing where the row ends before.
std::string cell_at(std::vector<std::string> const &cells, std::map<std::string, std::size_t> const &places,
                    std::string const &key);
/// The parts of a list between separators, trimmed, one a line.
std::string one_a_line(std::string_view text, char separator);

} // namespace scribe::context
