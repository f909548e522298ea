// SPDX-License-Identifier: MIT
#include "base/error.hpp"
#include "base/files.hpp"
#include "base/text.hpp"
#include "context/template_format.hpp"

#include <fmt/format.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <new>
#include <utility>

namespace scribe::context {

namespace {

using base::Error;
using base::ExitCode;

constexpr lxw_row_t k_most_rows = 1'048'576;
/// Characters of a cell.
constexpr std::size_t k_most_characters = 32'767;

/// The text with what spreadsheets would take for a character, _xHHHH_, escaped as they do it themselves.
std::string with_escapes(std::string text) {
    constexpr std::size_t k_length = 7;
    for (auto at = text.find("_x"); at != std::string::npos; at = text.find("_x", at + 1)) {
        auto const escape = std::string_view{text}.substr(at, k_length);
        if (escape.size() < k_length || escape.back() != '_' ||
            escape.substr(2, 4).find_first_not_of("0123456789abcdefABCDEF") != std::string_view::npos)
            continue;
        text.insert(at, "_x005F");
        at += 6;
    }
    return text;
}

/// A file that is gone with this.
class TemporaryFile {
public:
    TemporaryFile() {
        m_path = (std::filesystem::temp_directory_path() / "scribe-XXXXXX").string();
        auto const file = ::mkstemp(m_path.data());
        if (file < 0)
            throw Error(ExitCode::output, fmt::format("cannot write {}: {}", m_path, std::strerror(errno)),
                        base::file_remedy(errno));
        ::close(file);
    }
    TemporaryFile(TemporaryFile const &) = delete;
    TemporaryFile &operator=(TemporaryFile const &) = delete;
    ~TemporaryFile() { ::unlink(m_path.c_str()); }
    std::string const &path() const { return m_path; }

private:
    std::string m_path;
};

/// The library keeps one row in memory, and the rest in a temporary file, since it needs a name to write to.
class XlsxTemplate : public TemplateWriter::Format {
public:
    explicit XlsxTemplate(std::string const &path) : m_path(path), m_file(path) {
        lxw_workbook_options options{};
        options.constant_memory = LXW_TRUE;
        m_book = workbook_new_opt(m_temporary.path().c_str(), &options);
        if (!m_book) throw std::bad_alloc{};
        lxw_doc_properties properties{};
        properties.created = 315'532'800; // 1980-01-01, as the parts of the archive say: same catalog, same bytes
        workbook_set_properties(m_book, &properties);
        m_sheet = workbook_add_worksheet(m_book, "context");
        m_bold = workbook_add_format(m_book);
        format_set_bold(m_bold);
        m_wrapped = workbook_add_format(m_book);
        format_set_text_wrap(m_wrapped);
        format_set_align(m_wrapped, LXW_ALIGN_VERTICAL_TOP);
        m_top = workbook_add_format(m_book);
        format_set_align(m_top, LXW_ALIGN_VERTICAL_TOP);
    }
    XlsxTemplate(XlsxTemplate const &) = delete;
    XlsxTemplate &operator=(XlsxTemplate const &) = delete;
    ~XlsxTemplate() override {
        if (m_book) lxw_workbook_free(m_book);
    }

    void write(std::vector<std::string> const &cells) override {
        if (m_row == 0) set_columns(cells.size());
        if (m_row >= k_most_rows)
            fail(fmt::format("a sheet holds {} rows and no more", base::group_digits(k_most_rows)));
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (cells[i].empty()) continue;
            auto const text = with_escapes(base::sanitize_utf8(cells[i]));
            auto *const format = m_row == 0 ? m_bold : i < k_place_columns ? m_top : m_wrapped;
            auto const error = worksheet_write_string(m_sheet, m_row, static_cast<lxw_col_t>(i), text.c_str(), format);
            if (error == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED)
                fail(fmt::format("what is said of {} has more than {} characters",
                                 base::single_line(base::join({cells.begin(), cells.begin() + k_place_columns}, " ")),
                                 base::group_digits(k_most_characters)));
            check(error);
        }
        ++m_row;
    }

    void finish() override {
        auto *const book = std::exchange(m_book, nullptr);
        check(workbook_close(book));
        std::ifstream in{m_temporary.path(), std::ios::binary};
        std::string piece(std::size_t{64} * 1024, '\0');
        while (in.read(piece.data(), static_cast<std::streamsize>(piece.size())) || in.gcount() > 0)
            m_file.write(std::string_view{piece}.substr(0, static_cast<std::size_t>(in.gcount())));
        m_file.commit();
    }

private:
    [[noreturn]] void fail(std::string const &why) const {
        throw Error(ExitCode::output, fmt::format("cannot write {}: {}", base::single_line(m_path), why),
                    "a name that ends in .csv makes it a text file");
    }
    void check(lxw_error error) const {
        if (error != LXW_NO_ERROR)
            throw Error(ExitCode::output,
                        fmt::format("cannot write {}: {}", base::single_line(m_path), lxw_strerror(error)),
                        base::file_remedy(errno));
    }

    void set_columns(std::size_t columns) {
        worksheet_freeze_panes(m_sheet, 1, k_place_columns);
        worksheet_set_column(m_sheet, 0, k_place_columns - 1, 20, nullptr);
        worksheet_set_column(m_sheet, k_place_columns, k_place_columns, 60, nullptr);
        worksheet_set_column(m_sheet, k_place_columns + 1, static_cast<lxw_col_t>(columns - 1), 30, nullptr);
    }

    std::string m_path;
    base::AtomicFile m_file;
    TemporaryFile m_temporary;
    lxw_workbook *m_book = nullptr;
    lxw_worksheet *m_sheet = nullptr;
    lxw_format *m_bold = nullptr, *m_wrapped = nullptr, *m_top = nullptr;
    lxw_row_t m_row = 0;
};

} // namespace

std::unique_ptr<TemplateWriter::Format> xlsx_template(std::string const &path) {
    return std::make_unique<XlsxTemplate>(path);
}

} // namespace scribe::context
