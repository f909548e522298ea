// SPDX-License-Identifier: MIT
#pragma once

#include "model/code/query.hpp"
#include "workload/dump/json_objects.hpp"
#include "workload/log/csv_records.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Dumps of pg_stat_statements: its rows as psql --csv, COPY, json_agg() or row_to_json() write them.
namespace scribe::workload {

/// A row of a dump.
struct DumpedStatement {
    model::QueryEntry entry;
    model::QueryFigures figures;
    std::string text;
};

/// Reads a dump piece by piece, however long it is. Columns are those of any version of the server, in any order, also
/// with the names of databases and users (datname, rolname) beside them; what a dump does not have is not known.
class DumpReader {
public:
    enum class Format { csv, json };
    using Sink = std::function<void(DumpedStatement &&)>;

    DumpReader(Format format, Sink sink);

    /// The next piece of the file. Throws base::Error(config) for what is no dump, and for one that lacks the
    /// statements' texts, calls or times.
    void feed(std::string_view part);
    /// After the last. Throws base::Error(config) likewise.
    void finish();

    std::int64_t rows() const { return m_rows; }
    /// Statements of other roles whose text the one who made the dump was not shown, and their time.
    std::int64_t hidden() const { return m_hidden; }
    double hidden_ms() const { return m_hidden_ms; }

private:
    void csv_line(std::string_view line);
    void json_object(std::string_view object);
    void row(std::function<std::optional<std::string_view>(std::string_view)> const &cell);

    Format m_format;
    Sink m_sink;
    std::string m_line; ///< of CSV: one that has begun
    CsvRecords m_records;
    std::vector<std::string> m_header;
    JsonObjects m_objects;
    std::int64_t m_rows = 0, m_hidden = 0;
    double m_hidden_ms = 0;
};

/// The format of a file that begins so; nothing when it is no dump of pg_stat_statements.
std::optional<DumpReader::Format> dump_format(std::string_view beginning);

/// What a file that begins so has in place of commas, when it is a dump in CSV but for that: ; or a tab.
std::optional<char> other_separator(std::string_view beginning);

} // namespace scribe::workload
