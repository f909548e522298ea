// SPDX-License-Identifier: MIT
#include "context/tables/workbook.hpp"

#include "base/text.hpp"
#include "context/readers.hpp"
#include "context/tables/encoding.hpp"
#include "context/tables/sheet_xml.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>

namespace scribe::context {

namespace {

constexpr std::size_t k_most_styles = 65'536; // as Excel has at most
constexpr std::size_t k_most_merged = 100'000;
/// Merged cells that a row may be part of: as many columns as tables have at most.
constexpr std::size_t k_most_open = 1000;

/// A target of a relation, which may be relative to the folder of the part that has it.
std::string part_name(std::string const &from, std::string const &target) {
    auto const path = std::filesystem::path{"/" + from}.parent_path() / target;
    return path.lexically_normal().generic_string().substr(1);
}

std::string last_segment(std::string const &text) { return text.substr(text.rfind('/') + 1); }

struct Merged {
    CellPlace first, last;
    SheetCell value{};
};

} // namespace

/// Reads the rows of one sheet.
class Workbook::SheetReader {
public:
    SheetReader(Workbook const &book, pugi::xml_node sheet, std::string place)
        : m_book(book), m_place(std::move(place)), m_sheet(sheet) {
        for (auto const &one : local_child(sheet, "mergeCells").children()) {
            std::string_view const range = one.attribute("ref").value();
            auto const colon = range.find(':');
            auto const first = cell_place(range.substr(0, colon));
            auto const last = colon == std::string_view::npos ? first : cell_place(range.substr(colon + 1));
            if (first && last && m_merged.size() < k_most_merged) m_merged.push_back({*first, *last});
        }
        std::ranges::sort(m_merged, {}, [](Merged const &one) { return one.first.row; });
    }

    template <typename Use> void read(Use const &use) {
        std::vector<SheetCell> cells;
        std::size_t next_row = 0;
        for (auto const &row : local_child(m_sheet, "sheetData").children()) {
            if (local_name(row.name()) != "row") continue;
            auto const number = row_number(row, next_row);
            next_row = number + 1;
            read_cells(row, number, cells);
            merge(number, cells);
            if (!use(cells, number + 1)) return;
        }
    }

private:
    /// Numbers need not be stored: then rows and cells stand one behind the other.
    std::size_t row_number(pugi::xml_node row, std::size_t next) const {
        auto const stored = row.attribute("r");
        if (!stored) return next;
        auto const place = cell_place(std::string{"A"} + stored.value());
        if (!place || place->row < next)
            fail_at(m_place, fmt::format("\"{}\" is no number of a row here", base::single_line(stored.value())),
                    "save the workbook again; the copy may be damaged");
        return place->row;
    }

    void read_cells(pugi::xml_node row, std::size_t number, std::vector<SheetCell> &cells) const {
        cells.clear();
        std::size_t next = 0;
        for (auto const &cell : row.children()) {
            if (local_name(cell.name()) != "c") continue;
            if (auto const stored = cell.attribute("r")) {
                auto const place = cell_place(stored.value());
                if (!place || place->row != number)
                    fail_at(m_place,
                            fmt::format("\"{}\" is no cell of row {}", base::single_line(stored.value()), number + 1),
                            "save the workbook again; the copy may be damaged");
                next = place->column;
            }
            auto value = value_of(cell);
            if (!value.text.empty() || !value.problem.empty()) {
                if (next >= cells.size()) cells.resize(next + 1);
                cells[next] = std::move(value);
            }
            ++next;
        }
    }

    SheetCell value_of(pugi::xml_node cell) const {
        std::string_view const type = cell.attribute("t").value();
        if (type == "inlineStr") return {rich_text(local_child(cell, "is")), {}};
        auto const stored = local_child(cell, "v");
        auto text = plain_xml_text(stored);
        if (!stored || text.empty()) {
            // Programs that do not calculate store no values.
            if (!local_child(cell, "f") || type == "str") return {};
            return {{}, "a formula without its value"};
        }
        if (type == "s") {
            auto const index = base::parse_int(text);
            if (!index || *index < 0 || static_cast<std::size_t>(*index) >= m_book.m_texts.size())
                return {{}, "a text that is not stored"};
            return {m_book.m_texts[static_cast<std::size_t>(*index)], {}};
        }
        if (type == "b") return {text == "1" || text == "true" ? "true" : "false", {}};
        if (type == "e") return {{}, "the error " + base::single_line(base::utf8_head(text, 20))};
        if (type == "str" || type == "d") return {std::move(text), {}};
        auto const style = cell.attribute("s").as_uint();
        auto const format = style < m_book.m_formats.size() ? m_book.m_formats[style] : NumberFormat{};
        return {number_text(text, format, m_book.m_from_1904), {}};
    }

