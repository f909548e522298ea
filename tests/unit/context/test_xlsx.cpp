// SPDX-License-Identifier: MIT
#include "base/files.hpp"
#include "context/tables/number_format.hpp"
#include "statements.hpp"

#include <catch2/catch.hpp>

using namespace scribe;
using scribe::test::error_of;
using scribe::test::statements_of;
using Lines = std::vector<std::string>;

namespace {

std::string bytes_of(std::string const &name) {
    return base::read_file(std::string{SCRIBE_SOURCE_FOLDER} + "/tests/unit/context/files/" + name).value();
}

} // namespace

TEST_CASE("A workbook that LibreOffice wrote is read", "[context][xlsx]") {
    CHECK(
        statements_of(bytes_of("libreoffice.xlsx"), "lo.xlsx") ==
        Lines{
            "lo.xlsx:'Data dictionary'!A4 [] ||orders| description=First line\nsecond line tags=sales",
            "lo.xlsx:'Data dictionary'!A5 [] ||orders|placed description==not a formula examples=2026-01-31 tags=sales",
            "lo.xlsx:'Data dictionary'!A6 [] ||orders|vat description=19 examples=19% tags=sales",
            "lo.xlsx:'Data dictionary'!A7 [] ||orders|paid description=is TRUE examples=true",
            "lo.xlsx:'Data dictionary'!A8 [] ||orders|hour description=Umlauts äöü, 客户 and 😀 examples=13:30:00",
            "lo.xlsx:Customers!A2 [] |public|customers| owner=4711"});
}

TEST_CASE("A workbook in Excel's own layout is read", "[context][xlsx]") {
    // What it is called does not matter.
    for (std::string const name : {"e.xlsx", "e.csv"}) {
        auto const lines = statements_of(bytes_of("excel.xlsx"), name);
        REQUIRE(lines.size() == 6);
        CHECK(lines[0] == name + ":Sheet1!A2 [] |public|invoices| description=Bills & \"more\" <sent>\nto customers");
        CHECK(lines[1] == name + ":Sheet1!A3 [] |public|invoices|due_on description=_x0041_ stays examples=2026-02-01");
        CHECK(lines[2] == name + ":Sheet1!A4 [] |public|invoices|total description=net of tax examples=0.3");
        CHECK(lines[3] == name + ":Sheet1!A6 [] |public|invoices|rate x examples=19%");
        CHECK(lines[4] == name + ":Sheet1!A7 [] |public|invoices|paid description=true examples=2026-02-01 18:00:00");
        CHECK(lines[5] == name + ":'It's \"odd\"!'!A3 [] |public|invoices| owner=A <& B");
    }
}

TEST_CASE("Numbers of cells are written as people read them", "[context][xlsx]") {
    using context::built_in_format;
    using context::format_of_code;
    using context::number_text;
    auto const as = [](std::string const &number, std::string const &code) {
        return number_text(number, format_of_code(code), false);
    };
    CHECK(as("5", "General") == "5");
    CHECK(as("5.0", "0.00") == "5");
    CHECK(as("1E-2", "General") == "0.01");
    CHECK(as("0.30000000000000004", "General") == "0.3");
    CHECK(as("123456789012345678", "0") == "1.23456789012346e+17");
    CHECK(as("0.125", "0.0%") == "12.5%");
    CHECK(as("5", "\"day\" 0") == "5");
    CHECK(as("5", "0 [Red]") == "5");
    CHECK(as("5", "#,##0\\d") == "5");
    CHECK(as("46053", "dd/mm/yyyy") == "2026-01-31");
    CHECK(as("46053.5", "dd/mm/yyyy") == "2026-01-31");
    CHECK(as("46053.5", "m/d/yy h:mm") == "2026-01-31 12:00:00");
    CHECK(as("0.5", "[$-409]h:mm AM/PM") == "12:00:00");
    CHECK(as("1.5", "[h]:mm") == "36:00:00");
    CHECK(as("46053", "mmm") == "2026-01-31");
    CHECK(as("59", "yyyy") == "1900-02-28");
    CHECK(as("61", "yyyy") == "1900-03-01");
    CHECK(as("-1", "yyyy") == "-1");
    CHECK(as("1e300", "yyyy") == "1e+300");
    CHECK(as("nan", "yyyy") == "nan");
    CHECK(as("no number", "0") == "no number");
    CHECK(number_text("0", built_in_format(14), true) == "1904-01-01");
    CHECK(number_text("46053", built_in_format(14), false) == "2026-01-31");
    CHECK(number_text("46053", built_in_format(0), false) == "46053");
    CHECK(number_text("0.5", built_in_format(21), false) == "12:00:00");
}

TEST_CASE("Workbooks that cannot be read say so", "[context][xlsx]") {
    auto const whole = bytes_of("excel.xlsx");
    CHECK(error_of(whole.substr(0, whole.size() / 2), "e.xlsx").starts_with("e.xlsx: this is no workbook of Excel: "));
    CHECK(error_of("PK\x03\x04", "e.xlsx").starts_with("e.xlsx: this is no workbook of Excel: "));
    CHECK(error_of("table,description\na,b\n", "e.xlsx").starts_with("e.xlsx: this is no workbook of Excel: "));
    CHECK(error_of("\xD0\xCF\x11\xE0 old", "e.xls")
              .starts_with("e.xls: this is a workbook of an old version, or one with a password"));
    auto const error = [](std::string const &name) { return error_of(bytes_of(name), name); };
    CHECK(error("error_cell.xlsx") ==
          "error_cell.xlsx:Sheet1!B2: the cell has the error #DIV/0! / open the workbook, mend or "
          "clear the cell, and save it again");
    CHECK(error("no_value.xlsx").starts_with("no_value.xlsx:Sheet1!B7: the cell has a formula without its value"));
    CHECK(error("no_text.xlsx").starts_with("no_text.xlsx:Sheet1!B2: the cell has a text that is not stored"));
    CHECK(error("wrong_row.xlsx")
              .starts_with("wrong_row.xlsx:xl/worksheets/sheet1.xml: \"2\" is no number of a row here"));
    CHECK(
        error("wrong_cell.xlsx").starts_with("wrong_cell.xlsx:xl/worksheets/sheet1.xml: \"XFE2\" is no cell of row 2"));
    CHECK(error("no_sheet.xlsx")
              .starts_with("no_sheet.xlsx:xl/worksheets/sheet1.xml: this part of the workbook is missing"));
    CHECK(error("no_book.xlsx").starts_with("no_book.xlsx: this archive holds no workbook of Excel"));
    CHECK(error("no_header.xlsx").starts_with("no_header.xlsx: no sheet has a header with what names objects"));
    CHECK(error("no_header.xlsx").find("looked at Sheet1, 'It's \"odd\"!' / --map") != std::string::npos);
}

TEST_CASE("Workbooks that were made to break something end in an error", "[context][xlsx]") {
    auto const error = [](std::string const &name) { return error_of(bytes_of(name), name); };
    CHECK(error("bomb.xlsx")
              .starts_with("bomb.xlsx:xl/worksheets/sheet1.xml: the workbook unpacks to more than 250 times its size"));
    CHECK(error("merges.xlsx") == "no error, 1 statements");
    // Entities of a document type stay as they are.
    CHECK(statements_of(bytes_of("entities.xlsx"), "e.xlsx").front() ==
          "e.xlsx:Sheet1!A2 [] ||orders| description=&l9;");
}
