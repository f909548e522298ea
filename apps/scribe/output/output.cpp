// SPDX-License-Identifier: MIT
#include "output/output.hpp"

#include "base/log.hpp"
#include "base/parse/spreadsheet.hpp"
#include "base/text.hpp"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <iterator>
#include <ostream>

namespace scribe::cli {

namespace {

/// Rows that a table looks at before it decides how wide its columns are.
constexpr std::size_t k_rows_measured = 1000;
/// An elastic column is not cut below this.
constexpr std::size_t k_least_width = 8;
constexpr std::string_view k_gap = "  ";
constexpr std::array<std::string_view, 4> k_formats = {"table", "json", "jsonl", "csv"};

std::string table_text(Cell const &cell) {
    struct Visitor {
        std::string operator()(std::monostate) const { return {}; }
        std::string operator()(bool flag) const { return flag ? "yes" : "no"; }
        std::string operator()(std::int64_t number) const { return base::group_digits(number); }
        std::string operator()(std::string const &text) const { return base::single_line(text); }
        std::string operator()(Cell::Json const &json) const { return json.text; }
    };
    return cell.shown ? *cell.shown : std::visit(Visitor{}, cell.value);
}

void write_json(base::JsonWriter &out, Cell const &cell) {
    struct Visitor {
        base::JsonWriter &json;
        void operator()(std::monostate) const { json.null(); }
        void operator()(bool flag) const { json.value(flag); }
        void operator()(std::int64_t number) const { json.value(number); }
        void operator()(std::string const &text) const { json.value(text); }
        void operator()(Cell::Json const &value) const { json.raw(value.text); }
    };
    std::visit(Visitor{out}, cell.value);
}

void append_csv(std::string &line, Cell const &cell) {
    struct Visitor {
        std::string &out;
        void operator()(std::monostate) const {}
        void operator()(bool flag) const { out += flag ? "true" : "false"; }
        void operator()(std::int64_t number) const { out += std::to_string(number); }
        void operator()(std::string const &text) const { base::append_csv_cell(out, text); }
        void operator()(Cell::Json const &value) const { base::append_csv_cell(out, value.text); }
    };
    std::visit(Visitor{line}, cell.value);
}

} // namespace

void add_output_options(CLI::App &app, OutputOptions &options, std::vector<std::string> formats) {
    options.format = formats.front();
    auto const text = "How the data is written: " + base::join(formats, ", ");
    app.add_option("-t,--format", options.format, text)
        ->type_name("FORMAT")
        ->check(CLI::IsMember(formats))
        ->group("Output");
    app.add_option("-o,--output", options.file, "Write to this file instead of standard output")
        ->type_name("FILE")
        ->group("Output");
}

bool colored(Context const &context, bool is_terminal) {
    if (context.environment("NO_COLOR") || context.color == "never") return false;
    return is_terminal || context.color == "always";
}

Output::Output(Context &context, std::string const &file)
    : m_out(&context.out), m_terminal(context.out_is_terminal && (file.empty() || file == "-")),
      m_styled((file.empty() || file == "-") && colored(context, m_terminal)),
      m_width(static_cast<std::size_t>(std::max(context.terminal_width, 20))) {
    if (!file.empty() && file != "-") m_file.emplace(context.working_folder / file);
}

void Output::write(std::string_view text) {
    if (m_file) m_file->write(text);
    else m_out->write(text.data(), static_cast<std::streamsize>(text.size()));
}

void Output::finish() {
    if (m_file) m_file->commit();
}

std::optional<std::size_t> Output::width() const { return m_terminal ? std::optional{m_width} : std::nullopt; }

Cell Cell::bytes(std::optional<std::int64_t> number) {
    Cell cell{number};
    if (number) cell.shown = base::human_bytes(*number);
    return cell;
}

std::vector<OutputColumn> object_columns(bool several, std::vector<OutputColumn> more) {
    std::vector<OutputColumn> columns{{.name = "source", .title = several ? "SOURCE" : ""},
                                      {.name = "ref", .title = "OBJECT"}};
    for (char const *const name : {"type", "schema", "table", "column"}) columns.push_back({.name = name, .title = ""});
    std::move(more.begin(), more.end(), std::back_inserter(columns));
    return columns;
}

ListWriter::ListWriter(Context &context, OutputOptions const &options, std::vector<OutputColumn> columns)
    : m_output(context, options.file),
      m_format(static_cast<Format>(std::ranges::find(k_formats, options.format) - k_formats.begin())),
      m_columns(std::move(columns)) {
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (!m_columns[i].title.empty()) m_shown.push_back(i);
    }
}

void ListWriter::open() {
    if (m_opened) return;
    m_opened = true;
    if (m_format == Format::json) m_output.write("{\"format_version\":1,\"items\":[");
    if (m_format != Format::csv) return;
    std::vector<Cell> names;
    for (auto const &column : m_columns) names.emplace_back(column.name);
    csv_row(names);
}