    /// Keeps the values of merged cells that begin here, and gives the row those that began above.
    void merge(std::size_t number, std::vector<SheetCell> &cells) {
        std::erase_if(m_open, [&](Merged const &one) { return one.last.row < number; });
        for (auto const &one : m_open) {
            if (one.value.text.empty() && one.value.problem.empty() && one.first.column >= cells.size()) continue;
            if (one.first.column >= cells.size()) cells.resize(one.first.column + 1);
            cells[one.first.column] = one.value;
        }
        for (; m_next_merged < m_merged.size() && m_merged[m_next_merged].first.row <= number; ++m_next_merged) {
            auto &one = m_merged[m_next_merged];
            if (one.first.row != number || one.last.row <= number || m_open.size() >= k_most_open) continue;
            if (one.first.column < cells.size()) one.value = cells[one.first.column];
            m_open.push_back(one);
        }
    }

    Workbook const &m_book;
    std::string m_place;
    pugi::xml_node m_sheet;
    std::vector<Merged> m_merged, m_open;
    std::size_t m_next_merged = 0;
};

Workbook::Workbook(std::string_view bytes, std::string const &file) : m_file(file), m_zip(bytes, file) {
    std::string book;
    for (auto const &relation : relations("")) {
        if (relation.type == "officeDocument") book = relation.part;
    }
    if (book.empty() || !book.ends_with(".xml"))
        fail_at(m_file, "this archive holds no workbook of Excel", "save it as .xlsx or CSV");
    read_sheets(book);
}

std::string Workbook::text_of(std::string const &part) {
    auto const bytes = m_zip.read(part);
    auto const place = fmt::format("{}:{}", m_file, base::single_line(part));
    if (!bytes) fail_at(place, "this part of the workbook is missing", "save it again; the copy may be damaged");
    return text_of_bytes(*bytes, place);
}

std::vector<Workbook::Relation> Workbook::relations(std::string const &part) {
    std::filesystem::path const path{part};
    auto const name = (path.parent_path() / "_rels" / (path.filename().string() + ".rels")).generic_string();
    auto const text = m_zip.read(name);
    if (!text) return {};
    pugi::xml_document document;
    load_xml(document, text_of_bytes(*text, m_file), fmt::format("{}:{}", m_file, base::single_line(name)));
    std::vector<Relation> found;
    for (auto const &one : document.document_element().children()) {
        if (local_name(one.name()) != "Relationship" ||
            std::string_view{one.attribute("TargetMode").value()} == "External")
            continue;
        found.push_back({one.attribute("Id").value(), last_segment(one.attribute("Type").value()),
                         part_name(part, one.attribute("Target").value())});
    }
    return found;
}

void Workbook::read_sheets(std::string const &part) {
    auto const found = relations(part);
    std::map<std::string, std::string> sheets;
    for (auto const &relation : found) {
        if (relation.type == "worksheet") sheets[relation.id] = relation.part;
        else if (relation.type == "sharedStrings") read_texts(relation.part);
        else if (relation.type == "styles") read_styles(relation.part);
    }
    pugi::xml_document document;
    load_xml(document, text_of(part), fmt::format("{}:{}", m_file, base::single_line(part)));
    auto const root = document.document_element();
    m_from_1904 = local_child(root, "workbookPr").attribute("date1904").as_bool();
    for (auto const &sheet : local_child(root, "sheets").children()) {
        // Charts are sheets without cells. The sheet's own number is called sheetId.
        auto const id = local_attribute(sheet, "id");
        auto const target = sheets.find(id.value());
        if (target == sheets.end()) continue;
        std::string_view const state = sheet.attribute("state").value();
        m_sheets.push_back({sheet.attribute("name").value(), target->second, !state.empty() && state != "visible"});
    }
}

void Workbook::read_texts(std::string const &part) {
    pugi::xml_document document;
    load_xml(document, text_of(part), fmt::format("{}:{}", m_file, base::single_line(part)));
    for (auto const &one : document.document_element().children()) {
        if (local_name(one.name()) == "si") m_texts.push_back(rich_text(one));
    }
}

void Workbook::read_styles(std::string const &part) {
    pugi::xml_document document;
    load_xml(document, text_of(part), fmt::format("{}:{}", m_file, base::single_line(part)));
    auto const root = document.document_element();
    std::map<int, NumberFormat> own;
    for (auto const &one : local_child(root, "numFmts").children())
        own[one.attribute("numFmtId").as_int()] = format_of_code(one.attribute("formatCode").value());
    for (auto const &one : local_child(root, "cellXfs").children()) {
        if (m_formats.size() >= k_most_styles) break;
        auto const id = one.attribute("numFmtId").as_int();
        auto const found = own.find(id);
        m_formats.push_back(found == own.end() ? built_in_format(id) : found->second);
    }
}

void Workbook::read(Sheet const &sheet,
                    std::function<bool(std::vector<SheetCell> const &cells, std::size_t number)> const &use) {
    auto const place = fmt::format("{}:{}", m_file, base::single_line(sheet.part));
    pugi::xml_document document;
    load_xml(document, text_of(sheet.part), place);
    SheetReader{*this, document.document_element(), place}.read(use);
}

} // namespace scribe::context
