// SPDX-License-Identifier: MIT
#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

// Logs of PostgreSQL: what log_min_duration_statement and auto_explain wrote of statements.
namespace scribe::workload {

/// A statement that a log tells of.
struct LogStatement {
    std::string text;
    double ms = 0;
    std::string user, database; ///< empty: the log does not say
    std::string time;           ///< as ISO 8601, in the time zone of the log; empty: it does not say
    bool from_plan = false;     ///< of auto_explain: the same call may be logged besides
};

/// What a log of that format is read with: one line at a time, however long the log is.
class LogReader {
public:
    enum class Format { automatic, stderr_text, csv, json };
    using Sink = std::function<void(LogStatement &&)>;

    /// `prefix` is the server's log_line_prefix, for logs of stderr; empty: users and databases are read as
    /// user@database.
    LogReader(Format format, std::string prefix, Sink sink);

    /// A line without its end.
    void line(std::string_view line);
    /// After the last line.
    void finish();
    /// Lines and records that are no log of the format.
    std::int64_t unread() const { return m_unread; }

private:
    /// A message of the log, as it stands so far.
    struct Message {
        std::string text, user, database, time;
    };
    void stderr_line(std::string_view line);
    void csv_line(std::string_view line);
    void json_line(std::string_view line);
    void read_prefix(std::string_view text, Message &message) const;
    void message_done();

    Format m_format;
    std::string m_prefix;
    Sink m_sink;
    Message m_message;
    bool m_in_message = false; ///< lines that follow belong to it
    std::string m_record;      ///< of CSV: lines of a record whose quotes are still open
    bool m_quoted = false;
    std::int64_t m_unread = 0;
};

/// Takes the statement out of a message: "duration: 12.3 ms  statement: SELECT 1". False for other messages.
bool read_duration(std::string_view message, LogStatement &statement);

} // namespace scribe::workload
