// SPDX-License-Identifier: MIT
#include "workload/log/log_reader.hpp"

#include "base/json_reader.hpp"
#include "base/text.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>
#include <vector>

namespace scribe::workload {

namespace {

/// A record that goes on for longer has a quote too many.
constexpr std::size_t k_most_record = std::size_t{16} << 20;
constexpr std::size_t k_csv_time = 0, k_csv_user = 1, k_csv_database = 2, k_csv_message = 13;

/// The members of jsonlog that count.
struct JsonLine {
    std::string timestamp, user, dbname, message;
};

template <typename Visit, typename Line>
requires std::same_as<std::remove_const_t<Line>, JsonLine>
void fields(Visit const &visit, Line &line) {
    visit("timestamp", line.timestamp);
    visit("user", line.user);
    visit("dbname", line.dbname);
    visit("message", line.message);
}

/// "2026-01-31 12:00:00.123 UTC" as "2026-01-31T12:00:00.123Z"; nothing for another text.
std::string iso_time(std::string_view text) {
    constexpr std::string_view k_shape = "0000-00-00 00:00:00";
    if (text.size() < k_shape.size()) return {};
    for (std::size_t i = 0; i < k_shape.size(); ++i) {
        bool const digit = text[i] >= '0' && text[i] <= '9';
        if (k_shape[i] == '0' ? !digit : text[i] != k_shape[i]) return {};
    }
    std::string time{text.substr(0, k_shape.size())};
    time[10] = 'T';
    if (text.size() >= k_shape.size() + 4 && text[k_shape.size()] == '.') time += text.substr(k_shape.size(), 4);
    else time += ".000";
    return time + "Z";
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

/// The cells of a record of CSV whose quotes are closed.
std::vector<std::string> csv_cells(std::string_view record) {
    std::vector<std::string> cells(1);
    bool quoted = false;
    for (std::size_t i = 0; i < record.size(); ++i) {
        char const c = record[i];
        if (quoted && c == '"' && i + 1 < record.size() && record[i + 1] == '"') cells.back() += record[++i];
        else if (c == '"') quoted = !quoted;
        else if (c == ',' && !quoted) cells.emplace_back();
        else cells.back() += c;
    }
    return cells;
}

LogReader::Format format_of(std::string_view line) {
    if (line.starts_with('{')) return LogReader::Format::json;
    auto const comma = line.find(',');
    if (comma != std::string_view::npos && !iso_time(line).empty() && comma < 40) return LogReader::Format::csv;
    return LogReader::Format::stderr_text;
}

/// The statement in what auto_explain wrote, as text or JSON; empty when there is none.
std::string text_of_plan(std::string_view plan) {
    constexpr std::string_view k_json = "\"Query Text\": ";
    if (auto const at = plan.find(k_json); at != std::string_view::npos) {
        auto const from = at + k_json.size();
        auto end = from + 1;
        while (end < plan.size() && plan[end] != '"') end += plan[end] == '\\' ? 2U : 1U;
        if (end >= plan.size()) return {};
        simdjson::ondemand::parser parser;
        simdjson::padded_string const json{plan.substr(from, end + 1 - from)};
        auto document = parser.iterate(json);
        std::string_view text;
        if (document.get_string().get(text) != simdjson::SUCCESS) return {};
        return std::string{text};
    }
    constexpr std::string_view k_text = "Query Text: ";
    auto const at = plan.find(k_text);
    if (at == std::string_view::npos) return {};
    auto const rest = plan.substr(at + k_text.size());
    // The tree begins with a line that has a cost.
    auto end = rest.find("  (cost=");
    if (end == std::string_view::npos) return {};
    end = rest.rfind('\n', end);
    return std::string{rest.substr(0, end)};
}

} // namespace

bool read_duration(std::string_view message, LogStatement &statement) {
    constexpr std::string_view k_duration = "duration: ";
    if (!message.starts_with(k_duration)) return false;
    message.remove_prefix(k_duration.size());
    auto const read = std::from_chars(message.data(), message.data() + message.size(), statement.ms);
    if (read.ec != std::errc{}) return false;
    message.remove_prefix(static_cast<std::size_t>(read.ptr - message.data()));
    constexpr std::string_view k_unit = " ms  ";
    if (!message.starts_with(k_unit)) return false; // log_duration alone
    message.remove_prefix(k_unit.size());
    constexpr std::string_view k_statement = "statement: ", k_execute = "execute ", k_plan = "plan:";
    if (message.starts_with(k_statement)) {
        statement.text = message.substr(k_statement.size());
    } else if (message.starts_with(k_execute)) {
        auto const colon = message.find(": ");
        if (colon == std::string_view::npos) return false;
        statement.text = message.substr(colon + 2);
    } else if (message.starts_with(k_plan)) {
        statement.text = text_of_plan(message.substr(k_plan.size()));
        statement.from_plan = true;
    }
    return !statement.text.empty(); // parse and bind come before execute, which has the time that counts
}

LogReader::LogReader(Format format, std::string prefix, Sink sink)
    : m_format(format), m_prefix(std::move(prefix)), m_sink(std::move(sink)) {}

void LogReader::line(std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (m_format == Format::automatic) m_format = format_of(line);
    if (m_format == Format::json) json_line(line);
    else if (m_format == Format::csv) csv_line(line);
    else stderr_line(line);
}

void LogReader::finish() {
    if (!m_record.empty()) ++m_unread;
    m_record.clear();
    message_done();
}

void LogReader::message_done() {
    LogStatement statement;
    if (m_in_message && read_duration(m_message.text, statement)) {
        statement.user = std::move(m_message.user);
        statement.database = std::move(m_message.database);
        statement.time = std::move(m_message.time);
        m_sink(std::move(statement));
    }
    m_in_message = false;
    m_message = {};
}

/// A character of the prefix stands for itself, %x for all up to what follows it.
void LogReader::read_prefix(std::string_view text, Message &message) const {
    constexpr std::size_t k_date_and_time = 20; // a time has blanks: its end is looked for behind them
    std::string_view const pattern = m_prefix;
    std::size_t at = 0;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] != '%' || i + 1 >= pattern.size()) {
            if (at < text.size() && text[at] == pattern[i]) ++at;
            continue;
        }
        ++i;
        while (i + 1 < pattern.size() && ((pattern[i] >= '0' && pattern[i] <= '9') || pattern[i] == '-'))
            ++i; // padding
        if (pattern[i] == 'q') continue;
        bool const time = pattern[i] == 'm' || pattern[i] == 't';
        auto const from = time ? text.find(' ', std::min(text.size(), at + k_date_and_time - 1)) : at;
        char const next = i + 1 < pattern.size() ? pattern[i + 1] : '%';
        auto const found =
            next == '%' ? std::string_view::npos : text.find(next, time && from != text.npos ? from + 1 : from);
        auto const end = std::min(found, text.size());
        auto const value = text.substr(at, end - at);
        if (pattern[i] == 'u') message.user = value;
        else if (pattern[i] == 'd') message.database = value;
        else if (time) message.time = iso_time(value);
        at = end;
    }
}

