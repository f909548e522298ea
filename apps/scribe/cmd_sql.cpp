// SPDX-License-Identifier: MIT
#include "base/log.hpp"
#include "base/text.hpp"
#include "catalog/report/query.hpp"
#include "command.hpp"
#include "output/output.hpp"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <cmath>
#include <istream>
#include <iterator>

namespace scribe::cli {

namespace {

/// A value of SQLite as it is: numbers as numbers, but infinite ones as texts, blobs as \x and hexadecimal digits.
Cell cell(sqlite::Stmt &row, int column) {
    switch (row.type(column)) {
    case SQLITE_NULL: return {};
    case SQLITE_INTEGER: return row.get_int(column);
    case SQLITE_FLOAT: {
        auto const number = row.get_double(column);
        // JSON has no such number.
        return std::isfinite(number) ? Cell::json(fmt::format("{}", number)) : Cell{number > 0 ? "Inf" : "-Inf"};
    }
    case SQLITE_BLOB: {
        std::string hex = "\\x";
        for (auto const byte : row.get_blob(column)) hex += fmt::format("{:02x}", static_cast<unsigned char>(byte));
        return hex;
    }
    default: return std::string{row.get_text(column)};
    }
}

class SqlCommand final : public Command {
public:
    std::string_view name() const override { return "sql"; }
    std::string_view summary() const override { return "Runs a read-only query on the catalog's views"; }

    void bind(CLI::App &app) override {
        app.add_option("query", m_query,
                       "One SELECT on the views v_tables, v_columns, ...; - reads it from standard input")
            ->type_name("QUERY")
            ->required();
        add_output_options(app, m_output, {"table", "json", "jsonl", "csv"});
        app.footer("scribe sql \"SELECT * FROM v_sources\"\n"
                   "scribe sql 'SELECT \"table\", rows FROM v_tables ORDER BY rows DESC LIMIT 10'\n"
                   "scribe sql -t csv - < report.sql");
    }

    base::ExitCode run(Context &context) override {
        auto store = open_catalog(global, context, catalog::Access::read);
        std::optional<ListWriter> writer;
        std::int64_t rows = 0;
        int count = 0;
        catalog::QuerySink sink;
        sink.columns = [&](std::vector<std::string> const &names) {
            std::vector<OutputColumn> columns;
            for (auto const &name : names) columns.push_back({.name = name, .title = name, .elastic = true});
            count = static_cast<int>(names.size());
            writer.emplace(context, m_output, std::move(columns));
        };
        sink.row = [&](sqlite::Stmt &row) {
            std::vector<Cell> cells;
            for (int i = 0; i < count; ++i) cells.push_back(cell(row, i));
            writer->row(std::move(cells));
            ++rows;
        };
        catalog::query(store, text(context), sink);
        writer->finish(rows);
        if (m_output.format != "json") base::log::info("{}", base::counted(rows, "row"));
        return base::ExitCode::ok;
    }

private:
    std::string text(Context &context) const {
        if (m_query != "-") return m_query;
        return {std::istreambuf_iterator<char>{context.in}, {}};
    }

    std::string m_query;
    OutputOptions m_output;
};

} // namespace

std::unique_ptr<Command> make_sql_command() { return std::make_unique<SqlCommand>(); }

} // namespace scribe::cli