void ListWriter::row(std::vector<Cell> cells) {
    open();
    switch (m_format) {
    case Format::table: table_row(cells); break;
    case Format::json:
    case Format::jsonl: json_row(cells); break;
    case Format::csv: csv_row(cells); break;
    }
    ++m_rows;
}

void ListWriter::finish(std::int64_t total, std::string_view items) {
    open();
    if (m_format == Format::table) flush_table();
    if (m_format == Format::json)
        m_output.write((m_rows > 0 ? "\n],\"total\":" : "],\"total\":") + std::to_string(total) + "}\n");
    m_output.finish();
    if (!items.empty() && m_rows < total)
        base::log::info("{} of {} {}; --limit 0 shows all", base::group_digits(m_rows), base::group_digits(total),
                        items);
}

void ListWriter::json_row(std::vector<Cell> const &cells) {
    base::JsonWriter json;
    json.begin_object();
    for (std::size_t i = 0; i < cells.size(); ++i) {
        json.key(m_columns[i].name);
        write_json(json, cells[i]);
    }
    json.end_object();
    if (m_format == Format::json) m_output.write(m_rows > 0 ? ",\n" : "\n");
    m_output.write(json.text());
    if (m_format == Format::jsonl) m_output.write("\n");
}

void ListWriter::csv_row(std::vector<Cell> const &cells) {
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) line.push_back(',');
        append_csv(line, cells[i]);
    }
    m_output.write(line + "\r\n");
}

void ListWriter::table_row(std::vector<Cell> const &cells) {
    std::vector<std::string> texts;
    for (auto const i : m_shown) texts.push_back(table_text(cells[i]));
    if (m_widths_known) return table_line(texts, false);
    m_pending.push_back(std::move(texts));
    if (m_pending.size() == k_rows_measured) flush_table();
}

void ListWriter::flush_table() {
    if (m_widths_known || m_pending.empty()) return;
    for (std::size_t i = 0; i < m_shown.size(); ++i) {
        auto width = base::display_width(m_columns[m_shown[i]].title);
        for (auto const &texts : m_pending) width = std::max(width, base::display_width(texts[i]));
        m_widths.push_back(width);
    }
    if (auto const width = m_output.width()) fit(*width);
    m_widths_known = true;
    std::vector<std::string> titles;
    for (auto const i : m_shown) titles.push_back(m_columns[i].title);
    table_line(titles, true);
    for (auto const &texts : m_pending) table_line(texts, false);
    m_pending.clear();
}

/// Cuts elastic columns; where that is not enough, leaves out spare ones and begins anew.
void ListWriter::fit(std::size_t width) {
    for (;;) {
        auto const whole = m_widths;
        if (shrink(width)) return;
        auto const spare = [this](std::size_t i) { return m_columns[i].spare; };
        auto const most = std::ranges::max_element(m_shown, {}, spare);
        if (most == m_shown.end() || spare(*most) == 0) return;
        m_widths = whole;
        leave_out(static_cast<std::size_t>(most - m_shown.begin()));
    }
}

/// Takes from the widest elastic column until the row fits; false when it does not.
bool ListWriter::shrink(std::size_t width) {
    auto used = k_gap.size() * (m_widths.size() - 1);
    for (auto const w : m_widths) used += w;
    while (used > width) {
        std::size_t widest = m_widths.size();
        for (std::size_t i = 0; i < m_widths.size(); ++i) {
            if (!m_columns[m_shown[i]].elastic || m_widths[i] <= k_least_width) continue;
            if (widest == m_widths.size() || m_widths[i] > m_widths[widest]) widest = i;
        }
        if (widest == m_widths.size()) return false;
        --m_widths[widest];
        --used;
    }
    return true;
}

/// Of the columns that are shown, the one in that place.
void ListWriter::leave_out(std::size_t place) {
    auto const at = static_cast<std::ptrdiff_t>(place);
    m_shown.erase(m_shown.begin() + at);
    m_widths.erase(m_widths.begin() + at);
    for (auto &texts : m_pending) texts.erase(texts.begin() + at);
}

void ListWriter::table_line(std::vector<std::string> const &texts, bool header) {
    std::string line;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        auto const &column = m_columns[m_shown[i]];
        bool const cut = m_output.is_terminal() && column.elastic;
        auto const text = cut ? base::fit_width(texts[i], m_widths[i]) : texts[i];
        auto const width = base::display_width(text);
        std::string const padding(m_widths[i] > width ? m_widths[i] - width : 0, ' ');
        if (i > 0) line += k_gap;
        if (column.number) line += padding;
        line += text;
        if (!column.number) line += padding;
    }
    line.erase(line.find_last_not_of(' ') + 1);
    if (header && m_output.styled()) line = "\x1b[1m" + line + "\x1b[0m";
    m_output.write(line + "\n");
}

} // namespace scribe::cli
