// SPDX-License-Identifier: MIT
#include "workload/dump/dump_reader.hpp"

#include "base/error.hpp"
#include "base/json_reader.hpp"
#include "base/text.hpp"
#include "workload/dump/utc_time.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>

namespace scribe::workload {

namespace {

using model::Counter;
using Cells = std::function<std::optional<std::string_view>(std::string_view)>;

constexpr std::string_view k_hint =
    "psql -X --csv -c \"SELECT d.datname, r.rolname, s.* FROM pg_stat_statements s LEFT JOIN pg_database d ON d.oid = "
    "s.dbid LEFT JOIN pg_roles r ON r.oid = s.userid\" >dump.csv writes one";

[[noreturn]] void fail(std::string const &why) { throw base::Error(base::ExitCode::config, why, std::string{k_hint}); }

/// The first of the columns that the row has: later versions renamed some.
std::optional<std::string_view> first_of(Cells const &cell, std::initializer_list<std::string_view> names) {
    for (auto const name : names)
        if (auto const found = cell(name)) return found;
    return std::nullopt;
}

double number(std::string_view text, std::string_view name) {
    double value = 0;
    auto const read = std::from_chars(text.data(), text.data() + text.size(), value);
    if (read.ec != std::errc{} || read.ptr != text.data() + text.size() || !std::isfinite(value))
        fail(fmt::format("{}: \"{}\" is no number", name, base::single_line(base::utf8_head(text, 40))));
    constexpr double k_most = 1e18; // none of the server's counters has room for more
    if (value < 0 || value > k_most)
        fail(fmt::format("{}: {} is no figure that a server counts", name,
                         base::single_line(base::utf8_head(text, 40))));
    return value;
}

double figure(Cells const &cell, std::initializer_list<std::string_view> names) {
    auto const text = first_of(cell, names);
    return text ? number(*text, *names.begin()) : model::k_not_counted;
}

/// The sum of the figures that the row has.
double figures(Cells const &cell, std::initializer_list<std::string_view> names) {
    double sum = model::k_not_counted;
    for (auto const name : names)
        if (auto const value = figure(cell, {name}); !std::isnan(value)) sum = std::isnan(sum) ? value : sum + value;
    return sum;
}

std::int64_t whole(Cells const &cell, std::string_view name) {
    auto const text = cell(name);
    if (!text) return 0;
    if (auto const value = base::parse_int(*text)) return *value;
    fail(fmt::format("{}: \"{}\" is no whole number", name, base::single_line(base::utf8_head(*text, 40))));
}

void read_entry(Cells const &cell, model::QueryEntry &entry) {
    entry.dbid = whole(cell, "dbid");
    entry.userid = whole(cell, "userid");
    entry.queryid = whole(cell, "queryid");
    auto const toplevel = cell("toplevel");
    entry.toplevel = !toplevel || (*toplevel != "f" && *toplevel != "false");
    auto const name = [&](std::initializer_list<std::string_view> columns, std::int64_t id) {
        auto const found = first_of(cell, columns);
        return found ? base::sanitize_utf8(*found) : id != 0 ? std::to_string(id) : std::string{};
    };
    entry.database = name({"datname", "database", "dbname"}, entry.dbid);
    entry.user = name({"rolname", "usename", "user", "username"}, entry.userid);
}

void read_figures(Cells const &cell, model::QueryFigures &to) {
    auto &counters = to.counters;
    counters[Counter::calls] = figure(cell, {"calls"});
    counters[Counter::rows] = figure(cell, {"rows"});
    counters[Counter::total_ms] = figure(cell, {"total_exec_time", "total_time"});
    auto const mean = figure(cell, {"mean_exec_time", "mean_time"}),
               deviation = figure(cell, {"stddev_exec_time", "stddev_time"});
    counters[Counter::squares_ms] = counters[Counter::calls] * (mean * mean + deviation * deviation);
    counters[Counter::plan_ms] = figure(cell, {"total_plan_time"});
    counters[Counter::shared_hit] = figure(cell, {"shared_blks_hit"});
    counters[Counter::shared_read] = figure(cell, {"shared_blks_read"});
    counters[Counter::shared_dirtied] = figure(cell, {"shared_blks_dirtied"});
    counters[Counter::shared_written] = figure(cell, {"shared_blks_written"});
    counters[Counter::local_blocks] = figures(cell, {"local_blks_hit", "local_blks_read", "local_blks_written"});
    counters[Counter::temp_read] = figure(cell, {"temp_blks_read"});
    counters[Counter::temp_written] = figure(cell, {"temp_blks_written"});
    counters[Counter::read_ms] = figure(cell, {"shared_blk_read_time", "blk_read_time"});
    counters[Counter::write_ms] = figure(cell, {"shared_blk_write_time", "blk_write_time"});
    counters[Counter::wal_bytes] = figure(cell, {"wal_bytes"});
    counters[Counter::jit_ms] =
        figures(cell, {"jit_generation_time", "jit_inlining_time", "jit_optimization_time", "jit_emission_time"});
    to.min_ms = figure(cell, {"min_exec_time", "min_time"});
    to.max_ms = figure(cell, {"max_exec_time", "max_time"});
    constexpr int k_microseconds = 6; // as the server's own snapshots have it
    if (auto const since = cell("stats_since")) to.since = utc_time(*since, k_microseconds).value_or("");
}

bool has(std::vector<std::string> const &names, std::string_view name) {
    return std::ranges::find(names, name) != names.end();
}

std::vector<std::string> header_of(std::vector<std::string> names) {
    for (auto &name : names) name = base::to_lower_ascii(base::trim(name));
    return names;
}

/// Throws unless the columns are enough to rank statements.
void check_columns(std::vector<std::string> const &names) {
    std::vector<std::string> lacking;
    for (auto const *const name : {"query", "calls"})
        if (!has(names, name)) lacking.emplace_back(name);
    if (!has(names, "total_exec_time") && !has(names, "total_time"))
        lacking.emplace_back("total_exec_time (before PostgreSQL 13: total_time)");
    if (!lacking.empty())
        fail(fmt::format("a dump of pg_stat_statements needs the columns query, calls and total_exec_time; this one "
                         "has no {}",
                         base::join(lacking, ", no ")));
}

} // namespace

DumpReader::DumpReader(Format format, Sink sink)
    : m_format(format), m_sink(std::move(sink)), m_objects([this](std::string_view object) { json_object(object); }) {}

void DumpReader::feed(std::string_view part) {
    if (m_format == Format::json) {
        m_objects.feed(part);
        return;
    }
    for (auto end = part.find('\n'); end != std::string_view::npos; end = part.find('\n')) {
        if (m_line.empty()) csv_line(part.substr(0, end));
        else csv_line(m_line.append(part.substr(0, end)));
        m_line.clear();
        part.remove_prefix(end + 1);
    }
    m_line += part;
}

void DumpReader::finish() {
    if (m_format == Format::json) {
        m_objects.finish();
        return;
    }
    if (!m_line.empty()) csv_line(m_line);
    m_line.clear();
    if (m_records.is_open()) fail(fmt::format("row {}: a quote is not closed", m_rows + 1));
    if (m_header.empty()) check_columns({});
}

void DumpReader::csv_line(std::string_view line) {
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (line.empty() && !m_records.is_open()) return;
    if (!m_records.line(line)) {
        if (m_records.given_up() > 0) fail(fmt::format("row {}: a quote is not closed", m_rows + 1));
        return;
    }
    auto &cells = m_records.cells();
    if (m_header.empty()) {
        if (cells.front().starts_with("\xEF\xBB\xBF")) cells.front().erase(0, 3);
        m_header = header_of(cells);
        check_columns(m_header);
        return;
    }
    if (cells.size() != m_header.size())
        fail(fmt::format("row {} has {} cells, the header {}", m_rows + 1, cells.size(), m_header.size()));
    row([&](std::string_view name) -> std::optional<std::string_view> {
        auto const at = std::ranges::find(m_header, name);
        if (at == m_header.end()) return std::nullopt;
        std::string_view const cell = cells[static_cast<std::size_t>(at - m_header.begin())];
        return cell.empty() ? std::nullopt : std::optional{cell};
    });
}

void DumpReader::json_object(std::string_view object) {
    thread_local simdjson::ondemand::parser parser;
    std::map<std::string, std::string, std::less<>> members;
    try {
        simdjson::padded_string const padded{base::is_valid_utf8(object) ? std::string{object}
                                                                         : base::sanitize_utf8(object)};
        simdjson::ondemand::document document = parser.iterate(padded);
        for (auto field : document.get_object()) {
            std::string name = base::to_lower_ascii(std::string_view{field.unescaped_key()});
            simdjson::ondemand::value value = field.value();
            if (value.is_null()) continue;
            std::string_view text;
            if (value.type() == simdjson::ondemand::json_type::string) text = value.get_string();
            else text = base::trim(value.raw_json_token());
            members.insert_or_assign(std::move(name), std::string{text});
        }
    } catch (simdjson::simdjson_error const &error) {
        fail(fmt::format("object {}: {}", m_rows + 1, error.what()));
    }
    if (m_rows == 0) {
        std::vector<std::string> names;
        for (auto const &[name, value] : members) names.push_back(name);
        check_columns(names);
    }
    row([&](std::string_view name) -> std::optional<std::string_view> {
        auto const at = members.find(name);
        return at == members.end() ? std::nullopt : std::optional<std::string_view>{at->second};
    });
}

void DumpReader::row(Cells const &cell) {
    ++m_rows;
    try {
        DumpedStatement one;
        read_figures(cell, one.figures);
        auto const text = cell("query");
        if (!text || *text == "<insufficient privilege>") {
            ++m_hidden;
            m_hidden_ms += one.figures.counters[Counter::total_ms];
            return;
        }
        if (text->find("/* scribe */") != std::string_view::npos) return; // asked by scribe itself
        if (std::isnan(one.figures.counters[Counter::calls])) fail("it has no number of calls");
        read_entry(cell, one.entry);
        one.text = *text;
        m_sink(std::move(one));
    } catch (base::Error const &error) {
        throw base::Error(error.code(), fmt::format("row {}: {}", m_rows, error.what()), error.hint());
    }
}

std::optional<DumpReader::Format> dump_format(std::string_view beginning) {
    if (beginning.starts_with("\xEF\xBB\xBF")) beginning.remove_prefix(3);
    beginning = base::trim(beginning);
    // A log's prefix may begin with a bracket, too: "[%p] ".
    auto const begins_object = [](std::string_view text) {
        return text.starts_with('{') &&
               (base::trim(text.substr(1)).empty() || base::trim(text.substr(1)).front() == '"');
    };
    if (beginning.starts_with('[')) {
        auto const first = base::trim(beginning.substr(1));
        bool const is_list = first.empty() || first.starts_with(']') || begins_object(first);
        return is_list ? std::optional{DumpReader::Format::json} : std::nullopt;
    }
    if (begins_object(beginning)) {
        // Lines of jsonlog are objects, too.
        auto const has_member = [&](std::string_view name) { return beginning.find(name) != std::string_view::npos; };
        return has_member("\"calls\"") || (has_member("\"query\"") && !has_member("\"error_severity\""))
                   ? std::optional{DumpReader::Format::json}
                   : std::nullopt;
    }
    CsvRecords records;
    auto line = beginning.substr(0, beginning.find('\n'));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!records.line(line)) return std::nullopt;
    auto const names = header_of(records.cells());
    if (names.size() < 2 || (!has(names, "query") && !has(names, "calls"))) return std::nullopt;
    if (!std::ranges::all_of(names, [](std::string const &name) { return base::is_plain_ident(name); }))
        return std::nullopt;
    return DumpReader::Format::csv;
}

std::optional<char> other_separator(std::string_view beginning) {
    auto const line = base::to_lower_ascii(beginning.substr(0, beginning.find('\n')));
    for (char const separator : {';', '\t'}) {
        std::vector<std::string> names;
        for (auto const &name : base::split(line, separator)) {
            auto bare = std::string{base::trim(name)};
            std::erase(bare, '"');
            names.push_back(std::move(bare));
        }
        if (has(names, "query") && has(names, "calls")) return separator;
    }
    return std::nullopt;
}

} // namespace scribe::workload
