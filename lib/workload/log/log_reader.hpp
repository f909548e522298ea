// SPDX-License-Identifier: MIT
#pragma once

#include "workload/log/csv_records.hpp"
#include "workload/log/line_prefix.hpp"
#include "workload/log/message.hpp"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

// Logs of PostgreSQL: what log_min_duration_statement and auto_explain wrote of statements.
namespace scribe::workload {

/// What a log of that format is read with: one line at a time, however long the log is.
class LogReader {
public:
    enum class Format { automatic, stderr_text, csv, json };
    using Sink = std::function<void(LogStatement &&)>;

    /// `prefix` is the server's log_line_prefix, for logs of stderr; empty: users and databases are read as
    /// user@database.
    LogReader(Format format, std::string const &prefix, Sink sink);

    /// A line without its end.
    void line(std::string_view line);
    /// After the last line. Of a log that goes on, what began last may not be all there: it is left out.
    void finish(bool is_complete = true);
    /// Lines and records that are no log of the format.
    std::int64_t unread() const { return m_unread + m_records.given_up(); }

private:
    /// A message of the log, as it stands so far.
    struct Message {
        std::string text, user, database, time, detail;
    };
    bool has_prefix(std::string_view line) const;
    void stderr_line(std::string_view line);
    void csv_line(std::string_view line);
    void json_line(std::string_view line);
    void message_done();

    Format m_format;
    std::optional<LinePrefix> m_prefix;
    Sink m_sink;
    Message m_message;
    bool m_in_message = false; ///< lines that follow belong to it
    bool m_in_detail = false;  ///< ... to its detail
    CsvRecords m_records;
    std::int64_t m_unread = 0;
};

} // namespace scribe::workload
