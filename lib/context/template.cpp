// SPDX-License-Identifier: MIT
#include "context/template.hpp"

#include "base/error.hpp"
#include "base/files.hpp"
#include "base/parse/spreadsheet.hpp"
#include "base/text.hpp"
#include "context/template_format.hpp"

#include <fmt/format.h>

namespace scribe::context {

namespace {

class CsvTemplate : public TemplateWriter::Format {
public:
    explicit CsvTemplate(std::string const &path) : m_file(path) { m_file.write("\xEF\xBB\xBF"); }

    void write(std::vector<std::string> const &cells) override {
        std::string line;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            if (i > 0) line.push_back(',');
            base::append_csv_cell(line, cells[i]);
        }
        m_file.write(line + "\r\n");
    }
    void finish() override { m_file.commit(); }

private:
    base::AtomicFile m_file;
};

std::vector<std::string> header() {
    std::vector<std::string> names{"source", "schema", "table", "column"};
    for (auto const field : all_fields()) names.emplace_back(field_name(field));
    return names;
}

} // namespace

std::unique_ptr<TemplateWriter::Format> csv_template(std::string const &path) {
    return std::make_unique<CsvTemplate>(path);
}

TemplateWriter::TemplateWriter(std::string const &path) {
    auto const lower = base::to_lower_ascii(path);
    if (lower.ends_with(".csv")) m_format = csv_template(path);
    else if (lower.ends_with(".xlsx")) m_format = xlsx_template(path);
    else
        throw base::Error(base::ExitCode::usage, fmt::format("{}: a template is CSV or XLSX", base::single_line(path)),
                          "give the file a name that ends in .csv or .xlsx");
    m_format->write(header());
}

TemplateWriter::~TemplateWriter() = default;

void TemplateWriter::row(TemplateRow const &row) {
    std::vector<std::string> cells{row.source, row.schema, row.table, row.column};
    for (auto const field : all_fields()) {
        auto const found = row.fields.find(field);
        cells.push_back(found == row.fields.end() ? std::string{} : found->second);
    }
    m_format->write(cells);
}

void TemplateWriter::finish() { m_format->finish(); }

} // namespace scribe::context
