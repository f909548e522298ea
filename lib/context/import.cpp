// SPDX-License-Identifier: MIT
#include "context/import.hpp"

#include "base/error.hpp"
#include "base/files.hpp"
#include "base/text.hpp"
#include "context/readers.hpp"
#include "context/said/readers.hpp"
#include "context/tables/encoding.hpp"
#include "context/tables/layouts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>

namespace scribe::context {

namespace {

using base::Error;
using base::ExitCode;
using Use = std::function<void(Statement &&)>;
using Reader = void (*)(std::string_view bytes, std::string const &file, ImportOptions const &options, Use const &use);

constexpr char const *k_needed =
    "what names objects (ref, or schema, table, column) and fields (description, rules, owner ...)";

void read_csv_statements(std::string_view bytes, std::string const &file, ImportOptions const &options,
                         Use const &use) {
    read_csv_table(bytes, file, statement_layouts(options, use), k_needed);
}

void read_xlsx_statements(std::string_view bytes, std::string const &file, ImportOptions const &options,
                          Use const &use) {
    read_xlsx_tables(bytes, file, statement_layouts(options, use), k_needed);
}

/// Text of a format that a reader of `read` takes.
template <void (*read)(std::string_view, std::string const &, Sayings const &)>
void read_text(std::string_view bytes, std::string const &file, ImportOptions const &, Use const &use) {
    read(text_of_bytes(bytes, file), file, Sayings{use});
}

template <void (*read)(Tree const &, Sayings const &)>
void read_yaml_of(std::string_view bytes, std::string const &file, ImportOptions const &, Use const &use) {
    read(Tree::of_yaml(text_of_bytes(bytes, file), file), Sayings{use});
}

void read_json_file(std::string_view bytes, std::string const &file, ImportOptions const &options, Use const &use) {
    read_own(Tree::of_json(text_of_bytes(bytes, file), file), options, Sayings{use});
}

/// True for a list of maps that have names.
bool is_named_list(Tree const &tree, yaml::Value const *list) {
    return list != nullptr && list->type == yaml::Value::Type::list && !list->items.empty() &&
           Tree::member(*tree.items(list).front(), "name") != nullptr;
}

/// Other tools' files are told by what they hold, since all end in .yml.
void read_yaml_file(std::string_view bytes, std::string const &file, ImportOptions const &options, Use const &use) {
    auto const tree = Tree::of_yaml(text_of_bytes(bytes, file), file);
    auto const &root = tree.root();
    Sayings const sayings{use};
    if (options.format) return read_own(tree, options, sayings);
    for (char const *const key : {"models", "seeds", "snapshots", "sources"})
        if (is_named_list(tree, Tree::member(root, key))) return read_dbt(tree, sayings);
    for (char const *const key : {"comments", "dsn"})
        if (Tree::member(root, key) && !Tree::member(root, "schemas")) return read_tbls_comments(tree, sayings);
    auto const *const tables = Tree::member(root, "tables");
    auto const *const name = Tree::member(root, "name");
    if (is_named_list(tree, tables) && name && name->text == "catalog") return read_schemacrawler(tree, sayings);
    read_own(tree, options, sayings);
}

struct FormatRow {
    std::string_view name;
    Reader read;
};

constexpr auto k_formats = std::to_array<FormatRow>({{"csv", read_csv_statements},
                                                     {"xlsx", read_xlsx_statements},
                                                     {"json", read_json_file},
                                                     {"yaml", read_yaml_file},
                                                     {"tbls", read_yaml_of<read_tbls_comments>},
                                                     {"dbt", read_yaml_of<read_dbt>},
                                                     {"schemacrawler", read_yaml_of<read_schemacrawler>},
                                                     {"schemaspy", read_text<read_schemaspy_comments>},
                                                     {"dbml", read_text<read_dbml_notes>},
                                                     {"sql", read_text<read_sql_comments>},
                                                     {"datahub", read_csv_statements},
                                                     {"openmetadata", read_csv_statements}});

struct Ending {
    std::string_view ending, format;
};

/// The first that fits counts.
constexpr auto k_endings = std::to_array<Ending>({{".csv", "csv"},
                                                  {".tsv", "csv"},
                                                  {".txt", "csv"},
                                                  {".xlsx", "xlsx"},
                                                  {".xlsm", "xlsx"},
                                                  {".json", "json"},
                                                  {".jsonl", "json"},
                                                  {"tbls.yml", "tbls"},
                                                  {"tbls.yaml", "tbls"},
                                                  {".yml", "yaml"},
                                                  {".yaml", "yaml"},
                                                  {".xml", "schemaspy"},
                                                  {".dbml", "dbml"},
                                                  {".sql", "sql"}});

/// Throws base::Error(usage) for an unknown format, base::Error(config) for a file that tells none.
Reader reader_of(std::string_view bytes, std::string const &file, ImportOptions const &options) {
    auto const lower = base::to_lower_ascii(file);
    std::string_view format = options.format ? std::string_view{*options.format} : std::string_view{};
    if (bytes.starts_with("\xD0\xCF\x11\xE0"))
        fail_at(file, "this is a workbook of an old version, or one with a password",
                "save it as .xlsx without a password, or as CSV");
    bool const zip = bytes.starts_with("PK\x03\x04");
    bool const table = format.empty() || format == "csv" || format == "datahub" || format == "openmetadata";
    if (zip && table) format = "xlsx"; // whatever it is called
    for (auto const &[ending, name] : k_endings)
        if (format.empty() && lower.ends_with(ending)) format = name;
    auto const names = import_format_names();
    if (format.empty())
        fail_at(file, "the ending does not tell the format", "--input-format says it: " + base::join(names, ", "));
    auto const *const row = std::ranges::find(k_formats, format, &FormatRow::name);
    if (row == k_formats.end())
        throw Error(ExitCode::usage, fmt::format("\"{}\" is no format", base::single_line(format)),
                    "it is one of " + base::join(names, ", "));
    return row->read;
}

/// The whole file, bounded. Throws base::Error(config).
std::string bytes_of(std::string const &path) {
    std::error_code error;
    auto const shown = base::single_line(path);
    if (!std::filesystem::exists(path, error))
        throw Error(ExitCode::config, fmt::format("{}: there is no such file", shown));
    if (!std::filesystem::is_regular_file(path, error))
        throw Error(ExitCode::config, fmt::format("{}: this is no file", shown));
    if (std::filesystem::file_size(path, error) > k_most_import_bytes)
        throw Error(ExitCode::config,
                    fmt::format("{}: the file is larger than {}", shown, base::human_bytes(k_most_import_bytes)),
                    "import it in parts");
    try {
        return base::read_file(path).value_or("");
    } catch (Error const &unreadable) {
        throw Error(ExitCode::config, unreadable.what(), unreadable.hint());
    }
}

} // namespace

std::vector<std::string> import_format_names() {
    std::vector<std::string> names;
    for (auto const &row : k_formats) names.emplace_back(row.name);
    return names;
}

void read_statement_text(std::string_view bytes, std::string const &file, ImportOptions const &options,
                         Use const &use) {
    auto const shown = base::single_line(file);
    reader_of(bytes, shown, options)(bytes, shown, options, use);
}

void read_statements(std::string const &path, ImportOptions const &options, Use const &use) {
    read_statement_text(bytes_of(path), path, options, use);
}

void read_terms(std::string const &path, ImportOptions const &options,
                std::function<void(TermStatement &&)> const &use) {
    auto const bytes = bytes_of(path);
    auto const shown = base::single_line(path);
    auto const *const needed = "the columns term and definition";
    if (bytes.starts_with("PK\x03\x04")) read_xlsx_tables(bytes, shown, term_layouts(options, use), needed);
    else read_csv_table(bytes, shown, term_layouts(options, use), needed);
}

} // namespace scribe::context
