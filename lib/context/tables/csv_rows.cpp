// SPDX-License-Identifier: MIT
#include "context/tables/csv_rows.hpp"

#include "base/parse/spreadsheet.hpp"
#include "base/text.hpp"
#include "context/readers.hpp"

#include <csv.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <exception>
#include <new>
#include <utility>

namespace scribe::context {

namespace {

constexpr std::size_t k_most_cells = 2000;
/// csv_parser's state between two rows.
constexpr int k_between_rows = 0;

/// What stands most often in the first row, outside of quotes.
char separator_of(std::string_view text) {
    constexpr std::array<char, 4> k_separators{',', ';', '\t', '|'};
    std::array<std::size_t, 4> counts{};
    bool quoted = false;
    for (char const c : text) {
        if (c == '"') quoted = !quoted;
        else if (!quoted && (c == '\n' || c == '\r')) break;
        auto const *const found = std::ranges::find(k_separators, c);
        if (!quoted && found != k_separators.end()) ++counts[static_cast<std::size_t>(found - k_separators.begin())];
    }
    return k_separators[static_cast<std::size_t>(std::ranges::max_element(counts) - counts.begin())];
}

/// libcsv with its state; its callbacks are C and may not throw.
class Parser {
public:
    explicit Parser(char separator) {
        if (csv_init(&m_parser, CSV_STRICT | CSV_STRICT_FINI) != 0) throw std::bad_alloc{};
        csv_set_delim(&m_parser, static_cast<unsigned char>(separator));
        // Blanks belong to a cell; the library would take tabs for them as well.
        csv_set_space_func(&m_parser, [](unsigned char) { return 0; });
    }
    Parser(Parser const &) = delete;
    Parser &operator=(Parser const &) = delete;
    ~Parser() { csv_free(&m_parser); }

    /// The number of bytes that were read: all when nothing is wrong.
    std::size_t parse(std::string_view text) {
        auto const done = csv_parse(&m_parser, text.data(), text.size(), add_cell, end_row, this);
        check();
        return done;
    }
    bool finish() {
        bool const fine = csv_fini(&m_parser, add_cell, end_row, this) == 0;
        check();
        return fine;
    }
    bool between_rows() const { return m_parser.pstate == k_between_rows; }
    bool too_many() const { return m_too_many; }

    /// Those that ended since the last call.
    std::vector<std::vector<std::string>> take_rows() { return std::exchange(m_rows, {}); }

private:
    static void add_cell(void *text, std::size_t size, void *self) {
        auto &parser = *static_cast<Parser *>(self);
        try {
            if (parser.m_cells.size() >= k_most_cells) parser.m_too_many = true;
            else parser.m_cells.emplace_back(static_cast<char const *>(text), text ? size : 0);
        } catch (...) {
            parser.m_error = std::current_exception();
        }
    }
    static void end_row(int, void *self) {
        auto &parser = *static_cast<Parser *>(self);
        try {
            parser.m_rows.push_back(std::move(parser.m_cells));
            parser.m_cells.clear();
        } catch (...) {
            parser.m_error = std::current_exception();
        }
    }
    void check() {
        if (m_error) std::rethrow_exception(m_error);
        if (csv_error(&m_parser) == CSV_ENOMEM || csv_error(&m_parser) == CSV_ETOOBIG) throw std::bad_alloc{};
    }

    csv_parser m_parser{};
    std::vector<std::vector<std::string>> m_rows;
    std::vector<std::string> m_cells;
    std::exception_ptr m_error;
    bool m_too_many = false;
};

class Rows {
public:
    using Use = std::function<void(std::vector<std::string> &&cells, std::size_t line)>;
    Rows(char separator, std::string const &file, Use const &use)
        : m_parser(separator), m_separator(separator), m_file(file), m_use(use) {}

    void read(std::string_view text) {
        // Line by line, since the library counts none.
        while (!text.empty()) {
            auto const line = text.substr(0, std::min(text.find('\n'), text.size() - 1) + 1);
            if (m_parser.parse(line) < line.size())
                fail_at(place(m_line),
                        m_parser.between_rows() || m_row == m_line
                            ? fmt::format("expected {} or the end of the line behind a quoted cell, and quotes only "
                                          "around a whole cell",
                                          shown_separator())
                            : fmt::format("expected {} or the end of the line behind the quoted cell of the row that "
                                          "begins in line {}",
                                          shown_separator(), m_row),
                        "a quote within a cell is written twice, and the cell stands in quotes");
            hand_on();
            ++m_line;
            if (m_parser.between_rows()) m_row = m_line;
            text.remove_prefix(line.size());
        }
        if (!m_parser.finish()) fail_at(place(m_row), "the quoted text that begins here has no end");
        hand_on();
    }

private:
    std::string place(std::size_t line) const { return fmt::format("{}:{}", m_file, line); }
    std::string shown_separator() const { return m_separator == '\t' ? "a tab" : fmt::format("\"{}\"", m_separator); }

    void hand_on() {
        if (m_parser.too_many())
            fail_at(place(m_row), fmt::format("more than {} cells in a row", base::group_digits(k_most_cells)));
        for (auto &cells : m_parser.take_rows()) {
            for (auto &cell : cells) {
                if (cell.starts_with('\'')) cell = std::string{base::unguarded_cell(cell)};
            }
            if (std::ranges::any_of(cells, [](std::string const &cell) { return !base::trim(cell).empty(); }))
                m_use(std::move(cells), m_row);
        }
    }

    Parser m_parser;
    char m_separator;
    std::string const &m_file;
    Use const &m_use;
    std::size_t m_line = 1; ///< that is read
    std::size_t m_row = 1;  ///< where the row began
};

} // namespace

void read_csv_rows(std::string_view text, std::string const &file, Rows::Use const &use) {
    // What Excel takes for the separator when it opens the file.
    if (text.starts_with("sep=") && text.size() > 4 && text.find_first_of("\r\n") == 5) {
        Rows rows{text[4], file, use};
        std::string const rest = "\n" + std::string{text.substr(text.substr(5).starts_with("\r\n") ? 7 : 6)};
        return rows.read(rest);
    }
    Rows{separator_of(text), file, use}.read(text);
}

} // namespace scribe::context
