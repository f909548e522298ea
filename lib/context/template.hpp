// SPDX-License-Identifier: MIT
#pragma once

#include "context/statement.hpp"

#include <map>
#include <memory>
#include <string>

namespace scribe::context {

/// One row of a file that people fill in: a database (all names empty), schema, table or column, and what is said of it
/// already.
struct TemplateRow {
    std::string source, schema, table, column;
    std::map<Field, std::string> fields;
};

/// Writes a file that people fill in and read_statements reads: one column a part of the name and a field. No row is
/// kept. The file appears in finish(); without it an old one stays as it is.
class TemplateWriter {
public:
    /// Tells by the ending whether it is CSV (with a byte order mark, which spreadsheets want; texts that look like
    /// formulas get a ' in front, which the reader takes off again) or XLSX. Throws base::Error(usage) for another
    /// ending, base::Error(output) when the file cannot be written.
    explicit TemplateWriter(std::string const &path);
    TemplateWriter(TemplateWriter const &) = delete;
    TemplateWriter &operator=(TemplateWriter const &) = delete;
    ~TemplateWriter();

    /// Throws base::Error(output), also for more than a sheet of XLSX holds.
    void row(TemplateRow const &row);
    /// Throws base::Error(output).
    void finish();

    struct Format; ///< one a kind of file

private:
    std::unique_ptr<Format> m_format;
};

} // namespace scribe::context
