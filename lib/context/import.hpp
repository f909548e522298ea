// SPDX-License-Identifier: MIT
#pragma once

#include "context/statement.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// Reads files in which people and other tools say what they know; docs/context-files.md has their layouts.
namespace scribe::context {

struct ImportOptions {
    /// One of import_format_names(); nothing: told by the file's ending and content.
    std::optional<std::string> format;
    /// Heading of the file -> name of a field, of a place (ref, source, schema, table, column, kind, name), or "-" for
    /// a column that is left out. It counts before what the heading itself says.
    std::map<std::string, std::string> map;
};

/// As help lists them: csv, xlsx, json, yaml, tbls ...
std::vector<std::string> import_format_names();

/// Hands on what a file says, in its order; what says nothing is left out. Of a table or view `table` is set, of a
/// column or another part of a table `table` and `name`, of other objects (their kind is said) `name`. A reference
/// without schema.table.column in full is taken for a table, or for schema.table, when the file says no kind: whether
/// "a.b" is a column b of a table a, only a catalog can tell. Texts are UTF-8 with \n as line ends, else as they stand.
/// Throws base::Error(config): "FILE:LINE[:COLUMN]: ..." or "FILE:Sheet!A12: ...", and base::Error(usage) for wrong
/// options.
void read_statements(std::string const &path, ImportOptions const &options,
                     std::function<void(Statement &&)> const &use);

/// As read_statements, of the bytes of a file; `file` names it in errors and tells its format.
void read_statement_text(std::string_view bytes, std::string const &file, ImportOptions const &options,
                         std::function<void(Statement &&)> const &use);

/// A word of the trade, as a glossary's file says it.
struct TermStatement {
    std::string place; ///< as Statement has it
    std::string name, definition;
    std::string synonyms; ///< one a line
};

/// Hands on the terms of a glossary in CSV or XLSX: columns term and definition, if need be synonyms; exports of
/// OpenMetadata's glossaries as well. Throws as read_statements does.
void read_terms(std::string const &path, ImportOptions const &options,
                std::function<void(TermStatement &&)> const &use);

/// The most bytes that a file may have.
inline constexpr std::size_t k_most_import_bytes = std::size_t{64} * 1024 * 1024;

} // namespace scribe::context
