// SPDX-License-Identifier: MIT
#include "workload/log/log_reader.hpp"

#include "base/json_reader.hpp"
#include "base/text.hpp"

#include <array>
#include <utility>

namespace scribe::workload {

namespace {

/// What follows in a longer message is left out.
constexpr std::size_t k_most_message = std::size_t{16} << 20;
constexpr std::size_t k_csv_time = 0, k_csv_user = 1, k_csv_database = 2, k_csv_message = 13, k_csv_detail = 14;

/// The members of jsonlog that count.
struct JsonLine {
    std::string timestamp, user, dbname, message, detail;
};

template <typename Visit, typename Line>
requires std::same_as<std::remove_const_t<Line>, JsonLine>
void fields(Visit const &visit, Line &line) {
    visit("timestamp", line.timestamp);
    visit("user", line.user);
    visit("dbname", line.dbname);
    visit("message", line.message);
    visit("detail", line.detail);
}

/// Where the message begins in a line of stderr: behind "LOG:  ". `end` is where the prefix ends.
std::size_t message_start(std::string_view line, std::size_t &end) {
    static constexpr std::array<std::string_view, 13> k_words{
        "LOG:  ",   "DETAIL:  ", "STATEMENT:  ", "ERROR:  ",    "HINT:  ",  "CONTEXT:  ", "WARNING:  ",
        "FATAL:  ", "QUERY:  ",  "NOTICE:  ",    "LOCATION:  ", "PANIC:  ", "INFO:  "};
    end = std::string_view::npos;
    std::size_t start = std::string_view::npos;
    for (auto const word : k_words) {
        auto const at = line.find(word);
        if (at >= end) continue;
        end = at;
        start = at + word.size();
    }
    return start;
}

LogReader::Format format_of(std::string_view line) {
    if (line.starts_with("{\"")) return LogReader::Format::json; // a prefix may begin with a brace, too
    auto const comma = line.find(',');
    if (comma != std::string_view::npos && !iso_time(line).empty() && comma < 40) return LogReader::Format::csv;
    return LogReader::Format::stderr_text;
}

} // namespace

LogReader::LogReader(Format format, std::string const &prefix, Sink sink) : m_format(format), m_sink(std::move(sink)) {
    if (!prefix.empty()) m_prefix.emplace(prefix);
}

void LogReader::line(std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (m_format == Format::automatic) m_format = has_prefix(line) ? Format::stderr_text : format_of(line);
    if (m_format == Format::json) json_line(line);
    else if (m_format == Format::csv) csv_line(line);
    else stderr_line(line);
}

/// True for a line that begins as log_line_prefix, which is known, says.
bool LogReader::has_prefix(std::string_view line) const {
    std::size_t end = 0;
    return m_prefix && message_start(line, end) != std::string_view::npos && m_prefix->read(line.substr(0, end));
}

void LogReader::finish(bool is_complete) {
    if (!is_complete) {
        m_in_message = false;
        return;
    }
    if (m_records.is_open()) ++m_unread;
    message_done();
}

void LogReader::message_done() {
    LogStatement statement;
    if (m_in_message && read_duration(m_message.text, statement)) {
        statement.user = std::move(m_message.user);
        statement.database = std::move(m_message.database);
        statement.time = std::move(m_message.time);
        if (auto const list = parameters_of_detail(m_message.detail); !list.empty()) statement.parameters = list;
        take_prepared(m_message.detail, statement);
        m_sink(std::move(statement));
    }
    m_in_message = m_in_detail = false;
    m_message = {};
}

void LogReader::stderr_line(std::string_view line) {
    if (line.starts_with('\t')) { // goes on
        auto &part = m_in_detail ? m_message.detail : m_message.text;
        if (m_in_message && part.size() < k_most_message) (part += '\n') += line.substr(1);
        return;
    }
    std::size_t end = 0;
    auto const start = message_start(line, end);
    if (start == std::string_view::npos) {
        ++m_unread;
        return;
    }
    if (m_in_message && line.substr(end, 6) == "DETAIL") { // of the message before it
        m_in_detail = true;
        m_message.detail = line.substr(start);
        return;
    }
    message_done();
    if (line.substr(end, 3) != "LOG") return;
    m_in_message = true;
    m_message.text = line.substr(start);
    auto const prefix = line.substr(0, end);
    if (m_prefix) {
        if (auto fields = m_prefix->read(prefix)) {
            m_message.user = std::move(fields->user);
            m_message.database = std::move(fields->database);
            m_message.time = std::move(fields->time);
            return;
        }
    } else if (auto const mark = prefix.find('@'); mark != std::string_view::npos) {
        auto const from = prefix.find_last_of(" =,[(", mark);
        m_message.user = prefix.substr(from == std::string_view::npos ? 0 : from + 1, mark - (from + 1));
        m_message.database = prefix.substr(mark + 1, prefix.find_first_of(" ,])", mark) - mark - 1);
    }
    for (std::size_t i = 0; m_message.time.empty() && i + 19 <= prefix.size(); ++i)
        m_message.time = iso_time(prefix.substr(i));
}

void LogReader::csv_line(std::string_view line) {
    if (!m_records.line(line)) return;
    auto &cells = m_records.cells();
    if (cells.size() <= k_csv_detail || iso_time(cells[k_csv_time]).empty()) {
        ++m_unread;
        return;
    }
    m_in_message = true;
    m_message = {std::move(cells[k_csv_message]), std::move(cells[k_csv_user]), std::move(cells[k_csv_database]),
                 iso_time(cells[k_csv_time]), std::move(cells[k_csv_detail])};
    message_done();
}

void LogReader::json_line(std::string_view line) {
    JsonLine parsed;
    thread_local simdjson::ondemand::parser parser;
    try {
        simdjson::padded_string const padded{base::is_valid_utf8(line) ? std::string{line} : base::sanitize_utf8(line)};
        simdjson::ondemand::document document = parser.iterate(padded);
        base::json::read_members(
            document.get_object(), parsed, [](auto &&visit, JsonLine &object) { fields(visit, object); },
            [](std::string_view, simdjson::ondemand::value) {});
    } catch (simdjson::simdjson_error const &) {
        ++m_unread;
        return;
    } catch (base::json::Misfit const &) {
        ++m_unread;
        return;
    }
    m_in_message = true;
    m_message = {std::move(parsed.message), std::move(parsed.user), std::move(parsed.dbname),
                 iso_time(parsed.timestamp), std::move(parsed.detail)};
    message_done();
}

} // namespace scribe::workload
