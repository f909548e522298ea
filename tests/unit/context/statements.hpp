// SPDX-License-Identifier: MIT
#pragma once

#include "base/error.hpp"
#include "context/import.hpp"

#include <fmt/format.h>

#include <string>
#include <vector>

namespace scribe::test {

/// One statement a line: "PLACE [KIND] SOURCE|SCHEMA|TABLE|NAME field=text ...".
inline std::string line_of(context::Statement const &statement) {
    auto line =
        fmt::format("{} [{}] {}|{}|{}|{}", statement.place, statement.kind ? model::kind_name(*statement.kind) : "",
                    statement.source, statement.schema, statement.table, statement.name);
    for (auto const &[field, text] : statement.fields) line += fmt::format(" {}={}", context::field_name(field), text);
    return line;
}

inline std::vector<std::string> statements_of(std::string_view bytes, std::string const &file,
                                              context::ImportOptions const &options = {}) {
    std::vector<std::string> lines;
    context::read_statement_text(bytes, file, options,
                                 [&](context::Statement &&statement) { lines.push_back(line_of(statement)); });
    return lines;
}

/// The error and its hint, or what was read when there is none.
inline std::string error_of(std::string_view bytes, std::string const &file,
                            context::ImportOptions const &options = {}) {
    try {
        return fmt::format("no error, {} statements", statements_of(bytes, file, options).size());
    } catch (base::Error const &error) {
        auto const code =
            error.code() == base::ExitCode::config ? "" : fmt::format("{}: ", base::exit_code_name(error.code()));
        return code + error.what() + (error.hint().empty() ? "" : " / " + error.hint());
    }
}

} // namespace scribe::test
