// SPDX-License-Identifier: MIT
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace scribe::sql {

/// What a COMMENT ON statement says.
struct Comment {
    std::size_t line = 1;            ///< where the statement begins
    std::string object;              ///< as the statement names it: "TABLE", "COLUMN", "MATERIALIZED VIEW", "FUNCTION"
    std::vector<std::string> names;  ///< from the schema to the object; of a part of a table its name is the last
    std::string arguments;           ///< of routines their types: "integer, text"; without brackets
    std::optional<std::string> text; ///< nothing: IS NULL
};

/// The comments of an SQL script, as pg_dump and people write them: other statements, commands of psql (\connect) and
/// data of COPY are passed over. Throws base::Error(config): "LINE: what is wrong", for quotes that are not closed and
/// for comments that are no SQL or longer than k_most_bytes.
std::vector<Comment> read_comments(std::string text);

/// The statements of an SQL script, likewise, without the comments before each; what is no SQL is among them. Throws
/// base::Error(config) for quotes that are not closed.
std::vector<std::string> script_statements(std::string text);

} // namespace scribe::sql
