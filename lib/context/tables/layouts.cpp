// SPDX-License-Identifier: MIT
#include "context/tables/layouts.hpp"

#include "base/text.hpp"
#include "context/headings.hpp"
#include "context/readers.hpp"
#include "context/tables/csv_rows.hpp"
#include "context/tables/encoding.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace scribe::context {

namespace {

/// term, definition, synonyms: other columns of glossaries are left out.
class TermRows : public RowReader {
public:
    TermRows(std::map<std::string, std::size_t> columns, TablePlace place,
             std::function<void(TermStatement &&)> const &use)
        : m_columns(std::move(columns)), m_place(std::move(place)), m_use(use) {}

    void row(std::vector<std::string> const &cells, std::size_t number) override {
        TermStatement term;
        term.place = m_place(number, std::nullopt);
        term.name = cell_at(cells, m_columns, "term");
        term.definition = cell_at(cells, m_columns, "definition");
        auto const synonyms = cell_at(cells, m_columns, "synonym");
        char const separator = synonyms.find(';') != std::string::npos ? ';' : ',';
        for (auto const &line : base::split(synonyms, '\n')) {
            auto const part = one_a_line(line, separator);
            if (!term.synonyms.empty() && !part.empty()) term.synonyms.push_back('\n');
            term.synonyms += part;
        }
        if (term.name.empty() && term.definition.empty() && term.synonyms.empty()) return;
        if (term.name.empty()) fail_at(term.place, "a definition without its term");
        m_use(std::move(term));
    }

private:
    std::map<std::string, std::size_t> m_columns;
    TablePlace m_place;
    std::function<void(TermStatement &&)> const &m_use;
};

/// The column of a glossary that a heading means.
std::string term_column(std::string const &key) {
    if (key == "term" || key == "name" || key == "glossary term" || key == "business term") return "term";
    if (key == "synonym" || key == "alias" || key == "also known a") return "synonym";
    return field_from_heading(key) == Field::description ? "definition" : "";
}

bool is_glossary(std::vector<std::string> const &headings) {
    auto const places = heading_places(headings);
    return places.contains("parent") && places.contains("name") && places.contains("synonym");
}

} // namespace

std::map<std::string, std::size_t> heading_places(std::vector<std::string> const &headings) {
    std::map<std::string, std::size_t> places;
    for (std::size_t i = 0; i < headings.size(); ++i) places.emplace(heading_key(headings[i]), i);
    return places;
}

std::string cell_at(std::vector<std::string> const &cells, std::map<std::string, std::size_t> const &places,
                    std::string const &key) {
    auto const found = places.find(key);
    return found == places.end() || found->second >= cells.size() ? std::string{} : plain_text(cells[found->second]);
}

std::string one_a_line(std::string_view text, char separator) {
    std::vector<std::string> lines;
    for (auto const &part : base::split(text, separator))
        if (auto const line = base::trim(part); !line.empty()) lines.emplace_back(line);
    return base::join(lines, "\n");
}

ReaderMaker statement_layouts(ImportOptions const &options, std::function<void(Statement &&)> const &use) {
    return [&options, &use](std::vector<std::string> const &headings, std::size_t number,
                            TablePlace place) -> std::unique_ptr<RowReader> {
        auto const &format = options.format;
        if (!format || *format == "datahub") {
            auto reader = datahub_rows(headings, place, use);
            if (reader || format) return reader;
        }
        if (!format || *format == "openmetadata") {
            if (auto reader = openmetadata_rows(headings, place, use)) return reader;
            if (is_glossary(headings))
                fail_at(place(number, std::nullopt), "this is a glossary, which says nothing of objects",
                        "scribe glossary import takes it");
        }
        Header header{headings, options.map};
        if (!header.fits()) return nullptr;
        header.check([&](std::size_t column) { return place(number, column); });
        return std::make_unique<StatementRows>(std::move(header), std::move(place), use);
    };
}

ReaderMaker term_layouts(ImportOptions const &options, std::function<void(TermStatement &&)> const &use) {
    return [&options, &use](std::vector<std::string> const &headings, std::size_t,
                            TablePlace place) -> std::unique_ptr<RowReader> {
        std::map<std::string, std::string> mapped;
        for (auto const &[heading, target] : options.map) mapped.emplace(heading_key(heading), heading_key(target));
        std::map<std::string, std::size_t> columns;
        for (std::size_t i = 0; i < headings.size(); ++i) {
            auto const key = heading_key(headings[i]);
            auto const found = mapped.find(key);
            if (auto const column = term_column(found == mapped.end() ? key : found->second); !column.empty())
                columns.emplace(column, i);
        }
        if (!columns.contains("term") || !columns.contains("definition")) return nullptr;
        return std::make_unique<TermRows>(std::move(columns), std::move(place), use);
    };
}

void read_csv_table(std::string_view bytes, std::string const &file, ReaderMaker const &make, std::string const &what) {
    auto const text = text_of_bytes(bytes, file);
    std::unique_ptr<RowReader> reader;
    std::size_t columns = 0;
    std::string const hint = "--map HEADING=FIELD says what a heading means";
    read_csv_rows(text, file, [&](std::vector<std::string> &&cells, std::size_t line) {
        if (reader) {
            if (cells.size() < columns && !reader->may_be_short())
                fail_at(fmt::format("{}:{}", file, line),
                        fmt::format("{}; expected {}, as the header has",
                                    base::counted(static_cast<std::int64_t>(cells.size()), "cell"), columns));
            return reader->row(cells, line);
        }
        columns = cells.size();
        reader = make(cells, line,
                      [&file](std::size_t row, std::optional<std::size_t>) { return fmt::format("{}:{}", file, row); });
        if (!reader)
            fail_at(fmt::format("{}:{}", file, line),
                    fmt::format("expected a header with {}; found {}", what,
                                base::fit_width(base::single_line(base::join(cells, ", ")), 100)),
                    hint);
    });
    if (!reader) fail_at(file + ":1", fmt::format("expected a header with {}; the file is empty", what), hint);
}

} // namespace scribe::context