void LogReader::stderr_line(std::string_view line) {
    if (line.starts_with('\t')) { // goes on
        if (m_in_message && m_message.text.size() < k_most_record) (m_message.text += '\n') += line.substr(1);
        return;
    }
    std::size_t end = 0;
    auto const start = message_start(line, end);
    if (start == std::string_view::npos) {
        ++m_unread;
        return;
    }
    message_done();
    if (line.substr(end, 3) != "LOG") return;
    m_in_message = true;
    m_message.text = line.substr(start);
    auto const prefix = line.substr(0, end);
    if (!m_prefix.empty()) read_prefix(prefix, m_message);
    else if (auto const mark = prefix.find('@'); mark != std::string_view::npos) {
        auto const from = prefix.find_last_of(" =,[(", mark);
        m_message.user = prefix.substr(from == std::string_view::npos ? 0 : from + 1, mark - (from + 1));
        m_message.database = prefix.substr(mark + 1, prefix.find_first_of(" ,])", mark) - mark - 1);
    }
    for (std::size_t i = 0; m_message.time.empty() && i + 19 <= prefix.size(); ++i)
        m_message.time = iso_time(prefix.substr(i));
}

void LogReader::csv_line(std::string_view line) {
    if (!m_record.empty()) m_record += '\n';
    m_record += line;
    if (std::ranges::count(line, '"') % 2 != 0) m_quoted = !m_quoted;
    if (m_quoted) { // a line break within quotes
        if (m_record.size() < k_most_record) return;
        ++m_unread;
        m_record.clear();
        m_quoted = false;
        return;
    }
    auto cells = csv_cells(m_record);
    m_record.clear();
    if (cells.size() <= k_csv_message || iso_time(cells[k_csv_time]).empty()) {
        ++m_unread;
        return;
    }
    m_in_message = true;
    m_message = {std::move(cells[k_csv_message]), std::move(cells[k_csv_user]), std::move(cells[k_csv_database]),
                 iso_time(cells[k_csv_time])};
    message_done();
}

void LogReader::json_line(std::string_view line) {
    JsonLine parsed;
    thread_local simdjson::ondemand::parser parser;
    try {
        simdjson::padded_string const padded{line};
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
                 iso_time(parsed.timestamp)};
    message_done();
}

} // namespace scribe::workload
