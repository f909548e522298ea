// SPDX-License-Identifier: MIT
#pragma once

#include "base/files.hpp"
#include "base/json.hpp"
#include "command.hpp"

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace scribe::cli {

/// -t/--format and -o/--output.
struct OutputOptions {
    std::string format = "table";
    std::string file; ///< empty or "-": standard output
};

/// Declares both options; `formats` are those that the command knows, the first is the default.
void add_output_options(CLI::App &app, OutputOptions &options, std::vector<std::string> formats);

/// True when text for a terminal (or not) is coloured: NO_COLOR forbids it, else output.color of scribe.yml says when.
bool colored(Context const &context, bool is_terminal);

/// Where a command's data goes: standard output, or a file that appears in one step at finish().
class Output {
public:
    /// Throws base::Error(output) when the file cannot be made.
    Output(Context &context, std::string const &file);
    void write(std::string_view text);
    /// Makes the file appear. Without it the old file stays.
    void finish();

    bool is_terminal() const { return m_terminal; }
    /// Columns of the terminal; nothing when the text is not for one and must not be cut.
    std::optional<std::size_t> width() const;
    /// True where colours and bold headings are welcome: see colored().
    bool styled() const { return m_styled; }

private:
    std::ostream *m_out;
    std::optional<base::AtomicFile> m_file;
    bool m_terminal;
    bool m_styled;
    std::size_t m_width;
};

/// One value of a listing. `shown` is what tables print instead of the value (sizes as "12 kB").
struct Cell {
    struct Json {
        std::string text;
    };
    std::variant<std::monostate, bool, std::int64_t, std::string, Json> value;
    std::optional<std::string> shown;

    Cell() = default;
    Cell(bool flag) : value(flag) {}
    Cell(std::integral auto number) : value(static_cast<std::int64_t>(number)) {}
    Cell(std::string text) : value(std::move(text)) {}
    Cell(std::string_view text) : value(std::string{text}) {}
    Cell(char const *text) : value(std::string{text}) {}
    template <typename T> Cell(std::optional<T> const &maybe) {
        if (maybe) *this = Cell{*maybe};
    }
    /// A value that is JSON already; csv and table print the same text, and nothing for null.
    static Cell json(std::string text) {
        Cell cell;
        if (text != "null") cell.value = Json{std::move(text)};
        return cell;
    }
    /// A number of bytes; tables print it as "12 kB".
    static Cell bytes(std::optional<std::int64_t> number);
};

/// One column of a listing.
struct OutputColumn {
    std::string name;     ///< JSON member and CSV header; in docs/json.md
    std::string title;    ///< table header; empty: the column is left out of tables
    bool number = false;  ///< tables align it to the right
    bool elastic = false; ///< may be cut to fit a terminal
    int spare = 0;        ///< left out where a terminal is too narrow for all, the greatest first; 0: never
};

/// The columns that say which object a row is about, which a table shows with its source where there are `several`, and
/// then `more`.
std::vector<OutputColumn> object_columns(bool several, std::vector<OutputColumn> more);

/// Writes a listing row by row in the format asked for:
///  - table: aligned by display width, on a terminal cut to its width; rows beyond the first thousand keep the widths
///    of those;
///  - json: {"format_version":1,"items":[...],"total":N}; jsonl: one item a line;
///  - csv: RFC 4180; text that a spreadsheet would take for a formula (= + - @, tab, carriage return first) gets an
///    apostrophe in front, numbers stay numbers.
class ListWriter {
public:
    /// Writes nothing before the first row or finish().
    ListWriter(Context &context, OutputOptions const &options, std::vector<OutputColumn> columns);

    /// As many cells as columns.
    void row(std::vector<Cell> cells);
    /// Ends the listing: `total` is how many items there are in all, shown or not. When some are not, and `items` says
    /// what they are ("columns"), standard error tells how many and how to see all.
    void finish(std::int64_t total, std::string_view items = {});

private:
    enum class Format { table, json, jsonl, csv };
    void table_row(std::vector<Cell> const &cells);
    void flush_table();
    void table_line(std::vector<std::string> const &texts, bool header);
    void json_row(std::vector<Cell> const &cells);
    void csv_row(std::vector<Cell> const &cells);
    void open();
    void fit(std::size_t width);
    bool shrink(std::size_t width);
    void leave_out(std::size_t place);

    Output m_output;
    Format m_format;
    std::vector<OutputColumn> m_columns;
    std::vector<std::size_t> m_shown;                ///< the columns that tables show
    std::vector<std::vector<std::string>> m_pending; ///< table rows that wait for the widths
    std::vector<std::size_t> m_widths;
    bool m_widths_known = false;
    bool m_opened = false;
    std::int64_t m_rows = 0;
};

} // namespace scribe::cli
